namespace Aresta.Graphs;

/// <summary>
/// The names of a function's parameters. Those of a lambda are read from its source text, which the compiler hands over: reflection on
/// lambdas loses names under trimming and native AOT. Those of a method are asked of the method.
/// </summary>
internal static class ParameterNames
{
    public static string[] Of(Delegate function, string text)
    {
        ArgumentNullException.ThrowIfNull(function);
        var parameters = function.Method.GetParameters();
        var written = Written(text);
        var names = written.Length == parameters.Length && written.All(IsName) ? written : [.. parameters.Select(p => p.Name ?? "")];
        for (var i = 0; i < names.Length; i++)
        {
            if (names[i].All(c => c == '_'))
            {
                names[i] = FormattableString.Invariant($"x{i}");
            }
        }

        return names;
    }

    // What stands before the arrow: a, (a, b), (Value a, Value b), static (_, @b).
    private static string[] Written(string text)
    {
        var arrow = text.IndexOf("=>", StringComparison.Ordinal);
        if (arrow < 0)
        {
            return [];
        }

        var list = text[..arrow].Trim();
        list = list.StartsWith("static", StringComparison.Ordinal) ? list["static".Length..].Trim() : list;
        list = list is ['(', .., ')'] ? list[1..^1] : list;
        return [.. list.Split(',').Select(parameter => parameter.Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries))
            .Select(words => words.Length == 0 ? "" : words[^1].TrimStart('@'))];
    }

    private static bool IsName(string text) => text.Length > 0 && Words.IsStart(text[0]) && text.All(Words.IsPart);
}
