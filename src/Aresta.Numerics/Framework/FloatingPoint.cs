using System.Numerics;
using Aresta.Numerics.Rules;

namespace Aresta.Numerics.Framework;

/// <remarks>What asks for the bits of a number is told those of its value: the shape of an IEEE double, or of a float.</remarks>
public partial interface IFrameworkNumber<TSelf>
{
    static TSelf IFloatingPointConstants<TSelf>.E => TSelf.Constant(Math.E);
    static TSelf IFloatingPointConstants<TSelf>.Pi => TSelf.Constant(Math.PI);
    static TSelf IFloatingPointConstants<TSelf>.Tau => TSelf.Constant(Math.Tau);
    static TSelf IFloatingPointIeee754<TSelf>.Epsilon => TSelf.Constant(IsSingle ? float.Epsilon : double.Epsilon);
    static TSelf IFloatingPointIeee754<TSelf>.NaN => TSelf.Constant(double.NaN);
    static TSelf IFloatingPointIeee754<TSelf>.NegativeInfinity => TSelf.Constant(double.NegativeInfinity);
    static TSelf IFloatingPointIeee754<TSelf>.PositiveInfinity => TSelf.Constant(double.PositiveInfinity);
    static TSelf IFloatingPointIeee754<TSelf>.NegativeZero => TSelf.Constant(-0.0);
    static TSelf IMinMaxValue<TSelf>.MaxValue => TSelf.Constant(IsSingle ? float.MaxValue : double.MaxValue);
    static TSelf IMinMaxValue<TSelf>.MinValue => TSelf.Constant(IsSingle ? float.MinValue : double.MinValue);

    static TSelf IFloatingPoint<TSelf>.Floor(TSelf x) => TSelf.Apply(new Floor(), x);
    static TSelf IFloatingPoint<TSelf>.Ceiling(TSelf x) => TSelf.Apply(new Ceil(), x);
    static TSelf IFloatingPoint<TSelf>.Truncate(TSelf x) => TSelf.Apply(new Truncate(), x);
    static TSelf IFloatingPoint<TSelf>.Round(TSelf x) => TSelf.Apply(new Round(), x);

    /// <remarks>Flat like the rule, so that the value is all there is.</remarks>
    static TSelf IFloatingPoint<TSelf>.Round(TSelf x, int digits, MidpointRounding mode) =>
        TSelf.Constant(Math.Round(TSelf.ToDouble(x), digits, mode));

    /// <remarks>Two roundings: the numbers that carry derivatives have no fused operation, and code cannot rely on one.</remarks>
    static TSelf IFloatingPointIeee754<TSelf>.FusedMultiplyAdd(TSelf left, TSelf right, TSelf addend) => left * right + addend;

    static TSelf INumberBase<TSelf>.MultiplyAddEstimate(TSelf left, TSelf right, TSelf addend) => left * right + addend;

    /// <remarks>x − y·n, where n is the integer nearest to x/y: its slopes are 1 and −n.</remarks>
    static TSelf IFloatingPointIeee754<TSelf>.Ieee754Remainder(TSelf left, TSelf right)
    {
        var (x, y) = (TSelf.ToDouble(left), TSelf.ToDouble(right));
        var value = Math.IEEERemainder(x, y);
        var n = Math.Round((x - value) / y);
        var moved = double.IsFinite(n) ? left - Times(right, n) : left;
        return moved + TSelf.Constant(value - TSelf.ToDouble(moved));
    }

    static TSelf IFloatingPointIeee754<TSelf>.ScaleB(TSelf x, int n) =>
        Math.Abs(n) < 1000 ? Times(x, Math.ScaleB(1, n)) : Times(Times(x, Math.ScaleB(1, n / 2)), Math.ScaleB(1, n - n / 2));

    static int IFloatingPointIeee754<TSelf>.ILogB(TSelf x) => Math.ILogB(TSelf.ToDouble(x));

