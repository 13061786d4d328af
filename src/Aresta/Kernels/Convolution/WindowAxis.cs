namespace Aresta.Kernels;

/// <summary>
/// Windows along one axis: place q reads the source at q·step + shift for each of the shifts, where it has elements, and zeros elsewhere;
/// its result stands at start + q·stride.
/// </summary>
/// <param name="Length">The length of the source.</param>
/// <param name="Count">How many places there are.</param>
/// <param name="Step">From place to place in the source.</param>
/// <param name="Shifts">Where the elements of the window stand.</param>
/// <param name="Taps">Which elements of the kernel they belong to.</param>
/// <param name="Start">Where the result of the first place stands.</param>
/// <param name="Stride">From place to place in the result.</param>
internal sealed record WindowAxis(int Length, int Count, int Step, int[] Shifts, int[] Taps, int Start, int Stride)
{
    /// <summary>The least shift.</summary>
    public int First { get; } = Shifts.Length == 0 ? 0 : Shifts.Min();

    /// <summary>How many elements of the source some places reach over.</summary>
    public int Extent(int places) => places == 0 ? 0 : checked(((places - 1) * Step) + (Shifts.Length == 0 ? 0 : Shifts.Max()) - First + 1);

    /// <summary>The windows of a convolution.</summary>
    public static WindowAxis Forward(ConvolutionShape s, int axis) => new(
        s.Lengths[axis], s.Places[axis], s.Strides[axis],
        [.. Enumerable.Range(0, s.Sizes[axis]).Select(k => checked((k * s.Dilations[axis]) - s.Low[axis]))],
        [.. Enumerable.Range(0, s.Sizes[axis])], 0, 1);

    /// <summary>
    /// The windows of its adjoint: element i of x is met by place (i + low − k·dilation)/stride for all k that make it whole. They are the
    /// same k for all i that leave the same remainder by the stride: such i are windows with step 1, a phase.
    /// </summary>
    public static IEnumerable<WindowAxis> Adjoint(ConvolutionShape s, int axis)
    {
        var (length, stride, low) = (s.Lengths[axis], s.Strides[axis], s.Low[axis]);
        for (var start = 0; start < Math.Min(stride, length); start++)
        {
            var first = start + low;
            int[] taps = [.. Enumerable.Range(0, s.Sizes[axis]).Where(k => (first - ((long)k * s.Dilations[axis])) % stride == 0)];
            int[] shifts = [.. taps.Select(k => (first - (k * s.Dilations[axis])) / stride)];
            yield return new(s.Places[axis], (length - start + stride - 1) / stride, 1, shifts, taps, start, stride);
        }
    }
}
