using Aresta.Functions;
using Aresta.Learning.Initializers;
using Aresta.Learning.Modules;
using Aresta.Primitives;

namespace Aresta.Learning.Layers;

/// <summary>Each vector along the last axis with mean 0 and variance 1, then scaled and shifted (Ba et al. 2016).</summary>
public sealed class LayerNorm : Layer
{
    private readonly int width;
    private readonly double epsilon;

    /// <summary>A normalization.</summary>
    /// <param name="width">The length of the last axis.</param>
    /// <param name="epsilon">Added to the variance.</param>
    public LayerNorm(int width, double epsilon = 1e-5)
    {
        ArgumentOutOfRangeException.ThrowIfNegativeOrZero(width);
        (this.width, this.epsilon) = (width, epsilon);
        (Scale, Shift) = (Trained("scale", [width], new Filled(1)), Trained("shift", [width], new Filled(0)));
    }

    /// <summary>[width], 1 in the beginning.</summary>
    public Parameter Scale { get; }

    /// <summary>[width], 0 in the beginning.</summary>
    public Parameter Shift { get; }

    /// <inheritdoc/>
    public override string ToString() => FormattableString.Invariant($"LayerNorm {width}");

    /// <inheritdoc/>
    protected override Value Apply(Value input, ForwardPass pass) => input.LayerNorm(1, pass[Scale], pass[Shift], epsilon);
}