    static TSelf IFloatingPointIeee754<TSelf>.BitIncrement(TSelf x) => Moved(x, IsSingle
        ? MathF.BitIncrement((float)TSelf.ToDouble(x))
        : Math.BitIncrement(TSelf.ToDouble(x)));

    static TSelf IFloatingPointIeee754<TSelf>.BitDecrement(TSelf x) => Moved(x, IsSingle
        ? MathF.BitDecrement((float)TSelf.ToDouble(x))
        : Math.BitDecrement(TSelf.ToDouble(x)));

    static TSelf IFloatingPointIeee754<TSelf>.ReciprocalEstimate(TSelf x) => TSelf.Apply(new Reciprocal(), x);
    static TSelf IFloatingPointIeee754<TSelf>.ReciprocalSqrtEstimate(TSelf x) => TSelf.Apply(new Rsqrt(), x);

    int IFloatingPoint<TSelf>.GetExponentByteCount() => IsSingle ? Shape<float>.Exponent : Shape<double>.Exponent;

    int IFloatingPoint<TSelf>.GetExponentShortestBitLength() => IsSingle
        ? Shape<float>.Bits((float)TSelf.ToDouble((TSelf)this))
        : Shape<double>.Bits(TSelf.ToDouble((TSelf)this));

    int IFloatingPoint<TSelf>.GetSignificandBitLength() => IsSingle ? 24 : 53;

    int IFloatingPoint<TSelf>.GetSignificandByteCount() => IsSingle ? sizeof(float) : sizeof(double);

    bool IFloatingPoint<TSelf>.TryWriteExponentBigEndian(Span<byte> destination, out int bytesWritten) => IsSingle
        ? Shape<float>.Of((float)TSelf.ToDouble((TSelf)this)).TryWriteExponentBigEndian(destination, out bytesWritten)
        : Shape<double>.Of(TSelf.ToDouble((TSelf)this)).TryWriteExponentBigEndian(destination, out bytesWritten);

    bool IFloatingPoint<TSelf>.TryWriteExponentLittleEndian(Span<byte> destination, out int bytesWritten) => IsSingle
        ? Shape<float>.Of((float)TSelf.ToDouble((TSelf)this)).TryWriteExponentLittleEndian(destination, out bytesWritten)
        : Shape<double>.Of(TSelf.ToDouble((TSelf)this)).TryWriteExponentLittleEndian(destination, out bytesWritten);

    bool IFloatingPoint<TSelf>.TryWriteSignificandBigEndian(Span<byte> destination, out int bytesWritten) => IsSingle
        ? Shape<float>.Of((float)TSelf.ToDouble((TSelf)this)).TryWriteSignificandBigEndian(destination, out bytesWritten)
        : Shape<double>.Of(TSelf.ToDouble((TSelf)this)).TryWriteSignificandBigEndian(destination, out bytesWritten);

    bool IFloatingPoint<TSelf>.TryWriteSignificandLittleEndian(Span<byte> destination, out int bytesWritten) => IsSingle
        ? Shape<float>.Of((float)TSelf.ToDouble((TSelf)this)).TryWriteSignificandLittleEndian(destination, out bytesWritten)
        : Shape<double>.Of(TSelf.ToDouble((TSelf)this)).TryWriteSignificandLittleEndian(destination, out bytesWritten);

    /// <summary>x carried to a neighbor: the same derivatives.</summary>
    private static TSelf Moved(TSelf x, double to) =>
        double.IsFinite(to) && double.IsFinite(TSelf.ToDouble(x)) ? x + TSelf.Constant(to - TSelf.ToDouble(x)) : TSelf.Constant(to);
}

/// <summary>How an IEEE number is laid out.</summary>
internal static class Shape<T> where T : IFloatingPoint<T>
{
    /// <summary>The bytes of an exponent.</summary>
    public static int Exponent => T.Zero.GetExponentByteCount();

    /// <summary>The bits of the exponent of <paramref name="x"/>.</summary>
    public static int Bits(T x) => x.GetExponentShortestBitLength();

    /// <summary>The number as one that can be asked for its parts.</summary>
    public static IFloatingPoint<T> Of(T x) => x;
}
