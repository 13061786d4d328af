using System.Globalization;
using Aresta.Graphs;
using Aresta.Primitives;
using Aresta.Tensors;

namespace Aresta.Expressions;

/// <summary>
/// What people read for the values and operations of a graph: the user's names, numbers for constants, v1, v2, … for the rest.
/// </summary>
public sealed class Labels
{
    private static readonly Dictionary<string, string> Infix = new()
    {
        ["add"] = "+",
        ["subtract"] = "−",
        ["multiply"] = "·",
        ["divide"] = "÷",
        ["remainder"] = "mod",
        ["power"] = "^",
        ["less"] = "<",
        ["less_or_equal"] = "≤",
        ["greater"] = ">",
        ["greater_or_equal"] = "≥",
        ["equal"] = "==",
        ["not_equal"] = "≠",
    };

    private readonly Dictionary<Value, string> labels = [];

    /// <summary>Labels for the given values, no two alike unless the user named them so.</summary>
    public Labels(IEnumerable<Value> values)
    {
        ArgumentNullException.ThrowIfNull(values);
        var all = values.ToList();
        var taken = all.SelectMany(v => v.Names).ToHashSet();
        var next = 1;
        foreach (var value in all)
        {
            labels[value] = value.Name ?? Number(value) ?? Fresh();
        }

        string Fresh()
        {
            string name;
            do
            {
                name = string.Create(CultureInfo.InvariantCulture, $"v{next++}");
            }
            while (taken.Contains(name));
            return name;
        }
    }

    /// <summary>The label of a value.</summary>
    public string this[Value value] => labels[value];

    /// <summary>The operation that makes a value, on the labels of its operands: <c>a + b</c>, <c>sin(x)</c>, <c>x ^ 2</c>.</summary>
    public string Operation(Value value)
    {
        var (primitive, operands) = (value.Node.Primitive, value.Node.Operands);
        return primitive switch
        {
            Input or Constant => "",
            Control when value.Index > 0 => string.Create(CultureInfo.InvariantCulture, $"{this[value.Node.Result()]}.{value.Index}"),
            Control control => $"{Heading(control)}({string.Join(", ", operands.Select(operand => this[operand]))})",
            _ when operands.Length == 2 && Infix.TryGetValue(primitive.Name, out var symbol) =>
                $"{this[operands[0]]} {symbol} {this[operands[1]]}",
            { Name: "negate" } => $"−{this[operands[0]]}",
            { Name: "integer_power" } => $"{this[operands[0]]} ^ {primitive.Attributes.Integer("order")}",
            Sum sum when sum.Axes.Count == operands[0].Rank => $"sum({this[operands[0]]})",
            Sum { Axes: [var axis] } => string.Create(CultureInfo.InvariantCulture, $"sum({this[operands[0]]}, {axis})"),
            Contract { Left: "" } or Contract { Right: "" } => $"{this[operands[0]]} · {this[operands[1]]}",
            Contract contract when Notation.Plain.Contraction(
                contract, new(this[operands[0]], Binding.Atom), new(this[operands[1]], Binding.Atom)) is { } product => product.Text,
            _ => $"{primitive}({string.Join(", ", operands.Select(operand => this[operand]))})",
        };
    }

    /// <summary>
    /// What an operation with bodies is called, without these: its name or what the user called it, and how often it runs.
    /// </summary>
    internal static string Heading(Control control) => control switch
    {
        Call { Label.Length: > 0 } call => call.Label,
        Custom { Label.Length: > 0 } custom => custom.Label,
        Scan scan => string.Create(CultureInfo.InvariantCulture, $"scan ×{scan.Length}"),
        ScanPull pull => string.Create(CultureInfo.InvariantCulture, $"scan_pull ×{pull.Length}"),
        _ => control.Name,
    };

    private static string? Number(Value value) =>
        value.Node.Primitive is not Constant { Value: { Shape.Rank: 0 } tensor } ? null
        : tensor.DType.IsFloating && tensor[0] == Math.PI ? "π"
        : NumberText.ForPeople(TensorText.Element(tensor, 0));
}
