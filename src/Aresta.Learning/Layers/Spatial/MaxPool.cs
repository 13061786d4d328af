using Aresta.Functions;
using Aresta.Learning.Modules;
using Aresta.Primitives;
using Aresta.Tensors;

namespace Aresta.Learning.Layers;

/// <summary>The largest of each window of the last axes.</summary>
/// <param name="window">The window's length along each axis of space.</param>
/// <param name="strides">How far apart windows begin; the window unless given.</param>
/// <param name="padding">Places without a number on either side; none unless given.</param>
public sealed class MaxPool(IntList window, IntList strides = default, IntList padding = default) : Layer
{
    /// <inheritdoc/>
    public override string ToString() => $"MaxPool {string.Join('×', window)}";

    /// <inheritdoc/>
    protected override Value Apply(Value input, ForwardPass pass) => input.MaxPool(window, strides, padding);
}
