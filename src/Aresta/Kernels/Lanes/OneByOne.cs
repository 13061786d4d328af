using System.Numerics;
using Aresta.Numerics;

namespace Aresta.Kernels;

/// <summary>Rules without a vector form: their own value, one number after another, as the scalar numbers give it.</summary>
internal static unsafe class OneByOne
{
    /// <summary>Replaces each x by the rule's value.</summary>
    public static void Unary<TRule, T>(TRule rule, T* x, int count) where TRule : struct, IUnaryRule where T : unmanaged
    {
        for (var i = 0; i < count; i++)
            x[i] = Narrow<T>(rule.Value(Widen(x[i])));
    }

    /// <summary>Replaces each x by the rule's value at x and y.</summary>
    public static void Binary<TRule, T>(TRule rule, T* x, T* y, int count) where TRule : struct, IBinaryRule where T : unmanaged
    {
        for (var i = 0; i < count; i++)
            x[i] = Narrow<T>(rule.Value(Widen(x[i]), Widen(y[i])));
    }

    /// <summary>Replaces each x by the rule's value at x, y and z.</summary>
    public static void Ternary<TRule, T>(TRule rule, T* x, T* y, T* z, int count) where TRule : struct, ITernaryRule where T : unmanaged
    {
        for (var i = 0; i < count; i++)
            x[i] = Narrow<T>(rule.Value(Widen(x[i]), Widen(y[i]), Widen(z[i])));
    }

    /// <summary>Replaces those y that the bits name by the rule's value at x.</summary>
    public static void Some<TRule, T>(TRule rule, ulong bits, T* x, T* y) where TRule : struct, IUnaryRule where T : unmanaged
    {
        for (; bits != 0; bits &= bits - 1)
        {
            var i = BitOperations.TrailingZeroCount(bits);
            y[i] = Narrow<T>(rule.Value(Widen(x[i])));
        }
    }

    private static double Widen<T>(T x) where T : unmanaged => typeof(T) == typeof(float) ? (float)(object)x : (double)(object)x;

    private static T Narrow<T>(double x) where T : unmanaged =>
        typeof(T) == typeof(float) ? (T)(object)(float)x : (T)(object)x;
}
