namespace Aresta.Kernels;

/// <summary>A copy of a tensor from one layout to another: A is the source, C the target.</summary>
internal sealed class StridedCopy
{
    private const int LeastWork = 1 << 15; // elements worth a thread

    private readonly Axis[] _outer;
    private readonly Axis _row;
    private readonly Axis _column;

    /// <summary>A copy along axes.</summary>
    /// <param name="axes">Strides in the source (A) and in the target (C).</param>
    public StridedCopy(IEnumerable<Axis> axes)
    {
        var merged = Axis.Merge(axes).ToList();
        Elements = Axis.Count(merged.ToArray());
        _column = Take(merged, axis => axis.C == 1);
        _row = Take(merged, axis => axis.A == 1);
        _outer = [.. merged];
    }

    /// <summary>How many elements are copied.</summary>
    public int Elements { get; }

    /// <summary>Copies.</summary>
    public unsafe void Run<T>(T* source, T* target, int threads) where T : unmanaged
    {
        if (Elements > 0)
        {
            var parts = (int)Math.Clamp((long)Elements / LeastWork, 1, Math.Max(1, _row.Length));
            Workers.Shared.Run(new Work<T>(this, source, target, parts), checked(Axis.Count(_outer) * parts), threads);
        }
    }

    // The axis that is contiguous, or the one with the shortest strides.
    private static Axis Take(List<Axis> axes, Predicate<Axis> contiguous)
    {
        if (axes.Count == 0)
        {
            return new(1, 1, 0, 1);
        }

        var index = axes.FindIndex(contiguous);
        index = index < 0 ? axes.Count - 1 : index;
        var axis = axes[index];
        axes.RemoveAt(index);
        return axis;
    }

    private readonly unsafe struct Work<T>(StridedCopy copy, T* source, T* target, int parts) : IChunks where T : unmanaged
    {
        private readonly T* _source = source;
        private readonly T* _target = target;

        public void Run(int chunk, int worker)
        {
            var (outer, part) = Math.DivRem(chunk, parts);
            var (from, _, to) = Axis.Offsets(copy._outer, outer);
            var (row, column) = (copy._row, copy._column);
            var (first, end) = ((int)((long)row.Length * part / parts), (int)((long)row.Length * (part + 1) / parts));
            T* s = _source + from + (first * row.A), t = _target + to + (first * row.C);
            if (row.A == 1 && column.C == 1 && column.Length > 1)
            {
                // Along columns the source is strided, along rows the target is.
                Transposition.Copy(s, column.A, t, row.C, column.Length, end - first);
                return;
            }

            for (var i = first; i < end; i++, s += row.A, t += row.C)
            {
                if (column is { A: 1, C: 1 })
                {
                    new ReadOnlySpan<T>(s, column.Length).CopyTo(new(t, column.Length));
                    continue;
                }

                for (var j = 0; j < column.Length; j++)
                {
                    t[j * column.C] = s[j * column.A];
                }
            }
        }
    }
}
