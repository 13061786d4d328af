using System.Buffers;
using System.Runtime.InteropServices;
using Aresta.Numerics.Curvature;
using Aresta.Numerics.Lanes;
using Aresta.Numerics.Sparsity;

namespace Aresta.Numerics;

public static partial class Derivatives
{
    /// <summary>
    /// The Hessian of f at x, row by row. If there are many inputs its pattern is found first, and columns are taken together where that is
    /// cheaper (<see cref="SparseHessian"/>).
    /// </summary>
    public static double[,] Hessian<TFunction>(TFunction f, ReadOnlySpan<double> x) where TFunction : IFunction
    {
        if (x.Length > Dear && new SparseHessian(SparsityPattern.OfHessian(f, x)) { IsChecked = false } is var sparse
            && sparse.ColorCount < x.Length / 2)
            return sparse.Evaluate(f, x).ToDense();
        var hessian = new double[x.Length, x.Length];
        Hessian(f, x, Flat(hessian));
        return hessian;
    }

    /// <summary>
    /// Writes the Hessian of f at x, row by row, n × n; returns f(x). The function is recorded once, with second partials; eight columns at
    /// a time take one sweep forward and one back.
    /// </summary>
    public static double Hessian<TFunction>(TFunction f, ReadOnlySpan<double> x, Span<double> hessian) where TFunction : IFunction
    {
        var n = x.Length;
        if (hessian.Length != (long)n * n)
            throw new ArgumentException(
                $"The Hessian at {n} numbers has {(long)n * n} entries, but there is room for {hessian.Length}.", nameof(hessian));
        var tape = SecondOrderTape.Rent();
        try
        {
            var value = Record(f, x, tape);
            for (var column = 0; column < n; column += Float64x8.Count)
            {
                var directions = tape.Directions<Float64x8>();
                directions.Clear();
                var some = Math.Min(Float64x8.Count, n - column);
                for (var j = 0; j < some; j++)
                    directions[column + j] = default(Float64x8).With(j, 1);
                var products = tape.Bend<Float64x8>();
                for (var i = 0; i < n; i++)
                    Probe.Lanes(ref products[i])[..some].CopyTo(hessian[(i * n + column)..]);
            }

            return value;
        }
        finally
        {
            SecondOrderTape.Return(tape);
        }
    }

    /// <summary>
    /// Writes H·v, the Hessian of f at x times v, without the Hessian: by one recording with second partials, a sweep back, one forward,
    /// and one back.
    /// </summary>
    public static void HessianVectorProduct<TFunction>(TFunction f, ReadOnlySpan<double> x, ReadOnlySpan<double> v, Span<double> product)
        where TFunction : IFunction
    {
        Alike(x.Length, v.Length, "components of the vector");
        Alike(x.Length, product.Length, "places for the product");
        var tape = SecondOrderTape.Rent();
        try
        {
            Record(f, x, tape);
            MemoryMarshal.Cast<double, Lane<Float64>>(v).CopyTo(tape.Directions<Lane<Float64>>());
            MemoryMarshal.Cast<Lane<Float64>, double>(tape.Bend<Lane<Float64>>()).CopyTo(product);
        }
        finally
        {
            SecondOrderTape.Return(tape);
        }
    }

    private static double Record<TFunction>(TFunction f, ReadOnlySpan<double> x, SecondOrderTape tape) where TFunction : IFunction
    {
        var buffer = ArrayPool<SecondOrder>.Shared.Rent(x.Length);
        try
        {
            var inputs = buffer.AsSpan(0, x.Length);
            tape.Begin(x, inputs);
            var y = f.Value<SecondOrder>(inputs);
            tape.Gradient(y);
            return y.Value;
        }
        finally
        {
            ArrayPool<SecondOrder>.Shared.Return(buffer, clearArray: true);
        }
    }
}
