using Aresta.Numerics.Rules;

namespace Aresta.Numerics.Rules
{
    /// <summary>x − y·⌊x/y⌋, which has the sign of y: remainder(x + h, y + k) ≈ z + h − ⌊x/y⌋·k</summary>
    public readonly struct Remainder : IIntegerBinaryRule
    {
        public static string Name => "remainder";

        public double Value(double x, double y)
        {
            var z = x % y;
            if (z == 0)
                return Math.CopySign(0, y);
            return (z < 0) == (y < 0) || double.IsNaN(z) ? z : z + y;
        }

        public long Value(long x, long y)
        {
            if (y == -1)
                return 0; // Dividing the least integer by −1 overflows.
            var z = x % y;
            return z != 0 && (z < 0) != (y < 0) ? z + y : z;
        }

        public T PartialX<T>(T x, T y, T z) where T : IElementary<T> => T.Constant(1);
        public T PartialY<T>(T x, T y, T z) where T : IElementary<T> => -Elementary.FloorDivide(x, y);
    }

    /// <summary>x − y·trunc(x/y), which has the sign of x (C's fmod): fmod(x + h, y + k) ≈ z + h − trunc(x/y)·k</summary>
    public readonly struct FMod : IIntegerBinaryRule
    {
        public static string Name => "fmod";
        public double Value(double x, double y) => x % y;
        public long Value(long x, long y) => y == -1 ? 0 : x % y;
        public T PartialX<T>(T x, T y, T z) where T : IElementary<T> => T.Constant(1);

        // (x − z)/y is the quotient up to rounding; trunc(x/y) could be the next integer where x/y rounds up to one.
        public T PartialY<T>(T x, T y, T z) where T : IElementary<T> => -Elementary.Round((x - z) / y);
    }

    /// <summary>⌊x/y⌋, consistent with <see cref="Remainder"/>: flat</summary>
    public readonly struct FloorDivide : IIntegerBinaryRule
    {
        public static string Name => "floor_divide";

        public double Value(double x, double y)
        {
            var quotient = x / y;
            if (y == 0 || !double.IsFinite(quotient))
                return Math.Floor(quotient);
            // x/y may round up to an integer that the quotient does not reach; what is left after the remainder is near y times an integer.
            var z = x % y;
            var truncated = Math.Round((x - z) / y);
            return z != 0 && (z < 0) != (y < 0) ? truncated - 1 : truncated == 0 ? Math.CopySign(0, quotient) : truncated;
        }

        public long Value(long x, long y)
        {
            if (y == -1)
                return -x;
            var quotient = x / y;
            return x % y != 0 && (x < 0) != (y < 0) ? quotient - 1 : quotient;
        }

        public T PartialX<T>(T x, T y, T z) where T : IElementary<T> => T.Constant(0);
        public T PartialY<T>(T x, T y, T z) where T : IElementary<T> => T.Constant(0);
    }
}

namespace Aresta.Numerics
{
    public static partial class Elementary
    {
        /// <summary>The remainder of x ÷ y with the sign of y, as in Python.</summary>
        public static T Remainder<T>(T x, T y) where T : IElementary<T> => T.Apply(new Remainder(), x, y);

        /// <summary>The remainder of x ÷ y with the sign of x, as in C.</summary>
        public static T FMod<T>(T x, T y) where T : IElementary<T> => T.Apply(new FMod(), x, y);

        /// <summary>The greatest integer ≤ x ÷ y.</summary>
        public static T FloorDivide<T>(T x, T y) where T : IElementary<T> => T.Apply(new FloorDivide(), x, y);
    }
}
