namespace Aresta.Kernels;

/// <summary>
/// The lengths of a convolution y[n, g·O + o, p] = Σ kernel[g·O + o, c, k]·x[n, g·C + c, p·stride + k·dilation − low] over any number of
/// axes of space; everything lies in row-major order, and x is 0 outside.
/// </summary>
/// <param name="Samples">How many n.</param>
/// <param name="Groups">How many g.</param>
/// <param name="Inputs">Channels of x in a group: how many c.</param>
/// <param name="Outputs">Channels of y in a group: how many o.</param>
/// <param name="Lengths">The lengths of x along the axes of space.</param>
/// <param name="Places">The lengths of y along them.</param>
/// <param name="Sizes">The lengths of the kernel along them.</param>
/// <param name="Strides">How far apart neighboring windows begin.</param>
/// <param name="Dilations">How far apart neighbors in a window stand.</param>
/// <param name="Low">How many zeros stand before each axis; negative: how many elements are left out.</param>
internal sealed record ConvolutionShape(
    int Samples, int Groups, int Inputs, int Outputs, int[] Lengths, int[] Places, int[] Sizes, int[] Strides, int[] Dilations, int[] Low)
{
    /// <summary>How many axes of space there are.</summary>
    public int Rank => Lengths.Length;

    /// <summary>The elements of a channel of x.</summary>
    public int InputPlane => Axis.Product(Lengths);

    /// <summary>The elements of a channel of y.</summary>
    public int OutputPlane => Axis.Product(Places);

    /// <summary>The elements of a window.</summary>
    public int Taps => Axis.Product(Sizes);

    /// <summary>Multiplications and additions, in pairs, of the convolution and of each of its gradients.</summary>
    public double MultiplyAdds => (double)Samples * Groups * Inputs * Outputs * Taps * OutputPlane;

    /// <summary>The shape with as many places as fit between so many zeros before and after each axis.</summary>
    /// <exception cref="ArgumentException">The lists are not one entry an axis.</exception>
    public static ConvolutionShape Padded(
        int samples, int groups, int inputs, int outputs, int[] lengths, int[] sizes, int[] strides, int[] dilations, int[] low, int[] high)
    {
        var places = new int[lengths.Length];
        for (var axis = 0; axis < places.Length; axis++)
        {
            var reach = lengths[axis] + low[axis] + high[axis] - 1 - ((sizes[axis] - 1L) * dilations[axis]);
            places[axis] = reach < 0 ? 0 : (int)(reach / strides[axis]) + 1;
        }

        return new(samples, groups, inputs, outputs, lengths, places, sizes, strides, dilations, low);
    }
}
