using System.Globalization;
using Aresta.Primitives;

namespace Aresta.Graphs;

/// <summary>A graph as a parameter of a primitive: the body of a loop, a branch, a function that is called.</summary>
/// <param name="Value">The graph.</param>
public sealed record Body(Graph Value) : AttributeValue
{
    /// <summary>The graph in the text form, without its header.</summary>
    public override string ToString()
    {
        using var text = new StringWriter(CultureInfo.InvariantCulture);
        new GraphWriter(text, origins: false).Graph(Value);
        return text.ToString();
    }

    /// <summary>What it takes and gives: <c>graph(x: float64) → (float64)</c>.</summary>
    internal override string Summary =>
        $"graph({string.Join(", ", Value.Inputs)}) → ({string.Join(", ", Value.Outputs.Select(o => o.Type))})";

    /// <summary>The body called <paramref name="name"/> among the attributes.</summary>
    /// <exception cref="FormatException">There is none, or it is no graph.</exception>
    internal static Graph Read(Attributes attributes, string name)
    {
        ArgumentNullException.ThrowIfNull(attributes);
        return attributes.Get<Body>(name, "a graph").Value;
    }
}
