using System.Runtime.CompilerServices;
using Aresta.Numerics;
using Aresta.Numerics.Rules;

namespace Aresta.Kernels;

/// <summary>The rules of two and three arguments that have a vector form, and the comparisons, which all do.</summary>
internal static class BinaryVectorForms
{
    /// <summary>The rule's value in every lane.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static V Of<V, T, TRule>(TRule rule, V x, V y)
        where V : struct, ILanes<V, T> where T : unmanaged where TRule : struct, IBinaryRule
    {
        if (typeof(TRule) == typeof(Add)) return x + y;
        if (typeof(TRule) == typeof(Subtract)) return x - y;
        if (typeof(TRule) == typeof(Multiply)) return x * y;
        if (typeof(TRule) == typeof(Divide)) return x / y;
        if (typeof(TRule) == typeof(Min)) return V.Min(x, y);
        if (typeof(TRule) == typeof(Max)) return V.Max(x, y);
        if (typeof(TRule) == typeof(FMin)) return V.MinNumber(x, y);
        if (typeof(TRule) == typeof(FMax)) return V.MaxNumber(x, y);
        if (typeof(TRule) == typeof(CopySign)) return Bits.CopySign<V, T>(x, y);
        if (typeof(TRule) == typeof(Power))
            return typeof(T) == typeof(float) ? V.InDouble(rule, x, y) : Powers<V, T>.Power(x, y);
        if (typeof(TRule) == typeof(Xlogy)) return Times(x, y, Logarithms<V, T>.Log(y));
        if (typeof(TRule) == typeof(Xlog1py)) return Times(x, y, Logarithms<V, T>.Log1p(y));
        return V.EachLane(rule, x, y);

        // 0 where x is, whatever the logarithm, unless y is NaN.
        static V Times(V x, V y, V logarithm) => V.Select(V.IsEqual(x, V.Constant(0)) & V.IsEqual(y, y), V.Constant(0), x * logarithm);
    }

    /// <inheritdoc cref="VectorForms.Apart{V, T, TRule}"/>
    [MethodImpl(MethodImplOptions.NoInlining)]
    public static V Apart<V, T, TRule>(TRule rule, V x, V y)
        where V : struct, ILanes<V, T> where T : unmanaged where TRule : struct, IBinaryRule => Of<V, T, TRule>(rule, x, y);

    /// <summary>The rule's value in every lane.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static V Of<V, T, TRule>(TRule rule, V x, V y, V z)
        where V : struct, ILanes<V, T> where T : unmanaged where TRule : struct, ITernaryRule =>
        typeof(TRule) == typeof(Clamp) ? V.Min(V.Max(x, y), z) : V.EachLane(rule, x, y, z);

    /// <summary>Where the comparison holds.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static V Mask<V, T, TRule>(V x, V y) where V : struct, ILanes<V, T> where T : unmanaged where TRule : struct, IComparisonRule
    {
        if (typeof(TRule) == typeof(Less)) return V.IsLess(x, y);
        if (typeof(TRule) == typeof(LessOrEqual)) return V.IsLessOrEqual(x, y);
        if (typeof(TRule) == typeof(Greater)) return V.IsLess(y, x);
        if (typeof(TRule) == typeof(GreaterOrEqual)) return V.IsLessOrEqual(y, x);
        if (typeof(TRule) == typeof(Equal)) return V.IsEqual(x, y);
        if (typeof(TRule) == typeof(NotEqual)) return ~V.IsEqual(x, y);
        throw new NotSupportedException($"The comparison {TRule.Name} has no vector form: give it one here.");
    }
}
