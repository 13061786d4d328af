using Aresta.Graphs;
using Aresta.Primitives;

namespace Aresta.Transforms;

/// <summary>
/// What a call, a choice or a loop is given twice, and then computes twice: the same value closed over under two names, two states that
/// begin alike and go on alike. Inside, the second becomes the first; that nothing uses it any more is the business of
/// <see cref="EliminateDeadNodes"/>.
/// </summary>
internal static class Duplicates
{
    /// <summary>
    /// The operation with the first of each in the places of all, and for each result the first that is always the same; null where each
    /// stands for itself.
    /// </summary>
    /// <param name="control">The operation, in whose bodies nothing is computed twice.</param>
    /// <param name="operands">What it is applied to.</param>
    /// <param name="again">The pass that has been through the bodies, for those in which something becomes the same.</param>
    public static (Control Control, int[]? Results) Merge(Control control, Value[] operands, Func<Graph, Graph> again) => control switch
    {
        Call call => Merge(call, operands, 0, again),
        Cond cond => Merge(cond, operands, 1, again),
        Loop loop => Merge(loop, operands, again),
        _ => (control, null),
    };

    private static (Control Control, int[] Results) Merge(Control control, Value[] operands, int from, Func<Graph, Graph> again)
    {
        var first = First(operands[from..]);
        var merged = Unified(control, first, again);
        var outputs = merged.Bodies.Select(body => First([.. body.Graph.Outputs])).ToArray();

        // In a choice, results are the same when both branches say so.
        return (merged, First([.. outputs[0].Select((same, i) => (same, outputs[^1][i]))]));
    }

    private static (Control Control, int[] Results) Merge(Loop loop, Value[] operands, Func<Graph, Graph> again)
    {
        var states = loop.Closed + loop.States;
        var first = First([.. operands.Select((operand, i) => (operand, Kind: i < loop.Closed ? 0 : i < states ? 1 : 2))]);
        while (true)
        {
            // Supposing that states that begin alike are alike, do they go on alike?
            var merged = (Loop)Unified(loop, first, again);
            var next = merged.Step.Outputs;
            var refined = First([.. first.Select((same, i) =>
                (same, i >= loop.Closed && i < states ? next[i - loop.Closed] : default(Value?)))]);
            if (refined.AsSpan().SequenceEqual(first))
            {
                var rows = First([.. next[loop.States..]]);
                return (merged, [
                    .. first[loop.Closed..states].Select(same => same - loop.Closed), .. rows.Select(same => same + loop.States)]);
            }

            first = refined;
        }
    }

    private static Control Unified(Control control, int[] first, Func<Graph, Graph> again) =>
        first.Index().All(input => input.Item == input.Index)
            ? control
            : control.WithBodies([.. control.Bodies.Select(body => again(Unified(body.Graph, first)))]);

    private static Graph Unified(Graph body, int[] first)
    {
        var (inputs, substitutes) = (new Value[first.Length], new ValueMap<Value>());
        for (var i = 0; i < inputs.Length; i++)
        {
            inputs[i] = FreshInput.Like(body.Inputs[i]);
            substitutes[body.Inputs[i]] = inputs[first[i]];
        }

        return Graph.Create(inputs, body.Rebuild(substitutes, (node, operands) => Node.Create(node.Primitive, operands)));
    }

    // For each item the position of the first that equals it.
    private static int[] First<T>(T[] items) where T : notnull
    {
        var positions = new Dictionary<T, int>();
        return [.. items.Select((item, i) => positions.TryAdd(item, i) ? i : positions[item])];
    }
}
