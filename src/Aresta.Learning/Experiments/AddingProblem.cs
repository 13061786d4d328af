using Aresta.Learning.Data;
using Aresta.Tensors;

namespace Aresta.Learning.Experiments;

/// <summary>
/// The adding problem (Hochreiter and Schmidhuber 1997): a sequence of numbers from 0 to 1, two of which are marked, one in each half; the
/// target is their sum. Whoever always answers 1 has a mean squared error of 1/6.
/// </summary>
/// <param name="steps">How long the sequences are, at least 2.</param>
/// <param name="count">How many there are.</param>
/// <param name="seed">What they follow from.</param>
public sealed class AddingProblem(int steps, int count, long seed) : ExampleSource
{
    /// <summary>The mean squared error of the answer 1, the variance of a sum of two uniform numbers.</summary>
    public const double Guessing = 1.0 / 6;

    /// <inheritdoc/>
    public override int Count => count;

    /// <inheritdoc/>
    public override TensorType Input { get; } = TensorType.Float32(steps, 2);

    /// <inheritdoc/>
    public override TensorType Target { get; } = TensorType.Float32(1);

    /// <inheritdoc/>
    public override void Read(ReadOnlySpan<int> rows, int epoch, Tensor inputs, Tensor targets)
    {
        ArgumentNullException.ThrowIfNull(inputs);
        ArgumentNullException.ThrowIfNull(targets);
        var numbers = inputs.AsSpan<float>();
        var sums = targets.AsSpan<float>();
        for (var i = 0; i < rows.Length; i++)
        {
            var random = new SplitMix64(seed, rows[i]);
            var row = numbers.Slice(i * 2 * steps, 2 * steps);
            row.Clear();
            for (var step = 0; step < steps; step++)
            {
                row[2 * step] = (float)random.Uniform();
            }

            var half = steps / 2;
            int[] marked = [random.Below(half), half + random.Below(steps - half)];
            sums[i] = 0;
            foreach (var step in marked)
            {
                row[(2 * step) + 1] = 1;
                sums[i] += row[2 * step];
            }
        }
    }
}
