using System.Globalization;
using System.Text.Json;
using Aresta.Expressions;
using Aresta.Studio.Serving;

namespace Aresta.Studio.Exploring;

/// <summary>
/// The answer of <c>/api/paths</c>: how many paths there are from the value <c>from</c> to the value <c>to</c>, the first of them with
/// their products, their sum, and the sum with its common factors taken out.
/// </summary>
internal static class PathsDocument
{
    private const int Listed = 200;
    private const int LargestFactored = 400;

    public static void Write(Utf8JsonWriter json, Subject subject, JsonElement request, Language language, CancellationToken cancellation)
    {
        var model = subject.Model;
        if (Json.Value(request, "from", model, language) is not { } from || Json.Value(request, "to", model, language) is not { } to)
        {
            throw new RefusalException("request", language.Malformed());
        }

        var run = new PointRun(subject, from, null, cancellation);
        var paths = new PathSum(model.Values[from], model.Values[to], model.Letters);
        var crossed = model.OnPath([from], [to]);
        var edges = crossed.Count(each => each);
        json.WriteStartObject();
        json.WriteNumber("from", from);
        json.WriteNumber("to", to);
        json.WriteString("count", paths.Count.ToString(CultureInfo.InvariantCulture));
        json.WriteNumber("edges", edges);
        json.Numbers("crossed", Enumerable.Range(0, crossed.Length).Where(i => crossed[i]));
        json.Tensor("sum", run.Tangent(to) ?? Tensors.Tensor.Zeros(model.Values[to].Type));
        json.WriteStartArray("list");
        var numbers = model.Edges.Select((edge, i) => (edge, i)).ToDictionary(pair => pair.edge, pair => pair.i);
        foreach (var path in paths.List(Listed))
        {
            cancellation.ThrowIfCancellationRequested();
            Path(json, model, run, path, numbers);
        }

        json.WriteEndArray();
        if (!paths.Count.IsZero && edges <= LargestFactored)
        {
            var with = language.In(" with ", " com ");
            json.WriteString("symbol", paths.Symbol(with));
            json.WriteString("numbers", Numbers(model, run, from, to, with));
        }

        json.WriteEndObject();
    }

    private static void Path(
        Utf8JsonWriter json, Model model, PointRun run, PathProduct path, Dictionary<Paths.Edge, int> numbers)
    {
        int[] edges = [.. path.Edges.Select(edge => numbers[edge])];
        var product = edges.Aggregate((double?)1, (product, edge) => run.Factor(edge) * product);
        json.WriteStartObject();
        json.Numbers("edges", edges);
        json.Numbers("nodes", path.Nodes.Select(model.Number));
        json.WriteString("names", string.Join(" → ", path.Nodes.Select(node => model.Label(model.Number(node)))));
        json.WriteString("letters", string.Concat(edges.Select(model.Letter)));
        if (product is { } number)
        {
            json.WriteString("factors", edges.Length == 0 ? "1" : string.Join("·", edges.Select(edge => Factor(run.Factor(edge)!.Value))));
            json.Tensor("product", Tensors.Tensor.Scalar(number));
        }

        json.WriteEndObject();
    }

    private static string? Numbers(Model model, PointRun run, int from, int to, string with)
    {
        var network = Paths.Network.Between(model.Values[from], model.Values[to], out var edges);
        var numbers = model.Edges.Select((edge, i) => (edge, i)).ToDictionary(pair => pair.edge, pair => pair.i);
        return edges.All(edge => run.Factor(numbers[edge]) is not null)
            ? Paths.Factoring.Of(network).Write(i => Factor(run.Factor(numbers[edges[i]])!.Value), "·", with)
            : null;
    }

    private static string Factor(double number)
    {
        var text = NumberText.Short(Tensors.Tensor.Scalar(number));
        return number < 0 ? $"({text})" : text;
    }
}
