using System.Runtime.InteropServices;
using System.Text.Json;
using Aresta.Numerics;
using Aresta.Numerics.Framework;

namespace Aresta.GradBench.Problems;

/// <summary>A determinant by Laplace's expansion along the first row that is left, about ℓ! operations; the gradient by a tape.</summary>
internal sealed class Determinant(double[] a, int order) : Problem
{
    private readonly double[] gradient = new double[a.Length];
    private double primal;

    public override ReadOnlySpan<double> Primal => new(ref primal);

    public override ReadOnlySpan<double> Derivative => gradient;

    public static Determinant Read(JsonElement input) => new(input.Numbers("A"), input.Int("ell"));

    public override void Evaluate()
    {
        Span<int> columns = stackalloc int[order];
        First(columns);
        primal = Expand(a, columns);
    }

    public override void Differentiate() => Derivatives.Gradient(new Expansion(order), a, gradient);

    private static void First(Span<int> columns)
    {
        for (var j = 0; j < columns.Length; j++)
            columns[j] = j;
    }

    /// <summary>The determinant of the last rows of a matrix, as many as there are columns.</summary>
    private double Expand(double[] a, ReadOnlySpan<int> columns)
    {
        var row = a.AsSpan((order - columns.Length) * order, order);
        if (columns.Length == 1)
            return row[columns[0]];
        Span<int> others = stackalloc int[columns.Length - 1];
        columns[1..].CopyTo(others);
        var sum = 0.0;
        for (var j = 0; j < columns.Length; j++)
        {
            var product = row[columns[j]] * Expand(a, others);
            sum = (j & 1) == 0 ? sum + product : sum - product;
            if (j < others.Length)
                others[j] = columns[j];
        }

        return sum;
    }

    private readonly struct Expansion(int order) : IFunction
    {
        public T Value<T>(ReadOnlySpan<T> x) where T : IFrameworkNumber<T>
        {
            Span<int> columns = stackalloc int[order];
            First(columns);
            return Expand(x, columns);
        }

        private T Expand<T>(ReadOnlySpan<T> a, ReadOnlySpan<int> columns) where T : IFrameworkNumber<T>
        {
            var row = a.Slice((order - columns.Length) * order, order);
            if (columns.Length == 1)
                return row[columns[0]];
            Span<int> others = stackalloc int[columns.Length - 1];
            columns[1..].CopyTo(others);
            var sum = row[columns[0]] * Expand(a, others);
            for (var j = 1; j < columns.Length; j++)
            {
                others[j - 1] = columns[j - 1];
                var product = row[columns[j]] * Expand(a, others);
                sum = (j & 1) == 0 ? sum + product : sum - product;
            }

            return sum;
        }
    }
}
