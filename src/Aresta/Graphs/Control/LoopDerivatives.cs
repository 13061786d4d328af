using System.Collections.Immutable;
using Aresta.Primitives;
using Aresta.Tensors;

namespace Aresta.Graphs;

/// <summary>
/// Derivatives of a loop. The push is the same loop with a tangent beside each value that moves. The pull is two loops: the loop again,
/// which also keeps the residuals of each step, and one from the last step to the first that runs the pullback of the body on them. The
/// cotangents of the state are its state; what falls on the values closed over is summed up on the way. Under a budget the second loop
/// finds the states that it needs by running the steps again (<see cref="ScanPull"/>).
/// </summary>
internal sealed class LoopDerivatives
{
    private readonly Loop loop;
    private readonly Node node;
    private readonly Value[] inputs;
    private readonly Value[] outputs;

    public LoopDerivatives(Loop loop, Node node)
    {
        ArgumentNullException.ThrowIfNull(node);
        (this.loop, this.node) = (loop, node);
        (inputs, outputs) = ([.. loop.Step.Inputs], [.. loop.Step.Outputs]);
    }

    /// <summary>The push.</summary>
    /// <param name="tangents">A tangent for each operand.</param>
    /// <param name="stands">Whether the loop with tangents may stand for the loop.</param>
    public Value?[] Push(ReadOnlySpan<Value?> tangents, bool stands = true)
    {
        var (given, moves) = (tangents.ToArray(), Moving(tangents));
        Value[] moving = [.. Chosen(moves).Select(i => inputs[i])];
        Value[] dots = [.. moving.Select(input => Value.Input(input.Type))];
        var pushed = Sweeps.Forward(moving, [.. dots.Select(dot => (Value?)dot)], outputs);
        var (parts, rows) = Primal();
        var (dot, carried) = (new Queue<Value>(dots), Carried(moves));
        foreach (var i in Chosen(moves))
        {
            Arrive(parts, i, given[i], dot.Dequeue());
        }

        Value?[] leaving = [.. pushed.Select((tangent, i) => tangent ?? (carried[i] ? Value.ZerosLike(outputs[i]) : (Value?)null))];
        return Leave(parts, leaving, () => stands ? loop.Again(parts).Extending(node, Kept(parts, rows)) : loop.Again(parts));
    }

    public Value?[] Linearize(ReadOnlySpan<Value?> tangents)
    {
        // What would be kept of each step is what the budget forbids to keep: it is computed again, beside the tangents.
        if (loop is Scan { Budget: > 0 })
        {
            return Push(tangents, stands: false);
        }

        var (given, moves) = (tangents.ToArray(), Moving(tangents));
        var moving = Chosen(moves);
        var carried = Carried(moves);
        var cut = Cut.Forward([.. moving.Select(i => inputs[i])], outputs, filled: carried);
        var parts = new LoopBuilder();
        var recalled = new LoopResiduals(loop, node, Primal(), cut.Residuals).Recall(parts, reversed: false);
        Value[] arriving = [.. moving.Select(i => Arrive(parts, i, given[i]))];
        Value?[] leaving =
        [
            .. cut.Apply(recalled.Values, arriving)
                .Select((tangent, i) => tangent ?? (carried[i] ? Value.Zeros(outputs[i].Type) : (Value?)null)),
        ];
        return Leave(parts, leaving, () => loop.Along(parts, reversed: false, recalled.Left));
    }

    public Value?[] Pull(ReadOnlySpan<Value?> cotangents, ReadOnlySpan<bool> wanted)
    {
        var (given, asked) = (cotangents.ToArray(), wanted.ToArray());
        var moves = Moving([.. asked.Select((isAsked, i) => isAsked ? inputs[i] : (Value?)null)]);
        var answers = Answering(given, moves);
        int[] sources = [.. Enumerable.Range(0, inputs.Length).Where(i => IsState(i) ? answers[i - loop.Closed] : moves[i])];
        int[] targets = [.. Enumerable.Range(0, outputs.Length).Where(i => answers[i])];
        if (loop is Scan { Budget: > 0 } scan && targets.Length > 0)
        {
            return ScanPullDerivatives.Of(scan, node, targets, sources, given, asked);
        }

        var cut = Cut.Reverse(
            [.. targets.Select(i => outputs[i])], [.. sources.Select(i => inputs[i])], filled: [.. sources.Select(IsState)]);
        if (targets.Length == 0)
        {
            return new Value?[inputs.Length];
        }

        var parts = new LoopBuilder();
        var recalled = new LoopResiduals(loop, node, Primal(), cut.Residuals).Recall(parts, reversed: true);
        Value[] arriving = [.. targets.Select(i => i < loop.States
            ? parts.State(given[i] ?? Value.ZerosLike(node.Result(i)))
            : parts.Row(given[i]!.Value))];
        var leaving = cut.Apply(recalled.Values, arriving);
        var places = new int?[inputs.Length];
        foreach (var (at, i) in sources.Index().Where(source => IsState(source.Item)))
        {
            places[i] = parts.Next(leaving[at] ?? Value.Zeros(inputs[i].Type));
        }

        foreach (var (at, i) in sources.Index().Where(source => !IsState(source.Item)))
        {
            places[i] = leaving[at] is not { } share ? null
                : IsClosed(i) ? parts.Next(Sweeps.Add(parts.State(Value.ZerosLike(node.Operands[i])), share)!.Value)
                : parts.Give(share);
        }

        var made = loop.Along(parts, reversed: true, recalled.Left);
        return [.. places.Select((place, i) => place is not { } p || !asked[i]
            ? (Value?)null
            : made.Result(IsClosed(i) || IsState(i) ? p : parts.States + p))];
    }

