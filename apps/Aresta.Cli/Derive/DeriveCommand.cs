using System.CommandLine;
using Aresta.Cli.Check;
using Aresta.Cli.Wording;
using Aresta.Expressions;
using Aresta.Graphs;
using Aresta.Primitives;
using Aresta.Tensors;
using Aresta.Transforms;

namespace Aresta.Cli.Derive;

/// <summary><c>aresta derive</c>: an expression, its graph and all its derivatives.</summary>
internal sealed class DeriveCommand(DeriveOptions options, Terminal terminal, Texts texts)
{
    // What a person may ask for in one go: values that sweeps carry, and elements of derivatives.
    private const double LargestAnswer = 20_000_000;
    private const double LargestChecked = 250_000;

    public static int Run(ParseResult parsed, Terminal terminal, Texts texts)
    {
        var options = DeriveOptions.Read(parsed, texts);
        try
        {
            return new DeriveCommand(options, terminal, texts).Run();
        }
        catch (ExpressionException e)
        {
            throw new InputException(e.Describe(texts.Language));
        }
        catch (GraphException e)
        {
            throw new InputException(e.Message);
        }
    }

    private int Run()
    {
        var program = Program.Parse(SourceText.Read(options.Expression, terminal, texts));
        var point = Point.Read(program, options.Values, texts);
        var graph = Graph(program, point);
        var question = new Question(graph, Chosen(options.Wrt, graph.Inputs, texts.UnknownInput), Outputs(graph));
        RequireModest(question);
        var derivation = point is null || options.Check ? null : new Derivation(question, point);
        if (options.Mode == "paths")
        {
            RequireFewPaths(question);
        }

        if (options.Svg is { } file)
        {
            new Picture(options, terminal, texts).Write(file, question, point);
            if (file == "-")
            {
                return ExitCode.Success;
            }
        }

        if (options.Check)
        {
            return Check(question, point ?? throw new InputException(texts.CheckNeedsValues));
        }

        Write(question, derivation);
        return ExitCode.Success;
    }

    private int Check(Question question, List<Tensor> point)
    {
        // Differences run the graph some hundred times, and each order twice as many graphs.
        if (question.Values.Sum(value => (double)value.Shape.Size) * options.Order * options.Order > LargestChecked)
        {
            throw new InputException(texts.TooLarge);
        }

        var checkup = new Checkup(question, point, options.Order);
        if (options.Format == "json")
        {
            new CheckDocument(checkup, texts.Check).Write(terminal.Output());
        }
        else
        {
            new CheckReport(checkup, terminal.Out, texts.Check).Write();
        }

        return checkup.Outcome is Outcome.NotFinite or Outcome.Wrong ? ExitCode.CheckFailed : ExitCode.Success;
    }

    private Graph Graph(Program program, IReadOnlyList<Tensor>? point)
    {
        try
        {
            return program.ToGraph(point is null ? null
                : program.Inputs.Zip(point).ToDictionary(pair => pair.First, pair => pair.Second.Type));
        }
        catch (ExpressionException e) when (point is null && program.Inputs.Count > 0)
        {
            throw new InputException($"{e.Describe(texts.Language)}\n{texts.ScalarsAssumed}");
        }
    }

    private void Write(Question question, Derivation? derivation)
    {
        var mode = options.Mode switch
        {
            "forward" => JacobianMode.Forward,
            "reverse" => JacobianMode.Reverse,
            _ => JacobianMode.Automatic,
        };
        switch (options.Format)
        {
            case "graph":
                question.Graph.Print(terminal.Out);
                return;
            case "dot":
                terminal.Out.Write(Diagrams.Dot(question, derivation));
                return;
            case "mermaid":
                terminal.Out.Write(Diagrams.Mermaid(question, derivation));
                return;
            default:
                break;
        }

        var derivatives = derivation is null ? null
            : options.Mode == "paths" ? Derivatives.ByPaths(derivation, options.Order)
            : new Derivatives(derivation, options.Order, mode);
        switch (options.Format)
        {
            case "json" when derivation is null:
                GraphDocument.Write(terminal.Output(), question, texts.Language);
                break;
            case "json":
                GraphDocument.Write(terminal.Output(), derivation, derivatives!, texts.Language);
                break;
            case "latex":
                terminal.Out.Write(Equations.Latex(question, derivation, derivatives, options.Order));
                break;
            default:
                new TextReport(question, derivation, derivatives, options, terminal, texts).Write();
                break;
        }
    }

    // Any value that has a name can be differentiated; unless chosen, those that feed no other.
    private List<Value>? Outputs(Graph graph) =>
        options.Of is null ? null
            : Chosen(options.Of, graph.Nodes.SelectMany(node => Enumerable.Range(0, node.Results.Length).Select(node.Result))
            .Where(value => value.Name is not null), texts.UnknownOutput);

    private List<Value>? Chosen(IReadOnlyList<string>? names, IEnumerable<Value> values, string unknown)
    {
        if (names is null)
        {
            return null;
        }

        var known = values.SelectMany(value => value.Names.Select(name => (name, value)))
            .ToDictionary(pair => pair.name, pair => pair.value);
        return names.Count == 0
            ? throw new UsageException(texts.NoNames)
            : [.. names.Select(name => known.TryGetValue(name, out var value)
                ? value
                : throw new InputException(Texts.Format(unknown, name, known.Count == 0 ? texts.NoInputs
                    : string.Join(", ", known.Keys)))).Distinct()];
    }

    private void RequireModest(Question question)
    {
        var elements = question.Values.Sum(value => (double)value.Shape.Size);
        var inputs = question.Inputs.Sum(input => (double)input.Shape.Size);
        var outputs = question.Outputs.Sum(output => (double)output.Shape.Size);
        var blocks = inputs * outputs * (options.Order == 2 ? inputs : 1);
        var sweeps = elements * (question.Inputs.Count + question.Outputs.Count + (question.Inputs.Count * (double)question.Outputs.Count));
        var unrolled = options.Format is "json" or "text" or "latex" ? question.Values.Count * Math.Min(inputs, outputs) : 0;
        if (Math.Max(Math.Max(blocks, unrolled), sweeps) > LargestAnswer)
        {
            throw new InputException(texts.TooLarge);
        }
    }

    private void RequireFewPaths(Question question)
    {
        var letters = question.Letters();
        foreach (var output in question.Outputs)
        {
            foreach (var input in question.Inputs)
            {
                if (new PathSum(input, output, letters).Count is var count && count > PathSum.Limit)
                {
                    var labels = new Labels(question.Values);
                    throw new InputException(Texts.Format(texts.TooManyPaths, labels[input], labels[output], count, PathSum.Limit));
                }
            }
        }
    }
}
