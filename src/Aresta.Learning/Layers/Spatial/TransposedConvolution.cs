using Aresta.Functions;
using Aresta.Learning.Initializers;
using Aresta.Learning.Modules;
using Aresta.Primitives;
using Aresta.Tensors;

namespace Aresta.Learning.Layers;

/// <summary>The adjoint of a convolution: [examples, inputs, …] → [examples, outputs, …], which a stride makes longer.</summary>
public sealed class TransposedConvolution : Layer
{
    private readonly int inputs, outputs;
    private readonly IntList window, strides, padding, outputPadding, dilations;

    /// <summary>A transposed convolution.</summary>
    /// <param name="inputs">How many channels go in.</param>
    /// <param name="outputs">How many come out.</param>
    /// <param name="window">The window's length along each axis of space.</param>
    /// <param name="strides">How many places the windows of neighbors are apart in the result; 1 unless given.</param>
    /// <param name="padding">How many places are cut off on either side of the result; none unless given.</param>
    /// <param name="outputPadding">How many are added again behind it; none unless given.</param>
    /// <param name="dilations">How far apart neighbors in a window stand; 1 unless given.</param>
    /// <param name="bias">Whether a bias is added to each channel.</param>
    /// <param name="initializer">Of the kernel; uniform over ±1/√fan-in unless given, as is the bias.</param>
    /// <exception cref="ArgumentException">A number is not positive.</exception>
    public TransposedConvolution(
        int inputs, int outputs, IntList window, IntList strides = default, IntList padding = default, IntList outputPadding = default,
        IntList dilations = default, bool bias = true, Initializer? initializer = null)
    {
        ArgumentOutOfRangeException.ThrowIfNegativeOrZero(inputs);
        ArgumentOutOfRangeException.ThrowIfNegativeOrZero(outputs);
        if (window.Count == 0 || window.Any(length => length < 1))
        {
            throw new ArgumentException($"The window {window} has an axis without a place, or none.", nameof(window));
        }

        (this.inputs, this.outputs, this.window) = (inputs, outputs, window);
        (this.strides, this.padding, this.outputPadding, this.dilations) = (strides, padding, outputPadding, dilations);
        var fan = outputs * window.Aggregate(1, (a, b) => a * b);
        Kernel = Trained("kernel", [inputs, outputs, .. window], initializer ?? new FanInUniform(fan));
        Bias = bias ? Trained("bias", [outputs], new FanInUniform(fan)) : null;
    }

    /// <summary>[inputs, outputs, window…].</summary>
    public Parameter Kernel { get; }

    /// <summary>[outputs], or null.</summary>
    public Parameter? Bias { get; }

    /// <inheritdoc/>
    public override string ToString() =>
        FormattableString.Invariant($"TransposedConvolution {inputs} → {outputs}, {string.Join('×', window)}");

    /// <inheritdoc/>
    protected override Value Apply(Value input, ForwardPass pass)
    {
        ArgumentNullException.ThrowIfNull(pass);
        Channeled.Require(input, inputs, window.Count);
        return input.ConvolveTransposed(pass[Kernel], Bias is null ? null : pass[Bias], strides, padding, outputPadding, dilations);
    }
}
