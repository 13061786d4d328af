using Aresta.Graphs;
using Aresta.Primitives;
using Aresta.Tensors;

namespace Aresta.Transforms;

/// <summary>
/// Inputs that are added to inner values, and whose cotangents are therefore those of the values. In the body of a scan each step has a
/// probe of its own, in the branch of a choice it answers for nothing where the other branch is taken.
/// </summary>
internal static class Probes
{
    /// <summary>The graph with one more input, the last, which is added to the value of a name.</summary>
    /// <exception cref="GraphException">
    /// No value is called so, several are, or it is where one cannot be added: in a while loop, a custom function, or no floating number.
    /// </exception>
    public static Graph Add(Graph graph, string name) => Found(graph, name) ?? throw new GraphException(
        $"The graph has no value called {name}, of which a cotangent is asked for, neither itself nor in a body.");

    // The outermost value of the name; where one is computed, inputs of the name are what it is computed from.
    private static Graph? Found(Graph graph, string name)
    {
        Value[] called = [.. graph.Nodes.SelectMany(node => Enumerable.Range(0, node.Results.Length).Select(node.Result))
            .Where(value => value.Names.Contains(name))];
        called = called.Any(IsComputed) ? [.. called.Where(IsComputed)] : called;
        if (called is [var only])
        {
            return only.DType.IsFloating && !only.Type.IsStack
                ? Rebuilt(
                    graph, only.Type,
                    (node, operands, probe) =>
                    [
                        .. Results(Node.Create(node.Primitive, operands))
                            .Select((result, i) => node.Result(i) == only ? result + probe : result),
                    ],
                    only)
                : throw new GraphException($"{only} has no cotangent: it holds no floating numbers.");
        }

        if (called.Length > 1)
        {
            throw Several(name);
        }

        var inside = graph.Nodes.Where(node => node.Primitive is Control)
            .Select(node => (Node: node, Probed: Inside(node, (Control)node.Primitive, name)))
            .Where(each => each.Probed is not null).ToArray();
        return inside switch
        {
            [] => null,
            [var (node, (primitive, type))] => Rebuilt(graph, type, (each, operands, probe) =>
                each == node ? Results(Node.Create(primitive, [.. operands, probe])) : Results(Node.Create(each.Primitive, operands))),
            _ => throw Several(name),
        };
    }

    // The operation with a probe in one of its bodies, and the type of the operand that this takes; null where there is none of the name.
    private static (Primitive Primitive, TensorType Type)? Inside(Node node, Control control, string name)
    {
        Graph?[] probed = [.. control.Bodies.Select(body => Found(body.Graph, name))];
        if (Array.TrueForAll(probed, body => body is null))
        {
            return null;
        }

        var type = probed.OfType<Graph>().First().Inputs[^1].Type;
        return control switch
        {
            Call call => (call with { Graph = probed[0]! }, type),
            Cond when probed[0] is not null && probed[1] is not null => throw Several(name),
            Cond cond => (new Cond(probed[0] ?? Idle(cond.Then, type), probed[1] ?? Idle(cond.Else, type)), type),
            Scan scan => (scan with { Step = probed[0]! }, type with { Shape = type.Shape.Insert(0, scan.Length) }),
            While => throw Unreachable("in a while loop, whose number of steps is open"),
            _ => throw Unreachable("in a custom function, whose derivative is what its rules say"),
        };

        GraphException Unreachable(string where)
        {
            var place = node.Origin is { } origin ? $" (at {origin})" : "";
            return new GraphException($"The cotangent of {name} cannot be given: it is {where}{place}.");
        }
    }

    private static Graph Idle(Graph graph, TensorType type) => Graph.Create([.. graph.Inputs, Value.Input(type)], graph.Outputs.AsSpan());

    private static Graph Rebuilt(Graph graph, TensorType type, Func<Node, Value[], Value, Value[]> make, Value? input = null)
    {
        var (probe, substitutes) = (Value.Input(type), new ValueMap<Value>());
        Value[] inputs = [.. graph.Inputs.Select(FreshInput.Like)];
        for (var i = 0; i < inputs.Length; i++)
        {
            substitutes[graph.Inputs[i]] = graph.Inputs[i] == input ? inputs[i] + probe : inputs[i];
        }

        return Graph.Create([.. inputs, probe], graph.Rebuild(substitutes, (node, operands) => make(node, operands, probe)));
    }

    private static bool IsComputed(Value value) => value.Node.Primitive is not Input;

    private static Value[] Results(Node node) => [.. Enumerable.Range(0, node.Results.Length).Select(node.Result)];

    private static GraphException Several(string name) => new(
        $"The cotangent of {name} is asked for, but several values are called so; names tell them apart.");
}
