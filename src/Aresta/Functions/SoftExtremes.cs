using Aresta.Numerics.Rules;
using Aresta.Primitives;
using Aresta.Tensors;
using static Aresta.Numerics.Elementary;

namespace Aresta.Functions;

/// <summary>
/// The smooth maximum log Σeˣ and what is built on it. All are shifted by the largest element, so that nothing overflows; the shift cancels
/// exactly, so no derivative is taken of it.
/// </summary>
public static class SoftExtremes
{
    extension(Value x)
    {
        /// <summary>log Σeˣ of all elements, a scalar.</summary>
        public Value LogSumExp() => x.LogSumExp(IntList.Range(x.Rank));

        /// <summary>log Σeˣ over some axes. Its derivative is <c>Softmax</c>; of no elements it is −∞.</summary>
        /// <param name="axes">The axes; negative ones count from the end.</param>
        /// <param name="keep">Whether they stay, with length 1.</param>
        /// <remarks>
        /// Where the largest element is infinite the result is that element, and the elements that attain it share the derivative: when all
        /// are −∞, equally among all, as two do in <c>logaddexp</c>.
        /// </remarks>
        /// <exception cref="GraphException">An axis does not exist or is named twice.</exception>
        public Value LogSumExp(IntList axes, bool keep = false)
        {
            if (axes.Any(axis => x.Shape[x.Axis(axis)] == 0))
            {
                return Value.Filled(x.Sum(axes, keep).Type, double.NegativeInfinity);
            }

            var max = x.Max(axes, keep: true);
            var (finite, shift) = Shift(max);
            var sum = Exp(x - shift).Sum(axes, keep: true);
            var result = Value.Where(finite, shift + Log(sum), max);
            return keep ? result : Value.Reshape(result, x.Shape.Without([.. axes.Select(x.Axis)]));
        }

        /// <summary>eˣ/Σeˣ along an axis: positive numbers that sum to 1.</summary>
        /// <param name="axis">The axis; negative ones count from the end.</param>
        /// <remarks>Where the largest element is infinite, the elements that attain it share 1 equally, and no derivative flows.</remarks>
        /// <exception cref="GraphException">There is no such axis.</exception>
        public Value Softmax(int axis = -1)
        {
            if (IsTrivial(x, axis))
            {
                return x.Rank == 0 ? Exp(x - x) : x;
            }

            var exp = Exp(Shifted(x, axis));
            return exp / exp.Sum([axis], keep: true);
        }

        /// <summary>log(eˣ/Σeˣ) along an axis, without the loss of digits of the logarithm of a softmax.</summary>
        /// <param name="axis">The axis; negative ones count from the end.</param>
        /// <remarks>Where the largest element is infinite, the n elements that attain it have −log n, and no derivative flows.</remarks>
        /// <exception cref="GraphException">There is no such axis.</exception>
        public Value LogSoftmax(int axis = -1)
        {
            if (IsTrivial(x, axis))
            {
                return x - x;
            }

            var shifted = Shifted(x, axis);
            return shifted - Log(Exp(shifted).Sum([axis], keep: true));
        }

        /// <summary>The softmax of −x: e⁻ˣ/Σe⁻ˣ along an axis.</summary>
        /// <param name="axis">The axis; negative ones count from the end.</param>
        public Value Softmin(int axis = -1) => (-x).Softmax(axis);
    }

    // Whether there is nothing to share: no element, or one alone, whose only axes are 0 and −1.
    private static bool IsTrivial(Value x, int axis) => x.Rank == 0 && axis is 0 or -1 || x.Shape[x.Axis(axis)] == 0 || x.Shape.Size == 0;

    // x less its largest element; where that is infinite, 0 at the elements that attain it and −∞ at the others.
    private static Value Shifted(Value x, int axis)
    {
        var max = x.Max([axis], keep: true).StopGradient();
        var (finite, shift) = Shift(max);
        var attained = Value.WhereEqual(x, max, 0, Value.Filled(x.Type, double.NegativeInfinity));
        return Value.Where(finite, x - shift, attained);
    }

    // The largest element where it is finite (or NaN), else 0: the difference of two infinities is no number.
    private static (Value Finite, Value Shift) Shift(Value max)
    {
        var finite = Value.Compare(new NotEqual(), Abs(max), double.PositiveInfinity);
        return (finite, Value.Where(finite, max, 0).StopGradient());
    }
}
