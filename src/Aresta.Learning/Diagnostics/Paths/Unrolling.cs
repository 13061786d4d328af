using System.Globalization;
using Aresta.Functions;
using Aresta.Graphs;
using Aresta.Learning.Modules;
using Aresta.Primitives;

namespace Aresta.Learning.Diagnostics.Paths;

/// <summary>
/// A graph without scans and calls: the body of a scan stands there once for each step, so that a path through time is a path. Values are
/// called as the layers call them, with the time step behind: "0.state[12]". While loops, branches and custom functions stay operations.
/// </summary>
internal sealed class Unrolling
{
    /// <summary>The most nodes that are made; beyond, looking for paths would take minutes.</summary>
    public const long MostNodes = 200_000;

    private readonly List<int> steps = [];
    private readonly ValueMap<string> names = new();
    private readonly ValueMap<bool> borders = new();

    private Unrolling(Graph graph)
    {
        if (NodesOf(graph) is var count && count > MostNodes)
        {
            throw new ModelException("", FormattableString.Invariant(
                $"With its loops written out the model would have {count:N0} nodes, more than {MostNodes:N0}; look at shorter sequences."));
        }

        Inputs = [.. graph.Inputs.Select(FreshInputs)];
        var substitutes = new ValueMap<Value>();
        Substitute(substitutes, graph, Inputs);
        Outputs = Written(graph, substitutes);
    }

    /// <summary>The inputs, one for each of the graph.</summary>
    public Value[] Inputs { get; }

    /// <summary>The outputs, one for each of the graph.</summary>
    public Value[] Outputs { get; }

    /// <summary>What values are called.</summary>
    public IReadOnlyDictionary<Value, string> Names => names;

    /// <summary>Values at the border of a step: rows that go into a loop, and what it gathers.</summary>
    public IReadOnlyDictionary<Value, bool> Borders => borders;

    /// <summary>A graph with its loops written out.</summary>
    /// <exception cref="ModelException">It would be too large.</exception>
    public static Unrolling Of(Graph graph) => new(graph);

    private static Value FreshInputs(Value input) => Value.Input(input.Type, input.Name ?? "");

    // Bodies nest at most 64 deep, so this may call itself.
    private static double NodesOf(Graph graph) => graph.Nodes.Sum(node => node.Primitive switch
    {
        Scan scan => scan.Length * NodesOf(scan.Step),
        Call call => NodesOf(call.Graph),
        _ => 1,
    });

    private static void Substitute(ValueMap<Value> substitutes, Graph graph, ReadOnlySpan<Value> values)
    {
        for (var i = 0; i < values.Length; i++)
        {
            substitutes[graph.Inputs[i]] = values[i];
        }
    }

    private Value[] Written(Graph graph, ValueMap<Value> substitutes)
    {
        var outputs = graph.Rebuild(substitutes, (node, operands) => node.Primitive switch
        {
            Scan scan => Steps(scan, operands),
            Call call => Body(call.Graph, operands),
            _ => Plain(Node.Create(node.Primitive, operands)),
        });

        // A value inside keeps the name that it has there.
        foreach (var node in graph.Nodes)
        {
            for (var i = 0; i < node.Results.Length; i++)
            {
                if (node.Result(i).Name is { } name && node.Primitive is not Input && substitutes.TryGetValue(node.Result(i), out var made)
                    && !names.ContainsKey(made))
                {
                    names[made] = name + string.Concat(steps.Select(step => string.Create(CultureInfo.InvariantCulture, $"[{step}]")));
                }
            }
        }

        return outputs;
    }

    private static Value[] Plain(Node node) => [.. Enumerable.Range(0, node.Results.Length).Select(node.Result)];

    private Value[] Body(Graph body, Value[] operands)
    {
        var substitutes = new ValueMap<Value>();
        Substitute(substitutes, body, operands);
        return Written(body, substitutes);
    }

    private Value[] Steps(Scan scan, Value[] operands)
    {
        var (closed, state, arrays) =
            (operands[..scan.Closed], operands[scan.Closed..(scan.Closed + scan.States)], operands[(scan.Closed + scan.States)..]);
        var given = scan.Step.Outputs.Length - scan.States;
        var rows = new Value[given][];
        for (var i = 0; i < given; i++)
        {
            rows[i] = new Value[scan.Length];
        }

        foreach (var array in arrays)
        {
            borders[array] = true;
        }

        for (var step = 0; step < scan.Length; step++)
        {
            var at = scan.Backward ? scan.Length - 1 - step : step;
            Value[] row = [.. arrays.Select(array => array.At(at, 0))];
            foreach (var each in row)
            {
                borders[each] = true;
            }

            steps.Add(at + 1);
            var results = Body(scan.Step, [.. closed, .. state, .. row]);
            steps.RemoveAt(steps.Count - 1);
            state = results[..scan.States];
            for (var i = 0; i < given; i++)
            {
                rows[i][at] = results[scan.States + i];
            }
        }

        return
        [
            .. state,
            .. rows.Select((gathered, i) => scan.Length == 0
                ? Value.Zeros(scan.Step.Outputs[scan.States + i].Type with
                {
                    Shape = [0, .. scan.Step.Outputs[scan.States + i].Shape.AsSpan()],
                })
                : Operations.Concatenate([.. gathered.Select(row => Value.Reshape(row, [1, .. row.Shape.AsSpan()]))], axis: 0)),
        ];
    }
}
