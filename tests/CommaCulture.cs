using System.Globalization;
using System.Runtime.CompilerServices;

namespace Aresta.Tests.Shared;

/// <summary>
/// Every test runs under a culture in which numbers and dates look foreign, so every test also shows that nothing depends on the culture.
/// </summary>
/// <remarks>Made by hand, for the repository builds with invariant globalization, where de-DE and pt-BR do not exist.</remarks>
internal static class CommaCulture
{
    /// <summary>Decimal comma, points between thousands, a true minus sign, other words for NaN and infinity.</summary>
    public static CultureInfo Make()
    {
        var culture = (CultureInfo)CultureInfo.InvariantCulture.Clone();
        culture.NumberFormat.NumberDecimalSeparator = ",";
        culture.NumberFormat.NumberGroupSeparator = ".";
        culture.NumberFormat.PercentDecimalSeparator = ",";
        culture.NumberFormat.CurrencyDecimalSeparator = ",";
        culture.NumberFormat.NegativeSign = "\u2212";
        culture.NumberFormat.PositiveSign = "plus";
        culture.NumberFormat.NaNSymbol = "no number";
        culture.NumberFormat.PositiveInfinitySymbol = "infinite";
        culture.NumberFormat.NegativeInfinitySymbol = "\u2212infinite";
        culture.DateTimeFormat.ShortDatePattern = "dd.MM.yyyy";
        culture.TextInfo.ListSeparator = ";";
        return CultureInfo.ReadOnly(culture);
    }

    [ModuleInitializer]
    internal static void Enter() =>
        CultureInfo.CurrentCulture = CultureInfo.DefaultThreadCurrentCulture = Make();
}
