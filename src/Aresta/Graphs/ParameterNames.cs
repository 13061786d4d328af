namespace Aresta.Graphs;

/// <summary>
/// The names of a lambda's parameters, read from its source text, which the compiler hands over: reflection on lambdas loses names
/// under trimming and native AOT.
/// </summary>
internal static class ParameterNames
{
    public static string[] Of(Delegate function, string text)
    {
        var arrow = text.IndexOf("=>", StringComparison.Ordinal);
        var names = arrow < 0
            ? []
            : text[..arrow].Replace("static", "", StringComparison.Ordinal).Trim(' ', '(', ')', '\r', '\n', '\t')
                .Split(',').Select(parameter => parameter.Trim().Split(' ')[^1].TrimStart('@')).ToArray();
        var parameters = function.Method.GetParameters();
        return names.Length == parameters.Length && names.All(IsName)
            ? names
            : [.. parameters.Select((p, i) => string.IsNullOrEmpty(p.Name) ? FormattableString.Invariant($"x{i}") : p.Name)];
    }

    private static bool IsName(string name) => name.Length > 0 && name != "_" && name.All(c => char.IsLetterOrDigit(c) || c == '_');
}
