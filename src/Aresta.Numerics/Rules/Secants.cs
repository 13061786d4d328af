using Aresta.Numerics.Rules;
using Aresta.Numerics.Special;

namespace Aresta.Numerics.Rules
{
    /// <summary>sec(x + h) ≈ y + y·tan x·h, where y = 1/cos x</summary>
    public readonly struct Sec : IUnaryRule
    {
        public static string Name => "sec";
        public double Value(double x) => 1 / LargeAngles.Cos(x);
        public T Partial<T>(T x, T y) where T : IElementary<T> => y * Elementary.Tan(x);
    }

    /// <summary>csc(x + h) ≈ y − y·cot x·h, where y = 1/sin x</summary>
    public readonly struct Csc : IUnaryRule
    {
        public static string Name => "csc";
        public double Value(double x) => 1 / LargeAngles.Sin(x);
        public T Partial<T>(T x, T y) where T : IElementary<T> => -y * Elementary.Cot(x);
    }

    /// <summary>cot(x + h) ≈ y − (1 + y²)·h, where y = 1/tan x</summary>
    public readonly struct Cot : IUnaryRule
    {
        public static string Name => "cot";
        public double Value(double x) => 1 / LargeAngles.Tan(x);
        public T Partial<T>(T x, T y) where T : IElementary<T> => -(T.Constant(1) + y * y);
    }

    /// <summary>asec(x + h) ≈ y + h/(|x|·√(x² − 1))</summary>
    /// <remarks>The angle of the point (1, √(x² − 1)), since acos(1/x) loses digits near x = 1.</remarks>
    public readonly struct Asec : IUnaryRule
    {
        public static string Name => "asec";

        public double Value(double x)
        {
            var angle = Math.Atan(Secants.Leg(Math.Abs(x)));
            return x < 0 ? Math.PI - angle : angle;
        }

        public T Partial<T>(T x, T y) where T : IElementary<T> => Secants.Slope(Elementary.Abs(x));
    }

    /// <summary>acsc(x + h) ≈ y − h/(|x|·√(x² − 1))</summary>
    public readonly struct Acsc : IUnaryRule
    {
        public static string Name => "acsc";
        public double Value(double x) => Math.CopySign(Math.Atan(1 / Secants.Leg(Math.Abs(x))), x);
        public T Partial<T>(T x, T y) where T : IElementary<T> => -Secants.Slope(Elementary.Abs(x));
    }

    /// <summary>acot(x + h) ≈ y − h/(1 + x²), where y = atan(1/x), which jumps at 0</summary>
    public readonly struct Acot : IUnaryRule
    {
        public static string Name => "acot";
        public double Value(double x) => Math.Atan(1 / x);
        public T Partial<T>(T x, T y) where T : IElementary<T> => T.Constant(-1) / (T.Constant(1) + x * x);
    }

    /// <summary>What the inverse secant and cosecant share, for x ≥ 1.</summary>
    internal static class Secants
    {
        /// <summary>√(x² − 1) without overflow.</summary>
        public static double Leg(double x) => Math.Sqrt(x - 1) * Math.Sqrt(x + 1);

        /// <summary>1/(x·√(x² − 1))</summary>
        public static T Slope<T>(T x) where T : IElementary<T> =>
            Elementary.Rsqrt(x - T.Constant(1)) * Elementary.Rsqrt(x + T.Constant(1)) / x;
    }
}

namespace Aresta.Numerics
{
    public static partial class Elementary
    {
        /// <summary>1/cos x</summary>
        public static T Sec<T>(T x) where T : IElementary<T> => T.Apply(new Sec(), x);

        /// <summary>1/sin x</summary>
        public static T Csc<T>(T x) where T : IElementary<T> => T.Apply(new Csc(), x);

        /// <summary>1/tan x</summary>
        public static T Cot<T>(T x) where T : IElementary<T> => T.Apply(new Cot(), x);

        /// <summary>The angle in [0, π] whose secant is x, for |x| ≥ 1.</summary>
        public static T Asec<T>(T x) where T : IElementary<T> => T.Apply(new Asec(), x);

        /// <summary>The angle in [−π/2, π/2] whose cosecant is x, for |x| ≥ 1.</summary>
        public static T Acsc<T>(T x) where T : IElementary<T> => T.Apply(new Acsc(), x);

        /// <summary>The angle in [−π/2, π/2] whose cotangent is x: atan(1/x).</summary>
        public static T Acot<T>(T x) where T : IElementary<T> => T.Apply(new Acot(), x);
    }
}
