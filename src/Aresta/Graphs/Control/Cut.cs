using Aresta.Primitives;

namespace Aresta.Graphs;

/// <summary>
/// The derivative of a body, cut off from the body: a piece of computation that takes some values of the body, the residuals, and the
/// tangents or cotangents that arrive, and is linear in these. The two halves of a loop that is differentiated are a loop that keeps the
/// residuals and a loop that runs this piece.
/// </summary>
internal sealed class Cut
{
    private readonly Value[] seeds;
    private readonly Value?[] derivatives;
    private readonly Dependents linear;
    private readonly List<Node> again;

    private Cut(Value[] seeds, Value[] ends, Value?[] derivatives, Func<Value, bool> keeps, bool[]? filled)
    {
        for (var i = 0; i < ends.Length; i++)
        {
            derivatives[i] ??= filled is not null && filled[i] && ends[i].Type.IsStack ? Value.ZerosLike(ends[i]) : null;
        }

        (this.seeds, this.derivatives) = (seeds, derivatives);
        Value[] present = [.. derivatives.OfType<Value>()];
        linear = new(seeds, present);
        (Residuals, again) = Choose(linear.Parameters().Concat(present.Where(value => !linear.Contains(value))).Distinct(), keeps);
    }

    /// <summary>The values of the body that the derivative needs: its inputs, or results that must be kept.</summary>
    public IReadOnlyList<Value> Residuals { get; }

    /// <summary>The pullback of a body: from cotangents of some outputs to those of some inputs.</summary>
    /// <param name="outputs">Values of the body.</param>
    /// <param name="inputs">Inputs of the body.</param>
    /// <param name="keeps">Which values are worth keeping; the others are made again from these. Inputs are always kept.</param>
    /// <param name="filled">
    /// At which ends something must leave. Where nothing does, zeros stand in for it; of a stack these are as many as the primal has there,
    /// which only the body knows.
    /// </param>
    public static Cut Reverse(Value[] outputs, Value[] inputs, Func<Value, bool>? keeps = null, bool[]? filled = null)
    {
        var seeds = Seeds(outputs);
        var derivatives = Sweeps.Reverse(outputs, [.. seeds.Select(seed => (Value?)seed)], inputs);
        return new(seeds, inputs, derivatives, keeps ?? IsWorthKeeping, filled);
    }

    /// <summary>The pushforward of a body: from tangents of some inputs to those of some outputs.</summary>
    /// <inheritdoc cref="Reverse"/>
    public static Cut Forward(Value[] inputs, Value[] outputs, Func<Value, bool>? keeps = null, bool[]? filled = null)
    {
        var seeds = Seeds(inputs);
        var derivatives = Sweeps.Linearize(inputs, [.. seeds.Select(seed => (Value?)seed)], outputs);
        return new(seeds, outputs, derivatives, keeps ?? IsWorthKeeping, filled);
    }

    /// <summary>Whether anything but zero arrives, for each end.</summary>
    public bool[] Arrives => [.. derivatives.Select(derivative => derivative is not null)];

    /// <summary>The derivative on other values.</summary>
    /// <param name="residuals">What stands for the residuals.</param>
    /// <param name="arriving">What stands for the tangents or cotangents that arrive.</param>
    /// <returns>For each end what leaves there; null is a structural zero.</returns>
    public Value?[] Apply(ReadOnlySpan<Value> residuals, ReadOnlySpan<Value> arriving)
    {
        var substitutes = new ValueMap<Value>();
        for (var i = 0; i < residuals.Length; i++)
        {
            substitutes[Residuals[i]] = residuals[i];
        }

        for (var i = 0; i < arriving.Length; i++)
        {
            substitutes[seeds[i]] = arriving[i];
        }

        Dependents.Replay(again, substitutes);
        linear.Replay(substitutes);
        return [.. derivatives.Select(d => d is { } derivative ? substitutes[derivative] : (Value?)null)];
    }

    /// <summary>
    /// Whether a value is worth more than the work to make it again: constants, and repetitions and reshapes of something no larger, are
    /// not.
    /// </summary>
    public static bool IsWorthKeeping(Value value) =>
        value.Node.Primitive is not (Broadcast or Reshape or Constant or EmptyStack or ZeroItems or Iota);

    private static Value[] Seeds(Value[] values) => [.. values.Select(value => Value.Input(value.Type))];

    // What must be handed over, and what is made again on the other side.
    private static (List<Value> Residuals, List<Node> Again) Choose(IEnumerable<Value> needed, Func<Value, bool> keeps)
    {
        var (residuals, again, seen, pending) = (new List<Value>(), new NodeMap<bool>(), new HashSet<Value>(), new Queue<Value>(needed));
        while (pending.TryDequeue(out var value))
        {
            if (!seen.Add(value))
            {
                continue;
            }

            if (value.Node.Primitive is Input || keeps(value))
            {
                residuals.Add(value);
            }
            else if (again.TryAdd(value.Node, true))
            {
                foreach (var operand in value.Node.Operands)
                {
                    pending.Enqueue(operand);
                }
            }
        }

        return (residuals, [.. again.InOrder()]);
    }
}
