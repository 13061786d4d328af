using System.CommandLine;
using System.Text.Json;
using Aresta.Cli.Derive;
using Aresta.Cli.Wording;
using Aresta.Expressions;
using Aresta.Optimization;
using Aresta.Primitives;
using Aresta.Tensors;

namespace Aresta.Cli.Fitting;

/// <summary><c>aresta minimize</c>: an expression, and where it is least.</summary>
internal static class MinimizeCommand
{
    public static int Run(ParseResult parsed, Terminal terminal, Texts texts)
    {
        var options = FitOptions.Read(parsed, FitOptions.ForMinimize, expression: 0, texts);
        if (options.Words is not [var expression, .. var values])
        {
            throw new UsageException(texts.NoExpression);
        }

        try
        {
            Minimize(Program.Parse(SourceText.Read(expression, terminal, texts)), values, options, terminal, texts);
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
        catch (GraphException e)
        {
            throw new InputException(e.Message);
        }
    }

    private static void Minimize(Program program, string[] values, FitOptions options, Terminal terminal, Texts texts)
    {
        var words = FitTexts.For(texts.Language);
        var start = Point.Read(program, values, texts) ?? throw new InputException(Texts.Format(
            texts.MissingValues, string.Join(", ", program.Inputs), string.Join(' ', program.Inputs.Select(name => $"{name}=1"))));
        foreach (var (name, value) in program.Inputs.Zip(start))
        {
            if (value.DType != DType.Float64)
            {
                throw new InputException(Texts.Format(words.NotTensors, name, value.Type));
            }
        }

        var graph = program.ToGraph(program.Inputs.Zip(start).ToDictionary(pair => pair.First, pair => pair.Second.Type));
        var objective = new GraphObjective(graph);
        var found = Minimization.Minimize(objective.Evaluate, objective.Join([.. start]));
        var (at, gradient) = (objective.Split(found.X.AsSpan()), objective.Split(found.Gradient.AsSpan()));
        var inputs = program.Inputs.Select((name, i) => (Name: name, At: at[i], Gradient: gradient[i])).ToList();
        if (options.Json)
        {
            Json(found, inputs, terminal.Output());
        }
        else
        {
            var tables = new Tables(terminal.Out, texts, longest: 100);
            tables.Show(
                $"{words.Minimum}: {NumberText.Long(found.Value)} ({found.Iterations} {words.Iterations})",
                [texts.Input, texts.Value, words.Gradient],
                inputs, x => [new(x.Name, "bold"), new(NumberText.Long(x.At), "yellow"), new(NumberText.Short(x.Gradient))]);
        }

        if (!found.IsConverged)
        {
            terminal.Error.WriteLine(Texts.Format(words.NoMinimum, found.Iterations));
        }
    }

    private static void Json(MinimizationResult found, List<(string Name, Tensor At, Tensor Gradient)> inputs, Stream output)
    {
        using var json = new Utf8JsonWriter(output, new JsonWriterOptions { Indented = true, NewLine = "\n" });
        json.WriteStartObject();
        FitReport.Write(json, "minimum", found.Value);
        json.WriteStartObject("at");
        inputs.ForEach(x => Write(x.Name, x.At));
        json.WriteEndObject();
        json.WriteStartObject("gradient");
        inputs.ForEach(x => Write(x.Name, x.Gradient));
        json.WriteEndObject();
        json.WriteNumber("iterations", found.Iterations);
        json.WriteBoolean("converged", found.IsConverged);
        json.WriteEndObject();
        json.Flush();
        output.Write("\n"u8);

        void Write(string name, Tensor value)
        {
            json.WritePropertyName(name);
            var element = 0;
            Axis(json, value, axis: 0, ref element);
        }
    }

    // A number for a scalar, else lists in lists, as deep as there are axes.
    private static void Axis(Utf8JsonWriter json, Tensor tensor, int axis, ref int element)
    {
        if (axis == tensor.Shape.Rank)
        {
            json.WriteNumberValue(tensor[element++]);
            return;
        }

        json.WriteStartArray();
        for (var i = 0; i < tensor.Shape[axis]; i++)
        {
            Axis(json, tensor, axis + 1, ref element);
        }

        json.WriteEndArray();
    }
}
