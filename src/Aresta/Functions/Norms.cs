using Aresta.Primitives;
using Aresta.Tensors;
using static Aresta.Numerics.Elementary;

namespace Aresta.Functions;

/// <summary>
/// Norms of vectors and of matrices. Where a norm is 0 its derivative is 0, the subgradient nearest to 0; where several elements, rows or
/// singular values attain a largest or smallest one, they share the derivative equally.
/// </summary>
public static class Norms
{
    extension(Value x)
    {
        /// <summary>‖x‖ₚ of all elements as one vector: (Σ|x|ᵖ)^(1/p).</summary>
        /// <param name="p">Which norm: ∞ the largest |x|, −∞ the smallest, 0 how many are not 0.</param>
        /// <exception cref="GraphException">x is no floating number, or p is infinite and x is empty.</exception>
        public Value Norm(double p = 2) => x.Norm(p, IntList.Range(x.Rank));

        /// <summary>‖x‖ₚ over some axes, whose elements are one vector: (Σ|x|ᵖ)^(1/p).</summary>
        /// <param name="p">Which norm: ∞ the largest |x|, −∞ the smallest, 0 how many are not 0.</param>
        /// <param name="axes">The axes; negative ones count from the end.</param>
        /// <param name="keep">Whether they stay, with length 1.</param>
        /// <exception cref="GraphException">An axis does not exist or is named twice, or x is no floating number.</exception>
        public Value Norm(double p, IntList axes, bool keep = false) => p switch
        {
            0 => Value.WhereEqual(x, 0, 0, Value.Filled(x.Type, 1)).Sum(axes, keep),
            1 => Abs(x).Sum(axes, keep),
            2 => Statistics.RootOfSquares(Square(x).Sum(axes, keep)),
            double.PositiveInfinity => Abs(x).Max(axes, keep),
            double.NegativeInfinity => Abs(x).Min(axes, keep),
            _ => Root(Powers(x, p).Sum(axes, keep), p),
        };

        /// <summary>The norm of the matrices of two axes that the norms of vectors bring about.</summary>
        /// <param name="p">
        /// 1 the largest sum of a column's |x|, ∞ of a row's, 2 the largest singular value; −1, −∞ and −2 the smallest ones.
        /// </param>
        /// <param name="rows">The axis of the rows.</param>
        /// <param name="columns">The axis of the columns.</param>
        /// <param name="keep">Whether the axes stay, with length 1.</param>
        /// <exception cref="ArgumentOutOfRangeException">p is none of these.</exception>
        /// <exception cref="GraphException">An axis does not exist, or is empty where an extreme is asked for.</exception>
        public Value MatrixNorm(double p, int rows = -2, int columns = -1, bool keep = false)
        {
            var norms = p switch
            {
                1 => Abs(x).Sum([rows], keep: true).Max([columns], keep: true),
                -1 => Abs(x).Sum([rows], keep: true).Min([columns], keep: true),
                2 => SingularValues(x, rows, columns).Max([-1]).ExpandDims([-2, -1]),
                -2 => SingularValues(x, rows, columns).Min([-1]).ExpandDims([-2, -1]),
                double.PositiveInfinity => Abs(x).Sum([columns], keep: true).Max([rows], keep: true),
                double.NegativeInfinity => Abs(x).Sum([columns], keep: true).Min([rows], keep: true),
                _ => throw new ArgumentOutOfRangeException(nameof(p), p, "A matrix has the norms 1, 2, ∞ and their negatives."),
            };
            return Placed(norms, x, rows, columns, keep);
        }

        /// <summary>√Σx², the Frobenius norm of the matrices of two axes.</summary>
        /// <param name="rows">The axis of the rows.</param>
        /// <param name="columns">The axis of the columns.</param>
        /// <param name="keep">Whether the axes stay, with length 1.</param>
        public Value FrobeniusNorm(int rows = -2, int columns = -1, bool keep = false) => x.Norm(2, [rows, columns], keep);

        /// <summary>The nuclear norm of the matrices of two axes: the sum of their singular values.</summary>
        /// <param name="rows">The axis of the rows.</param>
        /// <param name="columns">The axis of the columns.</param>
        /// <param name="keep">Whether the axes stay, with length 1.</param>
        public Value NuclearNorm(int rows = -2, int columns = -1, bool keep = false) =>
            Placed(SingularValues(x, rows, columns).Sum([-1]), x, rows, columns, keep);
    }

    // |x|ᵖ with zeros kept out of a power whose derivatives there are not finite: they count for nothing. For p < 0 they make the norm 0.
    private static Value Powers(Value x, double p)
    {
        if (p > 2 && p == Math.Round(p))
        {
            return Power(Abs(x), p);
        }

        var zero = Value.Compare(new Numerics.Rules.Equal(), x, 0);
        return Value.Where(zero, p > 0 ? 0 : double.PositiveInfinity, Power(Value.Where(zero, 1, Abs(x)), p));
    }

    private static Value Root(Value sum, double p)
    {
        var vanishes = Value.Compare(new Numerics.Rules.Equal(), sum, p > 0 ? 0 : double.PositiveInfinity);
        return Value.Where(vanishes, 0, Power(Value.Where(vanishes, 1, sum), 1 / p));
    }

    // A singular value that is exactly 0 is a kink, and stays there.
    private static Value SingularValues(Value x, int rows, int columns)
    {
        var values = x.MoveAxes([rows, columns], [-2, -1]).SingularValues();
        return Value.WhereEqual(values, 0, 0, values);
    }

    // Whatever axes of length 1 the norms have, the result has those that x leaves.
    private static Value Placed(Value norms, Value x, int rows, int columns, bool keep)
    {
        IntList gone = [x.Axis(rows), x.Axis(columns)];
        var kept = x.Shape.Select((n, axis) => gone.Contains(axis) ? 1 : n);
        return Value.Reshape(norms, keep ? [.. kept] : x.Shape.Without(gone));
    }
}
