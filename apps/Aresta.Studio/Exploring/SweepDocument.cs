using System.Globalization;
using System.Text;
using System.Text.Json;
using Aresta.Expressions;
using Aresta.Primitives;
using Aresta.Studio.Serving;
using Aresta.Tensors;

namespace Aresta.Studio.Exploring;

/// <summary>
/// The answer of <c>/api/sweep</c>: the steps of a sweep, <c>direction</c> <c>forward</c> or <c>reverse</c>, from the value <c>start</c>.
/// Each step crosses one edge and adds to one node; the last step of a node brings the sentence of the sum. And what it costs to do so for
/// all inputs, or all outputs.
/// </summary>
internal static class SweepDocument
{
    private const int MostSteps = 4_000;
    private const int LongestSum = 8;

    public static void Write(Utf8JsonWriter json, Subject subject, JsonElement request, Language language, CancellationToken cancellation)
    {
        var model = subject.Model;
        var reverse = Json.Text(request, "direction") == "reverse";
        if (Json.Value(request, "start", model, language) is not { } start || !model.CanStart(start))
        {
            throw new RefusalException("value", language.In(
                "A sweep starts at a scalar.", "Uma varredura parte de um escalar."));
        }

        var run = new PointRun(subject, reverse ? null : start, reverse ? start : null, cancellation);
        var inputs = model.Graph.Inputs.Where(value => value.DType.IsFloating).Select(model.Number).ToList();
        var outputs = model.Graph.Outputs.Where(value => value.DType.IsFloating).Select(model.Number).ToList();
        var crossed = reverse ? model.OnPath(inputs, [start]) : model.OnPath([start], outputs);
        json.WriteStartObject();
        json.WriteNumber("start", start);
        json.WriteString("direction", reverse ? "reverse" : "forward");
        json.WriteNumber("edges", crossed.Count(each => each));
        Steps(json, model, run, start, reverse, crossed);
        Costs(json, model, inputs, outputs, cancellation);
        json.WriteEndObject();
    }

    private static void Steps(Utf8JsonWriter json, Model model, PointRun run, int start, bool reverse, bool[] crossed)
    {
        json.WriteStartArray("steps");
        var written = 0;
        for (var i = 0; i < model.Values.Count && written < MostSteps; i++)
        {
            var node = reverse ? model.Values.Count - 1 - i : i;
            var terms = (reverse ? model.Outgoing[node] : model.Incoming[node]).Where(edge => crossed[edge]).ToList();
            if (node == start)
            {
                continue;
            }

            for (var k = 0; k < terms.Count; k++, written++)
            {
                Step(json, model, run, node, start, reverse, terms, k);
            }
        }

        json.WriteEndArray();
    }

    private static void Step(Utf8JsonWriter json, Model model, PointRun run, int node, int start, bool reverse, List<int> terms, int k)
    {
        var edge = terms[k];
        var far = Far(model, edge, reverse);
        json.WriteStartObject();
        json.WriteNumber("edge", edge);
        json.WriteNumber("node", node);
        json.WriteNumber("far", far);
        json.WriteBoolean("last", k == terms.Count - 1);
        var (carried, result) = (Carried(run, far, reverse), Carried(run, node, reverse));
        json.Tensor("partial", run.Partial(edge));
        json.Tensor("carried", carried);
        var numbers = terms.Take(k + 1)
            .Select(term => (Factor: run.Factor(term), Tangent: Number(Carried(run, Far(model, term, reverse), reverse))));
        if (numbers.All(pair => pair is { Factor: not null, Tangent: not null }) && carried is { Shape.Rank: 0 })
        {
            json.Tensor("product", Tensor.Scalar(Product(run.Factor(edge)!.Value, carried[0])));
            json.Tensor("sum", Tensor.Scalar(numbers.Sum(pair => Product(pair.Factor!.Value, pair.Tangent!.Value))));
        }
        else if (k == terms.Count - 1)
        {
            json.Tensor("sum", result);
        }

        var name = reverse ? (model.Label(start), model.Label(node)) : (model.Label(node), model.Label(start));
        var latex = reverse ? model.Derivative(start, model.Latex(node)) : model.Derivative(node, model.Latex(start));
        json.WriteString("text", $"∂{name.Item1}/∂{name.Item2} = {Sum(model, run, terms, k, reverse, result, plain: true)}");
        json.WriteString("latex", $"{latex} = {Sum(model, run, terms, k, reverse, result, plain: false)}");
        json.WriteEndObject();
    }

