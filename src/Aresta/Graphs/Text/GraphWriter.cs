using Aresta.Primitives;

namespace Aresta.Graphs;

/// <summary>Writes graphs in the text form.</summary>
/// <param name="writer">Where to.</param>
/// <param name="origins">Whether the source line of each node is added as a comment.</param>
/// <param name="indent">How far the lines of the graph are indented: a body stands in the line of its node.</param>
internal sealed class GraphWriter(TextWriter writer, bool origins, string indent = "")
{
    /// <summary>The version of the form: the number behind <c>aresta</c> in the first line.</summary>
    public const int Version = 1;

    private readonly ValueMap<string> names = new();
    private readonly HashSet<string> taken = [];
    private int values;

    public void Document(Graph graph)
    {
        writer.Write($"aresta {Version}\n");
        Graph(graph);
        writer.Write('\n');
    }

    /// <summary>The graph without a header.</summary>
    public void Graph(Graph graph)
    {
        writer.Write("graph(");
        Separated(graph.Inputs.AsSpan(), Define);
        writer.Write(") {\n");
        foreach (var node in graph.Nodes.AsSpan()[graph.Inputs.Length..])
        {
            Statement(node);
        }

        writer.Write(graph.Outputs.IsEmpty ? $"{indent}  return" : $"{indent}  return ");
        Separated(graph.Outputs.AsSpan(), Refer);
        writer.Write($"\n{indent}}}");
    }

    private void Statement(Node node)
    {
        writer.Write($"{indent}  ");
        for (var i = 0; i < node.Results.Length; i++)
        {
            writer.Write(i > 0 ? ", " : "");
            Define(node.Result(i));
        }

        writer.Write(node.Results.IsEmpty ? "= " : " = ");
        Primitive(node.Primitive);
        writer.Write('(');
        Separated(node.Operands.AsSpan(), Refer);
        writer.Write(')');
        if (origins && node.Origin is { } origin)
        {
            writer.Write($"  // {origin}");
        }

        writer.Write('\n');
    }

    private void Primitive(Primitive primitive)
    {
        if (primitive is not Control)
        {
            writer.Write(primitive.ToString());
            return;
        }

        writer.Write(primitive.Name);
        var separator = '{';
        foreach (var (name, value) in primitive.Attributes)
        {
            writer.Write($"{separator}{name}=");
            separator = ',';
            if (value is Body { Value: var body })
            {
                new GraphWriter(writer, origins, indent + "    ").Graph(body);
            }
            else
            {
                writer.Write(value.ToString());
            }
        }

        writer.Write('}');
    }

    // A value is called by its first name if that is a word that no other value took, else by its position among all values.
    private void Define(Value value)
    {
        var position = FormattableString.Invariant($"%{values++}");
        var known = value.Names;
        var word = !known.IsEmpty && Words.IsName(known[0]) && taken.Add(known[0]);
        names[value] = word ? known[0] : position;
        Refer(value);
        foreach (var name in word ? known.RemoveAt(0) : known)
        {
            writer.Write($" \"{name}\"");
        }

        writer.Write($": {value.Type}");
    }

    private void Refer(Value value) => writer.Write(names[value]);

    private void Separated(ReadOnlySpan<Value> items, Action<Value> write)
    {
        for (var i = 0; i < items.Length; i++)
        {
            writer.Write(i > 0 ? ", " : "");
            write(items[i]);
        }
    }
}
