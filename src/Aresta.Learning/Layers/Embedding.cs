using Aresta.Functions;
using Aresta.Learning.Initializers;
using Aresta.Learning.Modules;
using Aresta.Primitives;

namespace Aresta.Learning.Layers;

/// <summary>A learned vector for each of some symbols: integers […] → […, width].</summary>
public sealed class Embedding : Layer
{
    private readonly int count, width;

    /// <summary>Vectors for symbols.</summary>
    /// <param name="count">How many symbols there are: 0 to count − 1.</param>
    /// <param name="width">The length of their vectors.</param>
    /// <param name="initializer">Of the vectors; standard normal unless given.</param>
    public Embedding(int count, int width, Initializer? initializer = null)
    {
        ArgumentOutOfRangeException.ThrowIfNegativeOrZero(count);
        ArgumentOutOfRangeException.ThrowIfNegativeOrZero(width);
        (this.count, this.width, Table) = (count, width, Trained("table", [count, width], initializer ?? new Normal()));
    }

    /// <summary>[count, width].</summary>
    public Parameter Table { get; }

    /// <inheritdoc/>
    public override string ToString() => FormattableString.Invariant($"Embedding {count} × {width}");

    /// <inheritdoc/>
    protected override Value Apply(Value input, ForwardPass pass) => input.DType is Tensors.DType.Int32 or Tensors.DType.Int64
        ? pass[Table].Embed(input)
        : throw new GraphException($"it takes integers, the numbers of symbols, but was given {input}.");
}
