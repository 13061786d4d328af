using Aresta.Functions;
using Aresta.OpInfo.Tests.Records;
using Aresta.Primitives;
using Aresta.Tensors;

namespace Aresta.OpInfo.Tests.Adapter;

/// <summary>Convolutions, patches, pooling, padding and interpolation. A list of one number counts for every axis of space.</summary>
internal static class Spatial
{
    public static OperationTable Table { get; } = new()
    {
        { "nn.functional.adaptive_avg_pool1d", c => c.X.AdaptiveAveragePool(Adaptive(c, 1)) },
        { "nn.functional.adaptive_avg_pool2d", c => c.X.AdaptiveAveragePool(Adaptive(c, 2)) },
        { "nn.functional.adaptive_max_pool2d", c => c.Flag(2, "return_indices", false)
            ? Both(c.X.AdaptiveMaxPoolWithPositions(Adaptive(c, 2)))
            : [c.X.AdaptiveMaxPool(Adaptive(c, 2))] },
        { "nn.functional.avg_pool1d", c => AveragePool(c, 1) },
        { "nn.functional.avg_pool2d", c => AveragePool(c, 2) },
        { "nn.functional.conv1d", Convolve },
        { "nn.functional.conv2d", Convolve },
        { "nn.functional.conv_transpose2d", c => c.X.ConvolveTransposed(
            c[1], c.OptionalValue(2, "bias"), c.Spatial(3, "stride"), c.Spatial(4, "padding"), c.Spatial(5, "output_padding"),
            c.Spatial(7, "dilation"), c.Int(6, "groups", 1)) },
        { "nn.functional.interpolate", Interpolate },
        { "nn.functional.max_pool1d", c => MaxPool(c, 1) },
        { "nn.functional.max_pool2d", c => MaxPool(c, 2) },
        { "nn.functional.max_pool3d", c => MaxPool(c, 3) },
        { "nn.functional.pad", Pad },
        { "nn.functional.pixel_shuffle", c => c.X.PixelShuffle(c.Int(1, "upscale_factor")) },
        { "nn.functional.unfold", c => c.X.Unfold(
            c.Ints(1, "kernel_size", 2, 1), c.Spatial(4, "stride"), c.Spatial(3, "padding"), c.Spatial(2, "dilation")) },
    };

    // None keeps an axis as it is; a single number counts for every axis.
    private static IntList Adaptive(Call c, int space) => c.Find(1, "output_size") switch
    {
        ListArgument list => [.. list.Items.Select(item => item is NumberArgument { Value: var length } ? (int)length : -1)],
        _ => IntList.Repeat(c.Int(1, "output_size"), space),
    };

    private static Value AveragePool(Call c, int space) => c.X.AveragePool(
        c.Ints(1, "kernel_size", space, 1), c.Spatial(2, "stride"), c.Spatial(3, "padding"), c.Flag(4, "ceil_mode", false),
        c.Flag(5, "count_include_pad", true), c.OptionalReal(6, "divisor_override"));

    private static Value[] MaxPool(Call c, int space)
    {
        var (sizes, strides, padding) = (c.Ints(1, "kernel_size", space, 1), c.Spatial(2, "stride"), c.Spatial(3, "padding"));
        var (dilations, ceiling) = (c.Spatial(4, "dilation"), c.Flag(5, "ceil_mode", false));
        return c.Flag(6, "return_indices", false)
            ? Both(c.X.MaxPoolWithPositions(sizes, strides, padding, dilations, ceiling))
            : [c.X.MaxPool(sizes, strides, padding, dilations, ceiling)];
    }

    private static Value[] Both((Value, Value) pair) => [pair.Item1, pair.Item2];

    private static Value Interpolate(Call c)
    {
        var mode = c.Text(3, "mode", "nearest") switch
        {
            "area" => Interpolation.Area,
            "bicubic" => Interpolation.Cubic,
            "nearest" => Interpolation.Nearest,
            "linear" or "bilinear" or "trilinear" => Interpolation.Linear,
            var other => throw new LackingException($"we lack interpolation \"{other}\""),
        };
        var corners = c.Flag(4, "align_corners", false);
        return c.OptionalInts(1, "size") is { } lengths
            ? c.X.Interpolate(lengths, mode, corners)
            : c.X.Interpolate([.. Enumerable.Repeat(c.Real(2, "scale_factor"), c.X.Rank - 2)], mode, corners);
    }

    // Torch gives the amounts by pairs from the last axis on.
    private static Value Pad(Call c)
    {
        var (pairs, rank) = (c.Ints(1, "pad"), c.X.Rank);
        IntList low = [.. Enumerable.Range(1, rank).Select(i => 2 * (rank - i) < pairs.Count ? pairs[2 * (rank - i)] : 0)];
        IntList high = [.. Enumerable.Range(1, rank).Select(i => 2 * (rank - i) < pairs.Count ? pairs[2 * (rank - i) + 1] : 0)];
        return c.Text(2, "mode", "constant") switch
        {
            "circular" => c.X.PadWrap(low, high),
            "reflect" => c.X.PadReflect(low, high),
            "replicate" => c.X.PadEdge(low, high),
            _ => c.X.Pad(low, high, default, c.Real(3, "value", 0)),
        };
    }

    private static Value Convolve(Call c)
    {
        var (bias, strides, dilations) = (c.OptionalValue(2, "bias"), c.Spatial(3, "stride"), c.Spatial(5, "dilation"));
        return c.Find(4, "padding") switch
        {
            TextArgument { Value: "same" } => c.X.ConvolveSame(c[1], bias, strides, dilations, c.Int(6, "groups", 1)),
            TextArgument => c.X.Convolve(c[1], bias, strides, default, dilations, c.Int(6, "groups", 1)),
            _ => c.X.Convolve(c[1], bias, strides, c.Spatial(4, "padding"), dilations, c.Int(6, "groups", 1)),
        };
    }
}
