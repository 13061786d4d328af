using Aresta.Functions;
using Aresta.Learning.Initializers;
using Aresta.Learning.Modules;
using Aresta.Primitives;

namespace Aresta.Learning.Layers;

/// <summary>Groups of the channels of each example with mean 0 and variance 1, then scaled and shifted (Wu and He 2018).</summary>
public sealed class GroupNorm : Layer
{
    private readonly int groups, channels;
    private readonly double epsilon;

    /// <summary>A normalization.</summary>
    /// <param name="groups">How many groups; divides the channels.</param>
    /// <param name="channels">The length of axis 1.</param>
    /// <param name="epsilon">Added to the variance.</param>
    /// <exception cref="ArgumentException">The groups do not divide the channels.</exception>
    public GroupNorm(int groups, int channels, double epsilon = 1e-5)
    {
        ArgumentOutOfRangeException.ThrowIfNegativeOrZero(groups);
        if (channels <= 0 || channels % groups != 0)
        {
            throw new ArgumentException(FormattableString.Invariant($"{groups} groups do not divide {channels} channels."), nameof(groups));
        }

        (this.groups, this.channels, this.epsilon) = (groups, channels, epsilon);
        (Scale, Shift) = (Trained("scale", [channels], new Filled(1)), Trained("shift", [channels], new Filled(0)));
    }

    /// <summary>[channels], 1 in the beginning.</summary>
    public Parameter Scale { get; }

    /// <summary>[channels], 0 in the beginning.</summary>
    public Parameter Shift { get; }

    /// <inheritdoc/>
    public override string ToString() => FormattableString.Invariant($"GroupNorm {groups} of {channels}");

    /// <inheritdoc/>
    protected override Value Apply(Value input, ForwardPass pass)
    {
        Channeled.Require(input, channels);
        return input.GroupNorm(groups, pass[Scale], pass[Shift], epsilon);
    }
}
