using System.Globalization;
using System.Text.Json;
using Aresta.Expressions;
using Aresta.Paths;
using Aresta.Studio.Serving;

namespace Aresta.Studio.Exploring;

/// <summary>
/// The answer of <c>/api/chain</c>: a chain of <c>length</c> stages with <c>width</c> parallel edges each, as the chapter has it with two
/// stages of three: how many paths there are, how many edges, and the sum over the paths written out and factored.
/// </summary>
internal static class ChainDocument
{
    private const int Longest = 40;
    private const int Widest = 6;
    private const int WrittenOut = 27;
    private const string Letters = "αβγδεζηθικλμνξοπρστυφχψω";

    public static void Write(Utf8JsonWriter json, JsonElement request, Language language)
    {
        var (length, width) = (Json.Integer(request, "length") ?? 2, Json.Integer(request, "width") ?? 3);
        if (length is < 1 or > Longest || width is < 1 or > Widest)
        {
            throw new RefusalException("limit", language.In(
                $"A chain has 1 to {Longest} stages of 1 to {Widest} edges.",
                $"Uma cadeia tem de 1 a {Longest} etapas de 1 a {Widest} arestas."));
        }

        var network = Network.Of(
            length + 1, Enumerable.Range(0, length * width).Select(i => (i / width, (i / width) + 1)), 0, length);
        var count = network.Count();
        json.WriteStartObject();
        json.WriteNumber("length", length);
        json.WriteNumber("width", width);
        json.WriteString("paths", count.ToString(CultureInfo.InvariantCulture));
        json.WriteString("naive", (count * length).ToString(CultureInfo.InvariantCulture));
        json.WriteNumber("edges", network.Edges.Count);
        json.WriteString("factored", Factoring.Of(network).Write(Letter));
        if (count <= WrittenOut)
        {
            json.WriteString("sum", string.Join(" + ", network.List(WrittenOut).Select(path => string.Concat(path.Select(Letter)))));
        }

        json.WriteEndObject();
    }

    private static string Letter(int edge)
    {
        const string lowered = "₀₁₂₃₄₅₆₇₈₉";
        var round = (edge / Letters.Length).ToString(CultureInfo.InvariantCulture);
        return Letters[edge % Letters.Length] + (round == "0" ? "" : string.Concat(round.Select(digit => lowered[digit - '0'])));
    }
}
