using Aresta.Graphs;
using Aresta.Primitives;
using Aresta.Tensors;

namespace Aresta.Transforms;

/// <summary>
/// Hands matrices that a loop closes over, and multiplies something by in every step, to it in the order in which products read them: the
/// summed axis first, the axis that is contiguous in the result last. They are then turned once, before the loop.
/// </summary>
/// <remarks>What is read in both orders (as a state's matrix in a loop that also carries its derivative) is handed over in both.</remarks>
internal static class OrientFactors
{
    /// <summary>A graph with the same outputs, to rounding.</summary>
    public static Graph Of(Graph graph) => graph.Depth == 0 ? graph : EliminateDeadNodes.Inside(Rewriting.Nested(graph, InOne));

    private static Graph InOne(Graph graph) => Rewriting.Rewrite(graph, (node, operands) =>
    {
        var made = node.Primitive is Loop loop && Turned(loop) is { Count: > 0 } turned
            ? Oriented(loop, operands, turned)
            : Node.Create(node.Primitive, operands);
        return [.. Enumerable.Range(0, node.Results.Length).Select(made.Result)];
    });

    // The products that read what is closed over across the grain, and which operand that is.
    private static Dictionary<Node, int> Turned(Loop loop)
    {
        var turned = new Dictionary<Node, int>();
        foreach (var node in loop.Step.Nodes)
        {
            if (node.Primitive is Contract { Result: [.., var last] } contract)
            {
                string[] places = [contract.Left, contract.Right];
                for (var i = 0; i < 2; i++)
                {
                    if (loop.Step.Inputs.IndexOf(node.Operands[i]) is >= 0 and var input && input < loop.Closed
                        && places[i] is { Length: > 1 } own && !contract.Result.Contains(own[^1]) && own.Contains(last)
                        && !places[1 - i].Contains(last))
                    {
                        turned[node] = i;
                    }
                }
            }
        }

        return turned;
    }

    private static Node Oriented(Loop loop, Value[] operands, Dictionary<Node, int> turned)
    {
        var handed = new Dictionary<(Value Factor, IntList Order), Value>();
        var substitutes = new ValueMap<Value>();
        Value[] inputs = [.. loop.Step.Inputs.Select(FreshInput.Like)];
        foreach (var (i, input) in loop.Step.Inputs.Index())
        {
            substitutes[input] = inputs[i];
        }

        var outputs = loop.Step.Rebuild(substitutes, (node, given) =>
        {
            if (!turned.TryGetValue(node, out var i))
            {
                return Node.Create(node.Primitive, given);
            }

            // Those of the batch, the summed ones, those of the result.
            var contract = (Contract)node.Primitive;
            var (own, other) = i == 0 ? (contract.Left, contract.Right) : (contract.Right, contract.Left);
            IntList order = [.. Enumerable.Range(0, own.Length).OrderBy(axis =>
                !contract.Result.Contains(own[axis]) ? 1 : other.Contains(own[axis]) ? 0 : 2)];
            if (!handed.TryGetValue((given[i], order), out var factor))
            {
                var type = given[i].Type;
                factor = Value.Input(type with { Shape = [.. order.Select(axis => type.Shape[axis])] });
                handed.Add((given[i], order), factor);
            }

            var labels = string.Concat(order.Select(axis => own[axis]));
            return i == 0
                ? Node.Create(new Contract($"{labels},{other}->{contract.Result}"), factor, given[1])
                : Node.Create(new Contract($"{other},{labels}->{contract.Result}"), given[0], factor);
        });

        Value[] outside =
            [.. handed.Keys.Select(each => Node.Create(new Permute(each.Order), operands[Array.IndexOf(inputs, each.Factor)]).Result())];
        var body = With(loop.Closed, inputs, [.. handed.Values], outputs);
        Value[] unused = [.. outside.Select(value => Value.Input(value.Type))];
        var changed = loop.WithBodies(loop is While { Condition: var condition }
            ? [With(loop.Closed, [.. condition.Inputs], unused, [.. condition.Outputs]), body]
            : [body]);
        return Node.Create(
            (Loop)changed with { Closed = loop.Closed + outside.Length },
            [.. operands[..loop.Closed], .. outside, .. operands[loop.Closed..]]);
    }

    private static Graph With(int closed, Value[] inputs, Value[] added, Value[] outputs) =>
        Graph.Create([.. inputs[..closed], .. added, .. inputs[closed..]], outputs);
}
