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

    /// <summary>One number for each lane: the fold of its elements in order.</summary>
    public Tensor Fold(
        Tensor source, Shape shape, double start, long integerStart,
        Func<double, double, double> fold, Func<long, long, long> integerFold) => source.DType.IsFloating
            ? Fold(source, shape, start, fold)
            : Fold(source, shape, integerStart, integerFold);

    /// <summary>hₖ = aₖ₋₁·hₖ₋₁ + bₖ along each lane of b (backward: hₖ = aₖ·hₖ₊₁ + bₖ).</summary>
    public Tensor Recur(Tensor b, Tensor a, Lanes factors, bool backward) => b.DType.IsFloating
        ? Recur<double>(b, a, factors, backward)
        : Recur<long>(b, a, factors, backward);

    private Tensor Recur<T>(Tensor added, Tensor factor, Lanes factors, bool backward) where T : unmanaged, INumber<T>
    {
        var b = Wide.Read<T>(added);
        var a = Wide.Read<T>(factor);
        var result = new T[b.Length];
        for (var i = 0; i < Starts.Length; i++)
        {
            var h = T.Zero;
            for (var step = 0; step < Steps.Length; step++)
            {
                var k = backward ? Steps.Length - 1 - step : step;
                var at = Starts[i] + Steps[k];
                h = step == 0 ? b[at] : (a[factors.Starts[i] + factors.Steps[backward ? k : k - 1]] * h) + b[at];
                result[at] = h;
            }
        }

        return Wide.Write(result, added.Type);
    }

    private Tensor Fold<T>(Tensor source, Shape shape, T start, Func<T, T, T> fold) where T : unmanaged
    {
        var x = Wide.Read<T>(source);
        var result = new T[Starts.Length];
        for (var i = 0; i < result.Length; i++)
        {
            var state = start;
            foreach (var step in Steps)
            {
                state = fold(state, x[Starts[i] + step]);
            }

            result[i] = state;
        }

        return Wide.Write(result, new(source.DType, shape));
    }
}
