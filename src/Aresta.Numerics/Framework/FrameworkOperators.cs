namespace Aresta.Numerics;

/// <summary>
/// The operators that generic math has beside + − × ÷, for code that names a number type instead of a type parameter:
/// <c>x &lt; y</c> for two dual numbers. They are those of <see cref="Framework.IFrameworkNumber{TSelf}"/>.
/// </summary>
public static class FrameworkOperators
{
    extension<T>(T) where T : struct, Framework.IFrameworkNumber<T>
    {
        /// <summary>Whether the values are the same, whatever the derivatives.</summary>
        public static bool operator ==(T left, T right) => T.ToDouble(left) == T.ToDouble(right);

        /// <summary>Whether the values differ, whatever the derivatives.</summary>
        public static bool operator !=(T left, T right) => T.ToDouble(left) != T.ToDouble(right);

        /// <summary>Whether the value of <paramref name="left"/> is the lesser.</summary>
        public static bool operator <(T left, T right) => T.ToDouble(left) < T.ToDouble(right);

        /// <summary>Whether the value of <paramref name="left"/> is the greater.</summary>
        public static bool operator >(T left, T right) => T.ToDouble(left) > T.ToDouble(right);

        /// <summary>Whether the value of <paramref name="left"/> is the lesser, or the same.</summary>
        public static bool operator <=(T left, T right) => T.ToDouble(left) <= T.ToDouble(right);

        /// <summary>Whether the value of <paramref name="left"/> is the greater, or the same.</summary>
        public static bool operator >=(T left, T right) => T.ToDouble(left) >= T.ToDouble(right);

        /// <summary>The remainder of a division, with the sign of the dividend.</summary>
        public static T operator %(T left, T right) => T.Apply(new Rules.FMod(), left, right);
    }
}
