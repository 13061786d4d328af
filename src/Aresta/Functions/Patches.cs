using Aresta.Primitives;
using Aresta.Tensors;

namespace Aresta.Functions;

/// <summary>Images as columns of patches and back (im2col, col2im), and channels as finer space. Layout [N, C, …].</summary>
public static class Patches
{
    extension(Value x)
    {
        /// <summary>The patches of [N, C, …] under a sliding window, each a column: [N, C·Πsizes, patches].</summary>
        /// <param name="sizes">How many elements the window has along each axis of space: as many numbers as such axes.</param>
        /// <param name="strides">How far apart neighboring patches begin; left out, 1.</param>
        /// <param name="padding">Zeros on either side of each axis; left out, none.</param>
        /// <param name="dilations">How far apart neighbors in a patch stand; left out, 1.</param>
        /// <exception cref="GraphException">x has another number of axes.</exception>
        public Value Unfold(IntList sizes, IntList strides = default, IntList padding = default, IntList dilations = default)
        {
            var space = sizes.Count;
            if (x.Rank != space + 2)
            {
                throw new GraphException($"Patches of {space} axes are taken of [N, C, …] with {space} axes of space, but {x} was given.");
            }

            var around = Spatial.Each(padding, space, 0, "padding");
            var windows = Spatial.Pad(x, around, around).Window(
                Spatial.Axes(x.Rank, space), sizes,
                Spatial.Each(strides, space, 1, "strides"), Spatial.Each(dilations, space, 1, "dilations"));
            var ordered = windows.Transpose([0, 1, .. Enumerable.Range(2 + space, space), .. Enumerable.Range(2, space)]);
            return Value.Reshape(
                ordered,
                [x.Shape[0], sizes.Aggregate(x.Shape[1], (n, size) => n * size), Patched(ordered, space)]);
        }

        /// <summary>The adjoint of <c>Unfold</c>: columns of patches laid back into [N, C, …] and summed where they overlap.</summary>
        /// <param name="lengths">The lengths of the axes of space of the result.</param>
        /// <param name="sizes">How many elements the window has along each of them.</param>
        /// <param name="strides">How far apart neighboring patches begin; left out, 1.</param>
        /// <param name="padding">How many elements on either side are taken away again; left out, none.</param>
        /// <param name="dilations">How far apart neighbors in a patch stand; left out, 1.</param>
        /// <exception cref="GraphException">Such a result has other patches.</exception>
        public Value Fold(IntList lengths, IntList sizes, IntList strides = default, IntList padding = default, IntList dilations = default)
        {
            var space = sizes.Count;
            var around = Spatial.Each(padding, space, 0, "padding");
            var step = Spatial.Each(strides, space, 1, "strides");
            var spread = Spatial.Each(dilations, space, 1, "dilations");
            int[] padded = [.. lengths.Zip(around, (length, n) => length + 2 * n)];
            int[] places = [.. padded.Select((length, i) => (length - (sizes[i] - 1) * spread[i] - 1) / step[i] + 1)];
            var volume = sizes.Aggregate(1, (n, size) => n * size);
            if (x.Rank != 3 || lengths.Count != space || volume < 1
                || x.Shape[1] % volume != 0 || x.Shape[2] != places.Aggregate(1, (n, l) => n * l))
            {
                throw new GraphException(
                    $"{x} is not [N, C·{volume}, {places.Aggregate(1, (n, l) => n * l)}], the patches {sizes} of space {lengths}.");
            }

            var split = Value.Reshape(x, [x.Shape[0], x.Shape[1] / volume, .. sizes, .. places]);
            var windows = split.Transpose([0, 1, .. Enumerable.Range(2 + space, space), .. Enumerable.Range(2, space)]);
            var whole = windows.OverlapAdd([.. Enumerable.Range(2, space)], [.. padded], step, spread);
            IntList cut = [.. around.Select(n => -n)];
            return Spatial.Pad(whole, cut, cut);
        }

        /// <summary>[…, C·r², H, W] → […, C, H·r, W·r]: channels become finer pixels (Shi et al. 2016).</summary>
        /// <param name="factor">r</param>
        /// <exception cref="GraphException">r² does not divide the channels.</exception>
        public Value PixelShuffle(int factor)
        {
            var (batch, channels, height, width) = Image(x, factor * factor, factor, 1);
            var split = Value.Reshape(x, [.. batch, channels / (factor * factor), factor, factor, height, width]);
            var n = batch.Length;
            return Value.Reshape(
                split.Transpose([.. Enumerable.Range(0, n + 1), n + 3, n + 1, n + 4, n + 2]),
                [.. batch, channels / (factor * factor), height * factor, width * factor]);
        }

        /// <summary>[…, C, H·r, W·r] → […, C·r², H, W], the inverse of <c>PixelShuffle</c>.</summary>
        /// <param name="factor">r</param>
        /// <exception cref="GraphException">r does not divide height and width.</exception>
        public Value PixelUnshuffle(int factor)
        {
            var (batch, channels, height, width) = Image(x, 1, factor, factor);
            var split = Value.Reshape(x, [.. batch, channels, height / factor, factor, width / factor, factor]);
            var n = batch.Length;
            return Value.Reshape(
                split.Transpose([.. Enumerable.Range(0, n + 1), n + 2, n + 4, n + 1, n + 3]),
                [.. batch, channels * factor * factor, height / factor, width / factor]);
        }
    }

    private const int LargestFactor = 46_340; // its square is an int

    private static int Patched(Value ordered, int space) => ordered.Shape.Skip(2 + space).Aggregate(1, (n, length) => n * length);

    private static (int[] Batch, int Channels, int Height, int Width) Image(Value x, int channelDivisor, int factor, int spaceDivisor) =>
        x.Rank >= 3 && factor is > 0 and <= LargestFactor && x.Shape[x.Rank - 3] % channelDivisor == 0
            && x.Shape[x.Rank - 2] % spaceDivisor == 0 && x.Shape[x.Rank - 1] % spaceDivisor == 0
            ? (x.Shape.AsSpan()[..^3].ToArray(), x.Shape[x.Rank - 3], x.Shape[x.Rank - 2], x.Shape[x.Rank - 1])
            : throw new GraphException($"The pixels of {x} cannot be shuffled by a factor of {factor}.");
}
