using System.Text;
using Aresta.Primitives;

namespace Aresta.Expressions;

/// <summary>Graphs in the languages of other drawing programs.</summary>
public static class Diagrams
{
    /// <summary>DOT, for Graphviz: an arrow from each operand to its user, with the local derivative where there is a point.</summary>
    public static string Dot(Question question, Derivation? derivation = null)
    {
        var text = new StringBuilder("digraph aresta {\n  rankdir=BT;\n  node [shape=box, style=\"rounded,filled\", fillcolor=white];\n");
        var diagram = new Diagram(question, derivation);
        foreach (var (number, value, lines) in diagram.Boxes())
        {
            var color = value.Node.Primitive is Input ? ", fillcolor=\"#e3f0e4\""
                : question.Outputs.Contains(value) ? ", fillcolor=\"#e4ecfb\"" : "";
            text.Append(FormattableString.Invariant($"  n{number} [label=\"{string.Join("\\n", lines.Select(Quoted))}\"{color}];\n"));
        }

        foreach (var (from, to, label) in diagram.Arrows())
        {
            text.Append(FormattableString.Invariant($"  n{from} -> n{to}{(label.Length == 0 ? "" : $" [label=\"{Quoted(label)}\"]")};\n"));
        }

        return text.Append("}\n").ToString();

        static string Quoted(string line) =>
            line.Replace("\\", "\\\\", StringComparison.Ordinal).Replace("\"", "\\\"", StringComparison.Ordinal);
    }

    /// <summary>
    /// Mermaid, for pages in Markdown: an arrow from each operand to its user, with the local derivative where there is a point.
    /// </summary>
    public static string Mermaid(Question question, Derivation? derivation = null)
    {
        var text = new StringBuilder("flowchart BT\n");
        var diagram = new Diagram(question, derivation);
        foreach (var (number, value, lines) in diagram.Boxes())
        {
            var (open, close) = value.Node.Primitive is Input ? ("([", "])") : ("[", "]");
            text.Append(FormattableString.Invariant($"  n{number}{open}\"{string.Join("<br/>", lines.Select(Quoted))}\"{close}\n"));
        }

        foreach (var (from, to, label) in diagram.Arrows())
        {
            text.Append(FormattableString.Invariant($"  n{from} -->{(label.Length == 0 ? "" : $"|\"{Quoted(label)}\"|")} n{to}\n"));
        }

        return text.ToString();

        // Entities are the only escapes that Mermaid knows; a label that begins like a list would become one.
        static string Quoted(string line) => string.Concat(line.Select(c => c is '"' or '<' or '>' or '#' or '`' or '\\' or '*'
            ? FormattableString.Invariant($"#{(int)c};")
            : c.ToString()));
    }

    private sealed class Diagram(Question question, Derivation? derivation)
    {
        private readonly Labels labels = new(question.Values);
        private readonly Dictionary<Value, int> numbers =
            question.Values.Select((value, i) => (value, i)).ToDictionary(pair => pair.value, pair => pair.i);

        public IEnumerable<(int Number, Value Value, IReadOnlyList<string> Lines)> Boxes() => question.Values.Select(value =>
        {
            var operation = labels.Operation(value);
            var title = operation.Length == 0 ? labels[value] : $"{labels[value]} = {operation}";
            var isNumber = value.Node.Primitive is Constant { Value.Shape.Rank: 0 };
            string[] lines = derivation is null || isNumber ? [title] : [title, $"= {NumberText.Short(derivation.ValueOf(value))}"];
            return (numbers[value], value, (IReadOnlyList<string>)lines);
        });

        public IEnumerable<(int From, int To, string Label)> Arrows() => question.Edges.Select(edge => (
            numbers[edge.From],
            numbers[edge.To],
            derivation?.PartialOf(edge) is { } partial && edge.From.Node.Primitive is not Constant ? NumberText.Short(partial) : ""));
    }
}
