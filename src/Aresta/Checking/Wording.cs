using System.Globalization;
using Aresta.Graphs;
using Aresta.Primitives;
using Aresta.Tensors;

namespace Aresta.Checking;

/// <summary>How reports speak of values, nodes, elements and numbers.</summary>
internal static class Wording
{
    /// <summary>A value with its name or operation, its type and its place: <c>y = log(x): float64[3] (at Model.cs:12)</c>.</summary>
    public static string Describe(Node node)
    {
        var place = node.Origin is { } origin ? $" (at {origin})" : "";
        return $"{Equation(node)}{place}{(node.Primitive is Custom custom ? Rules(custom) : "")}";
    }

    // Where the rules of a custom function were written.
    private static string Rules(Custom custom)
    {
        var places = custom.Bodies.Skip(1).Select(rule => rule.Graph.Outputs is [{ Node.Origin: { } origin }, ..]
            ? $", whose {rule.Name} is at {origin}" : $", whose {rule.Name} is stated");
        return $", a custom function{string.Concat(places)}";
    }

    /// <summary>A place in a body: <c>in step 3, counted from 0, of h = scan(x, w) (at Model.cs:12)</c>.</summary>
    public static string In(RunPlace place)
    {
        var step = FormattableString.Invariant($"in step {place.Run}, counted from 0,");
        var body = (place.Node.Primitive, place.Body) switch
        {
            (Cond, var branch) => $"in the branch {branch} of",
            (Scan { Backward: true } scan, _) =>
                FormattableString.Invariant($"{step} which is row {BodyLayout.RowAt(scan, place.Run)}, of"),
            (While, "condition") => FormattableString.Invariant($"in the condition before step {place.Run}, counted from 0, of"),
            (Loop, _) => $"{step} of",
            (ScanPull pull, "pull") =>
                FormattableString.Invariant($"in the pull of step {pull.Length - 1 - place.Run}, counted from 0, of"),
            (ScanPull, _) => "in a step that was run again, of",
            _ => "inside",
        };
        return $"{body} {Describe(place.Node)}";
    }

    /// <summary>A node as an equation between values: <c>y = log(x)</c>; without a name, <c>log(x)</c>.</summary>
    public static string Equation(Node node)
    {
        const int listed = 4;
        var names = node.Results.Select((_, i) => node.Result(i).Name);
        var left = names.Any(name => name is not null) ? $"{string.Join(", ", names.Select(name => name ?? "_"))} = " : "";
        if (node.Primitive is Input)
        {
            return node.Result().Name ?? "an input without a name";
        }

        if (node.Primitive is Constant { Value: var tensor })
        {
            return left + (tensor.Shape.Size == 1 ? TensorText.Element(tensor, 0) : $"a constant {tensor.Type}");
        }

        var operands = node.Operands.Take(listed).Select(Short);
        var operation = node.Primitive is Custom { Label: { Length: > 0 } label } ? label : node.Primitive.Name;
        return $"{left}{operation}({string.Join(", ", operands)}{(node.Operands.Length > listed ? ", …" : "")})";
    }

    /// <summary>A value in a few letters: its name, its number, or its operation with dots for the operands.</summary>
    public static string Short(Value value) => value switch
    {
        { Name: { } name } => name,
        { Node.Primitive: Constant { Value: { Shape.Size: 1 } tensor } } => TensorText.Element(tensor, 0),
        { Node.Operands.IsEmpty: true } => value.Node.Primitive.Name,
        _ => $"{value.Node.Primitive.Name}(…)",
    };

    /// <summary>The name of a value where it has one, else what it is: <c>y</c>, <c>the result of log(x)</c>.</summary>
    public static string Called(Value value) => value.Name ?? $"the result of {Equation(value.Node)}";

    /// <summary>An input by its name or position, with an element of it: <c>x[1,2]</c>; a scalar has none.</summary>
    public static string Entry(Graph graph, bool output, int position, int element)
    {
        var value = (output ? graph.Outputs : graph.Inputs)[position];
        var name = value.Name ?? FormattableString.Invariant($"{(output ? "output" : "input")} {position}");
        return name + Index(value.Shape, element);
    }

    /// <summary>The place of an element: <c>[1,2]</c>; nothing for a scalar.</summary>
    public static string Index(Shape shape, int element)
    {
        var index = shape.Strides().Select((stride, axis) => element / stride % Math.Max(shape[axis], 1));
        return shape.Rank == 0 ? "" : $"[{string.Join(",", index.Select(i => i.ToString(CultureInfo.InvariantCulture)))}]";
    }

    /// <summary>A number with enough digits to compare it by eye.</summary>
    public static string Number(double x) => x switch
    {
        double.PositiveInfinity => "∞",
        double.NegativeInfinity => "−∞",
        _ => x.ToString("G10", CultureInfo.InvariantCulture),
    };

    /// <summary>An error or a tolerance: two digits.</summary>
    public static string Size(double x) => x.ToString("G2", CultureInfo.InvariantCulture);

    /// <summary>A count with its noun: <c>1 entry</c>, <c>2 entries</c>.</summary>
    public static string Count(int count, string one, string many) =>
        FormattableString.Invariant($"{count} {(count == 1 ? one : many)}");
}
