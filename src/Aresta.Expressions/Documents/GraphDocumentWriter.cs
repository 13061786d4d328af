using System.Globalization;
using System.Text.Json;
using Aresta.Graphs;
using Aresta.Primitives;
using Aresta.Tensors;

namespace Aresta.Expressions;

/// <summary>Writes the document key by key. Where there is no point, what would be a number is null.</summary>
internal sealed class GraphDocumentWriter(
    Utf8JsonWriter json, Question question, Derivation? derivation, Derivatives? derivatives, Language language)
{
    private readonly Dictionary<Value, string> ids = GraphDocument.Ids(question.Values);

    public void Write()
    {
        json.WriteStartObject();
        json.WriteString("format", GraphDocument.FormatOf(question.Graph));
        List("nodes", question.Values, Node);
        List("edges", question.Edges, Edge);
        List("outputs", question.Outputs, output => json.WriteStringValue(Key(output)));
        Map("derivatives", question.Outputs, output => Map(question.Inputs, input => Tensor(derivatives?.First(output, input))));
        if (derivatives is { Order: 2 })
        {
            Map("second", question.Outputs, output => Map(question.Inputs, input => Map(
                question.Inputs, other => Tensor(derivatives.Second(output, input, other)))));
        }

        if (derivation is null)
        {
            Map("symbolic", question.Outputs, output => Map(
                question.Inputs, input => json.WriteStringValue(SymbolicDerivative.Of(question.Graph, output, input)?.ToString())));
        }
        else
        {
            Sweeps("forward", question.Inputs, derivation.Tangent);
            Sweeps("reverse", question.Outputs, derivation.Adjoint);
        }

        Paths();
        json.WriteStartObject("touched");
        Map("forward", question.Inputs, input => Times(question.TouchedFrom(input)));
        Map("reverse", question.Outputs, output => Times(question.TouchedTo(output)));
        json.WriteEndObject();
        json.WriteEndObject();
    }

    // The name, or the id where there is none.
    private string Key(Value value) => value.Name ?? ids[value];

    private void Node(Value value) => Node(value, ids, derivation is null ? null : derivation.ValueOf);

    private void Node(Value value, Dictionary<Value, string> ids, Func<Value, Tensor?>? valueOf)
    {
        json.WriteStartObject();
        json.WriteString("id", ids[value]);
        json.WriteString("name", value.Name);
        List("aliases", value.Names.Skip(1), json.WriteStringValue);
        json.WriteString("op", Operation(value.Node.Primitive));
        List("operands", value.Node.Operands, operand => json.WriteStringValue(ids[operand]));
        List("shape", value.Shape, json.WriteNumberValue);
        json.WriteString("dtype", value.DType.Name);
        json.WritePropertyName("value");
        Tensor(value.Type.IsStack ? null : value.Node.Primitive is Constant { Value: var tensor } ? tensor : valueOf?.Invoke(value));
        if (value.Type.IsStack)
        {
            json.WriteString("stack", value.Type.ToString());
        }

        if (value is { Index: 0, Node.Primitive: Control control })
        {
            Bodies(control);
        }

        json.WriteEndObject();
    }

    // Each body is a document of its own, with ids of its own.
    private void Bodies(Control control)
    {
        json.WriteStartObject("bodies");
        foreach (var (name, value) in control.Attributes)
        {
            if (value is Body { Value: var body })
            {
                json.WriteStartObject(name);
                Value[] values = [.. body.Nodes.SelectMany(node => Enumerable.Range(0, node.Results.Length).Select(node.Result))];
                var own = GraphDocument.Ids(values);
                List("nodes", values, each => Node(each, own, null));
                List("outputs", body.Outputs, output => json.WriteStringValue(own[output]));
                json.WriteEndObject();
            }
        }

        json.WriteEndObject();
    }

    // As in the text form, without what stands elsewhere in the node.
    private static string Operation(Primitive primitive)
    {
        if (primitive is Constant or not Control)
        {
            return primitive is Constant ? primitive.Name : primitive.ToString();
        }

        var attributes = string.Join(',', primitive.Attributes.Where(a => a.Value is not Body).Select(a => $"{a.Name}={a.Value}"));
        return attributes.Length == 0 ? primitive.Name : $"{primitive.Name}{{{attributes}}}";
    }

    private void Edge(Paths.Edge edge)
    {
        json.WriteStartObject();
        json.WriteString("from", ids[edge.From]);
        json.WriteString("to", ids[edge.To]);
        json.WriteNumber("operand", edge.Operand);
        json.WritePropertyName("partial");
        var partial = derivation?.PartialOf(edge);
        Tensor(partial);
        if (partial is null && (derivation is not null || edge.Partial() is null))
        {
            json.WriteString("map", LocalMap.Describe(edge, language));
        }

        json.WriteEndObject();
    }

    private void Sweeps(string key, IReadOnlyList<Value> starts, Func<Value, Value, Tensor?> carried) =>
        Map(key, starts.Where(start => carried(start, start) is not null), start =>
            Map(question.Values, value => Tensor(carried(start, value))));

    private void Paths()
    {
        var letters = question.Letters();
        Map("paths", question.Outputs, output => Map(question.Inputs, input =>
        {
            var paths = new PathSum(input, output, letters, derivation);
            json.WriteStartObject();
            json.WriteString("count", paths.Count.ToString(CultureInfo.InvariantCulture));
            json.WritePropertyName("sum");
            Tensor(paths.Sum());
            List("list", paths.List(GraphDocument.ListedPaths), path =>
            {
                json.WriteStartObject();
                List("nodes", path.Nodes, node => json.WriteStringValue(Key(node)));
                json.WritePropertyName("product");
                Tensor(path.Product);
                json.WriteEndObject();
            });
            json.WriteStartObject("factored");
            json.WriteString("symbol", paths.Symbol());
            json.WritePropertyName("value");
            Tensor(paths.FactoredValue());
            json.WriteEndObject();
            json.WriteEndObject();
        }));
    }

    private void Times(IReadOnlyList<int> times)
    {
        json.WriteStartArray();
        foreach (var count in times)
        {
            json.WriteNumberValue(count);
        }

        json.WriteEndArray();
    }

    private void List<T>(string key, IEnumerable<T> items, Action<T> write)
    {
        json.WriteStartArray(key);
        foreach (var item in items)
        {
            write(item);
        }

        json.WriteEndArray();
    }

    private void Map(string key, IEnumerable<Value> owners, Action<Value> write)
    {
        json.WritePropertyName(key);
        Map(owners, write);
    }

    private void Map(IEnumerable<Value> owners, Action<Value> write)
    {
        json.WriteStartObject();
        foreach (var owner in owners)
        {
            json.WritePropertyName(Key(owner));
            write(owner);
        }

        json.WriteEndObject();
    }

    private void Tensor(Tensor? tensor)
    {
        if (tensor is null)
        {
            json.WriteNullValue();
        }
        else
        {
            TensorJson.Write(json, tensor);
        }
    }
}
