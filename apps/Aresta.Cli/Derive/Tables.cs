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

    /// <summary>A table; nothing where there are no rows. Rows beyond the longest are counted.</summary>
    public void Show(string title, IReadOnlyList<string> columns, IEnumerable<IReadOnlyList<Cell>> rows)
    {
        var all = rows.Take(longest + 1).ToList();
        if (all.Count == 0)
        {
            return;
        }

        var table = new Table { Border = TableBorder.Rounded, BorderStyle = new Style(decoration: Decoration.Dim), ShowHeaders = columns.Count > 0 };
        for (var i = 0; i < all[0].Count; i++)
        {
            table.AddColumn(Markup.Escape(columns.ElementAtOrDefault(i) ?? ""));
        }

        foreach (var row in all.Take(longest))
        {
            table.AddRow(row.Select(cell => new Markup(cell.Style is null ? Markup.Escape(cell.Text) : $"[{cell.Style}]{Markup.Escape(cell.Text)}[/]")));
        }

        console.MarkupLine($"[bold]{Markup.Escape(title)}[/]");
        console.Write(table);
        if (all.Count > longest)
        {
            console.MarkupLine(Markup.Escape(Texts.Format(texts.More, rows.Skip(longest).Count())));
        }

        console.WriteLine();
    }
}
