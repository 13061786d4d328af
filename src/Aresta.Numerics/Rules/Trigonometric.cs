using Aresta.Numerics.Rules;
using Aresta.Numerics.Special;

namespace Aresta.Numerics.Rules
{
    /// <summary>sin(x + h) ≈ y + cos x·h</summary>
    public readonly struct Sin : IUnaryRule
    {
        public static string Name => "sin";
        public double Value(double x) => LargeAngles.Sin(x);
        public T Partial<T>(T x, T y) where T : IElementary<T> => Elementary.Cos(x);
    }

    /// <summary>cos(x + h) ≈ y − sin x·h</summary>
    public readonly struct Cos : IUnaryRule
    {
        public static string Name => "cos";
        public double Value(double x) => LargeAngles.Cos(x);
        public T Partial<T>(T x, T y) where T : IElementary<T> => -Elementary.Sin(x);
    }

    /// <summary>tan(x + h) ≈ y + (1 + y²)·h</summary>
    public readonly struct Tan : IUnaryRule
    {
        public static string Name => "tan";
        public double Value(double x) => LargeAngles.Tan(x);
        public T Partial<T>(T x, T y) where T : IElementary<T> => T.Constant(1) + y * y;
    }

    /// <summary>asin(x + h) ≈ y + h/√((1 − x)(1 + x)), which unlike 1 − x² does not cancel near ±1</summary>
    public readonly struct Asin : IUnaryRule
    {
        public static string Name => "asin";
        public double Value(double x) => Math.Asin(x);
        public T Partial<T>(T x, T y) where T : IElementary<T> =>
            Elementary.Rsqrt((T.Constant(1) - x) * (T.Constant(1) + x));
    }

    /// <summary>acos(x + h) ≈ y − h/√((1 − x)(1 + x))</summary>
    public readonly struct Acos : IUnaryRule
    {
        public static string Name => "acos";
        public double Value(double x) => Math.Acos(x);
        public T Partial<T>(T x, T y) where T : IElementary<T> =>
            -Elementary.Rsqrt((T.Constant(1) - x) * (T.Constant(1) + x));
    }

    /// <summary>atan(x + h) ≈ y + h/(1 + x²)</summary>
    public readonly struct Atan : IUnaryRule
    {
        public static string Name => "atan";
        public double Value(double x) => Math.Atan(x);
        public T Partial<T>(T x, T y) where T : IElementary<T> => T.Constant(1) / (T.Constant(1) + x * x);
    }

    /// <summary>The angle of the point (y, x), the ordinate first: atan2(x + h, y + k) ≈ z + (y·h − x·k)/r², where r² = x² + y²</summary>
    /// <remarks>Divided by r twice, so that r² neither overflows nor underflows. At the origin, where there is no angle: 0.</remarks>
    public readonly struct Atan2 : IBinaryRule
    {
        public static string Name => "atan2";
        public double Value(double x, double y) => Math.Atan2(x, y);
        public T PartialX<T>(T x, T y, T z) where T : IElementary<T> => OverSquaredRadius(y, Elementary.Hypot(x, y));
        public T PartialY<T>(T x, T y, T z) where T : IElementary<T> => OverSquaredRadius(-x, Elementary.Hypot(x, y));

        private static T OverSquaredRadius<T>(T x, T r) where T : IElementary<T> =>
            T.WhereEqual(r, T.Constant(0), T.Constant(0), x / r / r);
    }

    /// <summary>√((x + h)² + (y + k)²) ≈ z + (x·h + y·k)/z; at the origin 0</summary>
    public readonly struct Hypot : IBinaryRule
    {
        public static string Name => "hypot";
        public double Value(double x, double y) => double.Hypot(x, y);
        public T PartialX<T>(T x, T y, T z) where T : IElementary<T> => T.WhereEqual(z, T.Constant(0), T.Constant(0), x / z);
        public T PartialY<T>(T x, T y, T z) where T : IElementary<T> => T.WhereEqual(z, T.Constant(0), T.Constant(0), y / z);
    }
}

namespace Aresta.Numerics
{
    public static partial class Elementary
    {
        /// <summary>The sine of x radians.</summary>
        public static T Sin<T>(T x) where T : IElementary<T> => T.Apply(new Sin(), x);

        /// <summary>The cosine of x radians.</summary>
        public static T Cos<T>(T x) where T : IElementary<T> => T.Apply(new Cos(), x);

        /// <summary>The tangent of x radians.</summary>
        public static T Tan<T>(T x) where T : IElementary<T> => T.Apply(new Tan(), x);

        /// <summary>The angle in [−π/2, π/2] whose sine is x.</summary>
        public static T Asin<T>(T x) where T : IElementary<T> => T.Apply(new Asin(), x);

        /// <summary>The angle in [0, π] whose cosine is x.</summary>
        public static T Acos<T>(T x) where T : IElementary<T> => T.Apply(new Acos(), x);

        /// <summary>The angle in [−π/2, π/2] whose tangent is x.</summary>
        public static T Atan<T>(T x) where T : IElementary<T> => T.Apply(new Atan(), x);

        /// <summary>The angle in [−π, π] of the point (x, y); the ordinate is the first argument.</summary>
        public static T Atan2<T>(T y, T x) where T : IElementary<T> => T.Apply(new Atan2(), y, x);

        /// <summary>√(x² + y²) without overflow.</summary>
        public static T Hypot<T>(T x, T y) where T : IElementary<T> => T.Apply(new Hypot(), x, y);
    }
}
