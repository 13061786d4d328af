using Aresta.Functions;
using Aresta.Learning.Initializers;
using Aresta.Learning.Modules;
using Aresta.Primitives;

namespace Aresta.Learning.Layers;

/// <summary>Each vector along the last axis divided by the root of its mean square, then scaled (Zhang and Sennrich 2019).</summary>
public sealed class RmsNorm : Layer
{
    private readonly int width;
    private readonly double epsilon;

    /// <summary>A normalization.</summary>
    /// <param name="width">The length of the last axis.</param>
    /// <param name="epsilon">Added to the mean square.</param>
    public RmsNorm(int width, double epsilon = 1e-5)
    {
        ArgumentOutOfRangeException.ThrowIfNegativeOrZero(width);
        (this.width, this.epsilon, Scale) = (width, epsilon, Trained("scale", [width], new Filled(1)));
    }

    /// <summary>[width], 1 in the beginning.</summary>
    public Parameter Scale { get; }

    /// <inheritdoc/>
    public override string ToString() => FormattableString.Invariant($"RmsNorm {width}");

    /// <inheritdoc/>
    protected override Value Apply(Value input, ForwardPass pass) => input.RmsNorm(1, pass[Scale], epsilon);
}
