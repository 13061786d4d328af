namespace Aresta.Graphs;

/// <summary>The words of the text form.</summary>
internal static class Words
{
    /// <summary>The word before the outputs; no value can be called so without quotes.</summary>
    public const string Return = "return";

    public static bool IsStart(char c) => char.IsLetter(c) || c == '_';

    public static bool IsPart(char c) => char.IsLetterOrDigit(c) || c == '_';

    /// <summary>Whether a value can be called so without quotes.</summary>
    public static bool IsName(string text) => text.Length > 0 && IsStart(text[0]) && text.All(IsPart) && text != Return;
}
