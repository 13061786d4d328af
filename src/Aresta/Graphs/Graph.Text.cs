using System.Globalization;
using Aresta.Primitives;

namespace Aresta.Graphs;

/// <content>The text form: one node a line, readable by people and by <see cref="Parse"/>.</content>
public sealed partial class Graph
{
    /// <summary>The graph as text, which <see cref="Parse"/> reads back as an equal graph, to the bit.</summary>
    /// <remarks>
    /// <code>
    /// aresta 1
    /// graph(a: float64, b: float64) {
    ///   c: float64 = add(a, b)
    ///   %3: float64 = constant{value=float64(1)}()
    ///   d: float64 = add(b, %3)
    ///   e: float64 = multiply(c, d)
    ///   return e
    /// }
    /// </code>
    /// A value is called by its first name, or by its position where it has none that is a word of its own; further names stand behind it
    /// in quotes. Line ends and spaces mean nothing, and <c>//</c> begins a comment.
    /// </remarks>
    /// <param name="origins">Whether the source line of each node is added as a comment, where it is known.</param>
    public string Print(bool origins = false)
    {
        using var text = new StringWriter(CultureInfo.InvariantCulture);
        Print(text, origins);
        return text.ToString();
    }

    /// <summary>Writes what <see cref="Print(bool)"/> gives, node by node.</summary>
    /// <param name="writer">Where to.</param>
    /// <param name="origins">Whether the source line of each node is added as a comment, where it is known.</param>
    public void Print(TextWriter writer, bool origins = false)
    {
        ArgumentNullException.ThrowIfNull(writer);
        new GraphWriter(writer, origins).Document(this);
    }

    /// <summary>The graph that a text describes.</summary>
    /// <param name="text">What <see cref="Print(bool)"/> wrote, or a person in the same form.</param>
    /// <param name="name">What to call the text in errors, for example its file.</param>
    /// <exception cref="GraphException">
    /// The text is not of the form: the message says line, column and what was expected. Or it states a graph that cannot be: see
    /// <see cref="Verify"/>.
    /// </exception>
    public static Graph Parse(string text, string name = "text")
    {
        ArgumentNullException.ThrowIfNull(text);
        ArgumentNullException.ThrowIfNull(name);
        return new GraphReader(new(text, name)).Document().Verify();
    }

    /// <summary>The text form.</summary>
    public override string ToString() => Print();
}
