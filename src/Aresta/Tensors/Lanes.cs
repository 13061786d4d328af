using System.Numerics;

namespace Aresta.Tensors;

/// <summary>
/// A tensor seen as lanes: the groups of elements that differ only along some axes. Element k of lane i stands at the flat position
/// <c>Starts[i] + Steps[k]</c>; lanes and their elements are in row-major order.
/// </summary>
/// <param name="Starts">Where each lane starts.</param>
/// <param name="Steps">How far each element stands from the start of its lane.</param>
internal sealed record Lanes(int[] Starts, int[] Steps)
{
    /// <summary>The lanes of a tensor of the given shape along the given axes (each from 0).</summary>
    public static Lanes Of(Shape shape, IntList axes)
    {
        var strides = shape.Strides();
        var kept = IntList.Range(shape.Rank).Where(axis => !axes.Contains(axis)).ToArray();
        return new(Offsets(kept), Offsets([.. axes]));

        int[] Offsets(int[] chosen) =>
            Strided.Offsets([.. chosen.Select(axis => shape[axis])], [.. chosen.Select(axis => strides[axis])]);
    }

    /// <summary>
    /// One number for each lane: the fold of its elements in order, float32 carried in double and int32 in 64 bits, rounded (or wrapped)
    /// once.
    /// </summary>
    public Tensor Fold(
        Tensor source, Shape shape, double start, long integerStart,
        Func<double, double, double> fold, Func<long, long, long> integerFold) => source.DType switch
        {
            DType.Float32 => Fold<float, double>(source, shape, start, fold),
            DType.Float64 => Fold<double, double>(source, shape, start, fold),
            DType.Int32 => Fold<int, long>(source, shape, integerStart, integerFold),
            _ => Fold<long, long>(source, shape, integerStart, integerFold),
        };

    /// <summary>
    /// hₖ = aₖ₋₁·hₖ₋₁ + bₖ along each lane of b (backward: hₖ = aₖ·hₖ₊₁ + bₖ), h carried in double or 64 bits and rounded for each result.
    /// </summary>
    public Tensor Recur(Tensor b, Tensor a, Lanes factors, bool backward) => b.DType switch
    {
        DType.Float32 => Recur<float, double>(b, a, factors, backward),
        DType.Float64 => Recur<double, double>(b, a, factors, backward),
        DType.Int32 => Recur<int, long>(b, a, factors, backward),
        _ => Recur<long, long>(b, a, factors, backward),
    };

    private Tensor Recur<T, TState>(Tensor added, Tensor factor, Lanes factors, bool backward)
        where T : unmanaged, INumber<T> where TState : INumber<TState>
    {
        ReadOnlySpan<T> b = added.AsSpan<T>();
        ReadOnlySpan<T> a = factor.AsSpan<T>();
        var result = new T[b.Length];
        for (var i = 0; i < Starts.Length; i++)
        {
            var h = TState.Zero;
            for (var step = 0; step < Steps.Length; step++)
            {
                var k = backward ? Steps.Length - 1 - step : step;
                var at = Starts[i] + Steps[k];
                var next = TState.CreateTruncating(b[at]);
                h = step == 0 ? next : (TState.CreateTruncating(a[factors.Starts[i] + factors.Steps[backward ? k : k - 1]]) * h) + next;
                result[at] = T.CreateTruncating(h);
            }
        }

        return Tensor.Of(result, added.Shape);
    }

    private Tensor Fold<T, TState>(Tensor source, Shape shape, TState start, Func<TState, TState, TState> fold)
        where T : unmanaged, INumber<T> where TState : INumber<TState>
    {
        ReadOnlySpan<T> x = source.AsSpan<T>();
        var result = new T[Starts.Length];
        for (var i = 0; i < result.Length; i++)
        {
            var state = start;
            foreach (var step in Steps)
            {
                state = fold(state, TState.CreateTruncating(x[Starts[i] + step]));
            }

            result[i] = T.CreateTruncating(state);
        }

        return Tensor.Of(result, shape);
    }
}
