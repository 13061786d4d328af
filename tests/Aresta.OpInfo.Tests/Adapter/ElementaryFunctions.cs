using Aresta.Functions;
using Aresta.Primitives;
using static Aresta.Numerics.Elementary;

namespace Aresta.OpInfo.Tests.Adapter;

/// <summary>Functions of the rule table, and what is written with operators alone.</summary>
internal static class ElementaryFunctions
{
    public static OperationTable Table { get; } = new()
    {
        { "abs", c => Abs(c.X) },
        { "acos", c => Acos(c.X) },
        { "acosh", c => Acosh(c.X) },
        { "add", c => c.X + c.Real(2, "alpha", 1) * c[1] },
        { "addcdiv", c => c.X + c.Real(3, "value", 1) * c[1] / c[2] },
        { "addcmul", c => c.X + c.Real(3, "value", 1) * c[1] * c[2] },
        { "asin", c => Asin(c.X) },
        { "asinh", c => Asinh(c.X) },
        { "atan", c => Atan(c.X) },
        { "atan2", c => Atan2(c.X, c[1]) },
        { "atanh", c => Atanh(c.X) },
        { "ceil", c => Ceil(c.X) },
        { "clamp", c => (c.OptionalValue(1, "min"), c.OptionalValue(2, "max")) switch
            {
                ({ } low, { } high) => Clamp(c.X, low, high),
                ({ } low, null) => Max(c.X, low),
                (null, { } high) => Min(c.X, high),
                _ => c.X,
            }
        },
        { "clamp_max", c => Min(c.X, c[1]) },
        { "clamp_min", c => Max(c.X, c[1]) },
        { "copysign", c => CopySign(c.X, c[1]) },
        { "cos", c => Cos(c.X) },
        { "cosh", c => Cosh(c.X) },
        { "deg2rad", c => c.X.DegreesToRadians() },
        { "digamma", c => Digamma(c.X) },
        { "div", c => c.Text(2, "rounding_mode", "none") switch
            {
                "floor" => FloorDivide(c.X, c[1]),
                "trunc" => Truncate(c.X / c[1]),
                _ => c.X / c[1],
            }
        },
        { "erf", c => Erf(c.X) },
        { "erfinv", c => Erfinv(c.X) },
        { "exp", c => Exp(c.X) },
        { "exp2", c => Exp2(c.X) },
        { "expm1", c => Expm1(c.X) },
        { "floor", c => Floor(c.X) },
        { "fmax", c => FMax(c.X, c[1]) },
        { "fmin", c => FMin(c.X, c[1]) },
        { "fmod", c => FMod(c.X, c[1]) },
        { "frac", c => c.X.Fraction() },
        { "hypot", c => Hypot(c.X, c[1]) },
        { "lerp", c => c.X.Lerp(c[1], c[2]) },
        { "lgamma", c => Lgamma(c.X) },
        { "log", c => Log(c.X) },
        { "log10", c => Log10(c.X) },
        { "log1p", c => Log1p(c.X) },
        { "log2", c => Log2(c.X) },
        { "logaddexp", c => LogAddExp(c.X, c[1]) },
        { "logit", c => c.OptionalReal(1, "eps") is { } margin ? c.X.Logit(margin) : Logit(c.X) },
        { "maximum", c => Max(c.X, c[1]) },
        { "minimum", c => Min(c.X, c[1]) },
        { "mul", c => c.X * c[1] },
        { "neg", c => -c.X },
        { "nn.functional.logsigmoid", c => LogSigmoid(c.X) },
        { "polygamma", c => Polygamma(c.Int(1, "n"), c.X) },
        { "positive", c => c.X },
        { "pow", c => Power(c.X, c[1]) },
        { "rad2deg", c => c.X.RadiansToDegrees() },
        { "reciprocal", c => Reciprocal(c.X) },
        { "remainder", c => Remainder(c.X, c[1]) },
        { "round", c => c.Int(1, "decimals", 0) is var decimals and not 0 ? c.X.Round(decimals) : Round(c.X) },
        { "rsqrt", c => Rsqrt(c.X) },
        { "rsub", c => c[1] - c.Real(2, "alpha", 1) * c.X },
        { "sigmoid", c => Sigmoid(c.X) },
        { "sign", c => Sign(c.X) },
        { "sin", c => Sin(c.X) },
        { "sinc", c => Sinc(c.X) },
        { "sinh", c => Sinh(c.X) },
        { "sqrt", c => Sqrt(c.X) },
        { "square", c => Square(c.X) },
        { "sub", c => c.X - c.Real(2, "alpha", 1) * c[1] },
        { "tan", c => Tan(c.X) },
        { "tanh", c => Tanh(c.X) },
        { "trunc", c => Truncate(c.X) },
        { "where", c => Value.Where(c[1], c.X, c[2]) },
        { "xlogy", c => Xlogy(c.X, c[1]) },
    };
}
