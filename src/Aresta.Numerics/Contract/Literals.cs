namespace Aresta.Numerics;

/// <summary>
/// Literals in code that is generic over the number type: <c>2 * x + 1</c> instead of <c>T.Constant(2) * x + T.Constant(1)</c>.
/// </summary>
public static class Literals
{
    extension<T>(T) where T : IElementary<T>
    {
        /// <summary>x + y</summary>
        public static T operator +(T x, double y) => x + T.Constant(y);

        /// <summary>x + y</summary>
        public static T operator +(double x, T y) => T.Constant(x) + y;

        /// <summary>x − y</summary>
        public static T operator -(T x, double y) => x - T.Constant(y);

        /// <summary>x − y</summary>
        public static T operator -(double x, T y) => T.Constant(x) - y;

        /// <summary>x · y</summary>
        public static T operator *(T x, double y) => x * T.Constant(y);

        /// <summary>x · y</summary>
        public static T operator *(double x, T y) => T.Constant(x) * y;

        /// <summary>x ÷ y</summary>
        public static T operator /(T x, double y) => x / T.Constant(y);

        /// <summary>x ÷ y</summary>
        public static T operator /(double x, T y) => T.Constant(x) / y;
    }
}
