namespace Aresta.Kernels;

/// <summary>
/// A reduction over some axes of a tensor in row-major order, whichever they are, planned once for a shape. What is reduced is cut into
/// blocks by the shape alone, and the results of blocks are joined in order, so the bits do not depend on threads.
/// </summary>
/// <remarks>
/// Axes side by side of one kind are one axis. Where the last one is reduced, the elements of a result lie in rows (see
/// <see cref="ReductionKernel"/>); where it is kept, rows of results are sums of rows (<see cref="ColumnReduction"/>).
/// </remarks>
internal sealed unsafe class AxisReduction
{
    private const int BlockElements = 16384;
    private const int LeastRows = 64; // rows of a block of columns
    private const int Strip = 2048; // columns: their sums stay in the first cache

    private readonly ReductionKind _kind;
    private readonly ReductionKernel? _rows;
    private readonly ColumnReduction? _columns;
    private readonly Axis[] _kept; // A: in the source
    private readonly Axis[] _steps;
    private readonly nint _size;
    private readonly int _results; // or rows of results
    private readonly int _stepCount;
    private readonly int _inner; // elements of a row
    private readonly int _together; // rows, or parts of one, in a block
    private readonly int _parts; // of a long row
    private readonly int _blocks;
    private readonly nint _total;

    /// <summary>Plans a reduction.</summary>
    /// <param name="kind">What many numbers become one by.</param>
    /// <param name="type">Their type; a mean is of float or double.</param>
    /// <param name="lengths">The lengths of the axes.</param>
    /// <param name="reduced">Which of them are reduced.</param>
    /// <exception cref="ArgumentException">There is no such reduction of the type.</exception>
    public AxisReduction(ReductionKind kind, StripType type, ReadOnlySpan<int> lengths, ReadOnlySpan<bool> reduced)
    {
        (_kind, _size, _total) = (kind, type.Size, 1);
        var (kept, steps, next, last) = (new List<Axis>(), new List<Axis>(), (nint)1, -1);
        for (var i = lengths.Length - 1; i >= 0; i--)
        {
            var list = reduced[i] ? steps : kept;
            last = last < 0 && lengths[i] != 1 ? i : last;
            if (lengths[i] != 1)
            {
                list.Insert(0, new(lengths[i], next, 0, 0));
            }

            _total = reduced[i] ? checked(_total * lengths[i]) : _total;
            next = checked(next * Math.Max(1, lengths[i]));
        }

        var rows = last < 0 || reduced[last];
        (_kept, _steps) = (Join(kept), Join(steps));
        var inner = rows ? _steps : _kept;
        _inner = inner.Length == 0 ? 1 : inner[^1].Length;
        if (rows)
        {
            _rows = ReductionKernel.Of(kind, type, VectorWidths.Best);
            _steps = _steps.Length == 0 ? [] : _steps[..^1];
        }
        else
        {
            _columns = ColumnReduction.Of(kind, type, VectorWidths.Best);
            _kept = _kept[..^1];
        }

        (_results, _stepCount) = (Axis.Count(_kept), Axis.Count(_steps));
        _parts = rows ? Math.Max(1, (_inner + BlockElements - 1) / BlockElements) : 1;
        _together = Math.Max(rows ? 1 : LeastRows, _parts > 1 ? 1 : BlockElements / Math.Max(1, _inner));
        _blocks = Math.Max(1, ((_stepCount + _together - 1) / _together) * _parts);
    }

    /// <summary>Reduces.</summary>
    public void Run(void* source, void* target, int threads = 1)
    {
        var width = _rows is null ? _inner : 1;
        if (_results == 0 || width == 0)
        {
            return;
        }

        threads = Math.Clamp(threads, 1, Workers.Most);
        var workspace = Workspace.Rent();
        try
        {
            var strips = _rows is null ? (_inner + Strip - 1) / Strip : 1;
            var each = Math.Max(1, 2048 / Math.Max(1, _inner * Math.Min(_stepCount, _together))); // results worth a chunk
            each = _blocks > 1 || _rows is null ? 1 : each;
            var partials = _blocks == 1 ? (byte*)target : workspace.Reserve((long)_results * _blocks * width * _size);
            Workers.Shared.Run(
                new Work(this, (byte*)source, partials, strips, each),
                checked((_results + each - 1) / each * _blocks * strips), threads);
            Finish(partials, (byte*)target, width);
        }
        finally
        {
            workspace.Return();
        }
    }

