using System.Numerics;
using System.Runtime.CompilerServices;

namespace Aresta.Kernels;

/// <summary>What a pooling computes.</summary>
internal enum PoolingStep
{
    /// <summary>The largest elements.</summary>
    Max,

    /// <summary>The sums.</summary>
    Sum,

    /// <summary>The gradient of the largest elements.</summary>
    MaxGradient,

    /// <summary>The same, and nothing for windows whose largest element is not positive.</summary>
    RectifiedMaxGradient,

    /// <summary>The gradient of the sums.</summary>
    SumGradient,
}

/// <summary>
/// The chunks of a pooling: some planes. In the stage, the same element of neighboring windows stands side by side, so that a vector holds
/// it for as many windows as there are lanes.
/// </summary>
internal readonly unsafe struct PoolingWork<T, V>(
    Pooling plan, PoolingStep step, T* x, T* y, T* dy, T* dx, T factor, byte* scratch, long scratchEach) : IChunks
    where T : unmanaged, IFloatingPointIeee754<T>
    where V : struct, ILanes<V, T>
{
    private const int Slack = 64; // bytes: the widest vector

    private readonly T* _x = x;
    private readonly T* _y = y;
    private readonly T* _dy = dy;
    private readonly T* _dx = dx;
    private readonly byte* _scratch = scratch;

    /// <summary>The bytes of memory that each thread needs to itself: two stages, and the shares of the windows.</summary>
    public static long ScratchBytes(WindowGrid grid) => (2 * StageBytes(grid)) + (2 * ColumnBytes(grid)) + Workspace.Alignment;

    public void Run(int chunk, int worker)
    {
        var grid = plan.Grid;
        var cut = grid.Part(chunk);
        var memory = _scratch + (worker * scratchEach);
        T* stage = (T*)memory, sums = (T*)(memory + StageBytes(grid));
        T* largest = (T*)(memory + (2 * StageBytes(grid))), parts = (T*)((byte*)largest + ColumnBytes(grid));
        nint plane = plan.Shape.InputPlane, places = plan.Shape.OutputPlane;
        if (step is PoolingStep.Max or PoolingStep.Sum)
        {
            grid.Copy(cut, _x + (cut.First * plane), plane, 1, stage, step == PoolingStep.Max ? T.NegativeInfinity : T.Zero);
            Fold(stage, parts, cut.Columns);
            Copy(parts, _y + (cut.First * places), cut.Columns);
            return;
        }

        // Whole vectors are read: copies have room behind them.
        Copy(_dy + (cut.First * places), parts, cut.Columns);
        new Span<T>(sums, grid.Stage).Clear();
        if (step is PoolingStep.MaxGradient or PoolingStep.RectifiedMaxGradient)
        {
            grid.Copy(cut, _x + (cut.First * plane), plane, 1, stage, T.NegativeInfinity);
            Copy(_y + (cut.First * places), largest, cut.Columns);
            Share(stage, largest, parts, cut.Columns);
        }

        Spread(stage, largest, parts, sums, cut.Columns);
        grid.CopyBack(cut, sums, _dx + (cut.First * plane));
    }

    private static long StageBytes(WindowGrid grid) => Correlation.Aligned(((long)grid.Stage * sizeof(T)) + Slack);

    private static long ColumnBytes(WindowGrid grid) => Correlation.Aligned(((long)grid.Columns * sizeof(T)) + Slack);

    private static void Copy(T* source, T* target, int count) => new ReadOnlySpan<T>(source, count).CopyTo(new(target, count));

    // What is written beyond the end of a run is written anew by the next one.
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private void Fold(T* stage, T* results, int columns)
    {
        var (rows, max, scale) = (plan.Grid.Rows, step == PoolingStep.Max, V.Broadcast(factor));
        for (var i = 0; i < plan.Count && plan.Runs[i].At < columns; i++)
        {
            var (from, to, length) = ((nint)(stage + plan.Runs[i].Position), (nint)(results + plan.Runs[i].At), plan.Runs[i].Length);
            for (var j = 0; j < length; j += V.Count)
            {
                var source = (T*)from + j;
                var fold = max ? V.Broadcast(T.NegativeInfinity) : V.Broadcast(T.Zero);
                foreach (var row in rows)
                {
                    fold = max ? V.Max(fold, V.Load(source + row)) : fold + V.Load(source + row);
                }

                V.Store(max ? fold : fold * scale, (T*)to + j);
            }
        }
    }

    // The part of each of the largest elements of a window: the cotangent by their number.
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private void Share(T* stage, T* largest, T* parts, int columns)
    {
        var (rows, rectified) = (plan.Grid.Rows, step == PoolingStep.RectifiedMaxGradient);
        var last = stackalloc T[Slack / sizeof(T)];
        for (var i = 0; i < plan.Count && plan.Runs[i].At < columns; i++)
        {
            var (from, at, length) = ((nint)(stage + plan.Runs[i].Position), plan.Runs[i].At, plan.Runs[i].Length);
            for (var j = 0; j < length; j += V.Count)
            {
                var (best, count) = (V.Load(largest + at + j), V.Broadcast(T.Zero));
                foreach (var row in rows)
                {
                    count += V.IsEqual(V.Load((T*)from + j + row), best) & V.Broadcast(T.One);
                }

                var one = V.Broadcast(T.One);
                var part = V.Select(V.IsLess(one, count), V.Load(parts + at + j) * (one / count), V.Load(parts + at + j));
                part = rectified ? part & V.IsLess(V.Broadcast(T.Zero), best) : part;
                if (length - j >= V.Count)
                {
                    V.Store(part, parts + at + j);
                    continue;
                }

                // The parts behind belong to the next run, and are still to be divided.
                V.Store(part, last);
                Copy(last, parts + at + j, length - j);
            }
        }
    }

    // Adds to the elements of each window their part, one element of all windows of a run after another.
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private void Spread(T* stage, T* largest, T* parts, T* sums, int columns)
    {
        var (rows, max, scale) = (plan.Grid.Rows, step != PoolingStep.SumGradient, V.Broadcast(factor));
        var last = stackalloc T[Slack / sizeof(T)];
        for (var i = 0; i < plan.Count && plan.Runs[i].At < columns; i++)
        {
            var (position, at, length) = (plan.Runs[i].Position, plan.Runs[i].At, plan.Runs[i].Length);
            foreach (var row in rows)
            {
                for (var j = 0; j < length; j += V.Count)
                {
                    var place = position + row + j;
                    var part = V.Load(parts + at + j);
                    part = max
                        ? part & V.IsEqual(V.Load(stage + place), V.Load(largest + at + j))
                        : part * scale;
                    var sum = V.Load(sums + place) + part;
                    if (length - j >= V.Count)
                    {
                        V.Store(sum, sums + place);
                        continue;
                    }

                    V.Store(sum, last);
                    Copy(last, sums + place, length - j);
                }
            }
        }
    }
}
