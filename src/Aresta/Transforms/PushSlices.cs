using Aresta.Graphs;
using Aresta.Primitives;
using Aresta.Tensors;

namespace Aresta.Transforms;

/// <summary>
/// Slices of an elementwise function of a product are that function of slices, where all that is needed of it is sliced and goes on
/// elementwise: it is computed with what follows then (the gates of a recurrent layer), instead of in a pass of its own over the product.
/// </summary>
/// <remarks>Values stay the same, bit by bit: elements are only chosen earlier.</remarks>
internal static class PushSlices
{
    // Functions within functions that a slice passes.
    private const int Deepest = 4;

    /// <summary>A graph with the same outputs.</summary>
    public static Graph Of(Graph graph) => Rewriting.Nested(graph, InOne);

    private static Graph InOne(Graph graph)
    {
        if (!graph.Nodes.Any(node => node.Primitive is Slice && IsFunction(node.Operands[0].Node)))
        {
            return graph;
        }

        var users = new ValueMap<List<Node>>();
        foreach (var node in graph.Nodes)
        {
            foreach (var operand in node.Operands)
            {
                if (!users.TryGetValue(operand, out var known))
                {
                    users[operand] = known = [];
                }

                known.Add(node);
            }
        }

        foreach (var output in graph.Outputs)
        {
            users[output] = []; // needed whole
        }

        var pushed = new ValueMap<bool>();
        foreach (var node in graph.Nodes.Where(node => IsFunction(node) && IsOfProduct(node, Deepest)))
        {
            if (IsSlicedOnly(node.Result()))
            {
                pushed[node.Result()] = true;
            }
        }

        return Rewriting.Rewrite(graph, (node, operands) =>
            node.Primitive is Slice slice && pushed.ContainsKey(node.Operands[0])
                ? [Sliced(slice, node.Operands[0], operands[0], Deepest)]
                : Made(node, operands));

        // What is sliced stays, and is dead; what others need too is sliced itself.
        Value Sliced(Slice slice, Value value, Value made, int depth) =>
            depth > 0 && IsFunction(value.Node) && (depth == Deepest || users[value].Count == 1)
                ? Node.Create(value.Node.Primitive, [.. value.Node.Operands.Select(
                    (operand, i) => Sliced(slice, operand, made.Node.Operands[i], depth - 1))]).Result()
                : Node.Create(slice, made).Result();

        bool IsOfProduct(Node node, int depth) => node.Primitive is Contract || (depth > 0 && IsFunction(node)
            && node.Operands.Any(operand => users[operand].Count == 1 && IsOfProduct(operand.Node, depth - 1)));

        // No element is computed twice, and slices are used by functions that run in one cluster.
        bool IsSlicedOnly(Value value) => users.TryGetValue(value, out var slices) && slices.Count > 0
            && slices.TrueForAll(user => user.Primitive is Slice { Stride: var stride } && stride.All(step => step == 1)
                && users.TryGetValue(user.Result(), out var after) && after.Count > 0 && after.TrueForAll(IsElementwise))
            && slices.Sum(user => (long)user.Results[0].Shape.Size) <= value.Shape.Size;
    }

    private static Value[] Made(Node node, Value[] operands)
    {
        var made = Node.Create(node.Primitive, operands);
        return [.. Enumerable.Range(0, node.Results.Length).Select(made.Result)];
    }

    // A function of floating values, all as long as its result.
    private static bool IsFunction(Node node) => node is { Primitive: Elementwise, Results: [{ DType.IsFloating: true } result] }
        && node.Operands.All(operand => operand.Type == result);

    private static bool IsElementwise(Node node) => node.Primitive is Elementwise or Scale;
}
