using Aresta.Functions;
using Aresta.Graphs;
using Aresta.Primitives;
using Aresta.Tensors;

namespace Aresta.Learning.Losses;

/// <summary>Losses of sequences whose targets are shorter, and not aligned with them.</summary>
public static class SequenceLosses
{
    /// <summary>The class that stands for no label.</summary>
    public const int Blank = 0;

    /// <summary>
    /// −log p(labels), where p sums the probabilities of all alignments: paths with one class at each step that give the labels when
    /// repetitions are merged and blanks dropped (connectionist temporal classification; Graves, Fernández, Gomez and Schmidhuber 2006).
    /// </summary>
    /// <param name="logits">[examples, steps, classes], not yet normalized. Class 0 is the blank.</param>
    /// <param name="labels">
    /// Integers [examples, longest]: the labels, 1 to classes − 1, then zeros up to the end. A class that there is not is an error when
    /// the graph runs.
    /// </param>
    /// <param name="steps">Integers [examples]: how many of the steps count; all unless given.</param>
    /// <param name="reduction">What is done with the losses of the examples.</param>
    /// <remarks>
    /// The forward recursion over the labels with blanks around each, l′ of length 2·longest + 1, in logarithms so that nothing underflows:
    /// α₁(s) = log y₁(l′ₛ) for s ≤ 2, and αₜ(s) = log yₜ(l′ₛ) + log(e^αₜ₋₁(s) + e^αₜ₋₁(s−1) + e^αₜ₋₁(s−2)), without the last where l′ₛ is
    /// a blank or l′ₛ₋₂; y is the softmax of the logits. The loss is ∞ where the steps are too few for the labels.
    /// </remarks>
    /// <exception cref="GraphException">The shapes do not fit, or the labels are no integers.</exception>
    public static Value ConnectionistTemporal(Value logits, Value labels, Value? steps = null, Reduction reduction = Reduction.Mean)
    {
        if (logits.Rank != 3 || labels.Rank != 2 || labels.Shape[0] != logits.Shape[0] || labels.Shape[1] == 0 || !labels.DType.IsInteger
            || (steps is { } given && (given.Rank != 1 || given.Shape[0] != logits.Shape[0] || !given.DType.IsInteger)))
        {
            throw new GraphException(
                "Alignments are summed for logits [examples, steps, classes], integer labels [examples, longest] and integer numbers of "
                + $"steps [examples], but were given {logits}, {labels}{(steps is { } s ? $" and {s}" : "")}.");
        }

        var (examples, length, longest) = (logits.Shape[0], logits.Shape[1], labels.Shape[1]);
        var places = (2 * longest) + 1;
        Value Blanks(int count) => Value.Zeros(TensorType.Int64(examples, count));
        labels = labels.ConvertTo(DType.Int64);
        var paired = Value.Reshape(Arrangements.Stack([Blanks(longest), labels], 2), [examples, 2 * longest]);
        var extended = Operations.Concatenate([paired, Blanks(1)], 1);
        var twoBefore = Operations.Concatenate([Blanks(2), extended.Slice(1, 0, places - 2)], 1);

        // Step by step, log yₜ(l′ₛ).
        var index = extended.ExpandDims([1]).BroadcastTo([examples, length, places]);
        var emitted = logits.LogSoftmax(-1).TakeAlong(index, 2).SwapAxes(0, 1);

        var never = Value.Filled(new(logits.DType, [examples, places]), double.NegativeInfinity);
        var place = Operations.Iota(TensorType.Int64(places));
        Value Moved(Value alpha, int by) => Operations.Concatenate([never.Slice(1, 0, by), alpha.Slice(1, 0, places - by)], 1);
        Value last = Value.Where(place < 2, emitted.At(0), never);
        if (length > 1)
        {
            last = Flow.Scan(
                [last], [emitted.Slice(0, 1, length), Operations.Iota(TensorType.Int64(length - 1)) + 1],
                (carried, row) =>
                {
                    var alpha = carried[0];
                    var jump = Value.WhereEqual(extended, twoBefore, never, Moved(alpha, 2));
                    var next = row[0] + Arrangements.Stack([alpha, Moved(alpha, 1), jump]).LogSumExp([0]);
                    next = steps is { } count ? Value.Where(row[1] < Value.Reshape(count, [examples, 1]), next, alpha) : next;
                    return (next, (Value[])[]);
                }).States[0];
        }

        // Paths end at the last label or at the blank behind it.
        var end = 2 * Value.WhereEqual(labels, Blank, 0, Value.Filled(labels.Type, 1)).Sum([1], keep: true);
        return Reduced(-Value.Where((place <= end) & (place >= end - 1), last, never).LogSumExp([1]), reduction);
    }

    private static Value Reduced(Value losses, Reduction reduction) => reduction switch
    {
        Reduction.Mean => losses.Mean(),
        Reduction.Sum => losses.Sum(),
        _ => losses,
    };
}
