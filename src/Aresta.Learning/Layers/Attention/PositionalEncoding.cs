using Aresta.Learning.Modules;
using Aresta.Primitives;
using Aresta.Tensors;

namespace Aresta.Learning.Layers;

/// <summary>
/// Adds to each place of a sequence where it stands, as sines and cosines of wavelengths from 2π to 2π·10000 (Vaswani et al. 2017):
/// sin(p/10000^(2i/width)) at 2i, cos at 2i + 1. It has no parameters and no greatest length.
/// </summary>
public sealed class PositionalEncoding : Layer
{
    /// <inheritdoc/>
    protected override Value Apply(Value input, ForwardPass pass)
    {
        if (input.Rank != 3)
        {
            throw new GraphException($"it takes [examples, places, width], but was given {input}.");
        }

        var (places, width) = (input.Shape[1], input.Shape[2]);
        var table = new double[places * width];
        for (var place = 0; place < places; place++)
        {
            for (var i = 0; i < width; i++)
            {
                var angle = place / Math.Pow(10000, (double)(i - (i % 2)) / width);
                table[(place * width) + i] = i % 2 == 0 ? Math.Sin(angle) : Math.Cos(angle);
            }
        }

        return input + Value.Constant(Tensor.Of(table, [places, width])).ConvertTo(input.DType);
    }
}
