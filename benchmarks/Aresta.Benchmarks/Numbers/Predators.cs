using System.Runtime.CompilerServices;
using Aresta.Numerics;

namespace Aresta.Benchmarks.Numbers;

/// <summary>
/// Predators and prey with satiation, by Euler's method: eleven operations + − × ÷ a step, each on results of others. Its derivatives with
/// respect to the initial value of the prey and all four others: by number types, and by hand.
/// </summary>
internal static class Predators
{
    public const int OperationsPerStep = 11;

    /// <summary>Prey and predators at first, their growth and mortality, and the step.</summary>
    public static readonly double[] At = [1, 0.5, 0.7, 0.3, 1e-6];

    public static T Run<T>(T x, T y, T a, T b, T h, int steps) where T : IElementary<T>
    {
        (x, y) = Steps(x, y, a, b, h, steps);
        return x + y;
    }

    /// <summary>Prey and predators after some steps.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static (T X, T Y) Steps<T>(T x, T y, T a, T b, T h, int steps) where T : IElementary<T>
    {
        for (var i = 0; i < steps; i++)
        {
            var eaten = x * y / (a + x);
            var dx = a * x - eaten;
            var dy = eaten - b * y;
            x += h * dx;
            y += h * dy;
        }

        return (x, y);
    }

    public static double Plain(ReadOnlySpan<double> at, int steps)
    {
        var (x, y, a, b, h) = (at[0], at[1], at[2], at[3], at[4]);
        for (var i = 0; i < steps; i++)
        {
            var eaten = x * y / (a + x);
            var dx = a * x - eaten;
            var dy = eaten - b * y;
            x += h * dx;
            y += h * dy;
        }

        return x + y;
    }

    /// <summary>The gradient as one would write it: states kept, everything else computed again on the way back.</summary>
    /// <param name="at">Where.</param>
    /// <param name="steps">How many steps.</param>
    /// <param name="states">Room for two numbers a step.</param>
    /// <param name="gradient">The derivatives with respect to all five.</param>
    /// <param name="ofX">The cotangent of the prey at last.</param>
    /// <param name="ofY">The cotangent of the predators at last.</param>
    public static double ByHand(
        ReadOnlySpan<double> at, int steps, double[] states, Span<double> gradient, double ofX = 1, double ofY = 1)
    {
        var (x, y, a, b, h) = (at[0], at[1], at[2], at[3], at[4]);
        for (var i = 0; i < steps; i++)
        {
            (states[2 * i], states[2 * i + 1]) = (x, y);
            var eaten = x * y / (a + x);
            var (nextX, nextY) = (x + h * (a * x - eaten), y + h * (eaten - b * y));
            (x, y) = (nextX, nextY);
        }

        var value = x + y;
        var (ofA, ofB, ofH) = (0.0, 0.0, 0.0);
        for (var i = steps - 1; i >= 0; i--)
        {
            (x, y) = (states[2 * i], states[2 * i + 1]);
            var inverse = 1 / (a + x);
            var eaten = x * y * inverse;
            var (ofDx, ofDy) = (h * ofX, h * ofY);
            ofH += ofX * (a * x - eaten) + ofY * (eaten - b * y);
            var ofEaten = ofDy - ofDx;
            var ofProduct = ofEaten * inverse;
            var ofSum = -ofProduct * eaten;
            ofA += ofDx * x + ofSum;
            ofB -= ofDy * y;
            ofX += ofDx * a + ofProduct * y + ofSum;
            ofY += ofProduct * x - ofDy * b;
        }

        (gradient[0], gradient[1], gradient[2], gradient[3], gradient[4]) = (ofX, ofY, ofA, ofB, ofH);
        return value;
    }

    /// <summary>A dual number as one would write it for doubles.</summary>
    public readonly struct HandDual(double value, double tangent)
    {
        public readonly double Value = value, Tangent = tangent;

        public static HandDual operator +(HandDual x, HandDual y) => new(x.Value + y.Value, x.Tangent + y.Tangent);

        public static HandDual operator -(HandDual x, HandDual y) => new(x.Value - y.Value, x.Tangent - y.Tangent);

        public static HandDual operator *(HandDual x, HandDual y) => new(x.Value * y.Value, x.Tangent * y.Value + x.Value * y.Tangent);

        public static HandDual operator /(HandDual x, HandDual y)
        {
            var z = x.Value / y.Value;
            return new(z, (x.Tangent - z * y.Tangent) / y.Value);
        }
    }

    public static HandDual Forward(HandDual x, HandDual y, HandDual a, HandDual b, HandDual h, int steps)
    {
        for (var i = 0; i < steps; i++)
        {
            var eaten = x * y / (a + x);
            var dx = a * x - eaten;
            var dy = eaten - b * y;
            x += h * dx;
            y += h * dy;
        }

        return x + y;
    }
}
