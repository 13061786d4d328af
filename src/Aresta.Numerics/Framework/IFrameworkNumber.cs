using System.Numerics;
using Aresta.Numerics.Rules;

namespace Aresta.Numerics.Framework;

/// <summary>
/// The framework's generic math for every number type, written once: what <c>INumber&lt;T&gt;</c>, <c>ITrigonometricFunctions&lt;T&gt;</c>
/// and the others ask is answered by the four operations, the rule table and the value. So generic code that knows nothing of Aresta,
/// a user's or the framework's own, is differentiated as it stands.
/// </summary>
/// <remarks>
/// <para>A number type lists this interface and adds nothing but <c>Equals</c>, <c>CompareTo</c> and <c>ToString</c>. All members are
/// explicit defaults of the framework's interfaces: they are reached through a type parameter, as in <c>T.Sqrt(x)</c> where T is an
/// <c>IRootFunctions&lt;T&gt;</c>; by hand one writes <c>Elementary.Sqrt(x)</c>.</para>
/// <para>Comparisons and predicates act on the value (the primal of all primals), <c>==</c> too. <c>Equals</c>, which has to agree with
/// hash codes, compares all parts.</para>
/// </remarks>
/// <typeparam name="TSelf">The number type itself.</typeparam>
public partial interface IFrameworkNumber<TSelf> : IReal<TSelf>, IFloatingPointIeee754<TSelf>, IMinMaxValue<TSelf>
    where TSelf : IFrameworkNumber<TSelf>
{
    static TSelf INumberBase<TSelf>.Zero => TSelf.Constant(0);
    static TSelf INumberBase<TSelf>.One => TSelf.Constant(1);
    static int INumberBase<TSelf>.Radix => 2;
    static TSelf IAdditiveIdentity<TSelf, TSelf>.AdditiveIdentity => TSelf.Constant(0);
    static TSelf IMultiplicativeIdentity<TSelf, TSelf>.MultiplicativeIdentity => TSelf.Constant(1);
    static TSelf ISignedNumber<TSelf>.NegativeOne => TSelf.Constant(-1);

    static TSelf IUnaryPlusOperators<TSelf, TSelf>.operator +(TSelf value) => value;
    static TSelf IIncrementOperators<TSelf>.operator ++(TSelf value) => value + TSelf.Constant(1);
    static TSelf IDecrementOperators<TSelf>.operator --(TSelf value) => value - TSelf.Constant(1);

    // C#'s % has the sign of the dividend, as C's fmod.
    static TSelf IModulusOperators<TSelf, TSelf, TSelf>.operator %(TSelf left, TSelf right) => TSelf.Apply(new FMod(), left, right);

    static TSelf INumberBase<TSelf>.Abs(TSelf value) => TSelf.Apply(new Abs(), value);
    static TSelf INumber<TSelf>.CopySign(TSelf value, TSelf sign) => TSelf.Apply(new CopySign(), value, sign);
    static TSelf INumber<TSelf>.Max(TSelf x, TSelf y) => TSelf.Apply(new Max(), x, y);
    static TSelf INumber<TSelf>.Min(TSelf x, TSelf y) => TSelf.Apply(new Min(), x, y);
    static TSelf INumber<TSelf>.MaxNumber(TSelf x, TSelf y) => TSelf.Apply(new FMax(), x, y);
    static TSelf INumber<TSelf>.MinNumber(TSelf x, TSelf y) => TSelf.Apply(new FMin(), x, y);

    static TSelf INumber<TSelf>.Clamp(TSelf value, TSelf min, TSelf max) => TSelf.ToDouble(min) > TSelf.ToDouble(max)
        ? throw new ArgumentException($"The lower bound {min} is above the upper bound {max}.", nameof(min))
        : TSelf.Apply(new Clamp(), value, min, max);

    static TSelf INumberBase<TSelf>.MaxMagnitude(TSelf x, TSelf y) =>
        Chosen(x, y, double.MaxMagnitude(TSelf.ToDouble(x), TSelf.ToDouble(y)));

    static TSelf INumberBase<TSelf>.MaxMagnitudeNumber(TSelf x, TSelf y) =>
        Chosen(x, y, double.MaxMagnitudeNumber(TSelf.ToDouble(x), TSelf.ToDouble(y)));

    static TSelf INumberBase<TSelf>.MinMagnitude(TSelf x, TSelf y) =>
        Chosen(x, y, double.MinMagnitude(TSelf.ToDouble(x), TSelf.ToDouble(y)));

    static TSelf INumberBase<TSelf>.MinMagnitudeNumber(TSelf x, TSelf y) =>
        Chosen(x, y, double.MinMagnitudeNumber(TSelf.ToDouble(x), TSelf.ToDouble(y)));

    /// <summary>Whichever of two numbers has the value <paramref name="winner"/>, to the sign of a zero; of two such the first.</summary>
    private static TSelf Chosen(TSelf x, TSelf y, double winner) =>
        BitConverter.DoubleToInt64Bits(TSelf.ToDouble(x)) == BitConverter.DoubleToInt64Bits(winner) || double.IsNaN(winner)
            && double.IsNaN(TSelf.ToDouble(x)) ? x : y;
}
