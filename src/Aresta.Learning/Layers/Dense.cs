using Aresta.Functions;
using Aresta.Learning.Initializers;
using Aresta.Learning.Modules;
using Aresta.Primitives;

namespace Aresta.Learning.Layers;

/// <summary>x·Wᵀ + b along the last axis: […, inputs] → […, outputs].</summary>
public sealed class Dense : Layer
{
    private readonly int inputs, outputs;

    /// <summary>A layer of given widths.</summary>
    /// <param name="inputs">How many numbers go in.</param>
    /// <param name="outputs">How many come out.</param>
    /// <param name="bias">Whether a bias is added.</param>
    /// <param name="initializer">Of W; uniform over ±1/√inputs unless given, as is the bias.</param>
    /// <exception cref="ArgumentOutOfRangeException">A width is not positive.</exception>
    public Dense(int inputs, int outputs, bool bias = true, Initializer? initializer = null)
    {
        ArgumentOutOfRangeException.ThrowIfNegativeOrZero(inputs);
        ArgumentOutOfRangeException.ThrowIfNegativeOrZero(outputs);
        (this.inputs, this.outputs) = (inputs, outputs);
        Weight = Trained("weight", [outputs, inputs], initializer ?? new FanInUniform());
        Bias = bias ? Trained("bias", [outputs], new FanInUniform(inputs)) : null;
    }

    /// <summary>W, [outputs, inputs].</summary>
    public Parameter Weight { get; }

    /// <summary>b, [outputs], or null.</summary>
    public Parameter? Bias { get; }

    /// <inheritdoc/>
    public override string ToString() => FormattableString.Invariant($"Dense {inputs} → {outputs}");

    /// <inheritdoc/>
    protected override Value Apply(Value input, ForwardPass pass) => input.Rank > 0 && input.Shape[^1] == inputs
        ? input.Affine(pass[Weight], Bias is null ? null : pass[Bias])
        : throw new GraphException(FormattableString.Invariant($"it takes […, {inputs}], but was given {input}."));
}
