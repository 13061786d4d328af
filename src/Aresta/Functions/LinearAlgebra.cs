using Aresta.Primitives;
using Aresta.Tensors;
using static Aresta.Numerics.Elementary;

namespace Aresta.Functions;

/// <summary>
/// Equations, inverses, determinants and powers of matrices, which stand along the last two axes; the axes before them are a batch and
/// broadcast. All are composed of factorizations, and of products of the last two axes.
/// </summary>
public static class LinearAlgebra
{
    extension(Value a)
    {
        /// <summary>
        /// The solution X of A·X = B, by elimination with partial pivoting. A singular A divides by zero: the result is not finite.
        /// </summary>
        /// <param name="b">The right-hand sides: one vector, [n], or matrices, [..., n, m].</param>
        /// <exception cref="GraphException">A is not square, or B does not fit it.</exception>
        public Value Solve(Value b)
        {
            if (b.Rank == 1)
            {
                var solution = a.Solve(b.ExpandDims([-1]));
                return Value.Reshape(solution, solution.Shape.Without([solution.Rank - 1]));
            }

            var (factors, rows, _) = a.Lu();
            var (matrices, sides) = Matrices.AlignBatches(factors, b);
            var named = Broadcasting.To(rows, Shape.Create(matrices.Shape.AsSpan()[..^1]));
            var lower = Matrices.Solve(matrices, Matrices.PermuteRows(sides, named), lower: true, unit: true);
            return Matrices.Solve(matrices, lower, lower: false);
        }

        /// <summary>A⁻¹. That of a singular matrix is not finite.</summary>
        /// <exception cref="GraphException">The matrices are not square or not floating.</exception>
        public Value Inverse() => a.Rank < 2 ? a.Lu().Factors : a.Solve(Matrices.Identity(a.Type));

        /// <summary>
        /// The sign of the determinant (1, −1, or 0 where A is singular) and the logarithm of its absolute value (−∞ there).
        /// </summary>
        /// <exception cref="GraphException">The matrices are not square or not floating.</exception>
        public (Value Sign, Value Logarithm) SignAndLogDeterminant()
        {
            var (factors, _, sign) = a.Lu();
            var pivots = factors.Diagonal();
            return (sign * Sign(pivots).Product([-1]), Log(Abs(pivots)).Sum([-1]));
        }

        /// <summary>The logarithm of the determinant: −∞ where that is 0, and NaN where it is negative.</summary>
        /// <exception cref="GraphException">The matrices are not square or not floating.</exception>
        public Value LogDeterminant()
        {
            var (sign, logarithm) = a.SignAndLogDeterminant();
            return logarithm + Log(sign);
        }

        /// <summary>The solution X of A·X = B for A = L·Lᵀ, of which this value is the factor L.</summary>
        /// <param name="b">The right-hand sides, [..., n, m].</param>
        /// <param name="lower">Whether this value is L; otherwise it is Lᵀ.</param>
        /// <exception cref="GraphException">The factor is not square, or B does not fit it.</exception>
        public Value CholeskySolve(Value b, bool lower = true)
        {
            var half = Value.TriangularSolve(a, b, lower, transposed: !lower);
            return Value.TriangularSolve(a, half, lower, transposed: lower);
        }

        /// <summary>Aⁿ by repeated squaring; of the inverse where n is negative, and the identity where it is 0.</summary>
        /// <param name="exponent">n</param>
        /// <exception cref="GraphException">The matrices are not square.</exception>
        public Value MatrixPower(int exponent)
        {
            if (a.Rank < 2 || a.Shape[^1] != a.Shape[^2])
            {
                throw new GraphException($"A power is taken of square matrices along the last two axes, but was asked of {a}.");
            }

            var square = exponent < 0 ? a.Inverse() : a;
            Value? power = null;
            for (var left = Math.Abs((long)exponent); left > 0; left /= 2)
            {
                power = left % 2 == 0 ? power : power is { } known ? Matrices.Multiply(known, square) : square;
                square = left > 1 ? Matrices.Multiply(square, square) : square;
            }

            return power ?? Matrices.Identity(a.Type);
        }

        /// <summary>
        /// Kronecker's product: every element times all of <paramref name="b"/>, [i, j], [k, l] → [i·k, j·l]; of values of any rank.
        /// </summary>
        /// <param name="b">The right factor; the shorter shape is filled up with ones in front.</param>
        public Value Kronecker(Value b)
        {
            var rank = Math.Max(a.Rank, b.Rank);
            var (outer, inner) = (Filled(a.Shape), Filled(b.Shape));
            var product = Value.Reshape(a, [.. outer.SelectMany(length => new[] { length, 1 })])
                * Value.Reshape(b, [.. inner.SelectMany(length => new[] { 1, length })]);
            return Value.Reshape(product, [.. outer.Zip(inner, (x, y) => x * y)]);

            int[] Filled(Shape shape) => [.. Enumerable.Repeat(1, rank - shape.Rank), .. shape];
        }

        /// <summary>
        /// The number of singular values above max(m, n)·ε times the largest: an int64 for each matrix, without a derivative.
        /// </summary>
        /// <param name="relative">
        /// Singular values up to this part of the largest count as 0; max(m, n) times ε of the dtype if not given.
        /// </param>
        /// <exception cref="GraphException">The value has fewer than two axes or is not floating.</exception>
        public Value MatrixRank(double? relative = null)
        {
            var values = a.SingularValues();
            var counted = Value.Filled(values.Type with { DType = DType.Int64 }, 1);
            if (values.Shape[^1] == 0)
            {
                return counted.Sum([-1]);
            }

            var least = values.Max([-1], keep: true) * (relative ?? Operations.RankCutoff(a.Type));
            return Value.Where(values > least, counted, Value.Zeros(counted.Type)).Sum([-1]);
        }
    }
}
