using System.Numerics;
using System.Runtime.CompilerServices;

namespace Aresta.Kernels;

/// <summary>Copies rows of windows from a stage, and results from tiles to where they stand, run by run.</summary>
internal static unsafe class WindowPacking<T, V, L>
    where T : unmanaged, IFloatingPointIeee754<T>
    where V : struct
    where L : IVectors<T, V>
{
    /// <summary>
    /// Copies a part of some rows. Whole vectors are copied, beyond the ends of runs: what follows a run is written after it, and
    /// behind the stage and behind the target there must be room for a vector.
    /// </summary>
    /// <param name="stage">Where the rows stand.</param>
    /// <param name="rows">Where each begins.</param>
    /// <param name="count">How many rows.</param>
    /// <param name="runs">The part, in order.</param>
    /// <param name="many">How many runs.</param>
    /// <param name="target">Where to.</param>
    /// <param name="step">From row to row there.</param>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public static void Rows(T* stage, int* rows, int count, Run* runs, int many, T* target, nint step)
    {
        for (var row = 0; row < count; row++, target += step)
        {
            var from = stage + rows[row];
            for (var i = 0; i < many; i++)
            {
                T* source = from + runs[i].Position, to = target + runs[i].At, end = to + runs[i].Length;
                do
                {
                    L.Store(to, L.Load(source));
                    source += L.Count;
                    to += L.Count;
                }
                while (to < end);
            }
        }
    }

    /// <summary>Copies the rows of a tile to where the runs of their columns stand in the result.</summary>
    /// <param name="tile">The tile.</param>
    /// <param name="width">From row to row in it.</param>
    /// <param name="rows">How many rows.</param>
    /// <param name="runs">Where the columns stand.</param>
    /// <param name="target">The first row of the result.</param>
    /// <param name="step">From row to row in it.</param>
    public static void Scatter(T* tile, int width, int rows, ReadOnlySpan<Run> runs, T* target, nint step)
    {
        foreach (var run in runs)
        {
            for (var row = 0; row < rows; row++)
            {
                T* from = tile + (row * width) + run.At, to = target + (row * step) + run.Position;
                if (run.Length == 1)
                {
                    *to = *from;
                    continue;
                }

                Packing<T, V, L>.Line(from, to, run.Length);
            }
        }
    }

    /// <summary>Copies from there to a tile.</summary>
    public static void Gather(T* source, nint step, int rows, ReadOnlySpan<Run> runs, T* tile, int width)
    {
        foreach (var run in runs)
        {
            for (var row = 0; row < rows; row++)
            {
                Packing<T, V, L>.Line(source + (row * step) + run.Position, tile + (row * width) + run.At, run.Length);
            }
        }
    }
}
