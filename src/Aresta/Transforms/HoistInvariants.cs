using Aresta.Graphs;
using Aresta.Primitives;
using Aresta.Tensors;

namespace Aresta.Transforms;

/// <summary>
/// Moves out of loops what is the same in every step: what a body computes from what it closes over alone is computed once, before the
/// loop; a state that never changes is closed over.
/// </summary>
/// <remarks>
/// What is cheap stays, as a repetition of something small does, which would be a large value to hand in. Out of the body of a
/// <see cref="While"/>, which may run not at all, only operations are moved that cannot fail.
/// </remarks>
public static class HoistInvariants
{
    /// <summary>A graph with the same outputs, bit for bit.</summary>
    public static Graph Of(Graph graph)
    {
        ArgumentNullException.ThrowIfNull(graph);
        return graph.Depth == 0 ? graph : EliminateCommonSubexpressions.Of(Rewriting.Nested(graph, InOne));
    }

    private static Graph InOne(Graph graph) => Rewriting.Rewrite(graph, (node, operands) =>
    {
        if (node.Primitive is Loop loop && (loop is not Scan { Length: 0 }))
        {
            return Hoisted(loop, operands);
        }

        var made = Node.Create(node.Primitive, operands);
        return [.. Enumerable.Range(0, node.Results.Length).Select(made.Result)];
    });

    private static Value[] Hoisted(Loop loop, Value[] operands)
    {
        bool[] settled = [.. Enumerable.Range(0, loop.States).Select(i => loop.Step.Outputs[i] == loop.Step.Inputs[loop.Closed + i])];
        if (settled.All(isSettled => isSettled) && loop is While)
        {
            // Whether it ends at all is decided where it stands.
            Array.Clear(settled);
        }

        bool[] known = [.. Enumerable.Range(0, operands.Length).Select(i => i < loop.Closed
            || (i < loop.Closed + loop.States && settled[i - loop.Closed]))];
        static bool isMovable(Node node) => !ValueNumbering.IsOneOfItsKind(node.Primitive);
        bool isCertain(Node node) => isMovable(node) && (loop is Scan || CannotFail(node));
        var step = Invariant.In(loop.Step, known, isCertain);
        var condition = loop is While { Condition: var graph } ? Invariant.In(graph, known, isMovable) : null;
        if (step.Values.Length == 0 && condition is not { Values.Length: > 0 } && !settled.Any(isSettled => isSettled))
        {
            var same = Node.Create(loop, operands);
            return [.. Enumerable.Range(0, same.Results.Length).Select(same.Result)];
        }

        Value[] hoisted = [.. step.Outside(operands), .. condition?.Outside(operands) ?? []];
        var types = hoisted.Select(value => value.Type).ToArray();
        var left = settled.Select(isSettled => !isSettled).ToArray();
        var body = step.Inside(types, 0, [.. left.Concat(Enumerable.Repeat(true, loop.Step.Outputs.Length - loop.States))]);
        var made = Node.Create(
            (Loop)loop.WithBodies(condition is null ? [body] : [condition.Inside(types, step.Values.Length, [true]), body]) with
            {
                Closed = known.Count(isKnown => isKnown) + hoisted.Length,
                States = left.Count(isLeft => isLeft),
            },
            [.. operands.Where((_, i) => known[i]), .. hoisted, .. operands.Where((_, i) => !known[i])]);
        var next = 0;
        return [.. loop.Step.Outputs.Select((_, i) => i < loop.States && settled[i] ? operands[loop.Closed + i] : made.Result(next++))];
    }

    /// <summary>Whether a node may run where it did not run before: it refuses no values.</summary>
    internal static bool CannotFail(Node node) => node.Primitive switch
    {
        Elementwise => node.Operands.All(operand => operand.DType.IsFloating),
        Gather or ScatterAdd or Primitives.Convert => false,
        _ => node.Primitive is Linear or Multilinear or Constant or Iota && !node.Operands.Any(operand => operand.Type.IsStack),
    };
}
