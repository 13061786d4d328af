using Aresta.Functions;
using Aresta.Learning.Initializers;
using Aresta.Learning.Modules;
using Aresta.Primitives;

namespace Aresta.Learning.Layers;

/// <summary>
/// Attention of several heads (Vaswani et al. 2017): each place of a sequence takes the mean of values of all places, weighted by how
/// well its query fits their keys. As a layer a sequence attends to itself: [examples, places, width] → the same.
/// </summary>
public sealed class MultiHeadAttention : Layer
{
    private readonly int width, heads;
    private readonly bool causal;
    private readonly Parameter[] weights, biases;

    /// <summary>An attention.</summary>
    /// <param name="width">The length of a place's vector.</param>
    /// <param name="heads">How many heads; divides the width.</param>
    /// <param name="causal">Whether a place attends to itself and those before it only.</param>
    /// <exception cref="ArgumentException">The heads do not divide the width.</exception>
    public MultiHeadAttention(int width, int heads, bool causal = false)
    {
        ArgumentOutOfRangeException.ThrowIfNegativeOrZero(heads);
        if (width <= 0 || width % heads != 0)
        {
            throw new ArgumentException(FormattableString.Invariant($"{heads} heads do not divide a width of {width}."), nameof(heads));
        }

        (this.width, this.heads, this.causal) = (width, heads, causal);
        string[] names = ["query", "key", "value", "output"];
        weights = [.. names.Select(name => Trained($"{name}_weight", [width, width], new Glorot()))];
        biases = [.. names.Select(name => Trained($"{name}_bias", [width], new Filled(0)))];
    }

    /// <inheritdoc/>
    public override string ToString() =>
        FormattableString.Invariant($"MultiHeadAttention {width}, {heads} heads{(causal ? ", causal" : "")}");

    /// <summary>Places of one sequence attend to those of another, or of the same one.</summary>
    /// <param name="query">[examples, places, width], who asks.</param>
    /// <param name="memory">[examples, others, width], who is asked.</param>
    /// <param name="pass">The tracing.</param>
    /// <param name="padding">
    /// Bool [examples, others]: which of the others are there; the rest is padding that nobody attends to. All unless given.
    /// </param>
    /// <exception cref="ModelException">The shapes do not fit; the message names the layer.</exception>
    public Value Attend(Value query, Value memory, ForwardPass pass, Value? padding = null)
    {
        ArgumentNullException.ThrowIfNull(pass);
        return pass.Enter(this, () => Attended(query, memory, pass, padding));
    }

    /// <inheritdoc/>
    protected override Value Apply(Value input, ForwardPass pass) => Attended(input, input, pass, null);

    private Value Attended(Value query, Value memory, ForwardPass pass, Value? padding)
    {
        foreach (var sequence in (Value[])[query, memory])
        {
            if (sequence.Rank != 3 || sequence.Shape[2] != width)
            {
                throw new GraphException(FormattableString.Invariant($"it takes [examples, places, {width}], but was given {sequence}."));
            }
        }

        Value W(int i) => pass[weights[i]];
        Value B(int i) => pass[biases[i]];
        Value? mask = padding is { } p ? Value.Reshape(p, [p.Shape[0], 1, 1, p.Shape[^1]]) : null;
        return query.MultiHeadAttention(
            memory, memory, new(W(0), W(1), W(2), W(3), B(0), B(1), B(2), B(3)), heads, mask, causal).Result;
    }
}
