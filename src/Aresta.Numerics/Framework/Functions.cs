using System.Numerics;
using Aresta.Numerics.Rules;

namespace Aresta.Numerics.Framework;

public partial interface IFrameworkNumber<TSelf>
{
    static TSelf IPowerFunctions<TSelf>.Pow(TSelf x, TSelf y) => TSelf.Apply(new Power(), x, y);
    static TSelf IRootFunctions<TSelf>.Sqrt(TSelf x) => TSelf.Apply(new Sqrt(), x);
    static TSelf IRootFunctions<TSelf>.Cbrt(TSelf x) => TSelf.Apply(new Cbrt(), x);
    static TSelf IRootFunctions<TSelf>.Hypot(TSelf x, TSelf y) => TSelf.Apply(new Hypot(), x, y);

    /// <remarks>Odd roots of negative numbers are negative; there is no root of order 0.</remarks>
    static TSelf IRootFunctions<TSelf>.RootN(TSelf x, int n) => n switch
    {
        0 => TSelf.Constant(double.NaN),
        1 => x,
        2 => TSelf.Apply(new Sqrt(), x),
        3 => TSelf.Apply(new Cbrt(), x),
        -1 => TSelf.Apply(new Reciprocal(), x),
        _ when (n & 1) != 0 && TSelf.ToDouble(x) < 0 => -TSelf.Apply(new Power(), -x, TSelf.Constant(1.0 / n)),
        _ => TSelf.Apply(new Power(), x, TSelf.Constant(1.0 / n)),
    };

    static TSelf IExponentialFunctions<TSelf>.Exp(TSelf x) => TSelf.Apply(new Exp(), x);
    static TSelf IExponentialFunctions<TSelf>.Exp2(TSelf x) => TSelf.Apply(new Exp2(), x);
    static TSelf IExponentialFunctions<TSelf>.Exp10(TSelf x) => TSelf.Apply(new Exp10(), x);
    static TSelf IExponentialFunctions<TSelf>.ExpM1(TSelf x) => TSelf.Apply(new Expm1(), x);
    static TSelf IExponentialFunctions<TSelf>.Exp2M1(TSelf x) => TSelf.Apply(new Expm1(), Times(x, Special.Constants.Ln2));
    static TSelf IExponentialFunctions<TSelf>.Exp10M1(TSelf x) => TSelf.Apply(new Expm1(), Times(x, Special.Constants.Ln10));

    static TSelf ILogarithmicFunctions<TSelf>.Log(TSelf x) => TSelf.Apply(new Log(), x);
    static TSelf ILogarithmicFunctions<TSelf>.Log(TSelf x, TSelf newBase) => TSelf.Apply(new Log(), x) / TSelf.Apply(new Log(), newBase);
    static TSelf ILogarithmicFunctions<TSelf>.Log2(TSelf x) => TSelf.Apply(new Log2(), x);
    static TSelf ILogarithmicFunctions<TSelf>.Log10(TSelf x) => TSelf.Apply(new Log10(), x);
    static TSelf ILogarithmicFunctions<TSelf>.LogP1(TSelf x) => TSelf.Apply(new Log1p(), x);
    static TSelf ILogarithmicFunctions<TSelf>.Log2P1(TSelf x) => Times(TSelf.Apply(new Log1p(), x), Special.Constants.InverseLn2);
    static TSelf ILogarithmicFunctions<TSelf>.Log10P1(TSelf x) => Times(TSelf.Apply(new Log1p(), x), Special.Constants.InverseLn10);

    static TSelf ITrigonometricFunctions<TSelf>.Sin(TSelf x) => TSelf.Apply(new Sin(), x);
    static TSelf ITrigonometricFunctions<TSelf>.Cos(TSelf x) => TSelf.Apply(new Cos(), x);
    static TSelf ITrigonometricFunctions<TSelf>.Tan(TSelf x) => TSelf.Apply(new Tan(), x);
    static (TSelf Sin, TSelf Cos) ITrigonometricFunctions<TSelf>.SinCos(TSelf x) =>
        (TSelf.Apply(new Sin(), x), TSelf.Apply(new Cos(), x));

    static TSelf ITrigonometricFunctions<TSelf>.SinPi(TSelf x) => TSelf.Apply(new SinPi(), x);
    static TSelf ITrigonometricFunctions<TSelf>.CosPi(TSelf x) => TSelf.Apply(new CosPi(), x);
    static TSelf ITrigonometricFunctions<TSelf>.TanPi(TSelf x) => TSelf.Apply(new TanPi(), x);
    static (TSelf SinPi, TSelf CosPi) ITrigonometricFunctions<TSelf>.SinCosPi(TSelf x) =>
        (TSelf.Apply(new SinPi(), x), TSelf.Apply(new CosPi(), x));

    static TSelf ITrigonometricFunctions<TSelf>.Asin(TSelf x) => TSelf.Apply(new Asin(), x);
    static TSelf ITrigonometricFunctions<TSelf>.Acos(TSelf x) => TSelf.Apply(new Acos(), x);
    static TSelf ITrigonometricFunctions<TSelf>.Atan(TSelf x) => TSelf.Apply(new Atan(), x);
    static TSelf ITrigonometricFunctions<TSelf>.AsinPi(TSelf x) => Times(TSelf.Apply(new Asin(), x), 1 / Math.PI);
    static TSelf ITrigonometricFunctions<TSelf>.AcosPi(TSelf x) => Times(TSelf.Apply(new Acos(), x), 1 / Math.PI);
    static TSelf ITrigonometricFunctions<TSelf>.AtanPi(TSelf x) => Times(TSelf.Apply(new Atan(), x), 1 / Math.PI);
    static TSelf ITrigonometricFunctions<TSelf>.DegreesToRadians(TSelf degrees) => Times(degrees, Math.PI / 180);
    static TSelf ITrigonometricFunctions<TSelf>.RadiansToDegrees(TSelf radians) => Times(radians, 180 / Math.PI);
    static TSelf IFloatingPointIeee754<TSelf>.Atan2(TSelf y, TSelf x) => TSelf.Apply(new Atan2(), y, x);
    static TSelf IFloatingPointIeee754<TSelf>.Atan2Pi(TSelf y, TSelf x) => Times(TSelf.Apply(new Atan2(), y, x), 1 / Math.PI);

    static TSelf IHyperbolicFunctions<TSelf>.Sinh(TSelf x) => TSelf.Apply(new Sinh(), x);
    static TSelf IHyperbolicFunctions<TSelf>.Cosh(TSelf x) => TSelf.Apply(new Cosh(), x);
    static TSelf IHyperbolicFunctions<TSelf>.Tanh(TSelf x) => TSelf.Apply(new Tanh(), x);
    static TSelf IHyperbolicFunctions<TSelf>.Asinh(TSelf x) => TSelf.Apply(new Asinh(), x);
    static TSelf IHyperbolicFunctions<TSelf>.Acosh(TSelf x) => TSelf.Apply(new Acosh(), x);
    static TSelf IHyperbolicFunctions<TSelf>.Atanh(TSelf x) => TSelf.Apply(new Atanh(), x);

    private static TSelf Times(TSelf x, double factor) => TSelf.Constant(factor) * x;
}
