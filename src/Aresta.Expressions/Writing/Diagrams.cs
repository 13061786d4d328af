using System.Text;
using Aresta.Graphs;
using Aresta.Primitives;

namespace Aresta.Expressions;

/// <summary>Graphs in the languages of other drawing programs.</summary>
public static class Diagrams
{
    /// <summary>
    /// DOT, for Graphviz: an arrow from each operand to its user, with the local derivative where there is a point; bodies as clusters.
    /// </summary>
    public static string Dot(Question question, Derivation? derivation = null)
    {
        ArgumentNullException.ThrowIfNull(question);
        var text = new StringBuilder("digraph aresta {\n  rankdir=BT;\n  node [shape=box, style=\"rounded,filled\", fillcolor=white];\n");
        Write(Diagram.Of(question, derivation), "  ");
        return text.Append("}\n").ToString();

        void Write(Diagram diagram, string indent)
        {
            foreach (var (id, value, lines, bodies) in diagram.Boxes)
            {
                var color = value.Node.Primitive is Input ? ", fillcolor=\"#e3f0e4\""
                    : diagram.Outputs.Contains(value) ? ", fillcolor=\"#e4ecfb\"" : "";
                var node = $"{id} [label=\"{string.Join("\\n", lines.Select(Quoted))}\"{color}];\n";
                if (bodies.Count == 0)
                {
                    text.Append(indent).Append(node);
                    continue;
                }

                text.Append(indent).Append($"subgraph cluster_{id} {{\n{indent}  style=rounded; color=gray;\n{indent}  {node}");
                foreach (var (name, body) in bodies)
                {
                    text.Append($"{indent}  subgraph cluster_{id}_{name} {{\n");
                    text.Append($"{indent}    label=\"{Quoted(name)}\"; style=rounded; color=gray;\n");
                    Write(body, indent + "    ");
                    text.Append($"{indent}  }}\n");
                }

                text.Append(indent).Append("}\n");
            }

            foreach (var (from, to, label) in diagram.Arrows)
            {
                text.Append($"{indent}{from} -> {to}{(label.Length == 0 ? "" : $" [label=\"{Quoted(label)}\"]")};\n");
            }
        }

        static string Quoted(string line) =>
            line.Replace("\\", "\\\\", StringComparison.Ordinal).Replace("\"", "\\\"", StringComparison.Ordinal);
    }

    /// <summary>
    /// Mermaid, for pages in Markdown: an arrow from each operand to its user, with the local derivative where there is a point; bodies as
    /// subgraphs.
    /// </summary>
    public static string Mermaid(Question question, Derivation? derivation = null)
    {
        ArgumentNullException.ThrowIfNull(question);
        var text = new StringBuilder("flowchart BT\n");
        Write(Diagram.Of(question, derivation), "  ");
        return text.ToString();

        void Write(Diagram diagram, string indent)
        {
            foreach (var (id, value, lines, bodies) in diagram.Boxes)
            {
                var (open, close) = value.Node.Primitive is Input ? ("([", "])") : ("[", "]");
                var node = $"{id}{open}\"{string.Join("<br/>", lines.Select(Quoted))}\"{close}\n";
                if (bodies.Count == 0)
                {
                    text.Append(indent).Append(node);
                    continue;
                }

                text.Append($"{indent}subgraph {id}_all[\" \"]\n{indent}  {node}");
                foreach (var (name, body) in bodies)
                {
                    text.Append($"{indent}  subgraph {id}_{name}[\"{Quoted(name)}\"]\n");
                    Write(body, indent + "    ");
                    text.Append(indent).Append("  end\n");
                }

                text.Append(indent).Append("end\n");
            }

            foreach (var (from, to, label) in diagram.Arrows)
            {
                text.Append($"{indent}{from} -->{(label.Length == 0 ? "" : $"|\"{Quoted(label)}\"|")} {to}\n");
            }
        }

        // Entities are the only escapes that Mermaid knows; a label that begins like a list would become one.
        static string Quoted(string line) => string.Concat(line.Select(c => c is '"' or '<' or '>' or '#' or '`' or '\\' or '*'
            ? FormattableString.Invariant($"#{(int)c};")
            : c.ToString()));
    }

    private sealed record Diagram(
        IReadOnlyCollection<Value> Outputs,
        IReadOnlyList<(string Id, Value Value, IReadOnlyList<string> Lines, IReadOnlyList<(string Name, Diagram Body)> Bodies)> Boxes,
        IReadOnlyList<(string From, string To, string Label)> Arrows)
    {
        // A body may stand in many places, and those in bodies again: what does not fit is not drawn.
        private const int LargestBodies = 1000;

        public static Diagram Of(Question question, Derivation? derivation)
        {
            var room = LargestBodies;
            return Of(question, derivation, "n", ref room);
        }

        private static Diagram Of(Question question, Derivation? derivation, string prefix, ref int room)
        {
            var labels = new Labels(question.Values);
            var ids = new Dictionary<Value, string>();
            var boxes = new List<(string, Value, IReadOnlyList<string>, IReadOnlyList<(string, Diagram)>)>();
            foreach (var value in question.Values)
            {
                var id = ids[value] = FormattableString.Invariant($"{prefix}{ids.Count}");
                var operation = labels.Operation(value);
                var title = operation.Length == 0 ? labels[value] : $"{labels[value]} = {operation}";
                var isNumber = value.Node.Primitive is Constant { Value.Shape.Rank: 0 };
                string[] lines = derivation is null || isNumber ? [title] : [title, $"= {NumberText.Short(derivation.ValueOf(value))}"];
                var bodies = new List<(string, Diagram)>();
                if (value is { Index: 0, Node.Primitive: Control control }
                    && (room -= control.Bodies.Sum(body => body.Graph.Nodes.Length)) >= 0)
                {
                    foreach (var (name, graph) in control.Bodies)
                    {
                        bodies.Add((name, Of(new Question(graph), null, $"{id}_{name}_", ref room)));
                    }
                }

                boxes.Add((id, value, lines, bodies));
            }

            // Further results of what has bodies come from the box in which these are drawn.
            var arrows = question.Edges.Where(edge => edge.To.Index == 0 || edge.To.Node.Primitive is not Control).Select(edge => (
                ids[edge.From], ids[edge.To],
                derivation?.PartialOf(edge) is { } partial && edge.From.Node.Primitive is not Constant ? NumberText.Short(partial) : ""));
            var further = question.Values.Where(value => value.Index > 0 && value.Node.Primitive is Control)
                .Select(value => (ids[value.Node.Result()], ids[value], ""));
            return new([.. question.Outputs], boxes, [.. arrows, .. further]);
        }
    }
}
