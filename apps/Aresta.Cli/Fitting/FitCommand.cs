using System.CommandLine;
using System.Text;
using Aresta.Cli.Derive;
using Aresta.Cli.Wording;
using Aresta.Expressions;
using Aresta.Optimization;

namespace Aresta.Cli.Fitting;

/// <summary><c>aresta fit</c>: a formula, data, and the parameters that bring them together.</summary>
internal static class FitCommand
{
    public static int Run(ParseResult parsed, Terminal terminal, Texts texts)
    {
        var options = FitOptions.Read(parsed, FitOptions.ForFit, expression: 1, texts);
        var words = FitTexts.For(texts.Language);
        if (options.Words.Length < 2)
        {
            throw new UsageException(words.NoFormula);
        }

        try
        {
            var formula = FitFormula.Parse(options.Words[1]);
            var fit = Fit(options.Words[0], formula, Start(options.Words[2..], texts, words), terminal, texts);
            Report(fit, options, terminal, texts, words);
            return ExitCode.Success;
        }
        catch (ExpressionException e)
        {
            throw new InputException(e.Describe(texts.Language));
        }
        catch (OptimizationException e)
        {
            throw new InputException(e.Describe(texts.Language));
        }
    }

    private static List<(string, double)> Start(string[] assignments, Texts texts, FitTexts words)
    {
        var start = new List<(string Name, double)>();
        foreach (var assignment in assignments)
        {
            var (name, text) = Point.Split(assignment, texts);
            var value = Point.Evaluate(name, text, texts);
            if (start.Exists(parameter => parameter.Name == name))
            {
                throw new InputException(Texts.Format(texts.RepeatedValue, name));
            }

            start.Add(value.Shape.Rank == 0
                ? (name, value.ToDouble())
                : throw new InputException(Texts.Format(words.NotOneNumber, name, value.Type)));
        }

        return start;
    }

    private static Fit Fit(string file, FitFormula formula, List<(string, double)> start, Terminal terminal, Texts texts)
    {
        var name = file == "-" ? texts.StandardInput : file;
        try
        {
            // What is not UTF-8 becomes U+FFFD, which the reader of the data refuses with its place.
            using var stream = file == "-" ? terminal.Input() : File.OpenRead(file);
            using var reader = new StreamReader(stream, Encoding.UTF8);
            return Optimization.Fit.Of(formula, new DataReader(reader), start);
        }
        catch (Exception e) when (e is FileNotFoundException or DirectoryNotFoundException)
        {
            throw new InputException(Texts.Format(texts.NoFile, name));
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException or NotSupportedException)
        {
            throw new InputException(Texts.Format(texts.Unreadable, name));
        }
    }

    private static void Report(Fit fit, FitOptions options, Terminal terminal, Texts texts, FitTexts words)
    {
        if (options.Plot is { } file)
        {
            Draw(ResidualPlot.Svg(fit, words.Fitted, words.Residual), file, terminal, texts);
        }

        if (options.Plot != "-")
        {
            if (options.Json)
            {
                FitReport.Json(fit, terminal.Output());
            }
            else
            {
                FitReport.Text(fit, terminal, texts, words);
            }
        }

        if (!fit.Converged)
        {
            terminal.Error.WriteLine(Texts.Format(words.NotConverged, fit.Iterations));
        }
        else if (fit.DegreesOfFreedom > 0 && fit.Parameters.Any(parameter => double.IsNaN(parameter.StandardError)))
        {
            terminal.Error.WriteLine(words.Undetermined);
        }
    }

    private static void Draw(string svg, string file, Terminal terminal, Texts texts)
    {
        if (file == "-")
        {
            terminal.Out.Write(svg);
            return;
        }

        try
        {
            File.WriteAllText(file, svg);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException or ArgumentException or NotSupportedException)
        {
            throw new InputException(Texts.Format(texts.Unwritable, file));
        }
    }
}
