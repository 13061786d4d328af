using Aresta.Datasets;
using Aresta.Tensors;

namespace Aresta.Learning.Data;

/// <summary>Examples in memory: the rows of two tensors.</summary>
public sealed class Examples : ExampleSource
{
    private readonly Tensor inputs, targets;

    /// <summary>The rows of two tensors.</summary>
    /// <param name="inputs">[count, …]</param>
    /// <param name="targets">[count, …]</param>
    /// <exception cref="ArgumentException">They have no rows, or not the same number.</exception>
    public Examples(Tensor inputs, Tensor targets)
    {
        ArgumentNullException.ThrowIfNull(inputs);
        ArgumentNullException.ThrowIfNull(targets);
        if (inputs.Shape.Rank == 0 || targets.Shape.Rank == 0 || inputs.Shape[0] != targets.Shape[0])
        {
            throw new ArgumentException($"Examples are rows of inputs and as many of targets, not {inputs.Type} and {targets.Type}.");
        }

        (this.inputs, this.targets) = (inputs, targets);
    }

    /// <summary>Features as float32 and the numbers of classes as int64.</summary>
    /// <param name="data">The data.</param>
    /// <param name="scale">By what features are multiplied: 1/255 for pixels of bytes.</param>
    public static Examples Of(ClassificationData data, double scale = 1)
    {
        ArgumentNullException.ThrowIfNull(data);
        var features = Array.ConvertAll(data.Features.ToArray(), x => (float)(x * scale));
        return new(
            Tensor.Of(features, [data.Count, data.FeatureCount]),
            Tensor.Vector(Array.ConvertAll(data.Labels.ToArray(), label => (long)label)));
    }

    /// <inheritdoc/>
    public override int Count => inputs.Shape[0];

    /// <inheritdoc/>
    public override TensorType Input => Rows.TypeOfOne(inputs);

    /// <inheritdoc/>
    public override TensorType Target => Rows.TypeOfOne(targets);

    /// <inheritdoc/>
    public override void Read(ReadOnlySpan<int> rows, int epoch, Tensor inputs, Tensor targets)
    {
        Rows.Copy(this.inputs, rows, inputs);
        Rows.Copy(this.targets, rows, targets);
    }
}
