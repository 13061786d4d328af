namespace Aresta.Studio.Training.Feed;

/// <summary>Numbers as they are told: JSON knows none that are not finite.</summary>
internal static class Numbers
{
    /// <summary>The number, or null where it is not finite.</summary>
    public static double? Finite(double number) => double.IsFinite(number) ? number : null;

    /// <summary>The number to four digits, which are enough to draw it; null where it is not finite.</summary>
    public static double? Short(double number)
    {
        if (number == 0 || !double.IsFinite(number) || Math.Abs(number) is < 1e-280 or > 1e280)
        {
            return Finite(number);
        }

        var digits = 3 - (int)Math.Floor(Math.Log10(Math.Abs(number)));
        var scale = Math.Pow(10, Math.Abs(digits));
        return digits > 0 ? Math.Round(number * scale) / scale : Math.Round(number / scale) * scale;
    }
}
