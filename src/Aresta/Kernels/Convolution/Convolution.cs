using System.Numerics;

namespace Aresta.Kernels;

/// <summary>
/// A convolution and its two gradients, planned once for a shape and run many times, with the same bits for any number of threads. Nobody
/// writes the windows down: they are packed straight into what the kernels of products read.
/// </summary>
internal sealed class Convolution
{
    private const int LeastColumns = 64;
    private const int MostColumns = 1024;

    private readonly Correlation _forward;
    private readonly Correlation[] _adjoint;
    private readonly KernelGradient _gradient;

    private Convolution(ConvolutionShape shape, int threads)
    {
        Shape = shape;
        // Enough parts for threads to share, as far as panels stay full; an element does not depend on them.
        var total = (long)shape.Samples * shape.Groups * shape.OutputPlane;
        var columns = (int)Math.Clamp(total / (threads <= 1 ? 1 : 4 * threads), LeastColumns, MostColumns);
        _forward = new(
            shape, [.. Enumerable.Range(0, shape.Rank).Select(axis => WindowAxis.Forward(shape, axis))], shape.Inputs, shape.Outputs,
            shape.Taps, (nint)shape.Inputs * shape.Taps, shape.Places, columns);
        _adjoint = [.. Phases(shape).Select(axes => new Correlation(
            shape, axes, shape.Outputs, shape.Inputs, (nint)shape.Inputs * shape.Taps, shape.Taps, shape.Lengths, columns))];
        _gradient = new(shape, threads);
    }

    /// <summary>The lengths.</summary>
    public ConvolutionShape Shape { get; }

    /// <summary>Plans a convolution.</summary>
    /// <param name="shape">The lengths.</param>
    /// <param name="threads">How many threads will share it.</param>
    public static Convolution Plan(ConvolutionShape shape, int threads = 1) => new(shape, threads);

    /// <summary>y ← convolution of x with the kernel.</summary>
    public unsafe void Forward<T>(T* x, T* kernel, T* y, int threads = 1, Tuning tuning = default)
        where T : unmanaged, IFloatingPointIeee754<T> => Forward(x, kernel, y, default(NoEpilogue<T>), threads, tuning);

    /// <summary>
    /// The same, and lets an epilogue change each block of y as soon as it is finished: its batch is n·groups + g, its rows are channels of
    /// the group, its columns places.
    /// </summary>
    public unsafe void Forward<T, E>(T* x, T* kernel, T* y, in E epilogue, int threads = 1, Tuning tuning = default)
        where T : unmanaged, IFloatingPointIeee754<T>
        where E : struct, IEpilogue<T> => _forward.Run(x, kernel, y, epilogue, threads, tuning);

    /// <summary>x ← the cotangent of the input, for the cotangent y: also a transposed convolution.</summary>
    public unsafe void InputGradient<T>(T* y, T* kernel, T* x, int threads = 1, Tuning tuning = default)
        where T : unmanaged, IFloatingPointIeee754<T>
    {
        foreach (var phase in _adjoint)
        {
            phase.Run(y, kernel, x, default(NoEpilogue<T>), threads, tuning);
        }
    }

    /// <summary>kernel ← the cotangent of the kernel, for the cotangent y.</summary>
    public unsafe void KernelGradient<T>(T* x, T* y, T* kernel, int threads = 1, Tuning tuning = default)
        where T : unmanaged, IFloatingPointIeee754<T> => _gradient.Run(x, y, kernel, threads, tuning);

    private static IEnumerable<WindowAxis[]> Phases(ConvolutionShape shape)
    {
        IEnumerable<WindowAxis[]> phases = [[]];
        for (var i = 0; i < shape.Rank; i++)
        {
            var axis = i;
            phases = phases.SelectMany(before => WindowAxis.Adjoint(shape, axis), (before, own) => (WindowAxis[])[.. before, own]);
        }

        return phases;
    }
}
