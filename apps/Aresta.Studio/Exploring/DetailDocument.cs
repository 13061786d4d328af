using System.Text.Json;
using Aresta.Expressions;
using Aresta.Primitives;
using Aresta.Studio.Serving;

namespace Aresta.Studio.Exploring;

/// <summary>
/// The answer of <c>/api/detail</c>: everything about one node (<c>value</c>) or one edge (<c>edge</c>): formulas as LaTeX, the value
/// or the local derivative, and what sweeps from <c>from</c> and <c>to</c> carry there.
/// </summary>
internal static class DetailDocument
{
    // Graphs of more nodes are not written as formulas: nobody would read them.
    private const int LargestFormula = 2_000;

    public static void Write(Utf8JsonWriter json, Subject subject, JsonElement request, Language language, CancellationToken cancellation)
    {
        var model = subject.Model;
        var run = new PointRun(
            subject, Json.Value(request, "from", model, language), Json.Value(request, "to", model, language), cancellation);
        json.WriteStartObject();
        if (Json.Integer(request, "edge") is { } edge && edge >= 0 && edge < model.Edges.Count)
        {
            Edge(json, model, run, edge, language);
        }
        else if (Json.Value(request, "value", model, language) is { } value)
        {
            Node(json, model, run, value);
        }
        else
        {
            throw new RefusalException("request", language.Malformed());
        }

        json.WriteEndObject();
    }

    private static void Node(Utf8JsonWriter json, Model model, PointRun run, int value)
    {
        var node = model.Values[value];
        json.WriteString("label", model.Label(value));
        json.WriteString("latex", model.Latex(value));
        json.WriteString("operation", node.Node.Primitive.Name);
        json.WriteString("type", node.Type.ToString());
        if (node.Node.Primitive is not (Input or Constant) && model.Values.Count <= LargestFormula && model.Graph.Depth == 0)
        {
            json.WriteString("step", Step(model, node));
            json.WriteString("formula", Short(Formula.Of(node, Notation.Latex)));
        }

        json.Tensor("value", run.At(value));
        json.Tensor("tangent", run.Tangent(value));
        json.Tensor("adjoint", run.Adjoint(value));
        json.Numbers("operands", model.Incoming[value].Select(edge => model.Number(model.Edges[edge].From)));
        json.Numbers("users", model.Outgoing[value].Select(edge => model.Number(model.Edges[edge].To)));
    }

    // The operation on the labels of its operands.
    private static string Step(Model model, Value node)
    {
        Value[] stand =
        [
            .. node.Node.Operands.Select(operand => operand.Node.Primitive is Constant { Value.Shape.Rank: 0 }
                ? operand : Value.Input(operand.Type, model.Label(model.Number(operand)))),
        ];
        return Formula.Of(Primitives.Node.Create(node.Node.Primitive, stand).Result(node.Index), Notation.Latex).Text;
    }

    private static void Edge(Utf8JsonWriter json, Model model, PointRun run, int number, Language language)
    {
        var edge = model.Edges[number];
        var (from, to) = (model.Number(edge.From), model.Number(edge.To));
        json.WriteString("letter", model.Letter(number));
        json.WriteNumber("from", from);
        json.WriteNumber("to", to);
        json.WriteString("fromLabel", model.Label(from));
        json.WriteString("toLabel", model.Label(to));
        json.WriteString("fromLatex", model.Latex(from));
        json.WriteString("toLatex", model.Latex(to));
        json.WriteBoolean("carries", model.Carries(number));
        json.WriteString("operation", edge.To.Node.Primitive.Name);
        if (model.Carries(number) && Local(model, edge) is { } formula)
        {
            json.WriteString("formula", formula);
        }
        else
        {
            json.WriteString("map", LocalMap.Describe(edge, language));
        }

        json.Tensor("partial", run.Partial(number));
        json.Tensor("tangent", run.Tangent(from));
        json.Tensor("adjoint", run.Adjoint(to));
    }

    // The partial derivative in the labels of the operands and of the result.
    private static string? Local(Model model, Paths.Edge edge)
    {
        var node = edge.To.Node;
        if (node.Primitive is not Elementwise)
        {
            return null;
        }

        Value[] stand =
        [
            .. node.Operands.Select(operand => operand.Node.Primitive is Constant { Value.Shape.Rank: 0 }
                ? operand : Value.Input(operand.Type, model.Label(model.Number(operand)))),
        ];
        var distinct = stand.DistinctBy(value => value.Name ?? value.ToString()).ToArray();
        Value[] unique = [.. stand.Select(value => Array.Find(distinct, other => other.Name == value.Name && value.Name is not null)
            is { IsInitialized: true } same ? same : value)];
        var result = Primitives.Node.Create(node.Primitive, unique).Result(edge.To.Index);
        if (new Paths.Edge(unique[edge.Operand], result, edge.Operand).Partial() is not { } partial)
        {
            return null;
        }

        Value[] inputs = [.. unique.Where(value => value.Node.Primitive is Input).Distinct()];
        return Short(SymbolicDerivative.Written(Graphs.Graph.Create(inputs, [partial]), partial, Notation.Latex));
    }

    private static string Short(Formula formula) => formula.Definitions.Count == 0 ? formula.Text
        : formula.Text + @",\quad "
            + string.Join(@",\; ", formula.Definitions.Select(definition => $"{definition.Name} = {definition.Text}"));
}
