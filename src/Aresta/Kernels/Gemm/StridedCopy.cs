namespace Aresta.Kernels;

/// <summary>
/// A copy of a tensor from one layout to another: A is the source, C the target. So all that moves elements and computes nothing is one:
/// permutation, slice, reversal, repetition (a stride of 0), and what is written between or beside other elements. Only the size of the
/// elements matters.
/// </summary>
internal sealed class StridedCopy
{
    private const int LeastWork = 1 << 15; // elements worth a thread
    private const int Block = 64; // rows and columns that are transposed at once
    private const int Short = 8; // elements that a loop copies sooner than a call

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
            // Parts of rows if there are long ones, and as many rows or planes as are worth a thread.
            var transposes = _row is { A: 1, Length: > 1 } && _column is { C: 1, A: not 0, Length: > 1 };
            var parts = transposes
                ? (int)Math.Clamp((long)_row.Length * _column.Length / LeastWork, 1, (_row.Length + Block - 1) / Block)
                : (_column.Length + LeastWork - 1) / LeastWork;
            var steps = transposes ? Axis.Count(_outer) : Elements / _column.Length;
            var together = Math.Max(1, LeastWork / Math.Max(1, Elements / steps / parts));
            var chunks = checked((steps + together - 1) / together * parts);
            Workers.Shared.Run(new Work<T>(this, transposes, source, target, steps, parts, together), chunks, threads);
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

    private readonly unsafe struct Work<T>(
        StridedCopy copy, bool transposes, T* source, T* target, int steps, int parts, int together) : IChunks where T : unmanaged
    {
        private readonly T* _source = source;
        private readonly T* _target = target;

        public void Run(int chunk, int worker)
        {
            var (first, part) = Math.DivRem(chunk, parts);
            first *= together;
            for (var step = first; step < Math.Min(steps, first + together); step++)
            {
                if (transposes)
                {
                    Transpose(step, part);
                }
                else
                {
                    step += Rows(step, Math.Min(steps, first + together) - step, part) - 1;
                }
            }
        }

        // Blocks that stay in the first cache: along columns the source is strided, along rows the target is.
        private void Transpose(int step, int part)
        {
            var (from, _, to) = Axis.Offsets(copy._outer, step);
            var (row, column) = (copy._row, copy._column);
            var blocks = (row.Length + Block - 1) / Block;
            var (first, end) = ((int)((long)blocks * part / parts) * Block, (int)((long)blocks * (part + 1) / parts) * Block);
            for (var i = first; i < Math.Min(end, row.Length); i += Block)
            {
                for (var j = 0; j < column.Length; j += Block)
                {
                    Transposition.Copy(
                        _source + from + i + (j * column.A), column.A, _target + to + (i * row.C) + j, row.C,
                        Math.Min(Block, column.Length - j), Math.Min(Block, row.Length - i));
                }
            }
        }

        // The rows of one plane, as many as are left of it or wanted.
        private int Rows(int step, int wanted, int part)
        {
            var (row, column) = (copy._row, copy._column);
            var (outer, at) = Math.DivRem(step, row.Length);
            var (from, _, to) = Axis.Offsets(copy._outer, outer);
            var (first, end) = ((int)((long)column.Length * part / parts), (int)((long)column.Length * (part + 1) / parts));
            var (count, length) = (Math.Min(wanted, row.Length - at), end - first);
            T* s = _source + from + (at * row.A) + (first * column.A), t = _target + to + (at * row.C) + (first * column.C);
            for (var i = 0; i < count; i++, s += row.A, t += row.C)
            {
                switch (column)
                {
                    case { A: 1, C: 1 } when length >= Short:
                        new ReadOnlySpan<T>(s, length).CopyTo(new(t, length));
                        break;
                    case { A: 0, C: 1 } when length >= Short:
                        new Span<T>(t, length).Fill(*s);
                        break;
                    case { A: -1, C: 1 } when length >= Short:
                        new ReadOnlySpan<T>(s - length + 1, length).CopyTo(new(t, length));
                        new Span<T>(t, length).Reverse();
                        break;
                    default:
                        for (nint j = 0; j < length; j++)
                        {
                            t[j * column.C] = s[j * column.A];
                        }

                        break;
                }
            }

            return count;
        }
    }
}
