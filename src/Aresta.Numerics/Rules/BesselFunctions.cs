using Functions = Aresta.Numerics.Special.BesselFunctions;

namespace Aresta.Numerics.Rules
{
    /// <summary>Jₙ(x + h) ≈ y + (Jₙ₋₁(x) − Jₙ₊₁(x))/2·h, where J₋₁ = −J₁</summary>
    /// <param name="Order">n, from 0 to 1000</param>
    public readonly record struct BesselJ(int Order) : IOrderedRule<BesselJ>
    {
        public static string Name => "bessel_j";
        public static BesselJ WithOrder(int order) => new(BesselOrder.Check(order, Name));
        public double Value(double x) => Functions.J(Order, x);

        public T Partial<T>(T x, T y) where T : IElementary<T> => Order == 0
            ? -T.Apply(new BesselJ(1), x)
            : T.Constant(0.5) * (T.Apply(new BesselJ(Order - 1), x) - T.Apply(new BesselJ(Order + 1), x));
    }

    /// <summary>Yₙ(x + h) ≈ y + (Yₙ₋₁(x) − Yₙ₊₁(x))/2·h, where Y₋₁ = −Y₁</summary>
    /// <param name="Order">n, from 0 to 1000</param>
    public readonly record struct BesselY(int Order) : IOrderedRule<BesselY>
    {
        public static string Name => "bessel_y";
        public static BesselY WithOrder(int order) => new(BesselOrder.Check(order, Name));
        public double Value(double x) => Functions.Y(Order, x);

        public T Partial<T>(T x, T y) where T : IElementary<T> => Order == 0
            ? -T.Apply(new BesselY(1), x)
            : T.Constant(0.5) * (T.Apply(new BesselY(Order - 1), x) - T.Apply(new BesselY(Order + 1), x));
    }

    /// <summary>Iₙ(x + h) ≈ y + (Iₙ₋₁(x) + Iₙ₊₁(x))/2·h, where I₋₁ = I₁</summary>
    /// <param name="Order">n, from 0 to 1000</param>
    public readonly record struct BesselI(int Order) : IOrderedRule<BesselI>
    {
        public static string Name => "bessel_i";
        public static BesselI WithOrder(int order) => new(BesselOrder.Check(order, Name));
        public double Value(double x) => Functions.I(Order, x);

        public T Partial<T>(T x, T y) where T : IElementary<T> => Order == 0
            ? T.Apply(new BesselI(1), x)
            : T.Constant(0.5) * (T.Apply(new BesselI(Order - 1), x) + T.Apply(new BesselI(Order + 1), x));
    }

    /// <summary>y = e^(−|x|)·Iₙ(x), which does not overflow: its derivative is that of Iₙ, scaled alike, less sign x·y.</summary>
    /// <param name="Order">n, from 0 to 1000</param>
    public readonly record struct BesselIe(int Order) : IOrderedRule<BesselIe>
    {
        public static string Name => "bessel_ie";
        public static BesselIe WithOrder(int order) => new(BesselOrder.Check(order, Name));
        public double Value(double x) => Functions.ScaledI(Order, x);

        public T Partial<T>(T x, T y) where T : IElementary<T>
        {
            var slope = Order == 0
                ? T.Apply(new BesselIe(1), x)
                : T.Constant(0.5) * (T.Apply(new BesselIe(Order - 1), x) + T.Apply(new BesselIe(Order + 1), x));
            return slope - Elementary.Sign(x) * y;
        }
    }

    /// <summary>The orders there are here: the work at one argument can grow with the square of the order.</summary>
    internal static class BesselOrder
    {
        /// <summary>The order itself, if it is within the range of the family.</summary>
        public static int Check(int order, string name) => order is >= 0 and <= 1000
            ? order
            : throw new ArgumentOutOfRangeException(nameof(order), order, $"{name} takes orders from 0 to 1000.");
    }
}

namespace Aresta.Numerics
{
    public static partial class Elementary
    {
        /// <summary>The Bessel function of the first kind, of integer order n ≥ 0.</summary>
        public static T BesselJ<T>(int n, T x) where T : IElementary<T> => T.Apply(Rules.BesselJ.WithOrder(n), x);

        /// <summary>The Bessel function of the second kind, of integer order n ≥ 0, for x &gt; 0.</summary>
        public static T BesselY<T>(int n, T x) where T : IElementary<T> => T.Apply(Rules.BesselY.WithOrder(n), x);

        /// <summary>The modified Bessel function of the first kind, of integer order n ≥ 0.</summary>
        public static T BesselI<T>(int n, T x) where T : IElementary<T> => T.Apply(Rules.BesselI.WithOrder(n), x);

        /// <summary>e^(−|x|) times <see cref="BesselI"/>, which does not overflow.</summary>
        public static T BesselIe<T>(int n, T x) where T : IElementary<T> => T.Apply(Rules.BesselIe.WithOrder(n), x);
    }
}
