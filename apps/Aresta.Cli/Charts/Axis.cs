using System.Globalization;

namespace Aresta.Cli.Charts;

/// <summary>A range of numbers on a line of the page, by lengths or by powers of ten.</summary>
internal sealed class Axis
{
    // Of numbers that vanish, what is farther below the greatest is not shown.
    private const double MostDecades = 32;

    private readonly bool isLog, isWhole;
    private readonly double low, high;

    /// <summary>The axis that holds some numbers.</summary>
    /// <param name="numbers">The numbers; those that cannot be shown do not count.</param>
    /// <param name="isLog">Whether by powers of ten.</param>
    /// <param name="isWhole">Whether they are whole, and labels as well.</param>
    public Axis(IEnumerable<double> numbers, bool isLog, bool isWhole = false)
    {
        (this.isLog, this.isWhole) = (isLog, isWhole);
        double[] shown = [.. numbers.Where(x => double.IsFinite(x) && (!isLog || x > 0)).Select(Own)];
        (low, high) = shown.Length == 0 ? (0, 1) : (shown.Min(), shown.Max());
        if (isLog)
        {
            high = Math.Ceiling(high - 1e-9);
            low = Math.Max(Math.Floor(low + 1e-9), high - MostDecades);
            low = low < high ? low : high - 1;
            return;
        }

        var step = Step(low, high);
        (low, high) = (Math.Floor((low / step) + 1e-9) * step, Math.Ceiling((high / step) - 1e-9) * step);
        high = high > low ? high : low + 1;
    }

    /// <summary>Where labels stand.</summary>
    public IEnumerable<(double At, string Label)> Ticks()
    {
        var step = isLog ? Math.Max(1, Math.Ceiling((high - low) / 8)) : Step(low, high);
        for (var i = isLog ? Math.Ceiling(low / step) : Math.Round(low / step); i * step <= high + (step * 1e-9); i++)
        {
            var at = i * step;
            yield return ((at - low) / (high - low), isLog ? Power((int)at) : at.ToString("G6", CultureInfo.InvariantCulture));
        }
    }

    /// <summary>Where a number is, from 0 to 1; null where it cannot be shown.</summary>
    public double? Place(double x) =>
        !double.IsFinite(x) || (isLog && x <= 0) || Own(x) < low - 1e-9 ? null : (Own(x) - low) / (high - low);

    private double Own(double x) => isLog ? Math.Log10(x) : x;

    // 1, 2 or 5 times a power of ten, so that there are at most eight.
    private double Step(double low, double high)
    {
        var raw = Math.Max(high - low, Math.Max(Math.Abs(high), 1e-12) * 1e-9) / 7;
        var power = Math.Pow(10, Math.Floor(Math.Log10(raw)));
        var step = (raw / power) switch { <= 1 => power, <= 2 => 2 * power, <= 5 => 5 * power, _ => 10 * power };
        return isWhole ? Math.Max(step, 1) : step;
    }

    private static string Power(int exponent) => exponent switch
    {
        0 => "1",
        1 => "10",
        _ => "10" + string.Concat(exponent.ToString(CultureInfo.InvariantCulture).Select(c => c == '-' ? '⁻' : "⁰¹²³⁴⁵⁶⁷⁸⁹"[c - '0'])),
    };
}
