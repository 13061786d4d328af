using Aresta.Functions;
using Aresta.Learning.Modules;
using Aresta.Primitives;

namespace Aresta.Learning.Layers;

/// <summary>
/// In training each number is 0 with the given probability and divided by what is left of 1 otherwise; in prediction nothing changes
/// (Srivastava et al. 2014).
/// </summary>
public sealed class Dropout : Layer
{
    private readonly double probability;

    /// <summary>A layer that drops.</summary>
    /// <param name="probability">0 ≤ p &lt; 1, how many are dropped.</param>
    /// <exception cref="ArgumentOutOfRangeException">The probability is not from 0 up to below 1.</exception>
    public Dropout(double probability)
    {
        this.probability = probability is >= 0 and < 1
            ? probability
            : throw new ArgumentOutOfRangeException(nameof(probability), probability, "What is dropped is from 0 up to below 1.");
    }

    /// <inheritdoc/>
    public override string ToString() => FormattableString.Invariant($"Dropout {probability}");

    /// <inheritdoc/>
    protected override Value Apply(Value input, ForwardPass pass)
    {
        if (!pass.IsTraining || probability == 0)
        {
            return input;
        }

        var kept = Randomness.Uniform(pass.NextKey(), input.Type) >= probability;
        return Value.Where(kept, input * (1 / (1 - probability)), 0);
    }
}
