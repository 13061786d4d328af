using Aresta.Primitives;

namespace Aresta.Graphs;

/// <summary>Writes graphs in the text form.</summary>
internal sealed class GraphWriter(TextWriter writer, bool origins)
{
    /// <summary>The version of the form: the number behind <c>aresta</c> in the first line.</summary>
    public const int Version = 1;

    private readonly ValueMap<string> names = new();
    private readonly HashSet<string> taken = [];
    private int values;

    public void Document(Graph graph)
    {
        writer.Write($"aresta {Version}\ngraph(");
        Separated(graph.Inputs.AsSpan(), Define);
        writer.Write(") {\n");
        foreach (var node in graph.Nodes.AsSpan()[graph.Inputs.Length..])
        {
            Statement(node);
        }

        writer.Write(graph.Outputs.IsEmpty ? "  return" : "  return ");
        Separated(graph.Outputs.AsSpan(), Refer);
        writer.Write("\n}\n");
    }

    private void Statement(Node node)
    {
        writer.Write("  ");
        for (var i = 0; i < node.Results.Length; i++)
        {
            writer.Write(i > 0 ? ", " : "");
            Define(node.Result(i));
        }

        writer.Write(node.Results.IsEmpty ? "= " : " = ");
        writer.Write(node.Primitive.ToString());
        writer.Write('(');
        Separated(node.Operands.AsSpan(), Refer);
        writer.Write(')');
        if (origins && node.Origin is { } origin)
        {
            writer.Write($"  // {origin}");
        }

        writer.Write('\n');
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
