using System.Globalization;
using System.Runtime.InteropServices;
using Aresta.Benchmarks.Measuring;
using Aresta.Numerics;
using Aresta.Numerics.Framework;
using static Aresta.Numerics.Elementary;

namespace Aresta.Benchmarks.Numbers;

/// <summary>
/// Sparse Jacobians and Hessians: how many evaluations of the function the pattern, the coloring and the entries cost, beside the same
/// Jacobian by hand and the dense drivers.
/// </summary>
internal static class SparseDerivatives
{
    /// <summary>Broyden's banded function (problem 31 of Moré, Garbow and Hillstrom).</summary>
    private readonly struct Broyden : IVectorFunction
    {
        public void Values<T>(ReadOnlySpan<T> x, Span<T> y) where T : IFrameworkNumber<T>
        {
            for (var i = 0; i < x.Length; i++)
            {
                var sum = T.Zero;
                for (var j = Math.Max(0, i - 5); j <= Math.Min(x.Length - 1, i + 1); j++)
                {
                    if (j != i)
                    {
                        sum += x[j] * (1 + x[j]);
                    }
                }

                y[i] = x[i] * (2 + (5 * x[i] * x[i])) + 1 - sum;
            }
        }

        public static void ByHand(ReadOnlySpan<double> x, Span<double> y, Span<double> entries)
        {
            var k = 0;
            for (var i = 0; i < x.Length; i++)
            {
                var sum = 0.0;
                for (var j = Math.Max(0, i - 5); j <= Math.Min(x.Length - 1, i + 1); j++)
                {
                    entries[k++] = j == i ? 2 + (15 * x[i] * x[i]) : -1 - (2 * x[j]);
                    sum += j == i ? 0 : x[j] * (1 + x[j]);
                }

                y[i] = (x[i] * (2 + (5 * x[i] * x[i]))) + 1 - sum;
            }
        }
    }

    /// <summary>A membrane on a square grid: neighbors pull, each by a function of their difference.</summary>
    private readonly struct Membrane(int side) : IFunction
    {
        public T Value<T>(ReadOnlySpan<T> x) where T : IFrameworkNumber<T>
        {
            var sum = T.Zero;
            for (var i = 0; i < side; i++)
            {
                for (var j = 0; j < side; j++)
                {
                    var here = x[(i * side) + j];
                    sum += i > 0 ? Sqrt(1 + Square(here - x[((i - 1) * side) + j])) : T.Zero;
                    sum += j > 0 ? Sqrt(1 + Square(here - x[(i * side) + j - 1])) : T.Zero;
                }
            }

            return sum;
        }
    }

    public static List<Row> Run()
    {
        List<Row> rows = [];
        foreach (var n in new[] { 500, 5000, 50_000 })
        {
            Jacobians(n, rows);
        }

        foreach (var side in new[] { 20, 70, 220 })
        {
            Hessians(side, rows);
        }

        return rows;
    }

    private static void Jacobians(int n, List<Row> rows)
    {
        var x = Point(n);
        var sparse = SparseJacobian.Of(default(Broyden), x, n);
        var quick = new SparseJacobian(sparse.Pattern) { IsChecked = false };
        var (values, entries, dense) = (new double[n], new double[sparse.Pattern.Count], n <= 500 ? new double[n * n] : []);
        Report($"Broyden's band, {sparse.ColorCount} colors", n, rows,
            ("function", () => default(Broyden).Values<Float64>(
                MemoryMarshal.Cast<double, Float64>(x), MemoryMarshal.Cast<double, Float64>(values.AsSpan()))),
            ("Jacobian by hand", () => Broyden.ByHand(x, values, entries)),
            ("Jacobian, sparse", () => sparse.Evaluate(default(Broyden), x, values, entries)),
            ("Jacobian, sparse, unchecked", () => quick.Evaluate(default(Broyden), x, values, entries)),
            ("pattern", () => SparsityPattern.OfJacobian(default(Broyden), x, n)),
            ("coloring", () => _ = new SparseJacobian(sparse.Pattern)),
            ("Jacobian, dense", dense.Length > 0 ? () => Derivatives.Jacobian(default(Broyden), x, values, dense) : null));
    }

    private static void Hessians(int side, List<Row> rows)
    {
        var (n, f) = (side * side, new Membrane(side));
        var x = Point(n);
        var sparse = SparseHessian.Of(f, x);
        var quick = new SparseHessian(sparse.Pattern) { IsChecked = false };
        var (gradient, entries, dense) = (new double[n], new double[sparse.Pattern.Count], n <= 500 ? new double[n * n] : []);
        Report($"membrane, {sparse.ColorCount} colors", n, rows,
            ("function", () => _ = f.Value<Float64>(MemoryMarshal.Cast<double, Float64>(x))),
            ("gradient", () => Derivatives.Gradient(f, x, gradient)),
            ("Hessian, sparse", () => sparse.Evaluate(f, x, entries)),
            ("Hessian, sparse, unchecked", () => quick.Evaluate(f, x, entries)),
            ("pattern", () => SparsityPattern.OfHessian(f, x)),
            ("coloring", () => _ = new SparseHessian(sparse.Pattern)),
            ("Hessian, dense", dense.Length > 0 ? () => Derivatives.Hessian(f, x, dense) : null));
    }

    private static double[] Point(int n) => [.. Enumerable.Range(0, n).Select(i => Math.Sin(1.7 * i))];

    // The ratio is in evaluations of the function.
    private static void Report(string name, int n, List<Row> rows, params (string Mode, Action? Run)[] ways)
    {
        Console.WriteLine($"{name}, {Wording.Count(n)} inputs");
        var known = ways.Where(way => way.Run is not null).ToArray();
        var times = Interleaved.Time([.. known.Select(way => way.Run!)]);
        for (var i = 0; i < known.Length; i++)
        {
            var (low, median, high) = times[i];
            rows.Add(new(name, n, known[i].Mode, median, low, high, true, median / times[0].Median));
            Console.WriteLine(string.Create(CultureInfo.InvariantCulture,
                $"  {known[i].Mode,-28} {Wording.Text(median),9}, {median / times[0].Median,8:0.0} evaluations"));
        }
    }
}
