using Aresta.Tensors;

namespace Aresta.Learning.Data;

/// <summary>
/// Examples by number, each an input with its target, all of one type. What an example is may depend on the epoch (augmentation), but on
/// nothing else, so that a training can be repeated to the last bit.
/// </summary>
public abstract class ExampleSource
{
    /// <summary>How many examples there are.</summary>
    public abstract int Count { get; }

    /// <summary>The type of one input.</summary>
    public abstract TensorType Input { get; }

    /// <summary>The type of one target.</summary>
    public abstract TensorType Target { get; }

    /// <summary>Writes examples into a batch.</summary>
    /// <param name="rows">Which examples.</param>
    /// <param name="epoch">1, 2, … in training; 0 for the examples as they are.</param>
    /// <param name="inputs">[rows, …] of the inputs' type.</param>
    /// <param name="targets">[rows, …] of the targets' type.</param>
    public abstract void Read(ReadOnlySpan<int> rows, int epoch, Tensor inputs, Tensor targets);

    /// <summary>Some of the examples.</summary>
    /// <param name="rows">Which, in this order.</param>
    /// <exception cref="ArgumentOutOfRangeException">There is no such example.</exception>
    public ExampleSource Take(ReadOnlySpan<int> rows) => new Selection(this, rows.ToArray());

    /// <summary>Some of the examples for validation, drawn with a seed, and the others for training.</summary>
    /// <param name="part">Which part of the examples is for validation, from 0 to 1.</param>
    /// <param name="seed">The seed.</param>
    public (ExampleSource Train, ExampleSource Validation) Split(double part, long seed)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(part);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(part, 1);
        var order = new int[Count];
        Shuffle.Fill(order, seed, epoch: 0);
        var held = (int)Math.Round(part * Count);
        return (Take(order.AsSpan(held)), Take(order.AsSpan(0, held)));
    }

    /// <summary>All examples as they are, as two tensors [count, …].</summary>
    public (Tensor Inputs, Tensor Targets) All()
    {
        var (inputs, targets) = Batch(Count);
        Read([.. Enumerable.Range(0, Count)], 0, inputs, targets);
        return (inputs, targets);
    }

    /// <summary>Memory for a batch of so many examples.</summary>
    internal (Tensor Inputs, Tensor Targets) Batch(int size)
    {
        Tensor Of(TensorType type) => Tensor.Zeros(type with { Shape = type.Shape.Insert(0, size) });
        return (Of(Input), Of(Target));
    }

    private sealed class Selection : ExampleSource
    {
        private readonly ExampleSource source;
        private readonly int[] rows;

        public Selection(ExampleSource source, int[] rows)
        {
            (this.source, this.rows) = (source, rows);
            if (Array.FindIndex(rows, row => row < 0 || row >= source.Count) is var bad and >= 0)
            {
                throw new ArgumentOutOfRangeException(
                    nameof(rows), rows[bad], FormattableString.Invariant($"Examples are numbered 0 to {source.Count - 1}."));
            }
        }

        public override int Count => rows.Length;

        public override TensorType Input => source.Input;

        public override TensorType Target => source.Target;

        public override void Read(ReadOnlySpan<int> rows, int epoch, Tensor inputs, Tensor targets)
        {
            var mapped = new int[rows.Length];
            for (var i = 0; i < mapped.Length; i++)
            {
                mapped[i] = this.rows[rows[i]];
            }

            source.Read(mapped, epoch, inputs, targets);
        }
    }
}
