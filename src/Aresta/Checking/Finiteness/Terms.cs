using Aresta.Primitives;
using Aresta.Tensors;
using static Aresta.Checking.Wording;

namespace Aresta.Checking;

/// <summary>Why a sum of terms is NaN or infinite: which term is, or which terms cancel.</summary>
internal static class Terms
{
    /// <summary>Of a sum over axes.</summary>
    public static (FaultReason Reason, string Sentence) OfSum(Sum sum, Tensor operand, Tensor result, int element)
    {
        var shape = operand.Shape;
        int[] summed = [.. sum.Axes];
        int[] kept = [.. Enumerable.Range(0, shape.Rank).Except(summed)];
        var strides = shape.Strides();
        var start = At(element, [.. kept.Select(axis => shape[axis])], [.. kept.Select(axis => strides[axis])]);
        var count = summed.Aggregate(1, (size, axis) => size * shape[axis]);
        var terms = Enumerable.Range(0, count)
            .Select(k => start + At(k, [.. summed.Select(axis => shape[axis])], [.. summed.Select(axis => strides[axis])]))
            .Select(at => (Value: operand[at], Text: $"{Number(operand[at])} at {Place(shape, at)}"));
        return Explain("The sum", terms, count, result, element);
    }

    /// <summary>Of a contraction.</summary>
    public static (FaultReason Reason, string Sentence) OfContract(Contract contract, Tensor[] operands, Tensor result, int element)
    {
        var (left, right) = (operands[0], operands[1]);
        var summed = contract.Summed;
        int[] lengths = [.. summed.Select(label => left.Shape[contract.Left.IndexOf(label)])];
        var (l0, r0) = (Start(contract.Left, left.Shape), Start(contract.Right, right.Shape));
        var count = lengths.Aggregate(1, (size, length) => size * length);
        var terms = Enumerable.Range(0, count).Select(k =>
        {
            var x = left[l0 + At(k, lengths, Strides(contract.Left, left.Shape, summed))];
            var y = right[r0 + At(k, lengths, Strides(contract.Right, right.Shape, summed))];
            return (Value: x * y, Text: $"{Number(x)}·{Number(y)}");
        });
        return Explain("The contraction", terms, count, result, element);

        int Start(string labels, Shape shape) => At(element, [.. result.Shape], Strides(labels, shape, contract.Result));
    }

    private static (FaultReason Reason, string Sentence) Explain(
        string what, IEnumerable<(double Value, string Text)> terms, int count, Tensor result, int element)
    {
        var place = result.Shape.Rank == 0 ? "" : $" at {Place(result.Shape, element)}";
        var head = $"{what}{place} of {Count(count, "term", "terms")} is {Number(result[element])}: ";
        (double Value, string Text)? nan = null, up = null, down = null;
        foreach (var term in terms)
        {
            nan ??= double.IsNaN(term.Value) ? term : null;
            up ??= double.IsPositiveInfinity(term.Value) ? term : null;
            down ??= double.IsNegativeInfinity(term.Value) ? term : null;
        }

        return (nan, up, down) switch
        {
            ({ Text: var text }, _, _)
                when text.Contains('·', StringComparison.Ordinal) && text.Contains("NaN", StringComparison.Ordinal) => (
                    FaultReason.MaskedNaN,
                    $"{head}one term is {text}. In a contraction a factor 0 does not mask a NaN; choose with where before it."),
            ({ Text: var text }, _, _) when text.Contains('·', StringComparison.Ordinal) => (
                FaultReason.MaskedInfinity,
                $"{head}one term is {text}, and 0·∞ is no number. In a contraction a factor 0 does not mask an infinity; "
                + "choose with where before it."),
            ({ Text: var text }, _, _) => (FaultReason.OperandIsNaN, $"{head}one term is {text}."),
            (null, { Text: var plus }, { Text: var minus }) => (
                FaultReason.InfinityMinusInfinity, $"{head}its terms {plus} and {minus} make ∞ − ∞, which is no number."),
            (null, { Text: var text }, null) => (FaultReason.OperandIsInfinite, $"{head}one term is {text}."),
            (null, null, { Text: var text }) => (FaultReason.OperandIsInfinite, $"{head}one term is {text}."),
            _ => (
                FaultReason.Overflow, $"{head}all terms are finite, but their sum is too large for {result.DType.Name}: an overflow."),
        };
    }

    private static string Place(Shape shape, int element) => shape.Rank == 0 ? "the only element" : Index(shape, element);

    private static int[] Strides(string labels, Shape shape, string asked)
    {
        var strides = shape.Strides();
        return [.. asked.Select(label => labels.IndexOf(label) is >= 0 and var axis ? strides[axis] : 0)];
    }

    // Where the element numbered k of a block of the given lengths stands, with these strides.
    private static int At(int k, int[] lengths, int[] strides)
    {
        var at = 0;
        for (var axis = lengths.Length - 1; axis >= 0; axis--)
        {
            at += k % lengths[axis] * strides[axis];
            k /= lengths[axis];
        }

        return at;
    }
}
