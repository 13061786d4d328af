using System.Text.Encodings.Web;
using System.Text.Json;
using Aresta.Graphs;
using Aresta.Primitives;

namespace Aresta.Expressions;

/// <summary>
/// The JSON document <c>aresta/graph-1</c>: a graph with its values, local derivatives, sweeps, derivatives and paths. The schema is
/// <c>docs/graph-1.schema.json</c>, for graphs with bodies <c>docs/graph-2.schema.json</c>. Its keys are English and its numbers
/// culture-free, whatever the language.
/// </summary>
public static class GraphDocument
{
    /// <summary>What <c>format</c> says of a graph without bodies.</summary>
    public const string Format = "aresta/graph-1";

    /// <summary>
    /// What <c>format</c> says of a graph with calls, choices, loops or stacks: the same document, in which a node may have <c>bodies</c>,
    /// which are lists of nodes and outputs as the document itself, and <c>stack</c>, its type.
    /// </summary>
    public const string FormatWithBodies = "aresta/graph-2";

    /// <summary>What <c>format</c> says of a graph.</summary>
    internal static string FormatOf(Graph graph) =>
        graph.Depth > 0 || graph.Nodes.Any(node => node.Results.Any(type => type.IsStack)) ? FormatWithBodies : Format;

    /// <summary>How many paths are listed.</summary>
    public const int ListedPaths = 100;

    private static readonly JsonWriterOptions Options = new() { Indented = true, Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    /// <summary>Writes what is known at a point.</summary>
    /// <param name="stream">Where to.</param>
    /// <param name="derivation">The graph at the point.</param>
    /// <param name="derivatives">The derivatives of outputs by inputs.</param>
    /// <param name="language">The language of the sentences under <c>map</c>.</param>
    public static void Write(Stream stream, Derivation derivation, Derivatives derivatives, Language language = Language.English)
    {
        ArgumentNullException.ThrowIfNull(derivation);
        ArgumentNullException.ThrowIfNull(derivatives);
        Write(stream, derivation.Question, derivation, derivatives, language);
    }

    /// <summary>
    /// Writes what is known without a point: no values, derivatives as formulas under <c>symbolic</c>, paths as counts and symbols.
    /// </summary>
    /// <param name="stream">Where to.</param>
    /// <param name="question">The graph and the chosen ends.</param>
    /// <param name="language">The language of the sentences under <c>map</c>.</param>
    public static void Write(Stream stream, Question question, Language language = Language.English) =>
        Write(stream, question, null, null, language);

    /// <summary>
    /// The graph that a document describes, names and all; of everything else in it only the values of constants are read.
    /// </summary>
    /// <exception cref="FormatException">It is no such document; the message says where.</exception>
    /// <exception cref="GraphException">It states a graph that cannot be.</exception>
    public static Graph Parse(string json) => new GraphDocumentReader(json).Read();

    private static void Write(Stream stream, Question question, Derivation? derivation, Derivatives? derivatives, Language language)
    {
        using var json = new Utf8JsonWriter(stream, Options);
        new GraphDocumentWriter(json, question, derivation, derivatives, language).Write();
        json.Flush();
        stream.Write("\n"u8);
    }

    /// <summary>
    /// What values are called in a document: %0, %1, … by position, which no name can be; a further result of a node %3.1.
    /// </summary>
    internal static Dictionary<Value, string> Ids(IEnumerable<Value> values)
    {
        var ids = new Dictionary<Value, string>();
        var position = 0;
        foreach (var value in values)
        {
            ids[value] = value.Index == 0
                ? FormattableString.Invariant($"%{position++}")
                : FormattableString.Invariant($"{ids[value.Node.Result()]}.{value.Index}");
        }

        return ids;
    }
}
