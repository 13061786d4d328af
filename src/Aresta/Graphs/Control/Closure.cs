using Aresta.Primitives;
using Aresta.Tensors;

namespace Aresta.Graphs;

/// <summary>
/// A body written as a C# function that may use any value around it. What it uses, it closes over: these values become further inputs of
/// its graph, before its parameters, and operands of the node that runs it.
/// </summary>
/// <param name="Body">The graph: an input for each value closed over, then the parameters.</param>
/// <param name="Closed">The values closed over.</param>
internal sealed record Closure(Graph Body, Value[] Closed)
{
    // How many bodies are being traced in each other.
    [ThreadStatic]
    private static int depth;

    /// <summary>The body that a function is, for parameters of the given types and names.</summary>
    public static Closure Trace(Func<Value[], Values> function, IReadOnlyList<TensorType> types, IReadOnlyList<string?>? names = null) =>
        Trace([(function, types, names)])[0];

    /// <summary>Several bodies that are given the same values around them, as the branches of a choice are.</summary>
    public static Closure[] Trace(
        params (Func<Value[], Values> Function, IReadOnlyList<TensorType> Types, IReadOnlyList<string?>? Names)[] functions)
    {
        if (depth == Graph.MaxDepth)
        {
            throw new GraphException(
                FormattableString.Invariant($"Bodies stand in each other at most {Graph.MaxDepth} deep. ")
                + "A function that uses itself in a body is traced without end, for all branches are; a loop says what is repeated.");
        }

        depth++;
        try
        {
            return TraceInside(functions);
        }
        finally
        {
            depth--;
        }
    }

    private static Closure[] TraceInside(
        (Func<Value[], Values> Function, IReadOnlyList<TensorType> Types, IReadOnlyList<string?>? Names)[] functions)
    {
        // Whatever is older than this node stands outside.
        var start = Node.Create(new Literal(0)).Number;
        var (traced, closed) = (new List<(Value[] Parameters, Value[] Outputs, List<Node> Nodes)>(), new List<Value>());
        foreach (var (function, types, names) in functions)
        {
            Value[] parameters = [.. types.Select((type, i) => Value.Input(type, names?[i]))];
            var outputs = function([.. parameters]).ToArray();
            for (var i = 0; i < outputs.Length; i++)
            {
                outputs[i] = outputs[i].Settled(DType.Float64);
            }

            var nodes = Inner(outputs, start);
            traced.Add((parameters, outputs, nodes));
            closed.AddRange(outputs.Concat(nodes.SelectMany(node => node.Operands)).Where(IsOuter));
        }

        Value[] distinct = [.. closed.Distinct()];
        return [.. traced.Select(body => new Closure(Close(body.Parameters, body.Outputs, body.Nodes, distinct, start), distinct))];

        // Constants need not be handed in.
        bool IsOuter(Value value) => value.Node.Number < start && value.Node.Primitive is not Constant;
    }

    private static Graph Close(Value[] parameters, Value[] outputs, List<Node> nodes, Value[] closed, long start)
    {
        if (closed.Length == 0)
        {
            return Graph.Create(parameters, outputs);
        }

        var taken = parameters.Select(parameter => parameter.Name).ToHashSet();
        var (substitutes, inputs) = (new ValueMap<Value>(), new List<Value>());
        foreach (var value in closed)
        {
            var input = Value.Input(value.Type);
            substitutes[value] = value.Name is { } name && taken.Add(name) ? input.Named(name) : input;
            inputs.Add(substitutes[value]);
        }

        foreach (var parameter in parameters)
        {
            substitutes[parameter] = parameter;
        }

        foreach (var node in nodes)
        {
            foreach (var constant in node.Operands.Where(operand => operand.Node.Number < start && !substitutes.ContainsKey(operand)))
            {
                substitutes[constant] = constant;
            }
        }

        foreach (var output in outputs.Where(output => output.Node.Number < start && !substitutes.ContainsKey(output)))
        {
            substitutes[output] = output;
        }

        var open = new Graph([], [.. outputs], [.. nodes]);
        return Graph.Create(
            [.. inputs, .. parameters], open.Rebuild(substitutes, (node, operands) => Node.Create(node.Primitive, operands)));
    }

    // The nodes that were made inside, operands before users.
    private static List<Node> Inner(Value[] outputs, long start)
    {
        var (found, pending) = (new NodeMap<bool>(), new Stack<Node>());
        foreach (var output in outputs)
        {
            Visit(output.Node);
        }

        while (pending.TryPop(out var node))
        {
            foreach (var operand in node.Operands)
            {
                Visit(operand.Node);
            }
        }

        return [.. found.InOrder()];

        void Visit(Node node)
        {
            if (node.Number > start && found.TryAdd(node, true))
            {
                pending.Push(node);
            }
        }
    }
}
