using Aresta.Numerics.Rules;
using Aresta.Primitives;

namespace Aresta.Execution;

/// <summary>
/// A softmax along the last axis, as <see cref="Functions.SoftExtremes"/> composes it: e/Σe, where e is the exponential of what is less
/// than the greatest by so much, and where the greatest is infinite of 0 for those that attain it and −∞ for the others.
/// </summary>
/// <param name="X">What it is of.</param>
/// <param name="Exponentials">e</param>
/// <param name="Sum">Σe, one number for each row.</param>
/// <param name="IsFinite">Whether the greatest of each row is finite.</param>
internal sealed record Softmaxes(int X, int Exponentials, int Sum, int IsFinite)
{
    /// <summary>The softmax that a value is.</summary>
    public static Softmaxes? Of(Dataflow graph, int place) =>
        graph.Operands<Binary<Divide>>(place) is [var exp, var below] && Spread(graph, below) is { } sum && IsAlong<Sum>(graph, sum, exp)
        && graph.Operands<Unary<Exp>>(exp) is [var shifted]
        && graph.Operands<Where>(shifted) is [var finite, var less, var attained] && Spread(graph, finite) is { } isFinite
        && graph.Operands<Binary<Subtract>>(less) is [var x, var shift] && Spread(graph, shift) is { } guarded
        && graph.Operands<Where>(guarded) is [var guard, var greatest, var zero] && Same(graph, guard, isFinite)
        && graph.Number(zero) == 0 && IsAlong<Primitives.Max>(graph, greatest, x) && IsFiniteness(graph, isFinite, greatest)
        && graph.Operands<Where>(attained) is [var equal, var none, var least] && graph.Number(none) == 0
        && graph.Number(least) == double.NegativeInfinity
        && graph.Operands<Primitives.Comparison<Equal>>(equal) is [var same, var everywhere] && Same(graph, same, x)
        && Spread(graph, everywhere) is { } maximum && Same(graph, maximum, greatest)
            ? new(x, exp, sum, isFinite) : null;

    /// <summary>What is broadcast along the last axis, if a value is that: one number for each row.</summary>
    public static int? Spread(Dataflow graph, int place)
    {
        var shape = graph.Types[place].Shape;
        return graph.Source(place) is { Primitive: Broadcast broadcast, Operands: [var operand] } && broadcast.Shape == shape
            && operand.Shape.Size == shape.Size / shape[^1] && broadcast.Axes.SequenceEqual(Enumerable.Range(0, operand.Rank))
            && operand.Rank >= shape.Rank - 1 && operand.Shape.AsSpan()[..(shape.Rank - 1)].SequenceEqual(shape.AsSpan()[..^1])
            ? graph.Operand(graph.Maker(place), 0) : null;
    }

    /// <summary>Whether two values are one, by whatever name.</summary>
    public static bool Same(Dataflow graph, int one, int other) => graph.Roots[one] == graph.Roots[other];

    /// <summary>Whether a value reduces the last axis of another one.</summary>
    public static bool IsAlong<TReduction>(Dataflow graph, int place, int of) where TReduction : Primitive
    {
        var last = graph.Types[of].Shape.Rank - 1;
        return graph.Operands<TReduction>(place) is [var x] && Same(graph, x, of) && graph.Types[x].Shape == graph.Types[of].Shape
            && (graph.Source(place).Primitive is Sum sum ? sum.Axes : (graph.Source(place).Primitive as Primitives.Max)?.Axes)
                ?.SequenceEqual([last]) == true;
    }

    private static bool IsFiniteness(Dataflow graph, int place, int of) =>
        graph.Operands<Primitives.Comparison<NotEqual>>(place) is [var absolute, var infinity]
        && graph.Number(infinity) == double.PositiveInfinity && graph.Operands<Unary<Abs>>(absolute) is [var x] && Same(graph, x, of);
}