    // Joins the blocks of each result: in pairs of neighbors where they are numbers, in order where they are rows.
    private void Finish(byte* partials, byte* target, int width)
    {
        for (var i = 0; i < _results; i++)
        {
            byte* from = partials + ((nint)i * _blocks * width * _size), to = target + ((nint)i * width * _size);
            if (_rows is { } rows)
            {
                if (_blocks > 1 || _kind == ReductionKind.Mean)
                {
                    rows.Join(from, _blocks, _total, to);
                }

                continue;
            }

            if (_blocks > 1)
            {
                _columns!.Begin(to, width);
                _columns.Take(to, from, width, _blocks, width);
            }

            if (_kind == ReductionKind.Mean)
            {
                _columns!.Divide(to, width, _total);
            }
        }
    }

    // Axes that continue each other as one.
    private static Axis[] Join(List<Axis> axes)
    {
        for (var i = axes.Count - 2; i >= 0; i--)
        {
            if (axes[i].A == axes[i + 1].A * axes[i + 1].Length)
            {
                axes[i] = axes[i + 1] with { Length = checked(axes[i].Length * axes[i + 1].Length) };
                axes.RemoveAt(i + 1);
            }
        }

        return [.. axes];
    }

    private readonly struct Work(AxisReduction plan, byte* source, byte* partials, int strips, int each) : IChunks
    {
        private readonly byte* _source = source;
        private readonly byte* _partials = partials;

        public void Run(int chunk, int worker)
        {
            var (rest, strip) = Math.DivRem(chunk, strips);
            var (group, block) = Math.DivRem(rest, plan._blocks);
            for (var result = group * each; result < Math.Min(plan._results, (group + 1) * each); result++)
            {
                var from = _source + (Axis.Offsets(plan._kept, result).A * plan._size);
                if (plan._rows is not null)
                {
                    Row(from, block, _partials + ((((nint)result * plan._blocks) + block) * plan._size));
                }
                else
                {
                    Columns(from, result, block, strip);
                }
            }
        }

        private void Row(byte* from, int block, byte* to)
        {
            var state = stackalloc byte[ReductionKernel.StateBytes];
            plan._rows!.Begin(state);
            var (step, part) = Math.DivRem(block, plan._parts);
            var (begin, end) = ((nint)part * BlockElements, Math.Min(plan._inner, ((nint)part + 1) * BlockElements));
            end = plan._parts == 1 ? plan._inner : end;
            for (var i = step * plan._together; i < Math.Min(plan._stepCount, (step + 1) * plan._together); i++)
            {
                plan._rows.Take(state, from + ((Axis.Offsets(plan._steps, i).A + begin) * plan._size), 1, end - begin);
            }

            plan._rows.End(state, to);
        }

        private void Columns(byte* from, int result, int block, int strip)
        {
            nint first = (nint)strip * Strip, columns = Math.Min(Strip, plan._inner - first);
            var to = _partials + ((((((nint)result * plan._blocks) + block) * plan._inner) + first) * plan._size);
            plan._columns!.Begin(to, columns);
            var end = Math.Min(plan._stepCount, (block + 1) * plan._together);
            var rows = plan._steps.Length == 0 ? 1 : plan._steps[^1].Length;
            for (var i = block * plan._together; i < end;)
            {
                // As many as follow each other along the last of the axes.
                var count = Math.Min(end - i, rows - (i % rows));
                var at = from + ((Axis.Offsets(plan._steps, i).A + first) * plan._size);
                plan._columns.Take(to, at, plan._steps.Length == 0 ? 0 : plan._steps[^1].A, count, columns);
                i += count;
            }
        }
    }
}
