using System.Text.Json;
using Aresta.Cli.Derive;
using Aresta.Cli.Wording;
using Aresta.Expressions;
using Aresta.Optimization;

namespace Aresta.Cli.Fitting;

/// <summary>A fit, for a person and for a program.</summary>
internal static class FitReport
{
    private const int LongestTable = 100;
    private const int MostCorrelated = 12;

    public static void Text(Fit fit, Terminal terminal, Texts texts, FitTexts words)
    {
        var tables = new Tables(terminal.Out, texts, LongestTable);
        tables.Show(
            words.Parameters, [words.Parameter, texts.Value, words.StandardError], fit.Parameters,
            p => [new(p.Name, "bold"), new(Number(p.Value), "yellow"), new(Number(p.StandardError))]);
        if (fit.Parameters.Length is > 1 and <= MostCorrelated && !double.IsNaN(fit.Correlation[0, 0]))
        {
            tables.Show(
                words.Correlation, ["", .. fit.Parameters.Select(p => p.Name)], fit.Parameters.Index(),
                row => [new(row.Item.Name, "bold"), .. Enumerable.Range(0, row.Index + 1).Select(j =>
                    new Cell(NumberText.Long(Math.Round(fit.Correlation[row.Index, j], 4)))),
                    .. Enumerable.Repeat(new Cell(""), fit.Parameters.Length - row.Index - 1)]);
        }

        (string, string)[] quality =
        [
            (words.SumOfSquares, Number(fit.ResidualSumOfSquares)),
            (words.DegreesOfFreedom, Number(fit.DegreesOfFreedom)),
            (words.StandardDeviation, Number(fit.ResidualStandardDeviation)),
            ("R²", Number(fit.RSquared)),
            (words.Condition, NumberText.Short(fit.ConditionNumber)),
            (words.Iterations, Number(fit.Iterations)),
        ];
        tables.Show(words.Quality, [], quality, line => [new(line.Item1), new(line.Item2)]);
    }

    public static void Json(Fit fit, Stream output)
    {
        using var json = new Utf8JsonWriter(output, new JsonWriterOptions { Indented = true, NewLine = "\n" });
        json.WriteStartObject();
        json.WriteStartObject("parameters");
        foreach (var parameter in fit.Parameters)
        {
            json.WriteStartObject(parameter.Name);
            Write(json, "value", parameter.Value);
            Write(json, "standard_error", parameter.StandardError);
            json.WriteEndObject();
        }

        json.WriteEndObject();
        Write(json, "residual_sum_of_squares", fit.ResidualSumOfSquares);
        json.WriteNumber("degrees_of_freedom", fit.DegreesOfFreedom);
        Write(json, "residual_standard_deviation", fit.ResidualStandardDeviation);
        Write(json, "r_squared", fit.RSquared);
        Write(json, "condition_number", fit.ConditionNumber);
        json.WriteNumber("iterations", fit.Iterations);
        json.WriteBoolean("converged", fit.Converged);
        json.WriteStartObject("correlation");
        foreach (var (i, row) in fit.Parameters.Index())
        {
            json.WriteStartObject(row.Name);
            foreach (var (j, column) in fit.Parameters.Index())
            {
                Write(json, column.Name, fit.Correlation[i, j]);
            }

            json.WriteEndObject();
        }

        json.WriteEndObject();
        json.WriteEndObject();
        json.Flush();
        output.Write("\n"u8);
    }

    // JSON has no NaN and no infinity: null.
    public static void Write(Utf8JsonWriter json, string name, double number)
    {
        if (double.IsFinite(number))
        {
            json.WriteNumber(name, number);
        }
        else
        {
            json.WriteNull(name);
        }
    }

    private static string Number(double number) => double.IsNaN(number) ? "—" : NumberText.Long(number);
}
