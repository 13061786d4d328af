using Aresta.Functions;
using Aresta.Learning.Initializers;
using Aresta.Learning.Modules;
using Aresta.Primitives;
using Aresta.Tensors;

namespace Aresta.Learning.Layers;

/// <summary>
/// A convolution over any number of axes: [examples, inputs, …] → [examples, outputs, …]. The axes of the window say whether it is one
/// of lines, images or volumes: <c>new Convolution(3, 16, [5, 5])</c>.
/// </summary>
public sealed class Convolution : Layer
{
    private readonly int inputs, outputs, groups;
    private readonly IntList window, strides, padding, dilations;
    private readonly bool same;

    /// <summary>A convolution.</summary>
    /// <param name="inputs">How many channels go in.</param>
    /// <param name="outputs">How many come out.</param>
    /// <param name="window">The window's length along each axis of space.</param>
    /// <param name="strides">How far apart windows begin; 1 unless given.</param>
    /// <param name="padding">Zeros on either side; none unless given.</param>
    /// <param name="dilations">How far apart neighbors in a window stand; 1 unless given.</param>
    /// <param name="groups">Into how many groups channels are divided, which see each other only.</param>
    /// <param name="same">Whether to pad so that each axis becomes ⌈length/stride⌉ long, whatever its length.</param>
    /// <param name="bias">Whether a bias is added to each channel.</param>
    /// <param name="initializer">Of the kernel; uniform over ±1/√fan-in unless given, as is the bias.</param>
    /// <exception cref="ArgumentException">
    /// A number is not positive, the groups do not divide the channels, or padding is given twice.
    /// </exception>
    public Convolution(
        int inputs, int outputs, IntList window, IntList strides = default, IntList padding = default, IntList dilations = default,
        int groups = 1, bool same = false, bool bias = true, Initializer? initializer = null)
    {
        ArgumentOutOfRangeException.ThrowIfNegativeOrZero(inputs);
        ArgumentOutOfRangeException.ThrowIfNegativeOrZero(outputs);
        ArgumentOutOfRangeException.ThrowIfNegativeOrZero(groups);
        if (inputs % groups != 0 || outputs % groups != 0)
        {
            throw new ArgumentException(
                FormattableString.Invariant($"{groups} groups do not divide {inputs} and {outputs} channels."), nameof(groups));
        }

        if (window.Count == 0 || window.Any(length => length < 1))
        {
            throw new ArgumentException($"The window {window} has an axis without a place, or none.", nameof(window));
        }

        if (same && padding.Count > 0)
        {
            throw new ArgumentException("Padding is either given or found for the same size, not both.", nameof(padding));
        }

        (this.inputs, this.outputs, this.window, this.groups, this.same) = (inputs, outputs, window, groups, same);
        (this.strides, this.padding, this.dilations) = (strides, padding, dilations);
        Kernel = Trained("kernel", [outputs, inputs / groups, .. window], initializer ?? new FanInUniform());
        Bias = bias ? Trained("bias", [outputs], new FanInUniform(inputs / groups * window.Aggregate(1, (a, b) => a * b))) : null;
    }

    /// <summary>[outputs, inputs/groups, window…].</summary>
    public Parameter Kernel { get; }

    /// <summary>[outputs], or null.</summary>
    public Parameter? Bias { get; }

    /// <inheritdoc/>
    public override string ToString() => FormattableString.Invariant($"Convolution {inputs} → {outputs}, {string.Join('×', window)}");

    /// <inheritdoc/>
    protected override Value Apply(Value input, ForwardPass pass)
    {
        ArgumentNullException.ThrowIfNull(pass);
        Channeled.Require(input, inputs, window.Count);
        Value? bias = Bias is null ? null : pass[Bias];
        return same
            ? input.ConvolveSame(pass[Kernel], bias, strides, dilations, groups)
            : input.Convolve(pass[Kernel], bias, strides, padding, dilations, groups);
    }
}
