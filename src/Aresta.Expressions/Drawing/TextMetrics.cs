using System.Globalization;
using System.Text;

namespace Aresta.Expressions.Drawing;

/// <summary>
/// How wide text is, without a font at hand: widths by kinds of characters, not less than those of DejaVu Sans, which is wide among
/// sans-serif fonts, so that text stays within its box in whichever font it is shown.
/// </summary>
public static class TextMetrics
{
    /// <summary>The height of a line, in units of the font size.</summary>
    public const double LineHeight = 1.35;

    // What bold letters are wider by.
    private const double Bold = 1.14;

    /// <summary>The width of <paramref name="text"/>, in units of the font size.</summary>
    public static double Width(string text)
    {
        ArgumentNullException.ThrowIfNull(text);
        return text.EnumerateRunes().Sum(Width);
    }

    /// <summary>The width of the widest of the lines of a box, the first of which is a heading in bold.</summary>
    public static double Width(IReadOnlyList<string> lines)
    {
        ArgumentNullException.ThrowIfNull(lines);
        return lines.Select((line, i) => Width(line) * (i == 0 ? Bold : 1)).DefaultIfEmpty(0).Max();
    }

    private static double Width(Rune rune) => rune.Value switch
    {
        'i' or 'j' or 'l' or 'I' or '.' or ',' or '\'' or '|' or '·' => 0.34,
        'f' or 't' or 'r' or '(' or ')' or '[' or ']' or ' ' or '-' or '/' or ':' or ';' or '!' => 0.44,
        'm' or 'w' or 'M' or 'W' or '@' or '%' or '…' or 'ω' or 'Μ' or 'Æ' or 'æ' or 'Œ' or 'œ' or 'Ŵ' or 'ŵ' or 'Ħ' => 1.03,
        '+' or '−' or '=' or '<' or '>' or '≤' or '≥' or '≠' or '→' or '←' or '∞' or '÷' or '×' or '#' or '&' or '^' or '~' => 0.86,
        >= '0' and <= '9' => 0.66,
        >= 'a' and <= 'z' => 0.64,
        >= 0x2E80 => 1.05,
        _ => Rune.GetUnicodeCategory(rune) switch
        {
            UnicodeCategory.NonSpacingMark or UnicodeCategory.EnclosingMark => 0,
            UnicodeCategory.LowercaseLetter => 0.72,
            _ => 0.8,
        },
    };
}
