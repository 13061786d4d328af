using Aresta.Numerics.Rules;

namespace Aresta.Numerics.Rules
{
    /// <summary>|x + h| ≈ y + sign x·h; at 0, where the slopes are −1 and 1, their mean 0</summary>
    public readonly struct Abs : IIntegerUnaryRule
    {
        public static string Name => "abs";
        public double Value(double x) => Math.Abs(x);
        public long Value(long x) => x < 0 ? -x : x;
        public T Partial<T>(T x, T y) where T : IElementary<T> => Elementary.Sign(x);
    }

    /// <summary>−1, 0 or 1 as x is negative, zero (of either sign, which it keeps) or positive: flat</summary>
    public readonly struct Sign : IIntegerUnaryRule
    {
        public static string Name => "sign";
        public double Value(double x) => x > 0 ? 1 : x < 0 ? -1 : x;
        public long Value(long x) => Math.Sign(x);
        public T Partial<T>(T x, T y) where T : IElementary<T> => T.Constant(0);
    }

    /// <summary>|x| with the sign bit of y: copysign(x + h, y + k) ≈ z + sign x·copysign(1, y)·h; as |x|, 0 at x = 0; flat in y</summary>
    public readonly struct CopySign : IBinaryRule
    {
        public static string Name => "copysign";
        public double Value(double x, double y) => Math.CopySign(x, y);
        public T PartialX<T>(T x, T y, T z) where T : IElementary<T> => Elementary.Sign(x) * Elementary.CopySign(T.Constant(1), y);
        public T PartialY<T>(T x, T y, T z) where T : IElementary<T> => T.Constant(0);
    }
}

namespace Aresta.Numerics
{
    public static partial class Elementary
    {
        /// <summary>|x|</summary>
        public static T Abs<T>(T x) where T : IElementary<T> => T.Apply(new Abs(), x);

        /// <summary>−1, 0 or 1 as x is negative, zero or positive.</summary>
        public static T Sign<T>(T x) where T : IElementary<T> => T.Apply(new Sign(), x);

        /// <summary>|x| with the sign of y.</summary>
        public static T CopySign<T>(T x, T y) where T : IElementary<T> => T.Apply(new CopySign(), x, y);
    }
}
