using System.Globalization;

namespace Aresta.Cli.Experiments;

/// <summary>Numbers in a table.</summary>
internal static class Numbers
{
    public static Entry Whole(double number) => new(number.ToString("N0", CultureInfo.InvariantCulture), number);

    public static Entry Fixed(double number) => new(number.ToString("F4", CultureInfo.InvariantCulture), number);

    public static Entry Rounded(double number) => new(number.ToString("G3", CultureInfo.InvariantCulture), number);

    public static Entry Percent(double number) => new(number.ToString("P1", CultureInfo.InvariantCulture), number);

    /// <summary>Seconds, in the unit that suits them.</summary>
    public static Entry Seconds(double seconds) => new(
        seconds switch
        {
            < 1e-3 => FormattableString.Invariant($"{seconds * 1e6:F0} µs"),
            < 1 => FormattableString.Invariant($"{seconds * 1e3:F1} ms"),
            _ => FormattableString.Invariant($"{seconds:F1} s"),
        },
        seconds);
}
