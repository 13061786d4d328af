using System.Globalization;
using System.Text;

namespace Aresta.Expressions;

/// <summary>Splits a program into words, in one pass from left to right.</summary>
internal sealed class Lexer(string source)
{
    private const int LongestName = 200;
    private const string Superscripts = "⁰¹²³⁴⁵⁶⁷⁸⁹";

    private static readonly (string Text, TokenKind Kind)[] Symbols =
    [
        ("**", TokenKind.Power), ("<=", TokenKind.LessOrEqual), (">=", TokenKind.GreaterOrEqual), ("==", TokenKind.EqualTo),
        ("!=", TokenKind.NotEqual), ("+", TokenKind.Plus), ("-", TokenKind.Minus), ("−", TokenKind.Minus), ("*", TokenKind.Times),
        ("·", TokenKind.Times), ("⋅", TokenKind.Times), ("×", TokenKind.Times), ("/", TokenKind.Over), ("÷", TokenKind.Over),
        ("%", TokenKind.Percent), ("@", TokenKind.MatrixTimes), ("^", TokenKind.Power), ("√", TokenKind.Root), ("<", TokenKind.Less),
        ("≤", TokenKind.LessOrEqual), (">", TokenKind.Greater), ("≥", TokenKind.GreaterOrEqual), ("≠", TokenKind.NotEqual),
        ("=", TokenKind.Assign), (",", TokenKind.Comma), ("(", TokenKind.Open), (")", TokenKind.Close), ("[", TokenKind.OpenBracket),
        ("]", TokenKind.CloseBracket), (";", TokenKind.Separator), ("\n", TokenKind.Separator),
    ];

    private int position;

    /// <summary>The words of the program, the end included.</summary>
    /// <exception cref="ExpressionException">A character or number that the language does not know.</exception>
    public List<Token> Read()
    {
        var tokens = new List<Token>();
        while (true)
        {
            SkipBlanks();
            if (position == source.Length)
            {
                tokens.Add(new(TokenKind.End, new(position, 0)));
                return tokens;
            }

            tokens.Add(Next());
        }
    }

    private void SkipBlanks()
    {
        while (position < source.Length && source[position] is ' ' or '\t' or '\r' or '\u00A0' or '\uFEFF' or '#')
        {
            if (source[position] == '#')
            {
                position = source.IndexOf('\n', position) is >= 0 and var end ? end : source.Length;
            }
            else
            {
                position++;
            }
        }
    }

    private Token Next()
    {
        var rest = source.AsSpan(position);
        if (char.IsAsciiDigit(rest[0]) || (rest[0] == '.' && rest.Length > 1 && char.IsAsciiDigit(rest[1])))
        {
            return Number(rest);
        }

        if (IsNameStart(rest, out _))
        {
            return Name(rest);
        }

        if (Superscripts.Contains(rest[0]) || rest[0] is '⁻' or '⁺')
        {
            return Superscript(rest);
        }

        foreach (var (text, kind) in Symbols)
        {
            if (rest.StartsWith(text))
            {
                return Take(kind, text.Length);
            }
        }

        Rune.DecodeFromUtf16(rest, out var rune, out var length);
        var shown = rune == Rune.ReplacementChar ? string.Create(CultureInfo.InvariantCulture, $"U+{(int)rest[0]:X4}")
            : IsUnseen(rune) ? string.Create(CultureInfo.InvariantCulture, $"U+{rune.Value:X4}")
            : rest[..length].ToString();
        throw new ExpressionException(Problem.UnknownCharacter, source, new(position, length), shown);
    }

    /// <summary>
    /// Whether a character shows nothing itself, or changes how a terminal shows others: controls, and marks of direction and width.
    /// </summary>
    public static bool IsUnseen(Rune rune) => Rune.GetUnicodeCategory(rune)
        is UnicodeCategory.Control or UnicodeCategory.Format or UnicodeCategory.LineSeparator or UnicodeCategory.ParagraphSeparator;

    private Token Number(ReadOnlySpan<char> rest)
    {
        var length = Digits(rest, 0);
        if (length < rest.Length && rest[length] == '.')
        {
            length = Digits(rest, length + 1);
        }

        // An e is an exponent only when a number follows: 2e3 is 2000, but 2e^x is twice the exponential.
        if (length < rest.Length && rest[length] is 'e' or 'E')
        {
            var sign = length + 1 < rest.Length && rest[length + 1] is '+' or '-' ? 2 : 1;
            if (length + sign < rest.Length && char.IsAsciiDigit(rest[length + sign]))
            {
                length = Digits(rest, length + sign);
            }
        }

        if (length < rest.Length && rest[length] == '.')
        {
            var end = length;
            while (end < rest.Length && (char.IsAsciiDigit(rest[end]) || rest[end] == '.'))
            {
                end++;
            }

            throw new ExpressionException(Problem.MalformedNumber, source, new(position, end), rest[..Math.Min(end, 40)].ToString());
        }

        var value = double.Parse(rest[..length], NumberStyles.Float, CultureInfo.InvariantCulture);
        return double.IsFinite(value)
            ? Take(TokenKind.Number, length, value)
            : throw new ExpressionException(Problem.NumberTooLarge, source, new(position, length));
    }

    private static int Digits(ReadOnlySpan<char> text, int from)
    {
        while (from < text.Length && char.IsAsciiDigit(text[from]))
        {
            from++;
        }

        return from;
    }

    private Token Name(ReadOnlySpan<char> rest)
    {
        var length = 0;
        while (length < rest.Length && (IsNameStart(rest[length..], out var step) || IsNamePart(rest[length..], out step)))
        {
            length += step;
        }

        return length <= LongestName
            ? Take(TokenKind.Name, length)
            : throw new ExpressionException(Problem.NameTooLong, source, new(position, length), LongestName, length);
    }

    private static bool IsNameStart(ReadOnlySpan<char> text, out int length)
    {
        Rune.DecodeFromUtf16(text, out var rune, out length);
        return Rune.IsLetter(rune) || rune.Value == '_';
    }

    private static bool IsNamePart(ReadOnlySpan<char> text, out int length)
    {
        Rune.DecodeFromUtf16(text, out var rune, out length);
        return rune.Value is (>= '0' and <= '9') or (>= '₀' and <= '₉') or '′'
            || Rune.GetUnicodeCategory(rune) is UnicodeCategory.NonSpacingMark or UnicodeCategory.SpacingCombiningMark;
    }

    private Token Superscript(ReadOnlySpan<char> rest)
    {
        var signed = rest[0] is '⁻' or '⁺';
        var length = signed ? 1 : 0;
        var value = 0.0;
        while (length < rest.Length && Superscripts.IndexOf(rest[length]) is >= 0 and var digit)
        {
            value = (value * 10) + digit;
            length++;
        }

        if (signed && length == 1)
        {
            throw new ExpressionException(Problem.MalformedNumber, source, new(position, 1), rest[..1].ToString());
        }

        return double.IsFinite(value)
            ? Take(TokenKind.Superscript, length, rest[0] == '⁻' ? -value : value)
            : throw new ExpressionException(Problem.NumberTooLarge, source, new(position, length));
    }

    private Token Take(TokenKind kind, int length, double value = 0)
    {
        var token = new Token(kind, new(position, length), value);
        position += length;
        return token;
    }
}
