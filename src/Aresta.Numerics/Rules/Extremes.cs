using Aresta.Numerics.Rules;

namespace Aresta.Numerics.Rules
{
    /// <summary>min(x + h, y + k) ≈ z + h where x &lt; y, z + k where y &lt; x; a tie shares equally. NaN wins.</summary>
    public readonly struct Min : IIntegerBinaryRule
    {
        public static string Name => "min";
        public double Value(double x, double y) => Math.Min(x, y);
        public long Value(long x, long y) => Math.Min(x, y);
        public T PartialX<T>(T x, T y, T z) where T : IElementary<T> => Shares.Lesser(x, y, T.Constant(0));
        public T PartialY<T>(T x, T y, T z) where T : IElementary<T> => Shares.Lesser(y, x, T.Constant(0));
    }

    /// <summary>max(x + h, y + k) ≈ z + h where x &gt; y, z + k where y &gt; x; a tie shares equally. NaN wins.</summary>
    public readonly struct Max : IIntegerBinaryRule
    {
        public static string Name => "max";
        public double Value(double x, double y) => Math.Max(x, y);
        public long Value(long x, long y) => Math.Max(x, y);
        public T PartialX<T>(T x, T y, T z) where T : IElementary<T> => Shares.Greater(x, y, T.Constant(0));
        public T PartialY<T>(T x, T y, T z) where T : IElementary<T> => Shares.Greater(y, x, T.Constant(0));
    }

    /// <summary>As <see cref="Min"/>, but a NaN loses (C's fmin): the other argument is the result and has the whole derivative.</summary>
    public readonly struct FMin : IBinaryRule
    {
        public static string Name => "fmin";
        public double Value(double x, double y) => double.MinNumber(x, y);
        public T PartialX<T>(T x, T y, T z) where T : IElementary<T> => Shares.Lesser(x, y, Shares.Unordered(y));
        public T PartialY<T>(T x, T y, T z) where T : IElementary<T> => Shares.Lesser(y, x, Shares.Unordered(x));
    }

    /// <summary>As <see cref="Max"/>, but a NaN loses (C's fmax): the other argument is the result and has the whole derivative.</summary>
    public readonly struct FMax : IBinaryRule
    {
        public static string Name => "fmax";
        public double Value(double x, double y) => double.MaxNumber(x, y);
        public T PartialX<T>(T x, T y, T z) where T : IElementary<T> => Shares.Greater(x, y, Shares.Unordered(y));
        public T PartialY<T>(T x, T y, T z) where T : IElementary<T> => Shares.Greater(y, x, Shares.Unordered(x));
    }

    /// <summary>
    /// min(max(x, y), z): x held between y and z (where y &gt; z, z). The derivative goes to whichever is the result, at a bound to x.
    /// </summary>
    public readonly struct Clamp : IIntegerTernaryRule
    {
        public static string Name => "clamp";
        public double Value(double x, double y, double z) => Math.Min(Math.Max(x, y), z);
        public long Value(long x, long y, long z) => Math.Min(Math.Max(x, y), z);

        public T PartialX<T>(T x, T y, T z, T w) where T : IElementary<T> =>
            T.WhereLess(x, y, T.Constant(0), T.WhereLess(z, x, T.Constant(0), T.Constant(1)));

        public T PartialY<T>(T x, T y, T z, T w) where T : IElementary<T> =>
            T.WhereLess(x, y, T.WhereLess(z, y, T.Constant(0), T.Constant(1)), T.Constant(0));

        public T PartialZ<T>(T x, T y, T z, T w) where T : IElementary<T> =>
            T.WhereLess(z, x, T.Constant(1), T.WhereLess(z, y, T.Constant(1), T.Constant(0)));
    }

    /// <summary>Who has the derivative of a minimum or maximum.</summary>
    internal static class Shares
    {
        /// <summary>The share of x in min(x, y): 1, 1/2 or 0; <paramref name="otherwise"/> where y &lt; x or one is NaN.</summary>
        public static T Lesser<T>(T x, T y, T otherwise) where T : IElementary<T> =>
            T.WhereLess(x, y, T.Constant(1), T.WhereEqual(x, y, T.Constant(0.5), otherwise));

        /// <summary>The share of x in max(x, y); <paramref name="otherwise"/> where x &lt; y or one is NaN.</summary>
        public static T Greater<T>(T x, T y, T otherwise) where T : IElementary<T> =>
            T.WhereLess(y, x, T.Constant(1), T.WhereEqual(x, y, T.Constant(0.5), otherwise));

        /// <summary>The share of x where y wins or one is NaN, if a NaN loses: 1 if y is NaN.</summary>
        public static T Unordered<T>(T y) where T : IElementary<T> => T.WhereEqual(y, y, T.Constant(0), T.Constant(1));
    }
}

namespace Aresta.Numerics
{
    public static partial class Elementary
    {
        /// <summary>The lesser of two numbers; NaN if either is.</summary>
        public static T Min<T>(T x, T y) where T : IElementary<T> => T.Apply(new Min(), x, y);

        /// <summary>The greater of two numbers; NaN if either is.</summary>
        public static T Max<T>(T x, T y) where T : IElementary<T> => T.Apply(new Max(), x, y);

        /// <summary>The lesser of two numbers, ignoring a NaN.</summary>
        public static T FMin<T>(T x, T y) where T : IElementary<T> => T.Apply(new FMin(), x, y);

        /// <summary>The greater of two numbers, ignoring a NaN.</summary>
        public static T FMax<T>(T x, T y) where T : IElementary<T> => T.Apply(new FMax(), x, y);

        /// <summary>x held between <paramref name="min"/> and <paramref name="max"/>.</summary>
        public static T Clamp<T>(T x, T min, T max) where T : IElementary<T> => T.Apply(new Clamp(), x, min, max);
    }
}
