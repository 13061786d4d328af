using Aresta.Primitives;
using Aresta.Tensors;

namespace Aresta.Functions;

/// <summary>
/// Convolutions over any number of axes of space, in the layout [N, C, …] (without N: one sample). A convolution is a window and a
/// contraction of it with the kernel; a transposed one, its adjoint, a contraction and an overlap-add. As everywhere in machine learning
/// the kernel is not flipped. Lists of one number count for every axis of space.
/// </summary>
public static class Convolutions
{
    extension(Value x)
    {
        /// <summary>
        /// y[n, o, s] = bias[o] + Σ_{c,k} kernel[o, c, k]·x[n, c, s·stride + k·dilation − padding], for each group of channels by itself.
        /// </summary>
        /// <param name="kernel">[O, C/groups, …]: as many further axes as there are axes of space.</param>
        /// <param name="bias">[O]; 0 unless given.</param>
        /// <param name="strides">How far apart neighboring windows begin; left out, 1.</param>
        /// <param name="padding">Zeros on either side of each axis; left out, none ("valid").</param>
        /// <param name="dilations">How far apart neighbors in a window stand; left out, 1.</param>
        /// <param name="groups">Into how many groups the channels are divided; C for a depthwise convolution.</param>
        /// <returns>[N, O, …], each axis ⌊(length + 2·padding − dilation·(size − 1) − 1)/stride⌋ + 1 long.</returns>
        /// <exception cref="GraphException">The shapes do not fit.</exception>
        public Value Convolve(
            Value kernel, Value? bias = null, IntList strides = default, IntList padding = default, IntList dilations = default,
            int groups = 1)
        {
            var space = kernel.Rank - 2;
            var around = Spatial.Each(padding, Math.Max(space, 0), 0, "padding");
            return Convolve(x, kernel, bias, strides, around, around, dilations, groups);
        }

        /// <summary>As <c>Convolve</c>, padded with so many zeros that each axis becomes ⌈length/stride⌉ long ("same").</summary>
        /// <param name="kernel">[O, C/groups, …]: as many further axes as there are axes of space.</param>
        /// <param name="bias">[O]; 0 unless given.</param>
        /// <param name="strides">How far apart neighboring windows begin; left out, 1.</param>
        /// <param name="dilations">How far apart neighbors in a window stand; left out, 1.</param>
        /// <param name="groups">Into how many groups the channels are divided.</param>
        /// <remarks>Where the zeros are odd in number, the one more stands after the axis.</remarks>
        /// <exception cref="GraphException">The shapes do not fit.</exception>
        public Value ConvolveSame(Value kernel, Value? bias = null, IntList strides = default, IntList dilations = default, int groups = 1)
        {
            var space = Math.Max(kernel.Rank - 2, 0);
            var (step, spread) = (Spatial.Each(strides, space, 1, "strides"), Spatial.Each(dilations, space, 1, "dilations"));
            int[] zeros = [.. Enumerable.Range(0, space).Select(i =>
            {
                var length = x.Shape[x.Rank - space + i];
                var last = step[i] < 1 ? 0 : ((length + step[i] - 1) / step[i] - 1) * step[i];
                return Math.Max(0, last + (kernel.Shape[2 + i] - 1) * spread[i] + 1 - length);
            })];
            return Convolve(x, kernel, bias, step, [.. zeros.Select(n => n / 2)], [.. zeros.Select(n => n - n / 2)], spread, groups);
        }

