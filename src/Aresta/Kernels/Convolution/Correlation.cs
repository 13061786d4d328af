using System.Numerics;
using System.Runtime.Intrinsics;

namespace Aresta.Kernels;

/// <summary>
/// result[n, g, m, q] = Σ over channels c and elements t of the window: kernel[g, m, c, t]·source[n, g, c, window(q, t)]. A convolution is
/// one of them, its gradient for the input one for each phase. It is a product of matrices, kernel by windows, where the windows are
/// packed from the stage straight to panels.
/// </summary>
/// <remarks>An element is one chain of multiply-adds in the order of channels and elements of the window, however it is cut.</remarks>
internal sealed class Correlation
{
    private const int Depth = 640; // elements of a packed panel, about

    /// <summary>Plans it.</summary>
    public Correlation(
        ConvolutionShape shape, WindowAxis[] axes, int sources, int results, nint kernelSource, nint kernelResult, int[] resultLengths,
        int columns)
    {
        (Sources, Results, KernelSource, KernelResult) = (sources, results, kernelSource, kernelResult);
        KernelGroup = (nint)shape.Inputs * shape.Outputs * shape.Taps;
        var within = WindowGrid.Strides(shape.Sizes);
        Taps = WindowGrid.Cross(axes, (axis, _) => axis.Taps.Length, (axis, i, tap) => axis.Taps[tap] * within[i]);
        Block = Math.Clamp(Depth / Math.Max(1, Taps.Length), 1, Math.Max(1, sources));
        Block = sources == 0 ? 1 : (sources + ((sources + Block - 1) / Block) - 1) / ((sources + Block - 1) / Block);
        Groups = shape.Groups;
        ResultPlane = resultLengths.Aggregate(1, (n, length) => checked(n * length));
        SourcePlane = axes.Aggregate(1, (n, axis) => checked(n * axis.Length));
        Grid = new(axes, shape.Samples, Block, resultLengths, checked(Groups * results * ResultPlane), columns);
    }

    /// <summary>Where the windows stand.</summary>
    public WindowGrid Grid { get; }

    /// <summary>How many groups of channels.</summary>
    public int Groups { get; }

    /// <summary>Channels of the source in a group.</summary>
    public int Sources { get; }

    /// <summary>Channels of the result in a group.</summary>
    public int Results { get; }

    /// <summary>Channels of the source in a block.</summary>
    public int Block { get; }

    /// <summary>Which elements of the kernel the windows meet.</summary>
    public int[] Taps { get; }

    /// <summary>From group to group in the kernel.</summary>
    public nint KernelGroup { get; }

    /// <summary>From channel to channel of the source in the kernel.</summary>
    public nint KernelSource { get; }

    /// <summary>From channel to channel of the result in the kernel.</summary>
    public nint KernelResult { get; }

    /// <summary>The elements of a channel of the result.</summary>
    public int ResultPlane { get; }

    /// <summary>The elements of a channel of the source.</summary>
    public int SourcePlane { get; }

    /// <summary>Computes it.</summary>
    public unsafe void Run<T, E>(T* source, T* kernel, T* result, in E epilogue, int threads, Tuning tuning)
        where T : unmanaged, IFloatingPointIeee754<T>
        where E : struct, IEpilogue<T>
    {
        switch (tuning.Width)
        {
            case 512:
                Run<T, Vector512<T>, Vectors512<T>, E>(source, kernel, result, epilogue, threads);
                break;
            case 256:
                Run<T, Vector256<T>, Vectors256<T>, E>(source, kernel, result, epilogue, threads);
                break;
            default:
                Run<T, Vector128<T>, Vectors128<T>, E>(source, kernel, result, epilogue, threads);
                break;
        }
    }

    private unsafe void Run<T, V, L, E>(T* source, T* kernel, T* result, in E epilogue, int threads)
        where T : unmanaged, IFloatingPointIeee754<T>
        where V : struct
        where L : IVectors<T, V>
        where E : struct, IEpilogue<T>
    {
        var chunks = checked(Groups * Grid.Parts);
        if (chunks == 0 || Results == 0 || Grid.Columns == 0)
        {
            return;
        }

        threads = Math.Clamp(threads, 1, Math.Min(chunks, Workers.Most));
        var workspace = Workspace.Rent();
        try
        {
            var packed = Aligned((long)Groups * Results * Sources * Taps.Length * sizeof(T));
            var each = CorrelationWork<T, V, L, E>.ScratchBytes(this);
            var memory = workspace.Reserve(packed + (threads * each));
            Workers.Shared.Run(
                new KernelPacking<T>(this, kernel, (T*)memory, L.Rows), Groups * ((Results + L.Rows - 1) / L.Rows),
                packed > 1 << 17 ? threads : 1);
            Workers.Shared.Run(
                new CorrelationWork<T, V, L, E>(this, source, (T*)memory, result, epilogue, memory + packed, each), chunks, threads);
        }
        finally
        {
            workspace.Return();
        }
    }

    /// <summary>As many bytes, rounded up so that what follows begins on a line of its own.</summary>
    public static long Aligned(long bytes) => (bytes + Workspace.Alignment - 1) & -Workspace.Alignment;
}
