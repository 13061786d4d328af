using System.Runtime.CompilerServices;
using Aresta.Numerics;
using Aresta.Numerics.Rules;

namespace Aresta.Kernels;

/// <summary>
/// The rules of one argument that have a vector form. A rule that does not stand here is right all the same: it is taken lane by lane.
/// </summary>
/// <remarks>The tests of types are decided when a kernel is compiled: only the one form remains.</remarks>
internal static class VectorForms
{
    /// <summary>The rule's value in every lane.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static V Of<V, T, TRule>(TRule rule, V x) where V : struct, ILanes<V, T> where T : unmanaged where TRule : struct, IUnaryRule
    {
        // Arithmetic, powers.
        if (typeof(TRule) == typeof(Negate)) return -x;
        if (typeof(TRule) == typeof(Reciprocal)) return V.Constant(1) / x;
        if (typeof(TRule) == typeof(Square)) return x * x;
        if (typeof(TRule) == typeof(Sqrt)) return V.Sqrt(x);
        if (typeof(TRule) == typeof(Rsqrt)) return V.Constant(1) / V.Sqrt(x);
        if (typeof(TRule) == typeof(IntegerPower)) return Power<V, T, TRule>(rule, x);

        if (typeof(TRule) == typeof(Cbrt)) return typeof(T) == typeof(float) ? V.InDouble(rule, x) : Powers<V, T>.Cbrt(x);

        // Signs, rounding.
        if (typeof(TRule) == typeof(Abs)) return V.Abs(x);
        if (typeof(TRule) == typeof(Sign)) return V.Select(V.IsLess(V.Constant(0), V.Abs(x)), Bits.CopySign<V, T>(V.Constant(1), x), x);
        if (typeof(TRule) == typeof(Floor)) return V.Floor(x);
        if (typeof(TRule) == typeof(Ceil)) return V.Ceiling(x);
        if (typeof(TRule) == typeof(Round)) return V.Round(x);
        if (typeof(TRule) == typeof(Truncate)) return V.Truncate(x);

        // Exponentials, logarithms.
        if (typeof(TRule) == typeof(Exp)) return Exponentials<V, T>.Exp(x);
        if (typeof(TRule) == typeof(Exp2)) return Exponentials<V, T>.Exp2(x);
        if (typeof(TRule) == typeof(Exp10)) return Exponentials<V, T>.Exp10(x);
        if (typeof(TRule) == typeof(Expm1)) return Exponentials<V, T>.Expm1(x);
        if (typeof(TRule) == typeof(Gaussian)) return Exponentials<V, T>.Gaussian(x);
        if (typeof(TRule) == typeof(Log)) return Logarithms<V, T>.Log(x);
        if (typeof(TRule) == typeof(Log1p)) return Logarithms<V, T>.Log1p(x);
        if (typeof(TRule) == typeof(Log2))
            return typeof(T) == typeof(float) ? V.InDouble(rule, x) : Logarithms<V, T>.Log2(x);
        if (typeof(TRule) == typeof(Log10))
            return typeof(T) == typeof(float) ? V.InDouble(rule, x) : Logarithms<V, T>.Log10(x);
        if (typeof(TRule) == typeof(Sigmoid)) return Exponentials<V, T>.Sigmoid(x);
        if (typeof(TRule) == typeof(LogSigmoid)) return V.Min(x, V.Constant(0)) - LogOfOneAnd<V, T>(x);
        if (typeof(TRule) == typeof(Softplus)) return V.Max(x, V.Constant(0)) + LogOfOneAnd<V, T>(x);

        // Trigonometric, hyperbolic.
        if (typeof(TRule) == typeof(Sin)) return Trigonometry<V, T>.Sin(x);
        if (typeof(TRule) == typeof(Cos)) return Trigonometry<V, T>.Cos(x);
        if (typeof(TRule) == typeof(Tan)) return Trigonometry<V, T>.Tan(x);
        if (typeof(TRule) == typeof(Sec)) return V.Constant(1) / Trigonometry<V, T>.Cos(x);
        if (typeof(TRule) == typeof(Csc)) return V.Constant(1) / Trigonometry<V, T>.Sin(x);
        if (typeof(TRule) == typeof(Cot)) return V.Constant(1) / Trigonometry<V, T>.Tan(x);
        if (typeof(TRule) == typeof(Sinh)) return Exponentials<V, T>.Sinh(x);
        if (typeof(TRule) == typeof(Cosh)) return Exponentials<V, T>.Cosh(x);
        if (typeof(TRule) == typeof(Tanh)) return Exponentials<V, T>.Tanh(x);
        if (typeof(TRule) == typeof(Coth)) return V.Constant(1) / Exponentials<V, T>.Tanh(x);

        if (typeof(TRule) == typeof(Atan)) return InverseTrigonometry<V, T>.Atan(x);
        if (typeof(TRule) == typeof(Asin)) return InverseTrigonometry<V, T>.Asin(x);
        if (typeof(TRule) == typeof(Acos)) return InverseTrigonometry<V, T>.Acos(x);
        if (typeof(TRule) == typeof(Asinh)) return InverseHyperbolics<V, T>.Asinh(x);
        if (typeof(TRule) == typeof(Acosh)) return InverseHyperbolics<V, T>.Acosh(x);
        if (typeof(TRule) == typeof(Atanh)) return InverseHyperbolics<V, T>.Atanh(x);

        if (typeof(TRule) == typeof(Erf)) return ErrorFunction<V, T>.Erf(x);
        if (typeof(TRule) == typeof(Erfc)) return ErrorFunction<V, T>.Erfc(x);
        return V.EachLane(rule, x);
    }

    /// <summary>The same, as a call: what a kernel needs twice would be more than the compiler inlines.</summary>
    [MethodImpl(MethodImplOptions.NoInlining)]
    public static V Apart<V, T, TRule>(TRule rule, V x)
        where V : struct, ILanes<V, T> where T : unmanaged where TRule : struct, IUnaryRule => Of<V, T, TRule>(rule, x);

    /// <summary>log(1 + e^−|x|)</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static V LogOfOneAnd<V, T>(V x) where V : struct, ILanes<V, T> where T : unmanaged =>
        Logarithms<V, T>.Log1p(Exponentials<V, T>.Exp(-V.Abs(x)));

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static V Power<V, T, TRule>(TRule rule, V x) where V : struct, ILanes<V, T> where T : unmanaged where TRule : struct, IUnaryRule
    {
        var n = ((IntegerPower)(object)rule).Order;
        return Powers<V, T>.TryPower(x, n, out var power) ? power
            : typeof(T) == typeof(float) ? V.InDouble(rule, x)
            : Powers<V, T>.Power(x, V.Constant(n));
    }
}
