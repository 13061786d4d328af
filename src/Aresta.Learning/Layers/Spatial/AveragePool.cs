using Aresta.Functions;
using Aresta.Learning.Modules;
using Aresta.Primitives;
using Aresta.Tensors;

namespace Aresta.Learning.Layers;

/// <summary>
/// The mean of each window of the last axes; without a window, of all of space: [examples, channels, …] → [examples, channels].
/// </summary>
/// <param name="window">The window's length along each axis of space; all of it unless given.</param>
/// <param name="strides">How far apart windows begin; the window unless given.</param>
/// <param name="padding">Zeros on either side, which count; none unless given.</param>
public sealed class AveragePool(IntList window = default, IntList strides = default, IntList padding = default) : Layer
{
    /// <inheritdoc/>
    public override string ToString() => window.Count == 0 ? "AveragePool" : $"AveragePool {string.Join('×', window)}";

    /// <inheritdoc/>
    protected override Value Apply(Value input, ForwardPass pass) => window.Count > 0
        ? input.AveragePool(window, strides, padding)
        : input.Mean([.. Enumerable.Range(2, Math.Max(input.Rank - 2, 0))]);
}
