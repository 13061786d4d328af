using Aresta.Graphs;
using Aresta.Primitives;
using Aresta.Tensors;

namespace Aresta.Transforms;

/// <summary>
/// A scan that gives a state as it is after each step, and as it was before it, gives the same rows twice, one step apart. Where the latter
/// are only multiplied and summed over the steps, the former are instead, against the rows of the other factor one step later; what
/// belongs to the first step is a product of its own, if the state begins with anything but zeros. (The derivative by the matrix that a
/// recurrent layer multiplies its state by.)
/// </summary>
internal static class ShiftStates
{
    /// <summary>A graph with the same outputs, to rounding.</summary>
    public static Graph Of(Graph graph) => graph.Depth == 0 ? graph : EliminateDeadNodes.Inside(Rewriting.Nested(graph, InOne));

    private static Graph InOne(Graph graph)
    {
        // Rows of states before the steps, by those after them.
        var kept = new ValueMap<int>();
        foreach (var node in graph.Nodes)
        {
            if (node.Primitive is Scan { Length: > 1, Step: var step } scan)
            {
                for (var i = scan.States; i < step.Outputs.Length; i++)
                {
                    var state = step.Inputs.IndexOf(step.Outputs[i]) - scan.Closed;
                    if (state >= 0 && state < scan.States && step.Outputs[i].DType.IsFloating
                        && step.Outputs.IndexOf(step.Outputs[state], scan.States) is >= 0 and var after && after != i)
                    {
                        kept[node.Result(i)] = after;
                    }
                }
            }
        }

        if (kept.Count == 0)
        {
            return graph;
        }

        var needed = new ValueMap<bool>();
        foreach (var node in graph.Nodes)
        {
            for (var i = 0; i < node.Operands.Length; i++)
            {
                if (kept.ContainsKey(node.Operands[i]) && !Sums(node, i, kept))
                {
                    needed[node.Operands[i]] = true;
                }
            }
        }

        foreach (var output in graph.Outputs)
        {
            needed[output] = true;
        }

        return Rewriting.Rewrite(graph, (node, operands) =>
        {
            for (var i = 0; i < operands.Length; i++)
            {
                if (kept.TryGetValue(node.Operands[i], out var after) && !needed.ContainsKey(node.Operands[i]))
                {
                    return [Shifted((Contract)node.Primitive, i, operands[i], operands[1 - i], after)];
                }
            }

            var made = Node.Create(node.Primitive, operands);
            return [.. Enumerable.Range(0, node.Results.Length).Select(made.Result)];
        });
    }

    // A product that sums over the steps, of which the other factor is no such rows too.
    private static bool Sums(Node node, int operand, ValueMap<int> kept) => node.Primitive is Contract contract
        && !contract.Result.Contains(Labels(contract, operand)[0]) && !kept.ContainsKey(node.Operands[1 - operand]);

    private static string Labels(Contract contract, int operand) => operand == 0 ? contract.Left : contract.Right;

    private static Value Shifted(Contract contract, int operand, Value before, Value other, int after)
    {
        var (scan, first) = ((Scan)before.Node.Primitive, before.Node);
        var (own, others) = (Labels(contract, operand), Labels(contract, 1 - operand));
        var (axis, last) = (others.IndexOf(own[0]), scan.Length - 1);
        var (early, late) = scan.Backward ? (1, 0) : (0, 1);
        var rows = first.Result(after);
        var sum = Product(contract, operand, rows.Slice(0, early, early + last), other.Slice(axis, late, late + last));
        var initial = first.Operands[scan.Step.Inputs.IndexOf(scan.Step.Outputs[before.Index])];
        if (Filled.IsZero(initial))
        {
            return sum;
        }

        var step = other.Slice(axis, scan.Backward ? last : 0, scan.Backward ? scan.Length : 1);
        var one = Value.Reshape(step, [.. step.Shape.Where((_, i) => i != axis)]);
        var labels = (Own: own[1..], Others: others.Remove(axis, 1));
        return sum + Product(
            new(operand == 0 ? $"{labels.Own},{labels.Others}->{contract.Result}" : $"{labels.Others},{labels.Own}->{contract.Result}"),
            operand, initial, one);
    }

    private static Value Product(Contract contract, int operand, Value own, Value other) =>
        (operand == 0 ? Node.Create(contract, own, other) : Node.Create(contract, other, own)).Result();
}
