using System.Numerics;

namespace Aresta.Kernels;

/// <summary>The chunks of a correlation: each a group of channels and a part of the grid.</summary>
internal readonly unsafe struct CorrelationWork<T, V, L, E>(
    Correlation plan, T* source, T* kernel, T* result, E epilogue, byte* scratch, long scratchEach) : IChunks
    where T : unmanaged, IFloatingPointIeee754<T>
    where V : struct
    where L : IVectors<T, V>
    where E : struct, IEpilogue<T>
{
    private const int Panels = 8; // of packed columns at a time: they stay in the second cache

    private readonly T* _source = source;
    private readonly T* _kernel = kernel;
    private readonly T* _result = result;
    private readonly byte* _scratch = scratch;
    private readonly E _epilogue = epilogue;

    private static int Width => 2 * L.Count;

    /// <summary>The bytes of memory that each thread needs to itself.</summary>
    public static long ScratchBytes(Correlation plan) =>
        Correlation.Aligned(((long)plan.Grid.Stage + L.Count) * sizeof(T))
        + PanelBytes(plan)
        + Correlation.Aligned((long)L.Rows * Width * sizeof(T)) + Workspace.Alignment;

    public void Run(int chunk, int worker)
    {
        var grid = plan.Grid;
        var (part, group) = Math.DivRem(chunk, plan.Groups);
        var cut = grid.Part(part);
        var stage = (T*)(_scratch + (worker * scratchEach));
        var panels = (T*)((byte*)stage + Correlation.Aligned(((long)grid.Stage + L.Count) * sizeof(T)));
        var (sample, taps) = ((nint)plan.Groups * plan.Sources * plan.SourcePlane, plan.Taps.Length);
        var source = _source + (cut.First * sample) + ((nint)group * plan.Sources * plan.SourcePlane);
        var first = 0;
        do
        {
            var channels = Math.Min(plan.Block, plan.Sources - first);
            var depth = channels * taps;
            if (depth > 0)
            {
                grid.Copy(cut, source + ((nint)first * plan.SourcePlane), sample, channels, stage);
            }

            var kernel = _kernel + ((((nint)group * plan.Sources) + first) * taps * plan.Results);
            for (var column = 0; column < cut.Columns; column += Panels * Width)
            {
                var columns = Math.Min(Panels * Width, cut.Columns - column);
                Pack(stage, depth, column, columns, panels);
                Multiply(cut, group, kernel, depth, column, columns, stage, panels, first > 0);
                if (first + channels >= plan.Sources && typeof(E) != typeof(NoEpilogue<T>))
                {
                    Finish(cut, group, column, columns);
                }
            }

            first += plan.Block;
        }
        while (first < plan.Sources);
    }

    private static long PanelBytes(Correlation plan) =>
        Correlation.Aligned((((long)Panels * Width * plan.Block * plan.Taps.Length) + L.Count) * sizeof(T));

    private T* Result(in WindowPart cut, int group) => _result
        + ((((nint)cut.First * plan.Groups) + group) * plan.Results * plan.ResultPlane) + cut.Result;

    // Panels whose columns do not stand side by side in the stage.
    private void Pack(T* stage, int depth, int column, int columns, T* panels)
    {
        var runs = stackalloc Run[Width];
        fixed (int* rows = plan.Grid.Rows)
        {
            for (var i = 0; i < columns; i += Width)
            {
                var wide = Math.Min(Width, columns - i);
                var many = plan.Grid.Reads.Within(column + i, wide, new(runs, Width));
                if (many > 1)
                {
                    WindowPacking<T, V, L>.Rows(
                        stage, rows, depth, runs, many, panels + ((nint)i * depth), wide > L.Count ? Width : L.Count);
                }
            }
        }
    }

    private void Multiply(
        in WindowPart cut, int group, T* kernel, int depth, int column, int columns, T* stage, T* panels, bool accumulate)
    {
        var runs = (Span<Run>)stackalloc Run[Width];
        var tile = (T*)((byte*)panels + PanelBytes(plan));
        var tiles = (plan.Results + L.Rows - 1) / L.Rows;
        fixed (int* offsets = plan.Grid.Rows)
        {
            for (var at = 0; at < tiles; at++)
            {
                var row = (int)((long)plan.Results * at / tiles);
                var rows = (int)((long)plan.Results * (at + 1) / tiles) - row;
                T* a = kernel + ((nint)row * depth), c = Result(cut, group) + ((nint)row * plan.ResultPlane);
                for (var i = 0; i < columns; i += Width)
                {
                    var wide = Math.Min(Width, columns - i);
                    var (two, width) = (wide > L.Count, wide > L.Count ? Width : L.Count);
                    var beside = plan.Grid.Reads.Within(column + i, wide, runs) == 1 ? runs[0].Position : -1;
                    var places = runs[..plan.Grid.Writes.Within(column + i, wide, runs)];
                    var direct = places.Length == 1 && wide == width;
                    var (to, step) = direct ? ((nint)(c + places[0].Position), plan.ResultPlane) : ((nint)tile, width);
                    if (accumulate && !direct)
                    {
                        WindowPacking<T, V, L>.Gather(c, plan.ResultPlane, rows, places, tile, width);
                    }

                    if (beside >= 0)
                    {
                        TileKernels<T, V, L, ListedRows<T>>.Of(rows, two)(
                            depth, a, 1, rows, new(stage + beside, offsets), (T*)to, step, accumulate);
                    }
                    else
                    {
                        TileKernels<T, V, L, EvenRows<T>>.Of(rows, two)(
                            depth, a, 1, rows, new(panels + ((nint)i * depth), width), (T*)to, step, accumulate);
                    }

                    if (!direct)
                    {
                        WindowPacking<T, V, L>.Scatter(tile, width, rows, places, c, plan.ResultPlane);
                    }
                }
            }
        }
    }

    // The epilogue gets the parts of each sample that are contiguous.
    private void Finish(in WindowPart cut, int group, int column, int columns)
    {
        var runs = (Span<Run>)stackalloc Run[Panels * Width];
        var each = (long)plan.Groups * plan.Results * plan.ResultPlane;
        foreach (var run in runs[..plan.Grid.Writes.Within(column, columns, runs)])
        {
            var sample = plan.Grid.SampleOf(column + run.At);
            var values = new Matrix<T>(Result(cut, group) + run.Position, plan.ResultPlane, 1);
            var place = (int)(run.Position + cut.Result - (sample * each));
            _epilogue.Apply(new(((cut.First + sample) * plan.Groups) + group, 0, place, plan.Results, run.Length, values));
        }
    }
}
