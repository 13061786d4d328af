using System.Numerics;

namespace Aresta.Kernels;

/// <summary>
/// One number for each window of a plane, planned once for a shape and run many times: the largest element or the sum, and their gradients.
/// The shape is that of a convolution of single channels: its samples are the planes.
/// </summary>
internal sealed class Pooling
{
    private const int Columns = 4096;

    private readonly bool _pairs;

    private Pooling(ConvolutionShape shape)
    {
        (Shape, _pairs) = (shape, PairPooling.Takes(shape));
        WindowAxis[] axes = [.. Enumerable.Range(0, shape.Rank).Select(axis => WindowAxis.Forward(shape, axis))];
        Grid = new(axes, shape.Samples, 1, shape.Places, shape.OutputPlane, Columns, banded: false);
        Runs = new Run[Math.Max(1, Grid.Columns)];
        Count = Grid.Reads.Within(0, Grid.Columns, Runs);
    }

    /// <summary>The lengths.</summary>
    public ConvolutionShape Shape { get; }

    /// <summary>Where the windows stand.</summary>
    public WindowGrid Grid { get; }

    /// <summary>The columns of a part that stand side by side in the stage.</summary>
    public Run[] Runs { get; }

    /// <summary>How many runs there are.</summary>
    public int Count { get; }

    /// <summary>Plans it.</summary>
    /// <param name="shape">The lengths: one group, one channel, as many samples as there are planes.</param>
    /// <exception cref="ArgumentException">There are several groups or channels.</exception>
    public static Pooling Plan(ConvolutionShape shape) => shape is { Groups: 1, Inputs: 1, Outputs: 1 }
        ? new(shape)
        : throw new ArgumentException("Pooling takes planes: one group of one channel for each sample.");

    /// <summary>y ← the largest element of each window, −∞ outside; NaN if one is.</summary>
    public unsafe void Max<T>(T* x, T* y, int threads = 1, Tuning tuning = default) where T : unmanaged, IFloatingPointIeee754<T>
    {
        if (typeof(T) == typeof(float) && tuning.Bits == 0 && _pairs)
        {
            PairPooling.Run(Shape, (float*)x, (float*)y, null, null, threads, false);
            return;
        }

        Run(PoolingStep.Max, x, y, null, null, threads, tuning);
    }

    /// <summary>y ← factor · the sum of each window, 0 outside.</summary>
    public unsafe void Sum<T>(T* x, T factor, T* y, int threads = 1, Tuning tuning = default)
        where T : unmanaged, IFloatingPointIeee754<T> => Run(PoolingStep.Sum, x, y, null, null, threads, tuning, factor);

    /// <summary>dx ← the cotangent of what <see cref="Max"/> read: the largest elements of a window share its part equally.</summary>
    /// <param name="x">What was pooled.</param>
    /// <param name="y">The largest elements.</param>
    /// <param name="dy">Their cotangent.</param>
    /// <param name="dx">The cotangent of x.</param>
    /// <param name="threads">How many threads share it.</param>
    /// <param name="tuning">Choices of the kernel.</param>
    /// <param name="rectified">Whether the pullback of a relu that made x belongs to it: no part for what is not positive.</param>
    public unsafe void MaxGradient<T>(
        T* x, T* y, T* dy, T* dx, int threads = 1, Tuning tuning = default, bool rectified = false)
        where T : unmanaged, IFloatingPointIeee754<T>
    {
        if (typeof(T) == typeof(float) && tuning.Bits == 0 && _pairs)
        {
            PairPooling.Run(Shape, (float*)x, (float*)y, (float*)dy, (float*)dx, threads, rectified);
            return;
        }

        Run(rectified ? PoolingStep.RectifiedMaxGradient : PoolingStep.MaxGradient, x, y, dy, dx, threads, tuning);
    }

    /// <summary>dx ← the cotangent of what <see cref="Sum"/> read.</summary>
    public unsafe void SumGradient<T>(T* dy, T factor, T* dx, int threads = 1, Tuning tuning = default)
        where T : unmanaged, IFloatingPointIeee754<T> => Run(PoolingStep.SumGradient, null, null, dy, dx, threads, tuning, factor);

    /// <summary>y ← the largest element of each window and the flat position of the first such in its plane; −1 outside.</summary>
    public unsafe void MaxWithPositions<T>(T* x, T* y, long* positions, int threads = 1) where T : unmanaged, IFloatingPointIeee754<T> =>
        Workers.Shared.Run(new PositionWork<T>(this, x, y, positions), Shape.Samples, threads);

    /// <summary>dx ← zeros, and each dy added at its position; −1 is nowhere.</summary>
    public unsafe void Scatter<T>(T* dy, long* positions, T* dx, int threads = 1) where T : unmanaged, IFloatingPointIeee754<T> =>
        Workers.Shared.Run(new PositionScatter<T>(Shape, dy, positions, dx), Shape.Samples, threads);

    private unsafe void Run<T>(
        PoolingStep step, T* x, T* y, T* dy, T* dx, int threads, Tuning tuning, T factor = default)
        where T : unmanaged, IFloatingPointIeee754<T>
    {
        threads = Math.Clamp(threads, 1, Math.Max(1, Math.Min(Grid.Parts, Workers.Most)));
        var each = PoolingWork<T, Lanes128<T>>.ScratchBytes(Grid);
        var workspace = Workspace.Rent();
        try
        {
            var scratch = workspace.Reserve(each * threads);
            switch (tuning.Width)
            {
                case 512:
                    Workers.Shared.Run(
                        new PoolingWork<T, Lanes512<T>>(this, step, x, y, dy, dx, factor, scratch, each), Grid.Parts, threads);
                    break;
                case 256:
                    Workers.Shared.Run(
                        new PoolingWork<T, Lanes256<T>>(this, step, x, y, dy, dx, factor, scratch, each), Grid.Parts, threads);
                    break;
                default:
                    Workers.Shared.Run(
                        new PoolingWork<T, Lanes128<T>>(this, step, x, y, dy, dx, factor, scratch, each), Grid.Parts, threads);
                    break;
            }
        }
        finally
        {
            workspace.Return();
        }
    }
}
