using Aresta.Cli.Wording;
using Spectre.Console;

namespace Aresta.Cli.Derive;

/// <summary>A cell of a table: its text, and its style where there are colors.</summary>
internal readonly record struct Cell(string Text, string? Style = null);

/// <summary>Tables with titles on the console.</summary>
internal sealed class Tables
{
    // A file or a pipe has no width of its own.
    private const int PlainWidth = 200;

    private readonly Texts texts;
    private readonly int longest;
    private readonly IAnsiConsole console;

    public Tables(TextWriter writer, Texts texts, int longest)
    {
        (this.texts, this.longest) = (texts, longest);
        var isTerminal = writer == Console.Out && !Console.IsOutputRedirected;
        console = AnsiConsole.Create(new AnsiConsoleSettings
        {
            Out = new AnsiConsoleOutput(writer),
            Ansi = isTerminal ? AnsiSupport.Detect : AnsiSupport.No,
            ColorSystem = isTerminal ? ColorSystemSupport.Detect : ColorSystemSupport.NoColors,
        });
        if (!isTerminal)
        {
            console.Profile.Width = PlainWidth;
        }
    }

    /// <summary>A table with a row for each item; nothing where there are none. Items beyond the longest table are only counted.</summary>
    public void Show<T>(string title, IReadOnlyList<string> columns, IEnumerable<T> items, Func<T, IReadOnlyList<Cell>> row)
    {
        var count = 0;
        var all = new List<IReadOnlyList<Cell>>();
        foreach (var item in items)
        {
            if (count++ < longest)
            {
                all.Add(row(item));
            }
        }

        if (count == 0)
        {
            return;
        }

        var table = new Table
        {
            Border = TableBorder.Rounded,
            BorderStyle = new Style(decoration: Decoration.Dim),
            ShowHeaders = columns.Count > 0,
        };
        for (var i = 0; i < all[0].Count; i++)
        {
            table.AddColumn(Markup.Escape(columns.ElementAtOrDefault(i) ?? ""));
        }

        foreach (var cells in all)
        {
            table.AddRow(cells.Select(Styled));
        }

        console.MarkupLine($"[bold]{Markup.Escape(title)}[/]");
        console.Write(table);
        if (count > longest)
        {
            console.MarkupLine(Markup.Escape(Texts.Format(texts.More, count - longest)));
        }

        console.WriteLine();
    }

    private static Markup Styled(Cell cell) =>
        new(cell.Style is null ? Markup.Escape(cell.Text) : $"[{cell.Style}]{Markup.Escape(cell.Text)}[/]");
}
