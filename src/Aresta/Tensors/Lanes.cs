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
    /// One number for each lane: the fold of its elements in order, float32 carried in double and int32 in 64 bits, rounded (or wrapped) once.
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
