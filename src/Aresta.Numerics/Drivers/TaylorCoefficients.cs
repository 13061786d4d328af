using System.Buffers;
using System.Globalization;
using Aresta.Numerics.Series;

namespace Aresta.Numerics;

/// <summary>Power series of functions of your own: derivatives of any order along a line, at once.</summary>
public static class TaylorCoefficients
{
    /// <summary>The most coefficients at a time; for more evaluate with a <see cref="Taylor{T,TTerms}"/> of a length of your own.</summary>
    public const int MaxCount = 128;

    /// <summary>The coefficients of f(x + t) in t: the k-th is f⁽ᵏ⁾(x)/k!.</summary>
    /// <param name="f">A function of one variable.</param>
    /// <param name="x">Where.</param>
    /// <param name="coefficients">Where they are written, in ascending order: as many as are wanted.</param>
    /// <exception cref="ArgumentException">More than <see cref="MaxCount"/> are wanted.</exception>
    public static void Of<TFunction>(TFunction f, double x, Span<double> coefficients) where TFunction : IFunction =>
        Of(f, [x], [1], coefficients);

    /// <summary>The coefficients of f(x + t·v) in t: the k-th is the k-th derivative along v, over k!.</summary>
    /// <param name="f">A function of as many variables as <paramref name="x"/> has elements.</param>
    /// <param name="x">Where.</param>
    /// <param name="direction">v, as long as x.</param>
    /// <param name="coefficients">Where they are written, in ascending order: as many as are wanted.</param>
    /// <exception cref="ArgumentException">
    /// Lengths differ, or more than <see cref="MaxCount"/> coefficients are wanted.
    /// </exception>
    public static void Of<TFunction>(TFunction f, ReadOnlySpan<double> x, ReadOnlySpan<double> direction, Span<double> coefficients)
        where TFunction : IFunction
    {
        if (x.Length != direction.Length)
            throw new ArgumentException(string.Create(CultureInfo.InvariantCulture,
                $"The point has {x.Length} elements, but the direction has {direction.Length}."), nameof(direction));
        switch (coefficients.Length)
        {
            case 0: break;
            case <= 4: Run<TFunction, Terms4<Float64>>(f, x, direction, coefficients); break;
            case <= 8: Run<TFunction, Terms8<Float64>>(f, x, direction, coefficients); break;
            case <= 16: Run<TFunction, Terms16<Float64>>(f, x, direction, coefficients); break;
            case <= 32: Run<TFunction, Terms32<Float64>>(f, x, direction, coefficients); break;
            case <= MaxCount: Run<TFunction, Terms128<Float64>>(f, x, direction, coefficients); break;
            default:
                throw new ArgumentException(string.Create(CultureInfo.InvariantCulture,
                    $"{coefficients.Length} coefficients are more than {MaxCount}."), nameof(coefficients));
        }
    }

    private static void Run<TFunction, TTerms>(
        TFunction f, ReadOnlySpan<double> x, ReadOnlySpan<double> direction, Span<double> coefficients)
        where TFunction : IFunction
        where TTerms : struct, ITerms<TTerms, Float64>
    {
        var line = ArrayPool<Taylor<Float64, TTerms>>.Shared.Rent(x.Length);
        try
        {
            for (var i = 0; i < x.Length; i++)
                line[i] = new(x[i], direction[i]);
            var y = f.Value<Taylor<Float64, TTerms>>(line.AsSpan(0, x.Length));
            for (var k = 0; k < coefficients.Length; k++)
                coefficients[k] = y[k].Value;
        }
        finally
        {
            ArrayPool<Taylor<Float64, TTerms>>.Shared.Return(line);
        }
    }
}
