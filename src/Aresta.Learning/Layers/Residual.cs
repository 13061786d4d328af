using Aresta.Learning.Modules;
using Aresta.Primitives;

namespace Aresta.Learning.Layers;

/// <summary>x + layer(x): a derivative of 1 goes around the layer (He et al. 2016).</summary>
public sealed class Residual : Layer
{
    private readonly Layer inner;

    /// <summary>A way around a layer.</summary>
    /// <param name="layer">The layer; it keeps the shape.</param>
    public Residual(Layer layer) => inner = Part("inner", layer);

    /// <inheritdoc/>
    protected override Value Apply(Value input, ForwardPass pass)
    {
        var result = inner.Call(input, pass);
        return result.Shape == input.Shape
            ? input + result
            : throw new GraphException($"its layer makes {result.Shape} of {input}, which cannot be added to it.");
    }
}
