using Aresta.Functions;

namespace Aresta.OpInfo.Tests.Adapter;

/// <summary>Convolutions, patches, pooling, padding and interpolation. A list of one number counts for every axis of space.</summary>
internal static class Spatial
{
    public static OperationTable Table { get; } = new()
    {
        { "nn.functional.conv1d", Convolve },
        { "nn.functional.conv2d", Convolve },
        { "nn.functional.conv_transpose2d", c => c.X.ConvolveTransposed(
            c[1], c.OptionalValue(2, "bias"), c.Spatial(3, "stride"), c.Spatial(4, "padding"), c.Spatial(5, "output_padding"),
            c.Spatial(7, "dilation"), c.Int(6, "groups", 1)) },
        { "nn.functional.pixel_shuffle", c => c.X.PixelShuffle(c.Int(1, "upscale_factor")) },
        { "nn.functional.unfold", c => c.X.Unfold(
            c.Ints(1, "kernel_size", 2, 1), c.Spatial(4, "stride"), c.Spatial(3, "padding"), c.Spatial(2, "dilation")) },
    };

    private static Primitives.Value Convolve(Call c) => c.X.Convolve(
        c[1], c.OptionalValue(2, "bias"), c.Spatial(3, "stride"), c.Spatial(4, "padding"), c.Spatial(5, "dilation"), c.Int(6, "groups", 1));
}
