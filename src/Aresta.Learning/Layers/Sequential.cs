using System.Globalization;
using Aresta.Learning.Modules;
using Aresta.Primitives;

namespace Aresta.Learning.Layers;

/// <summary>Layers one after the other: <c>new Sequential(new Dense(64, 128), Activation.Relu, new Dense(128, 10))</c>.</summary>
public sealed class Sequential : Layer
{
    private readonly Layer[] layers;

    /// <summary>The given layers, called 0, 1, 2, ….</summary>
    public Sequential(params ReadOnlySpan<Layer> layers)
    {
        this.layers = layers.ToArray();
        for (var i = 0; i < layers.Length; i++)
        {
            Part(i.ToString(CultureInfo.InvariantCulture), layers[i]);
        }
    }

    /// <summary>Named layers: <c>new Sequential(("encoder", …), ("head", …))</c>.</summary>
    public Sequential(params ReadOnlySpan<(string Name, Layer Layer)> layers)
    {
        this.layers = new Layer[layers.Length];
        for (var i = 0; i < layers.Length; i++)
        {
            this.layers[i] = Part(layers[i].Name, layers[i].Layer);
        }
    }

    /// <inheritdoc/>
    protected override Value Apply(Value input, ForwardPass pass) => layers.Aggregate(input, (x, layer) => layer.Call(x, pass));
}
