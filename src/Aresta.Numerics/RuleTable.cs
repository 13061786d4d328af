using Aresta.Numerics.Rules;

namespace Aresta.Numerics;

/// <summary>Every scalar function that Aresta knows. A rule that does not stand here does not exist: tests walk this list.</summary>
public static class RuleTable
{
    /// <summary>Shows every rule to <paramref name="visitor"/>, in a fixed order.</summary>
    public static void Accept(IRuleVisitor visitor)
    {
        ArgumentNullException.ThrowIfNull(visitor);

        // Arithmetic
        visitor.Binary<Add>();
        visitor.Binary<Subtract>();
        visitor.Binary<Multiply>();
        visitor.Binary<Divide>();
        visitor.Unary<Negate>();
        visitor.Unary<Reciprocal>();
        visitor.Unary<Square>();

        // Powers
        visitor.Binary<Power>();
        visitor.Ordered<IntegerPower>();
        visitor.Unary<Sqrt>();
        visitor.Unary<Cbrt>();
        visitor.Unary<Rsqrt>();

        // Exponentials and logarithms
        visitor.Unary<Exp>();
        visitor.Unary<Exp2>();
        visitor.Unary<Exp10>();
        visitor.Unary<Expm1>();
        visitor.Unary<Gaussian>();
        visitor.Unary<Log>();
        visitor.Unary<Log2>();
        visitor.Unary<Log10>();
        visitor.Unary<Log1p>();
        visitor.Binary<Xlogy>();
        visitor.Binary<Xlog1py>();
        visitor.Binary<LogAddExp>();

        // Logistic
        visitor.Unary<Sigmoid>();
        visitor.Unary<LogSigmoid>();
        visitor.Unary<Softplus>();
        visitor.Unary<Logit>();

        // Trigonometric
        visitor.Unary<Sin>();
        visitor.Unary<Cos>();
        visitor.Unary<Tan>();
        visitor.Unary<Asin>();
        visitor.Unary<Acos>();
        visitor.Unary<Atan>();
        visitor.Binary<Atan2>();
        visitor.Binary<Hypot>();

        visitor.Unary<Sec>();
        visitor.Unary<Csc>();
        visitor.Unary<Cot>();
        visitor.Unary<Asec>();
        visitor.Unary<Acsc>();
        visitor.Unary<Acot>();
        visitor.Unary<SinPi>();
        visitor.Unary<CosPi>();
        visitor.Unary<TanPi>();
        visitor.Unary<Sinc>();
        visitor.Ordered<SincDerivative>();

        // Hyperbolic
        visitor.Unary<Sinh>();
        visitor.Unary<Cosh>();
        visitor.Unary<Tanh>();
        visitor.Unary<Asinh>();
        visitor.Unary<Acosh>();
        visitor.Unary<Atanh>();
        visitor.Unary<Sech>();
        visitor.Unary<Csch>();
        visitor.Unary<Coth>();
        visitor.Unary<Asech>();
        visitor.Unary<Acsch>();
        visitor.Unary<Acoth>();

        // Error, gamma and Bessel functions
        visitor.Unary<Erf>();
        visitor.Unary<Erfc>();
        visitor.Unary<Erfcx>();
        visitor.Unary<Erfinv>();
        visitor.Unary<Erfcinv>();
        visitor.Unary<Lgamma>();
        visitor.Unary<Digamma>();
        visitor.Ordered<Polygamma>();
        visitor.Ordered<BesselJ>();
        visitor.Ordered<BesselY>();
        visitor.Ordered<BesselI>();
        visitor.Ordered<BesselIe>();

        // Signs, extremes, rounding
        visitor.Unary<Abs>();
        visitor.Unary<Sign>();
        visitor.Binary<CopySign>();
        visitor.Binary<Min>();
        visitor.Binary<Max>();
        visitor.Binary<FMin>();
        visitor.Binary<FMax>();
        visitor.Ternary<Clamp>();
        visitor.Unary<Floor>();
        visitor.Unary<Ceil>();
        visitor.Unary<Round>();
        visitor.Unary<Truncate>();
        visitor.Binary<Remainder>();
        visitor.Binary<FMod>();
        visitor.Binary<FloorDivide>();

        // Comparisons
        visitor.Comparison<Less>();
        visitor.Comparison<LessOrEqual>();
        visitor.Comparison<Greater>();
        visitor.Comparison<GreaterOrEqual>();
        visitor.Comparison<Equal>();
        visitor.Comparison<NotEqual>();
    }
}
