using System.Globalization;
using System.Numerics;

namespace Aresta.Numerics.Framework;

/// <remarks>
/// From a plain number to a constant always; to an integer by the value, since rounding is flat; to any other type only where no
/// derivative is lost.
/// </remarks>
public partial interface IFrameworkNumber<TSelf>
{
    static bool INumberBase<TSelf>.TryConvertFromChecked<TOther>(TOther value, out TSelf result) => From(value, out result);

    static bool INumberBase<TSelf>.TryConvertFromSaturating<TOther>(TOther value, out TSelf result) => From(value, out result);

    static bool INumberBase<TSelf>.TryConvertFromTruncating<TOther>(TOther value, out TSelf result) => From(value, out result);

    static bool INumberBase<TSelf>.TryConvertToChecked<TOther>(TSelf value, out TOther result)
    {
        result = TOther.CreateChecked(Bare<TOther>(value));
        return true;
    }

    static bool INumberBase<TSelf>.TryConvertToSaturating<TOther>(TSelf value, out TOther result)
    {
        result = TOther.CreateSaturating(Bare<TOther>(value));
        return true;
    }

    static bool INumberBase<TSelf>.TryConvertToTruncating<TOther>(TSelf value, out TOther result)
    {
        result = TOther.CreateTruncating(Bare<TOther>(value));
        return true;
    }

    private static bool From<TOther>(TOther value, out TSelf result) where TOther : INumberBase<TOther>
    {
        result = value is TSelf same ? same : TSelf.Constant(double.CreateChecked(value));
        return true;
    }

    private static double Bare<TOther>(TSelf value) where TOther : INumberBase<TOther> =>
        !TSelf.CarriesDerivatives || TOther.IsZero(TOther.CreateTruncating(0.5)) // an integer
            ? TSelf.ToDouble(value)
            : throw new NotSupportedException($"Converting a {typeof(TSelf)} to a {typeof(TOther)} would lose its derivatives. "
                + "Stay with one type of number, or take the value by ToDouble.");

    static TSelf INumberBase<TSelf>.Parse(string s, NumberStyles style, IFormatProvider? provider) =>
        TSelf.Constant(double.Parse(s, style, provider));

    static TSelf INumberBase<TSelf>.Parse(ReadOnlySpan<char> s, NumberStyles style, IFormatProvider? provider) =>
        TSelf.Constant(double.Parse(s, style, provider));

    static TSelf IParsable<TSelf>.Parse(string s, IFormatProvider? provider) => TSelf.Constant(double.Parse(s, provider));

    static TSelf ISpanParsable<TSelf>.Parse(ReadOnlySpan<char> s, IFormatProvider? provider) => TSelf.Constant(double.Parse(s, provider));

    static bool INumberBase<TSelf>.TryParse(string? s, NumberStyles style, IFormatProvider? provider, out TSelf result) =>
        Read(double.TryParse(s, style, provider, out var value), value, out result);

    static bool INumberBase<TSelf>.TryParse(ReadOnlySpan<char> s, NumberStyles style, IFormatProvider? provider, out TSelf result) =>
        Read(double.TryParse(s, style, provider, out var value), value, out result);

    static bool IParsable<TSelf>.TryParse(string? s, IFormatProvider? provider, out TSelf result) =>
        Read(double.TryParse(s, provider, out var value), value, out result);

    static bool ISpanParsable<TSelf>.TryParse(ReadOnlySpan<char> s, IFormatProvider? provider, out TSelf result) =>
        Read(double.TryParse(s, provider, out var value), value, out result);

    private static bool Read(bool isRead, double value, out TSelf result)
    {
        result = TSelf.Constant(value);
        return isRead;
    }

    bool ISpanFormattable.TryFormat(Span<char> destination, out int charsWritten, ReadOnlySpan<char> format, IFormatProvider? provider)
    {
        var text = ToString(format.IsEmpty ? null : format.ToString(), provider);
        var fits = text.TryCopyTo(destination);
        charsWritten = fits ? text.Length : 0;
        return fits;
    }
}
