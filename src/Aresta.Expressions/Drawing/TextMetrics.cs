using System.Globalization;
using System.Text;

namespace Aresta.Expressions.Drawing;

/// <summary>
/// How wide text is, without a font at hand: widths by kinds of characters, a little more than those of DejaVu Sans, which is wide among
/// sans-serif fonts, so that text stays within its box in whichever font it is shown.
/// </summary>
public static class TextMetrics
{
    /// <summary>The height of a line, in units of the font size.</summary>
    public const double LineHeight = 1.35;

    /// <summary>The width of <paramref name="text"/>, in units of the font size.</summary>
    public static double Width(string text)
    {
        ArgumentNullException.ThrowIfNull(text);
        return text.EnumerateRunes().Sum(Width);
    }

    private static double Width(Rune rune) => rune.Value switch
    {
        'i' or 'j' or 'l' or 'I' or '.' or ',' or ':' or ';' or '\'' or '|' or '!' or '·' => 0.34,
        'f' or 't' or 'r' or '(' or ')' or '[' or ']' or '{' or '}' or ' ' or '-' or '/' => 0.44,
        'm' or 'w' or 'M' or 'W' or '@' or '%' or '…' or 'ω' => 1.02,
        '+' or '−' or '=' or '<' or '>' or '≤' or '≥' or '≠' or '→' => 0.86,
        >= '0' and <= '9' => 0.66,
        >= 'a' and <= 'z' => 0.64,
        >= 'A' and <= 'Z' => 0.76,
        >= 0x1100 => rune.Value < 0x2E80 ? 0.8 : 1.05,
        _ => Rune.GetUnicodeCategory(rune) is UnicodeCategory.NonSpacingMark ? 0 : 0.72,
    };
}
