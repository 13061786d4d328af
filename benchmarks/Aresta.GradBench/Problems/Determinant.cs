using System.Numerics;
using System.Text.Json;
using Aresta.Numerics;
using Aresta.Numerics.Framework;

namespace Aresta.GradBench.Problems;

/// <summary>A determinant by Laplace's expansion along the first row that is left, about ℓ! operations; the gradient by a tape.</summary>
internal sealed class Determinant : Problem
{
    private readonly double[] a;
    private readonly int order;
    private readonly double[] gradient;
    private double primal;

    public Determinant(double[] a, int order)
    {
        if (order is < 1 or > 31 || a.Length != order * order)
            throw new ArgumentException($"A matrix of order {order} has not {a.Length} entries.");
        (this.a, this.order, gradient) = (a, order, new double[a.Length]);
    }

    public override ReadOnlySpan<double> Primal => new(ref primal);

    public override ReadOnlySpan<double> Derivative => gradient;

    public static Determinant Read(JsonElement input) => new(input.Numbers("A"), input.Int("ell"));

    public override void Evaluate() => primal = Expand(a, 0, (1u << order) - 1);

    public override void Differentiate() => Derivatives.Gradient(new Expansion(order), a, gradient);

    /// <summary>The determinant of what is left of a matrix: the rows from one on, and some columns, a bit for each.</summary>
    private double Expand(ReadOnlySpan<double> a, int row, uint columns)
    {
        var own = a.Slice(row * order, order);
        if (row == order - 1)
            return own[BitOperations.TrailingZeroCount(columns)];
        var (sum, sign) = (0.0, 1.0);
        for (var rest = columns; rest != 0; rest &= rest - 1, sign = -sign)
            sum += sign * own[BitOperations.TrailingZeroCount(rest)] * Expand(a, row + 1, columns & ~(rest & (0 - rest)));
        return sum;
    }

    private readonly struct Expansion(int order) : IFunction
    {
        public T Value<T>(ReadOnlySpan<T> x) where T : IFrameworkNumber<T> => Expand(x, 0, (1u << order) - 1);

        private T Expand<T>(ReadOnlySpan<T> a, int row, uint columns) where T : IFrameworkNumber<T>
        {
            var own = a.Slice(row * order, order);
            if (row == order - 1)
                return own[BitOperations.TrailingZeroCount(columns)];
            var rest = columns & (columns - 1);
            var sum = own[BitOperations.TrailingZeroCount(columns)] * Expand(a, row + 1, rest);
            for (var negative = true; rest != 0; rest &= rest - 1, negative = !negative)
            {
                var minor = own[BitOperations.TrailingZeroCount(rest)] * Expand(a, row + 1, columns & ~(rest & (0 - rest)));
                sum = negative ? sum - minor : sum + minor;
            }

            return sum;
        }
    }
}
