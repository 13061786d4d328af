using System.Numerics;

namespace Aresta.Kernels;

/// <summary>The chunks of the gradient for a kernel: each some channels of x by some channels of y, over all samples and places.</summary>
internal readonly unsafe struct KernelGradientWork<T, V, L>(
    KernelGradient plan, T* x, T* y, T* kernel, int columnParts, byte* scratch, long scratchEach) : IChunks
    where T : unmanaged, IFloatingPointIeee754<T>
    where V : struct
    where L : IVectors<T, V>
{
    private readonly T* _x = x;
    private readonly T* _y = y;
    private readonly T* _kernel = kernel;
    private readonly byte* _scratch = scratch;

    private static int Width => 2 * L.Count;

    // Rows of packed windows begin on lines of different sets of the cache.
    private static int RowStep => KernelGradient.Depth + L.Count;

    /// <summary>The bytes of memory that each thread needs to itself.</summary>
    public static long ScratchBytes(KernelGradient plan, int columnParts)
    {
        var (sums, stage, right, left) = Sizes(plan, columnParts);
        return sums + stage + right + left + Workspace.Alignment;
    }

    public void Run(int chunk, int worker)
    {
        var (shape, grid) = (plan.Shape, plan.Grid);
        var (group, rest) = Math.DivRem(chunk, plan.RowParts * columnParts);
        var (rowPart, columnPart) = Math.DivRem(rest, columnParts);
        var channel = rowPart * plan.Channels;
        var channels = Math.Min(plan.Channels, shape.Inputs - channel);
        var output = columnPart * Each(plan, columnParts);
        var outputs = Math.Min(Each(plan, columnParts), shape.Outputs - output);
        if (outputs <= 0)
        {
            return;
        }

        var (rows, step) = (channels * grid.Taps, (outputs + Width - 1) / Width * Width);
        var (sumBytes, stageBytes, rightBytes, _) = Sizes(plan, columnParts);
        var sums = _scratch + (worker * scratchEach);
        var stage = sums + sumBytes;
        var right = stage + stageBytes;
        var left = right + rightBytes;
        var (sample, plane) = ((nint)shape.Groups * shape.Inputs * shape.InputPlane, (nint)shape.OutputPlane);
        var source = _x + ((((nint)group * shape.Inputs) + channel) * shape.InputPlane);
        var first = _y + ((((nint)group * shape.Outputs) + output) * plane);
        var begun = false;
        for (var part = 0; part < grid.Parts; part++)
        {
            var cut = grid.Part(part);
            grid.Copy(cut, source + (cut.First * sample), sample, channels, (T*)stage);
            var from = first + (cut.First * plane * shape.Groups * shape.Outputs) + cut.Result;
            for (var column = 0; column < cut.Columns; column += KernelGradient.Depth)
            {
                var depth = Math.Min(KernelGradient.Depth, cut.Columns - column);
                PackRight(from, column, depth, outputs, (T*)right);
                Multiply((T*)stage, column, depth, rows, outputs, (T*)left, (T*)right, (T*)sums, step, begun);
                begun = true;
            }
        }

        if (!begun)
        {
            new Span<T>(sums, rows * step).Clear();
        }

        var each = (nint)shape.Inputs * shape.Taps;
        Transposition.Copy(
            (T*)sums, step, _kernel + ((((nint)group * shape.Outputs) + output) * each) + (channel * grid.Taps), each, rows, outputs);
    }

    private static int Each(KernelGradient plan, int columnParts)
    {
        var panels = (plan.Shape.Outputs + Width - 1) / Width;
        return (panels + columnParts - 1) / columnParts * Width;
    }

    private static (long Sums, long Stage, long Right, long Left) Sizes(KernelGradient plan, int columnParts) => (
        Correlation.Aligned((long)plan.Channels * plan.Grid.Taps * Each(plan, columnParts) * sizeof(T)),
        Correlation.Aligned(((long)plan.Grid.Stage + L.Count) * sizeof(T)),
        Correlation.Aligned((long)KernelGradient.Depth * Each(plan, columnParts) * sizeof(T)),
        Correlation.Aligned((((long)L.Rows * RowStep) + L.Count) * sizeof(T)));

    // Panels of y: a row for each place, a column for each channel.
    private void PackRight(T* y, int column, int depth, int outputs, T* right)
    {
        var places = (Span<Run>)stackalloc Run[KernelGradient.Depth];
        places = places[..plan.Grid.Writes.Within(column, depth, places)];
        for (var at = 0; at < outputs; at += Width)
        {
            var wide = Math.Min(Width, outputs - at);
            var width = wide > L.Count ? Width : L.Count;
            var panel = right + ((nint)at * depth);
            if (wide < width)
            {
                new Span<T>(panel, depth * width).Clear();
            }

            foreach (var run in places)
            {
                Transposition.Copy(
                    y + ((nint)at * plan.Shape.OutputPlane) + run.Position, plan.Shape.OutputPlane, panel + ((nint)run.At * width), width,
                    wide, run.Length);
            }
        }
    }

    private void Multiply(
        T* stage, int column, int depth, int rows, int outputs, T* left, T* right, T* sums, int step, bool accumulate)
    {
        var runs = stackalloc Run[KernelGradient.Depth];
        var many = plan.Grid.Reads.Within(column, depth, new(runs, KernelGradient.Depth));
        var tiles = (rows + L.Rows - 1) / L.Rows;
        fixed (int* offsets = plan.Grid.Rows)
        {
            for (var tile = 0; tile < tiles; tile++)
            {
                var row = (int)((long)rows * tile / tiles);
                var tall = (int)((long)rows * (tile + 1) / tiles) - row;
                WindowPacking<T, V, L>.Rows(stage, offsets + row, tall, runs, many, left, RowStep);
                for (var at = 0; at < outputs; at += Width)
                {
                    var two = outputs - at > L.Count;
                    TileKernels<T, V, L, EvenRows<T>>.Of(tall, two)(
                        depth, left, RowStep, 1, new(right + ((nint)at * depth), two ? Width : L.Count), sums + ((nint)row * step) + at,
                        step, accumulate);
                }
            }
        }
    }
}
