using System.Buffers;
using Aresta.Numerics.Lanes;
using Wide = Aresta.Numerics.Dual<Aresta.Numerics.Float64, Aresta.Numerics.Lanes.Float64x8>;

namespace Aresta.Numerics;

public static partial class Derivatives
{
    /// <summary>The Hessian of f at x, row by row.</summary>
    public static double[,] Hessian<TFunction>(TFunction f, ReadOnlySpan<double> x) where TFunction : IFunction
    {
        var hessian = new double[x.Length, x.Length];
        Hessian(f, x, Flat(hessian));
        return hessian;
    }

    /// <summary>
    /// Writes the Hessian of f at x, row by row, n × n; returns f(x). Eight columns at a time: a tape of numbers that move in eight
    /// directions,
    /// swept back once.
    /// </summary>
    public static double Hessian<TFunction>(TFunction f, ReadOnlySpan<double> x, Span<double> hessian) where TFunction : IFunction
    {
        var n = x.Length;
        if (hessian.Length != (long)n * n)
            throw new ArgumentException(
                $"The Hessian at {n} numbers has {(long)n * n} entries, but there is room for {hessian.Length}.", nameof(hessian));
        using var lease = TapePool<Wide>.Rent();
        var tape = lease.Tape;
        var at = ArrayPool<Variable<Wide>>.Shared.Rent(n);
        var value = 0.0;
        try
        {
            var inputs = at.AsSpan(0, n);
            for (var column = 0; column == 0 || column < n; column += Float64x8.Count)
            {
                tape.Clear();
                for (var i = 0; i < n; i++)
                    inputs[i] = tape.Variable(Moving(x[i], i - column));
                var y = f.Value<Variable<Wide>>(inputs);
                value = y.Value.Primal;
                tape.Reverse(y);
                for (var i = 0; i < n; i++)
                {
                    var tangents = tape.Adjoint(inputs[i]).Tangents;
                    for (var j = column; j < Math.Min(column + Float64x8.Count, n); j++)
                        hessian[i * n + j] = tangents[j - column];
                }
            }

            return value;
        }
        finally
        {
            ArrayPool<Variable<Wide>>.Shared.Return(at);
        }
    }

    /// <summary>
    /// Writes H·v, the Hessian of f at x times v, without the Hessian: by one recording of dual numbers and one reverse sweep.
    /// </summary>
    public static void HessianVectorProduct<TFunction>(TFunction f, ReadOnlySpan<double> x, ReadOnlySpan<double> v, Span<double> product)
        where TFunction : IFunction
    {
        Alike(x.Length, v.Length, "components of the vector");
        Alike(x.Length, product.Length, "places for the product");
        using var lease = TapePool<Dual<Float64>>.Rent();
        var at = ArrayPool<Variable<Dual<Float64>>>.Shared.Rent(x.Length);
        try
        {
            var inputs = at.AsSpan(0, x.Length);
            for (var i = 0; i < x.Length; i++)
                inputs[i] = lease.Tape.Variable(new(x[i], v[i]));
            lease.Tape.Reverse(f.Value<Variable<Dual<Float64>>>(inputs));
            for (var i = 0; i < x.Length; i++)
                product[i] = lease.Tape.Adjoint(inputs[i]).Tangent;
        }
        finally
        {
            ArrayPool<Variable<Dual<Float64>>>.Shared.Return(at);
        }
    }
}