        /// <summary>
        /// The adjoint of <c>Convolve</c> for its input, as an operation of its own (also called deconvolution): each element of x lays its
        /// multiple of the kernel into the result, and what overlaps is summed.
        /// </summary>
        /// <param name="kernel">[C, O/groups, …]: as many further axes as there are axes of space.</param>
        /// <param name="bias">[O]; 0 unless given.</param>
        /// <param name="strides">How far apart neighbors of x lay their kernels; left out, 1.</param>
        /// <param name="padding">How many elements are taken away on either side of each axis; left out, none.</param>
        /// <param name="outputPadding">How many elements are added after each axis; left out, none.</param>
        /// <param name="dilations">How far apart the elements of the kernel are laid; left out, 1.</param>
        /// <param name="groups">Into how many groups the channels are divided.</param>
        /// <returns>[N, O, …], each axis (length − 1)·stride + dilation·(size − 1) + 1 − 2·padding + outputPadding long.</returns>
        /// <exception cref="GraphException">The shapes do not fit.</exception>
        public Value ConvolveTransposed(
            Value kernel, Value? bias = null, IntList strides = default, IntList padding = default, IntList outputPadding = default,
            IntList dilations = default, int groups = 1)
        {
            var space = Check(x, kernel, groups);
            if (x.Rank == kernel.Rank - 1)
            {
                return One(x).ConvolveTransposed(kernel, bias, strides, padding, outputPadding, dilations, groups).Squeeze([0]);
            }

            if (kernel.Shape[0] != x.Shape[1])
            {
                throw new GraphException(
                    $"A transposed convolution of {x} takes a kernel [{x.Shape[1]}, O/groups, …], but was given {kernel}.");
            }

            var (step, spread) = (Spatial.Each(strides, space, 1, "strides"), Spatial.Each(dilations, space, 1, "dilations"));
            var cut = Spatial.Each(padding, space, 0, "padding");
            var added = Spatial.Each(outputPadding, space, 0, "outputPadding");
            var (places, window) = (Spatial.Letters('A', space), Spatial.Letters('N', space));
            IntList lengths = [.. Enumerable.Range(0, space).Select(i =>
                Math.Max(0, (x.Shape[2 + i] - 1) * step[i] + (kernel.Shape[2 + i] - 1) * spread[i] + 1))];

            var laid = Node.Create(
                new Contract($"ngc{places},gco{window}->ngo{places}{window}"), Group(x, 1, groups), Group(kernel, 0, groups)).Result();
            var whole = laid.OverlapAdd([.. Enumerable.Range(3, space)], lengths, step, spread);
            var result = Spatial.Pad(
                Ungroup(whole), [.. cut.Select(n => -n)], [.. cut.Zip(added, (taken, more) => more - taken)]);
            return bias is { } b ? result + Channels.Align(b, result) : result;
        }
    }

    private static Value Convolve(
        Value x, Value kernel, Value? bias, IntList strides, IntList low, IntList high, IntList dilations, int groups)
    {
        var space = Check(x, kernel, groups);
        if (x.Rank == kernel.Rank - 1)
        {
            return Convolve(One(x), kernel, bias, strides, low, high, dilations, groups).Squeeze([0]);
        }

        if (kernel.Shape[1] * groups != x.Shape[1] || kernel.Shape[0] % groups != 0)
        {
            throw new GraphException(
                $"A convolution of {x} in {groups} group(s) takes a kernel [O, {x.Shape[1] / groups}, …], O divided by the groups, "
                + $"but was given {kernel}.");
        }

        var (step, spread) = (Spatial.Each(strides, space, 1, "strides"), Spatial.Each(dilations, space, 1, "dilations"));
        var (places, window) = (Spatial.Letters('A', space), Spatial.Letters('N', space));
        var windows = Group(Spatial.Pad(x, low, high), 1, groups)
            .Window([.. Enumerable.Range(3, space)], [.. kernel.Shape.AsSpan()[2..]], step, spread);
        var result = Ungroup(Node.Create(
            new Contract($"ngc{places}{window},goc{window}->ngo{places}"), windows, Group(kernel, 0, groups)).Result());
        return bias is { } b ? result + Channels.Align(b, result) : result;
    }

    private static int Check(Value x, Value kernel, int groups)
    {
        var space = kernel.Rank - 2;
        if (space < 1 || space > 13 || (x.Rank != kernel.Rank && x.Rank != kernel.Rank - 1))
        {
            throw new GraphException(
                $"A convolution takes [N, C, …] and a kernel of the same rank, 3 or more, but was given {x} and {kernel}.");
        }

        var channels = x.Shape[x.Rank - space - 1];
        return groups > 0 && channels % groups == 0
            ? space
            : throw new GraphException($"{groups} groups do not divide the {channels} channels of {x}.");
    }

    private static Value One(Value x) => Value.Reshape(x, x.Shape.Insert(0, 1));

    // [.., C, ..] → [.., groups, C/groups, ..]
    private static Value Group(Value x, int axis, int groups) =>
        Value.Reshape(x, x.Shape.With(axis, x.Shape[axis] / groups).Insert(axis, groups));

    // [N, groups, O/groups, ..] → [N, O, ..]
    private static Value Ungroup(Value x) =>
        Value.Reshape(x, [x.Shape[0], x.Shape[1] * x.Shape[2], .. x.Shape.AsSpan()[3..]]);
}
