using Aresta.Numerics.Rules;
using Aresta.Primitives;
using Aresta.Tensors;
using static Aresta.Numerics.Elementary;

namespace Aresta.Functions;

/// <summary>
/// Means, variances and counts over some axes, by NumPy's conventions: negative axes count from the end, <c>keep</c> leaves reduced axes
/// with length 1, and without axes everything is reduced. A mean over nothing is NaN.
/// </summary>
public static class Statistics
{
    extension(Value x)
    {
        /// <summary>The mean of all elements, a scalar.</summary>
        public Value Mean() => x.Mean(IntList.Range(x.Rank));

        /// <summary>The mean over some axes: Σx/n, n the number of elements that each sum takes.</summary>
        /// <param name="axes">The axes.</param>
        /// <param name="keep">Whether they stay, with length 1.</param>
        /// <exception cref="GraphException">An axis does not exist or is named twice, or x is no floating number.</exception>
        public Value Mean(IntList axes, bool keep = false) => x.Sum(axes, keep) / Counted(x, axes);

        /// <summary>The variance of all elements, a scalar: Σ(x − mean)²/(n − correction).</summary>
        /// <param name="correction">0 (NumPy's default) for the variance of a population, 1 (torch's) for the unbiased estimate.</param>
        public Value Variance(double correction = 0) => x.Variance(IntList.Range(x.Rank), correction);

        /// <summary>The variance over some axes: Σ(x − mean)²/(n − correction); NaN or ∞ where n ≤ correction.</summary>
        /// <param name="axes">The axes.</param>
        /// <param name="correction">0 (NumPy's default) for the variance of a population, 1 (torch's) for the unbiased estimate.</param>
        /// <param name="keep">Whether the axes stay, with length 1.</param>
        /// <exception cref="GraphException">An axis does not exist or is named twice, or x is no floating number.</exception>
        public Value Variance(IntList axes, double correction = 0, bool keep = false) => x.VarianceAndMean(axes, correction, keep).Variance;

        /// <summary>The square root of the variance of all elements. Where it is 0 its derivative is 0, as that of a norm.</summary>
        /// <param name="correction">0 (NumPy's default) or 1 (torch's), as for <c>Variance</c>.</param>
        public Value StandardDeviation(double correction = 0) => x.StandardDeviation(IntList.Range(x.Rank), correction);

        /// <summary>The square root of the variance over some axes. Where it is 0 its derivative is 0, as that of a norm.</summary>
        /// <param name="axes">The axes.</param>
        /// <param name="correction">0 (NumPy's default) or 1 (torch's), as for <c>Variance</c>.</param>
        /// <param name="keep">Whether the axes stay, with length 1.</param>
        public Value StandardDeviation(IntList axes, double correction = 0, bool keep = false) =>
            RootOfSquares(x.Variance(axes, correction, keep));

        /// <summary>Variance and mean of all elements.</summary>
        /// <param name="correction">0 (NumPy's default) or 1 (torch's), as for <c>Variance</c>.</param>
        public (Value Variance, Value Mean) VarianceAndMean(double correction = 0) => x.VarianceAndMean(IntList.Range(x.Rank), correction);

        /// <summary>Variance and mean over some axes, in two passes: the deviations are taken from the computed mean.</summary>
        /// <param name="axes">The axes.</param>
        /// <param name="correction">0 (NumPy's default) or 1 (torch's), as for <c>Variance</c>.</param>
        /// <param name="keep">Whether the axes stay, with length 1.</param>
        public (Value Variance, Value Mean) VarianceAndMean(IntList axes, double correction = 0, bool keep = false)
        {
            var mean = x.Mean(axes, keep: true);
            var squares = Square(x - mean).Sum(axes, keep);
            var freedom = Math.Max(Counted(x, axes) - correction, 0);
            return (squares / freedom, keep ? mean : Value.Reshape(mean, squares.Shape));
        }

