using System.Numerics;
using System.Runtime.Intrinsics;

namespace Aresta.Kernels;

/// <summary>
/// The gradient for the kernel of a convolution: kernel[g, o, c, k] = Σ y[n, g, o, p]·x[n, g, c, window(p, k)] over samples n and places p.
/// It is a product of matrices, windows by results: the windows are packed from the stage as rows, y is transposed while packing.
/// </summary>
/// <remarks>An element is one chain of multiply-adds in the order of samples and places, however it is cut.</remarks>
internal sealed class KernelGradient
{
    /// <summary>Columns of windows in a block.</summary>
    public const int Depth = 512;

    private const int Columns = 2048;
    private const int LeastRows = 64; // fewer are not worth transposing y once more

    /// <summary>Plans it.</summary>
    public KernelGradient(ConvolutionShape shape, int threads)
    {
        Shape = shape;
        // A chunk for each thread and one to spare, by rows as far as they go, then by columns.
        var wanted = threads <= 1 ? 1 : ((2 * threads) + shape.Groups - 1) / Math.Max(1, shape.Groups);
        var rowParts = Math.Clamp(shape.Inputs * shape.Taps / LeastRows, 1, Math.Min(wanted, Math.Max(1, shape.Inputs)));
        Channels = (shape.Inputs + rowParts - 1) / rowParts;
        RowParts = Channels == 0 ? 1 : (shape.Inputs + Channels - 1) / Channels;
        ColumnParts = (wanted + RowParts - 1) / RowParts;
        WindowAxis[] axes = [.. Enumerable.Range(0, shape.Rank).Select(axis => WindowAxis.Forward(shape, axis))];
        Grid = new(
            axes, shape.Samples, Channels, shape.Places, checked(shape.Groups * shape.Outputs * shape.OutputPlane), Columns);
    }

    /// <summary>The convolution.</summary>
    public ConvolutionShape Shape { get; }

    /// <summary>Where the windows stand.</summary>
    public WindowGrid Grid { get; }

    /// <summary>Channels of x in a chunk.</summary>
    public int Channels { get; }

    /// <summary>Into how many chunks the channels of x are cut.</summary>
    public int RowParts { get; }

    /// <summary>Into how many chunks those of y are cut at most.</summary>
    public int ColumnParts { get; }

    /// <summary>Computes it.</summary>
    public unsafe void Run<T>(T* x, T* y, T* kernel, int threads, Tuning tuning) where T : unmanaged, IFloatingPointIeee754<T>
    {
        switch (tuning.Width)
        {
            case 512:
                Run<T, Vector512<T>, Vectors512<T>>(x, y, kernel, threads);
                break;
            case 256:
                Run<T, Vector256<T>, Vectors256<T>>(x, y, kernel, threads);
                break;
            default:
                Run<T, Vector128<T>, Vectors128<T>>(x, y, kernel, threads);
                break;
        }
    }

    private unsafe void Run<T, V, L>(T* x, T* y, T* kernel, int threads)
        where T : unmanaged, IFloatingPointIeee754<T>
        where V : struct
        where L : IVectors<T, V>
    {
        if (Channels == 0 || Shape.Outputs == 0 || Shape.Groups == 0)
        {
            return;
        }

        var panels = (Shape.Outputs + (2 * L.Count) - 1) / (2 * L.Count);
        var parts = Math.Min(ColumnParts, panels);
        var chunks = checked(Shape.Groups * RowParts * parts);
        threads = Math.Clamp(threads, 1, Math.Min(chunks, Workers.Most));
        var each = KernelGradientWork<T, V, L>.ScratchBytes(this, parts);
        var workspace = Workspace.Rent();
        try
        {
            var scratch = workspace.Reserve(threads * each);
            Workers.Shared.Run(new KernelGradientWork<T, V, L>(this, x, y, kernel, parts, scratch, each), chunks, threads);
        }
        finally
        {
            workspace.Return();
        }
    }
}
