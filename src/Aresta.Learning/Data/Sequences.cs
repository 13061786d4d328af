using Aresta.Tensors;

namespace Aresta.Learning.Data;

/// <summary>
/// A long row of symbols in windows: what goes in is a window, what should come out the same one, one symbol later. Symbols are numbers
/// from 0, of bytes, or of whatever a tokenizer makes of a text.
/// </summary>
public sealed class Sequences : ExampleSource
{
    private readonly int[] symbols;
    private readonly int length;
    private readonly long? seed;

    /// <summary>Windows of a row of symbols.</summary>
    /// <param name="symbols">The symbols.</param>
    /// <param name="length">How many a window has. What is left over at the end is left out.</param>
    /// <param name="seed">
    /// From which it follows by how much, less than a window, all windows move in an epoch of training; null if they stay. They never move
    /// in an evaluation.
    /// </param>
    /// <exception cref="ArgumentException">There are not enough symbols for one window and the symbol behind it.</exception>
    public Sequences(ReadOnlySpan<int> symbols, int length, long? seed = null)
    {
        ArgumentOutOfRangeException.ThrowIfNegativeOrZero(length);
        (this.symbols, this.length, this.seed) = (symbols.ToArray(), length, seed);
        Whole = (symbols.Length - 1) / length;
        Count = seed is null ? Whole : Math.Max(1, Whole - 1);
        if (Whole < 1)
        {
            throw new ArgumentException(FormattableString.Invariant(
                $"{symbols.Length} symbols are too few for windows of {length} and the symbol behind each."), nameof(symbols));
        }
    }

    private int Whole { get; }

    /// <inheritdoc/>
    public override int Count { get; }

    /// <inheritdoc/>
    public override TensorType Input => TensorType.Int64(length);

    /// <inheritdoc/>
    public override TensorType Target => TensorType.Int64(length);

    /// <inheritdoc/>
    public override void Read(ReadOnlySpan<int> rows, int epoch, Tensor inputs, Tensor targets)
    {
        ArgumentNullException.ThrowIfNull(inputs);
        ArgumentNullException.ThrowIfNull(targets);
        var room = symbols.Length - 1 - (Count * length);
        var offset = seed is { } s && epoch > 0 ? new SplitMix64(s, epoch).Below(Math.Min(room, length - 1) + 1) : 0;
        var from = inputs.AsSpan<long>();
        var to = targets.AsSpan<long>();
        for (var i = 0; i < rows.Length; i++)
        {
            var start = offset + (rows[i] * length);
            for (var j = 0; j < length; j++)
            {
                (from[(i * length) + j], to[(i * length) + j]) = (symbols[start + j], symbols[start + j + 1]);
            }
        }
    }
}