        /// <summary>
        /// The covariances of variables (the rows of x, [variables, observations]): C = Σₖ wₖ·dₖdₖᵀ / (Σwₖ − correction), where dₖ is
        /// observation k less the weighted mean. A vector is one variable and gives a scalar.
        /// </summary>
        /// <param name="correction">1 for the unbiased estimate, 0 for the population.</param>
        /// <param name="weights">How often each observation was made, [observations]; once each unless given.</param>
        /// <param name="reliabilities">
        /// How much each observation counts, [observations]: a factor a of w, for which the correction is taken Σwₖ·aₖ/Σwₖ times.
        /// </param>
        /// <returns>[variables, variables], or a scalar.</returns>
        /// <exception cref="GraphException">x is neither a vector nor a matrix.</exception>
        public Value Covariance(double correction = 1, Value? weights = null, Value? reliabilities = null)
        {
            if (x.Rank == 1)
            {
                return Value.Reshape(Value.Reshape(x, [1, x.Shape[0]]).Covariance(correction, weights, reliabilities), []);
            }

            if (x.Rank != 2)
            {
                throw new GraphException($"Covariances are taken of the rows of a matrix, but {x} has rank {x.Rank}.");
            }

            var each = weights is { } counts ? (reliabilities is { } factors ? counts * factors : counts) : reliabilities;
            var total = each is { } v ? v.Sum() : Value.Filled(new(x.DType, []), x.Shape[1]);
            var mean = Weighted(x).Sum([1], keep: true) / total;
            var moments = Node.Create(new Contract("ik,jk->ij"), Weighted(x - mean), x - mean).Result();
            return moments / (total - (reliabilities is { } a ? correction * Weighted(a).Sum() / total : correction));

            Value Weighted(Value observations) => each is { } w ? observations * w : observations;
        }

        /// <summary>The median of all elements, a scalar.</summary>
        public Value Median() => Value.Reshape(x, [x.Shape.Size]).Median(0);

        /// <summary>
        /// The middle one of the elements along an axis in order, or the mean of two, each with half of the derivative (torch takes the
        /// lower one: <c>KthValue</c>). NaN if one is NaN.
        /// </summary>
        /// <param name="axis">The axis; negative ones count from the end.</param>
        /// <param name="keep">Whether it stays, with length 1.</param>
        /// <exception cref="GraphException">There is no such axis, or it is empty.</exception>
        public Value Median(int axis, bool keep = false)
        {
            var (own, sorted) = (x.Axis(axis), x.Sort(axis).Values);
            var length = x.Shape[own];
            var (lower, upper, last) = (At((length - 1) / 2), At(length / 2), At(length - 1));
            var median = length % 2 == 1 ? lower : 0.5 * (lower + upper);
            var result = Value.WhereEqual(last, last, median, last);
            return keep ? result : Value.Reshape(result, x.Shape.Without([own]));

            Value At(int place) => sorted.Slice(own, place, place + 1);
        }

        /// <summary>How many elements differ from 0 (are true) over some axes, as int64; NaN counts.</summary>
        /// <param name="axes">The axes.</param>
        /// <param name="keep">Whether they stay, with length 1.</param>
        public Value CountNonZero(IntList axes, bool keep = false) =>
            Value.Compare(new NotEqual(), x, 0).ConvertTo(DType.Int64).Sum(axes, keep);

        /// <summary>How many elements differ from 0 (are true), as int64; NaN counts.</summary>
        public Value CountNonZero() => x.CountNonZero(IntList.Range(x.Rank));

        /// <summary>Whether any element over some axes differs from 0 (is true).</summary>
        /// <param name="axes">The axes.</param>
        /// <param name="keep">Whether they stay, with length 1.</param>
        public Value Any(IntList axes, bool keep = false) => x.CountNonZero(axes, keep) > 0;

        /// <summary>Whether all elements over some axes differ from 0 (are true).</summary>
        /// <param name="axes">The axes.</param>
        /// <param name="keep">Whether they stay, with length 1.</param>
        public Value All(IntList axes, bool keep = false) => x.CountNonZero(axes, keep) >= Counted(x, axes);
    }

    /// <summary>√s of a sum of squares s, with derivative 0 at s = 0: of the subgradients of a norm there, the least.</summary>
    internal static Value RootOfSquares(Value s) => Value.WhereEqual(s, 0, s, Sqrt(s));

    private static double Counted(Value x, IntList axes) => axes.Aggregate(1.0, (n, axis) => n * x.Shape[x.Axis(axis)]);
}