    // Hands the loop the tangent of an operand, and the body that of its input.
    private Value Arrive(LoopBuilder parts, int i, Value? given, Value? dot = null)
    {
        var tangent = given ?? Value.ZerosLike(node.Operands[i]);
        return IsClosed(i) ? parts.Close(tangent, dot) : IsState(i) ? parts.State(tangent, dot) : parts.Row(tangent, dot);
    }

    // Lets the loop give the tangents that leave its body: of a state that moves in every step, be it zero; of a row where there is one.
    private Value?[] Leave(LoopBuilder parts, Value?[] leaving, Func<Node> make)
    {
        int?[] places = [.. leaving.Select((tangent, i) =>
            tangent is not { } leaves ? (int?)null : i < loop.States ? parts.Next(leaves) : parts.Give(leaves))];
        var made = make();
        return [.. places.Select((place, i) => place is not { } p ? (Value?)null : made.Result(i < loop.States ? p : parts.States + p))];
    }

    // Which outputs of the body are states that move.
    private bool[] Carried(bool[] moves) => [.. outputs.Select((_, i) => i < loop.States && moves[loop.Closed + i])];

    private static int[] Chosen(bool[] flags) => [.. flags.Index().Where(flag => flag.Item).Select(flag => flag.Index)];

    private bool IsClosed(int input) => input < loop.Closed;

    private bool IsState(int input) => input >= loop.Closed && input < loop.Closed + loop.States;

    // The loop itself, to which more can be added.
    private (LoopBuilder Parts, int Rows) Primal()
    {
        var parts = new LoopBuilder();
        for (var i = 0; i < inputs.Length; i++)
        {
            var operand = node.Operands[i];
            _ = IsClosed(i) ? parts.Close(operand, inputs[i])
                : IsState(i) ? parts.State(operand, inputs[i])
                : parts.Row(operand, inputs[i]);
        }

        for (var i = 0; i < outputs.Length; i++)
        {
            if (i < loop.States)
            {
                parts.Next(outputs[i]);
            }
            else
            {
                parts.Give(outputs[i]);
            }
        }

        return (parts, outputs.Length - loop.States);
    }

    // Which inputs of the body move, in some step, when some operands do: a state moves with what it is computed from.
    private bool[] Moving(ReadOnlySpan<Value?> tangents)
    {
        bool[] moves = [.. tangents.ToArray().Select(tangent => tangent is not null)];
        bool changed;
        do
        {
            var paths = new Subgraph([.. inputs.Where((_, i) => moves[i])], outputs.AsSpan(..loop.States));
            changed = false;
            for (var i = 0; i < loop.States; i++)
            {
                if (!moves[loop.Closed + i] && outputs[i].DType.IsFloating && paths.IsActive(outputs[i]))
                {
                    moves[loop.Closed + i] = changed = true;
                }
            }
        }
        while (changed);
        return moves;
    }

    // Which outputs of the body answer, in some step, for what is asked of the results: a state answers for what is computed from it.
    private bool[] Answering(Value?[] cotangents, bool[] moves)
    {
        bool[] answers = [.. cotangents.Select((c, i) => c is not null && (i >= loop.States || moves[loop.Closed + i]))];
        bool changed;
        do
        {
            changed = false;
            Value[] targets = [.. outputs.Where((_, i) => answers[i])];
            var paths = new Subgraph(inputs, targets);
            var along = paths.Nodes.SelectMany(each => each.Operands.Where((_, i) => paths.HasActiveEdge(each, i)));
            HashSet<Value> reached = [.. targets, .. along];
            for (var i = 0; i < loop.States; i++)
            {
                if (!answers[i] && moves[loop.Closed + i] && reached.Contains(inputs[loop.Closed + i]))
                {
                    answers[i] = changed = true;
                }
            }
        }
        while (changed);
        return answers;
    }

    private ImmutableArray<int> Kept(LoopBuilder parts, int rows) =>
        [.. Enumerable.Range(0, loop.States), .. Enumerable.Range(parts.States, rows)];
}
