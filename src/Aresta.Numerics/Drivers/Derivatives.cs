using System.Buffers;
using System.Runtime.InteropServices;

namespace Aresta.Numerics;

/// <summary>
/// Derivatives of your own C# code, with its loops and branches: of a lambda, as in <c>Gradient(x =&gt; Sin(x[0]) * x[1], [1, 2])</c>, or
/// of a
/// function written once for all numbers (<see cref="IFunction"/>), which has derivatives of every order. All of them are exact to
/// rounding.
/// </summary>
/// <remarks>What takes a span to write to allocates nothing, once it has run on the thread before.</remarks>
public static partial class Derivatives
{
    /// <summary>f′(x), by a dual number.</summary>
    public static double Derivative(Func<Dual<Float64>, Dual<Float64>> f, double x)
    {
        ArgumentNullException.ThrowIfNull(f);
        return f(new(x, 1)).Tangent;
    }

    /// <summary>f(x) and f′(x), by a dual number.</summary>
    public static (double Value, double Derivative) ValueAndDerivative(Func<Dual<Float64>, Dual<Float64>> f, double x)
    {
        ArgumentNullException.ThrowIfNull(f);
        var y = f(new(x, 1));
        return (y.Primal, y.Tangent);
    }

    /// <summary>∇f(x), by one recording and one reverse sweep.</summary>
    public static double[] Gradient(Objective<Variable<Float64>> f, ReadOnlySpan<double> x)
    {
        var gradient = new double[x.Length];
        Gradient(f, x, gradient);
        return gradient;
    }

    /// <summary>Writes ∇f(x); returns f(x).</summary>
    public static double Gradient(Objective<Variable<Float64>> f, ReadOnlySpan<double> x, Span<double> gradient)
    {
        ArgumentNullException.ThrowIfNull(f);
        return Gradient(new Lambda<Variable<Float64>>(f), x, gradient);
    }

    /// <summary>∇f(x), by one recording and one reverse sweep.</summary>
    public static double[] Gradient<TFunction>(TFunction f, ReadOnlySpan<double> x) where TFunction : IFunction
    {
        var gradient = new double[x.Length];
        Gradient(f, x, gradient);
        return gradient;
    }

    /// <summary>Writes ∇f(x); returns f(x).</summary>
    public static double Gradient<TFunction>(TFunction f, ReadOnlySpan<double> x, Span<double> gradient) where TFunction : IFunction =>
        Gradient(new Generic<Variable<Float64>, TFunction>(f), x, gradient);

    /// <summary>The derivative of f at x along v, ∇f(x)·v, by dual numbers, at the cost of about two evaluations.</summary>
    public static double DirectionalDerivative<TFunction>(TFunction f, ReadOnlySpan<double> x, ReadOnlySpan<double> v)
        where TFunction : IFunction
    {
        Alike(x.Length, v.Length, "components of the direction");
        var at = ArrayPool<Dual<Float64>>.Shared.Rent(x.Length);
        try
        {
            for (var i = 0; i < x.Length; i++)
                at[i] = new(x[i], v[i]);
            return f.Value<Dual<Float64>>(at.AsSpan(0, x.Length)).Tangent;
        }
        finally
        {
            ArrayPool<Dual<Float64>>.Shared.Return(at);
        }
    }

    private static double Gradient<TCall>(TCall f, ReadOnlySpan<double> x, Span<double> gradient, int _ = 0)
        where TCall : struct, ICall<Variable<Float64>>
    {
        Alike(x.Length, gradient.Length, "places for the gradient");
        using var lease = TapePool<Float64>.Rent();
        var at = ArrayPool<Variable<Float64>>.Shared.Rent(x.Length);
        try
        {
            var inputs = at.AsSpan(0, x.Length);
            lease.Tape.Variables(MemoryMarshal.Cast<double, Float64>(x), inputs);
            var y = f.Value(inputs);
            lease.Tape.Reverse(y);
            lease.Tape.Adjoints(inputs, MemoryMarshal.Cast<double, Float64>(gradient));
            return y.Value;
        }
        finally
        {
            ArrayPool<Variable<Float64>>.Shared.Return(at);
        }
    }

    internal static void Alike(int inputs, int count, string what)
    {
        if (inputs != count)
            throw new ArgumentException($"The function is taken at {inputs} numbers, but there are {count} {what}.");
    }

    /// <summary>A function on one type of number, from wherever.</summary>
    private interface ICall<T>
    {
        T Value(ReadOnlySpan<T> x);
    }

    private readonly struct Lambda<T>(Objective<T> f) : ICall<T>
    {
        public T Value(ReadOnlySpan<T> x) => f(x);
    }

    private readonly struct Generic<T, TFunction>(TFunction f) : ICall<T>
        where T : Framework.IFrameworkNumber<T>
        where TFunction : IFunction
    {
        public T Value(ReadOnlySpan<T> x) => f.Value(x);
    }
}
