using System.CommandLine;
using System.Diagnostics;
using System.Text;
using System.Text.Json;
using Aresta.Cli.Derive;
using Aresta.Cli.Training;
using Aresta.Cli.Wording;
using Aresta.Learning.Experiments;

namespace Aresta.Cli.Experiments;

/// <summary><c>aresta experiment</c>: an experiment of the chapter, made anew, with its stated outcome.</summary>
internal static class ExperimentCommand
{
    private delegate ExperimentView Maker(TrainOptions options, ExperimentTexts said, IProgress<ExperimentProgress> progress);

    private static readonly Dictionary<string, Maker> All = new()
    {
        ["vanishing"] = VanishingView.Make,
        ["depth"] = DepthView.Make,
        ["modes"] = ModesView.Make,
    };

    public static int Run(ParseResult parsed, Terminal terminal, Texts texts)
    {
        var options = TrainOptions.Read(parsed, TrainOptions.ForExperiment, texts);
        var said = ExperimentTexts.For(texts.Language);
        if (options.Words is not [var name] || !All.TryGetValue(name, out var make))
        {
            throw new UsageException(Texts.Format(said.Which, string.Join(", ", All.Keys)));
        }

        var start = Stopwatch.GetTimestamp();
        var view = make(options, said, new Told(terminal, options.Json, said));
        var seconds = Stopwatch.GetElapsedTime(start).TotalSeconds;
        Write(options["--report"], () => ExperimentPage.Html(view, texts.Language), texts);
        Write(options["--svg"], () => view.Charts[0].Chart.File(options["--theme"]), texts);
        if (options.Json)
        {
            JsonLine.Write(terminal, json => Write(json, view, seconds));
        }
        else
        {
            terminal.Out.WriteLine(Wrapped(view.Question));
            terminal.Out.WriteLine();
            new Tables(terminal.Out, texts, int.MaxValue).Show(
                view.Title, [.. view.Columns.Select(column => column.Heading)], view.Rows,
                row => [.. row.Select(entry => new Cell(entry.Text))]);
            terminal.Out.WriteLine(Wrapped(view.Outcome));
            terminal.Out.WriteLine(Texts.Format(said.Took, seconds));
        }

        return view.Holds ? ExitCode.Success : ExitCode.CheckFailed;
    }

    private static string Wrapped(string text)
    {
        const int width = 100;
        var (wrapped, column) = (new StringBuilder(), 0);
        foreach (var word in text.Split(' '))
        {
            var isNew = column > 0 && column + word.Length >= width;
            wrapped.Append(isNew ? "\n" : column > 0 ? " " : "").Append(word);
            column = (isNew ? 0 : column + 1) + word.Length;
        }

        return wrapped.ToString();
    }

    private static void Write(string? file, Func<string> content, Texts texts)
    {
        if (file is null)
        {
            return;
        }

        try
        {
            File.WriteAllText(file, content());
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException or ArgumentException or NotSupportedException)
        {
            throw new InputException(Texts.Format(texts.Unwritable, file));
        }
    }

    private static void Write(Utf8JsonWriter json, ExperimentView view, double seconds)
    {
        json.WriteString("event", "done");
        json.WriteString("experiment", view.Name);
        json.WriteBoolean("as_stated", view.Holds);
        json.WriteString("outcome", view.Outcome);
        json.WriteNumber("seconds", seconds);
        json.WriteStartArray("rows");
        foreach (var row in view.Rows)
        {
            json.WriteStartObject();
            for (var i = 0; i < row.Count; i++)
            {
                if (row[i].Number is { } number)
                {
                    Fitting.FitReport.Write(json, view.Columns[i].Key, number);
                }
                else
                {
                    json.WriteString(view.Columns[i].Key, row[i].Text);
                }
            }

            json.WriteEndObject();
        }

        json.WriteEndArray();
        json.WriteStartArray("charts");
        foreach (var (chart, _) in view.Charts)
        {
            json.WriteStartObject();
            json.WriteString("title", chart.Title);
            json.WriteString("x", chart.XLabel);
            json.WriteString("y", chart.YLabel);
            json.WriteStartArray("lines");
            foreach (var line in chart.Lines)
            {
                json.WriteStartObject();
                json.WriteString("name", line.Name);
                Write(json, "x", line.Points.Select(point => point.X));
                Write(json, "y", line.Points.Select(point => point.Y));
                json.WriteEndObject();
            }

            json.WriteEndArray();
            json.WriteEndObject();
        }

        json.WriteEndArray();
    }

    private static void Write(Utf8JsonWriter json, string name, IEnumerable<double> numbers)
    {
        json.WriteStartArray(name);
        foreach (var number in numbers)
        {
            if (double.IsFinite(number))
            {
                json.WriteNumberValue(number);
            }
            else
            {
                json.WriteNullValue();
            }
        }

        json.WriteEndArray();
    }

    /// <summary>A line that is written over where a person watches; an object a line for a program.</summary>
    private sealed class Told(Terminal terminal, bool isJson, ExperimentTexts said) : IProgress<ExperimentProgress>
    {
        private readonly bool isWatched = terminal.Error == Console.Error && !Console.IsErrorRedirected;
        private int width;

        public void Report(ExperimentProgress value)
        {
            if (isJson)
            {
                JsonLine.Write(terminal, json =>
                {
                    json.WriteString("event", "progress");
                    json.WriteString("what", value.What);
                    json.WriteNumber("done", value.Done);
                    json.WriteNumber("count", value.Count);
                });
            }
            else if (isWatched)
            {
                var filled = value.Done * 20 / value.Count;
                var line = Texts.Format(
                    said.Progress, new string('▰', filled) + new string('▱', 20 - filled), value.Done, value.Count, value.What);
                var end = value.Done == value.Count ? $"\r{new string(' ', Math.Max(width, line.Length))}\r" : "";
                terminal.Error.Write($"\r{line.PadRight(width)}{end}");
                width = line.Length;
            }
        }
    }
}
