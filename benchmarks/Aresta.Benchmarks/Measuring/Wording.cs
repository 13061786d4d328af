using System.Globalization;

namespace Aresta.Benchmarks.Measuring;

/// <summary>Numbers and times as people read them.</summary>
internal static class Wording
{
    /// <summary>A whole number, grouped.</summary>
    public static string Count(long n) => n.ToString("N0", CultureInfo.InvariantCulture);

    /// <summary>Three digits, whole numbers grouped.</summary>
    public static string Digits(double x)
    {
        var unit = Math.Pow(10, Math.Max(0, Math.Floor(Math.Log10(Math.Max(x, 1))) - 2));
        var rounded = Math.Round(x / unit) * unit;
        return x < 100 ? x.ToString("G3", CultureInfo.InvariantCulture) : rounded.ToString("N0", CultureInfo.InvariantCulture);
    }

    /// <summary>A time in the unit that suits it.</summary>
    public static string Text(double seconds) => seconds switch
    {
        < 1e-3 => $"{Digits(seconds * 1e6)} µs",
        < 1 => $"{Digits(seconds * 1e3)} ms",
        < 120 => $"{Digits(seconds)} s",
        < 7200 => $"{Digits(seconds / 60)} min",
        < 172_800 => $"{Digits(seconds / 3600)} h",
        < 2 * 31_557_600.0 => $"{Digits(seconds / 86_400)} days",
        < 1e6 * 31_557_600.0 => $"{Digits(seconds / 31_557_600)} years",
        _ => FormattableString.Invariant($"{seconds / 31_557_600:0.0e0} years"),
    };
}