    // 1·2 + 1·3 = 5, and while terms are missing 1·2 + ⋯
    private static string Sum(Model model, PointRun run, List<int> terms, int k, bool reverse, Tensor? result, bool plain)
    {
        var text = new StringBuilder();
        for (var i = 0; i <= k; i++)
        {
            if (i > 0)
            {
                text.Append(" + ");
            }

            if (terms.Count > LongestSum && i > 2 && i < k - 1)
            {
                text.Append(plain ? "…" : @"\cdots");
                i = k - 2;
                continue;
            }

            var carried = Carried(run, Far(model, terms[i], reverse), reverse);
            text.Append(Factor(run.Partial(terms[i]), model.Edges[terms[i]].To.Node.Primitive.Name, plain));
            text.Append(plain ? "·" : @" \cdot ").Append(Factor(carried, "…", plain));
        }

        return k < terms.Count - 1 ? text.Append(plain ? " + …" : @" + \cdots").ToString()
            : text.Append(" = ").Append(Written(result, plain)).ToString();
    }

    private static string Factor(Tensor? tensor, string otherwise, bool plain)
    {
        if (tensor is null)
        {
            return plain ? otherwise : $@"\mathrm{{{otherwise.Replace("_", @"\_").Replace("…", @"\dots")}}}";
        }

        var text = Written(tensor, plain);
        return text.StartsWith('−') || text.StartsWith('-') ? plain ? $"({text})" : $@"\left({text}\right)" : text;
    }

    private static string Written(Tensor? tensor, bool plain)
    {
        if (tensor is null)
        {
            return "0";
        }

        var text = NumberText.Short(tensor);
        return plain ? text : Latex(tensor, text);
    }

    private static string Latex(Tensor tensor, string text) => tensor.Shape.Rank == 0 && tensor.DType.IsFloating
        ? Formula.Of(Value.Constant(Tensor.Scalar(Short(tensor[0]))), Notation.Latex).Text
        : $@"\text{{{text}}}";

    private static double Short(double number) =>
        double.Parse(number.ToString("G6", CultureInfo.InvariantCulture), CultureInfo.InvariantCulture);

    private static int Far(Model model, int edge, bool reverse) => model.Number(reverse ? model.Edges[edge].To : model.Edges[edge].From);

    private static Tensor? Carried(PointRun run, int value, bool reverse) => reverse ? run.Adjoint(value) : run.Tangent(value);

    private static double? Number(Tensor? tensor) => tensor is { Shape.Rank: 0 } ? tensor[0] : null;

    // An exactly zero tangent gives 0 whatever the partial is.
    private static double Product(double partial, double carried) => carried == 0 ? 0 : partial * carried;

    private static void Costs(Utf8JsonWriter json, Model model, List<int> inputs, List<int> outputs, CancellationToken cancellation)
    {
        const long most = 20_000_000;
        json.WriteStartObject("costs");
        json.WriteNumber("inputs", inputs.Count);
        json.WriteNumber("outputs", outputs.Count);
        if ((long)model.Edges.Count * Math.Max(inputs.Count, outputs.Count) <= most)
        {
            json.WriteNumber("forward", inputs.Sum(input => Touched([input], outputs)));
            json.WriteNumber("reverse", outputs.Sum(output => Touched(inputs, [output])));
        }

        json.WriteEndObject();

        long Touched(List<int> from, List<int> to)
        {
            cancellation.ThrowIfCancellationRequested();
            return model.OnPath(from, to).LongCount(each => each);
        }
    }
}
