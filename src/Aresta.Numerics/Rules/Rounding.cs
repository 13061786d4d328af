using Aresta.Numerics.Rules;

namespace Aresta.Numerics.Rules
{
    /// <summary>The greatest integer ≤ x: flat</summary>
    public readonly struct Floor : IUnaryRule
    {
        public static string Name => "floor";
        public double Value(double x) => Math.Floor(x);
        public T Partial<T>(T x, T y) where T : IElementary<T> => T.Constant(0);
    }

    /// <summary>The least integer ≥ x: flat</summary>
    public readonly struct Ceil : IUnaryRule
    {
        public static string Name => "ceil";
        public double Value(double x) => Math.Ceiling(x);
        public T Partial<T>(T x, T y) where T : IElementary<T> => T.Constant(0);
    }

    /// <summary>The nearest integer, the even one of two: flat</summary>
    public readonly struct Round : IUnaryRule
    {
        public static string Name => "round";
        public double Value(double x) => Math.Round(x, MidpointRounding.ToEven);
        public T Partial<T>(T x, T y) where T : IElementary<T> => T.Constant(0);
    }

    /// <summary>The integer part, toward zero: flat</summary>
    public readonly struct Truncate : IUnaryRule
    {
        public static string Name => "truncate";
        public double Value(double x) => Math.Truncate(x);
        public T Partial<T>(T x, T y) where T : IElementary<T> => T.Constant(0);
    }
}

namespace Aresta.Numerics
{
    public static partial class Elementary
    {
        /// <summary>The greatest integer ≤ x.</summary>
        public static T Floor<T>(T x) where T : IElementary<T> => T.Apply(new Floor(), x);

        /// <summary>The least integer ≥ x.</summary>
        public static T Ceil<T>(T x) where T : IElementary<T> => T.Apply(new Ceil(), x);

        /// <summary>The nearest integer; halves go to the even one.</summary>
        public static T Round<T>(T x) where T : IElementary<T> => T.Apply(new Round(), x);

        /// <summary>The integer part, toward zero.</summary>
        public static T Truncate<T>(T x) where T : IElementary<T> => T.Apply(new Truncate(), x);
    }
}
