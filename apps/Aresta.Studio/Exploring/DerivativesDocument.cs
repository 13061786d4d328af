using System.Text.Json;
using Aresta.Expressions;
using Aresta.Execution;
using Aresta.Graphs;
using Aresta.Primitives;
using Aresta.Studio.Serving;
using Aresta.Tensors;

namespace Aresta.Studio.Exploring;

/// <summary>
/// The answer of <c>/api/derivatives</c>: the value <c>of</c> differentiated by every scalar input, and by every pair of them, as formulas
/// and as numbers.
/// </summary>
internal static class DerivativesDocument
{
    private const int MostInputs = 12;
    private const int MostPairs = 6;
    private const int LargestGraph = 600;

    public static void Write(Utf8JsonWriter json, Subject subject, JsonElement request, Language language, CancellationToken cancellation)
    {
        var model = subject.Model;
        if (Json.Value(request, "of", model, language) is not { } of || !model.CanStart(of))
        {
            throw new RefusalException("value", language.In(
                "Here only scalars are differentiated.", "Aqui só se derivam escalares."));
        }

        var output = model.Values[of];
        Value[] inputs = [.. model.Graph.Inputs.Where(input => model.CanStart(model.Number(input)))];
        var (first, second) = (
            inputs.Take(MostInputs).ToArray(), model.Values.Count <= LargestGraph ? inputs.Take(MostPairs).ToArray() : []);
        var gradient = Sweeps.Reverse([output], [Value.Filled(output.Type, 1)], first);
        var symbols = gradient.Select((value, i) => value ?? Value.Zeros(first[i].Type)).ToArray();
        var pairs = new List<(int I, int J, Value Value)>();
        for (var i = 0; i < second.Length; i++)
        {
            cancellation.ThrowIfCancellationRequested();
            var row = Sweeps.Reverse([symbols[i]], [Value.Filled(symbols[i].Type, 1)], second);
            pairs.AddRange(row.Select((value, j) => (i, j, value ?? Value.Zeros(second[j].Type))));
        }

        var graph = Graph.Create(model.Graph.Inputs.AsSpan(), [.. symbols, .. pairs.Select(pair => pair.Value)]);
        var results = Interpreter.Run(graph, [.. subject.Point], cancellation);
        json.WriteStartObject();
        json.WriteNumber("of", of);
        json.WriteString("name", model.Label(of));
        json.WriteNumber("inputs", inputs.Length);
        json.WriteStartArray("first");
        for (var i = 0; i < symbols.Length; i++)
        {
            cancellation.ThrowIfCancellationRequested();
            json.WriteStartObject();
            json.WriteString("by", model.Label(model.Number(first[i])));
            json.WriteString("name", model.Derivative(of, Latex(model, first[i])));
            Both(json, model, symbols[i], results[i]);
            json.WriteEndObject();
        }

        json.WriteEndArray();
        json.WriteStartArray("second");
        for (var k = 0; k < pairs.Count; k++)
        {
            cancellation.ThrowIfCancellationRequested();
            var (i, j, value) = pairs[k];
            json.WriteStartObject();
            json.WriteNumber("row", i);
            json.WriteNumber("column", j);
            json.WriteString("name", model.Derivative(of, Latex(model, second[i]), Latex(model, second[j])));
            Both(json, model, value, results[symbols.Length + k]);
            json.WriteEndObject();
        }

        json.WriteEndArray();
        json.WriteEndObject();
    }

    private static string Latex(Model model, Value input) => model.Latex(model.Number(input));

    private static void Both(Utf8JsonWriter json, Model model, Value value, Tensor number)
    {
        if (model.Graph.Nodes.Length <= LargestGraph && model.Graph.Depth == 0)
        {
            var formula = SymbolicDerivative.Written(model.Graph, value, Notation.Latex);
            json.WriteString("latex", formula.Text);
            json.WriteStartArray("with");
            foreach (var (name, text) in formula.Definitions)
            {
                json.WriteStringValue($"{name} = {text}");
            }

            json.WriteEndArray();
            json.WriteString("text", SymbolicDerivative.Written(model.Graph, value).ToString());
        }

        json.Tensor("value", number);
    }
}
