using System.Numerics;

namespace Aresta.Numerics.Framework;

public partial interface IFrameworkNumber<TSelf>
{
    static bool IEqualityOperators<TSelf, TSelf, bool>.operator ==(TSelf? left, TSelf? right) =>
        TSelf.ToDouble(left!) == TSelf.ToDouble(right!);

    static bool IEqualityOperators<TSelf, TSelf, bool>.operator !=(TSelf? left, TSelf? right) =>
        TSelf.ToDouble(left!) != TSelf.ToDouble(right!);

    static bool IComparisonOperators<TSelf, TSelf, bool>.operator <(TSelf left, TSelf right) =>
        TSelf.ToDouble(left) < TSelf.ToDouble(right);

    static bool IComparisonOperators<TSelf, TSelf, bool>.operator >(TSelf left, TSelf right) =>
        TSelf.ToDouble(left) > TSelf.ToDouble(right);

    static bool IComparisonOperators<TSelf, TSelf, bool>.operator <=(TSelf left, TSelf right) =>
        TSelf.ToDouble(left) <= TSelf.ToDouble(right);

    static bool IComparisonOperators<TSelf, TSelf, bool>.operator >=(TSelf left, TSelf right) =>
        TSelf.ToDouble(left) >= TSelf.ToDouble(right);

    int IComparable.CompareTo(object? obj) => obj switch
    {
        null => 1,
        TSelf other => CompareTo(other),
        _ => throw new ArgumentException($"A {typeof(TSelf)} can be compared with its like only, not with a {obj.GetType()}.", nameof(obj)),
    };

    static int INumber<TSelf>.Sign(TSelf value) => Math.Sign(TSelf.ToDouble(value));
    static bool INumberBase<TSelf>.IsCanonical(TSelf value) => true;
    static bool INumberBase<TSelf>.IsComplexNumber(TSelf value) => false;
    static bool INumberBase<TSelf>.IsImaginaryNumber(TSelf value) => false;
    static bool INumberBase<TSelf>.IsRealNumber(TSelf value) => double.IsRealNumber(TSelf.ToDouble(value));
    static bool INumberBase<TSelf>.IsEvenInteger(TSelf value) => double.IsEvenInteger(TSelf.ToDouble(value));
    static bool INumberBase<TSelf>.IsOddInteger(TSelf value) => double.IsOddInteger(TSelf.ToDouble(value));
    static bool INumberBase<TSelf>.IsInteger(TSelf value) => double.IsInteger(TSelf.ToDouble(value));
    static bool INumberBase<TSelf>.IsFinite(TSelf value) => double.IsFinite(TSelf.ToDouble(value));
    static bool INumberBase<TSelf>.IsInfinity(TSelf value) => double.IsInfinity(TSelf.ToDouble(value));
    static bool INumberBase<TSelf>.IsPositiveInfinity(TSelf value) => double.IsPositiveInfinity(TSelf.ToDouble(value));
    static bool INumberBase<TSelf>.IsNegativeInfinity(TSelf value) => double.IsNegativeInfinity(TSelf.ToDouble(value));
    static bool INumberBase<TSelf>.IsNaN(TSelf value) => double.IsNaN(TSelf.ToDouble(value));
    static bool INumberBase<TSelf>.IsPositive(TSelf value) => double.IsPositive(TSelf.ToDouble(value));
    static bool INumberBase<TSelf>.IsNegative(TSelf value) => double.IsNegative(TSelf.ToDouble(value));
    static bool INumberBase<TSelf>.IsZero(TSelf value) => TSelf.ToDouble(value) == 0;

    static bool INumberBase<TSelf>.IsNormal(TSelf value) =>
        IsSingle ? float.IsNormal((float)TSelf.ToDouble(value)) : double.IsNormal(TSelf.ToDouble(value));

    static bool INumberBase<TSelf>.IsSubnormal(TSelf value) =>
        IsSingle ? float.IsSubnormal((float)TSelf.ToDouble(value)) : double.IsSubnormal(TSelf.ToDouble(value));

    /// <summary>Whether values are kept in single precision: the largest double is infinite there.</summary>
    private static bool IsSingle => double.IsInfinity(TSelf.ToDouble(TSelf.Constant(double.MaxValue)));
}
