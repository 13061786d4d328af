using System.Globalization;
using System.Text;
using Aresta.Expressions;
using Aresta.Primitives;
using Aresta.Tensors;

namespace Aresta.Studio.Exploring;

/// <summary>
/// A graph as C# that makes it: a lambda of scalar functions where every operation is one, otherwise the text form of the graph.
/// </summary>
internal static class CSharpText
{
    private static readonly HashSet<string> Operators =
        ["add", "subtract", "multiply", "scale", "divide", "negate", "square", "integer_power", "power", "sqrt", "reciprocal", "rsqrt"];

    private static readonly HashSet<string> Functions =
        ["sin", "cos", "tan", "sinh", "cosh", "tanh", "exp", "log", "sigmoid", "abs", "softplus", "erf", "asin", "acos", "atan",
            "expm1", "log1p"];

    public static string Of(Subject subject)
    {
        var graph = subject.Model.Graph;
        var text = new StringBuilder("using Aresta;\nusing Aresta.Tensors;\nusing static Aresta.Numerics.Elementary;\n\n");
        return graph.Outputs is [var output] && graph.Inputs.Length is > 0 and <= 6 && graph.Nodes.All(IsPlain)
            ? Lambda(text, subject, output)
            : Stated(text, subject);
    }

    private static bool IsPlain(Node node) => node.Results is [{ Shape.Rank: 0, DType.IsFloating: true }]
        && (node.Primitive is Input or Constant || Operators.Contains(node.Primitive.Name) || Functions.Contains(node.Primitive.Name));

    private static string Lambda(StringBuilder text, Subject subject, Value output)
    {
        var graph = subject.Model.Graph;
        var notation = new CSharpNotation();
        var parameters = string.Join(", ", graph.Inputs.Select((input, i) => notation.Name(input.Name ?? $"x{i}")));
        text.Append("var f = Function.Of((").Append(parameters).Append(") =>\n{\n");
        foreach (var node in graph.Nodes.Where(node => node.Primitive is not (Input or Constant)))
        {
            if (node.Result() is { Name: { } name } value && value != output)
            {
                Statement($"var {notation.Name(name)} = ", value);
            }
        }

        Statement("return ", output);
        return text.Append("});\n\n").Append(Use(subject)).ToString();

        void Statement(string left, Value value)
        {
            var formula = Formula.Of(value, notation, inNames: true);
            foreach (var (part, definition) in formula.Definitions)
            {
                text.Append("    var ").Append(part).Append(" = ").Append(CSharpNotation.Signed(definition)).Append(";\n");
            }

            text.Append("    ").Append(left).Append(CSharpNotation.Signed(formula.Text)).Append(";\n");
        }
    }

    private static string Stated(StringBuilder text, Subject subject) =>
        text.Insert(0, "using Aresta.Graphs;\n").Append("var graph = Graph.Parse(\"\"\"\n    ")
            .Append(subject.Model.Graph.Print().TrimEnd().Replace("\n", "\n    ", StringComparison.Ordinal))
            .Append("\n    \"\"\");\nvar f = Function.Of(graph);\n").Append(Use(subject)).ToString();

    // The gradient at the point; where there is none, the values.
    private static string Use(Subject subject)
    {
        var point = string.Join(", ", subject.Point.Select(Literal));
        return subject.Model.Graph.Outputs is [{ Shape.Rank: 0, DType.IsFloating: true }]
            ? $"var gradient = f.Gradient({point});\nConsole.WriteLine(string.Join('\\n', gradient.Select(g => g.ToString())));\n"
            : $"var values = f.Call({point});\n";
    }

    private static string Literal(Tensor tensor) => tensor.Shape.Rank switch
    {
        0 => Number(tensor[0]),
        1 => $"new double[] {{ {string.Join(", ", tensor.ToDoubles().Select(Number))} }}",
        2 => $"new double[,] {{ {string.Join(", ", tensor.ToDoubles().Chunk(Math.Max(1, tensor.Shape[1])).Select(row =>
            $"{{ {string.Join(", ", row.Select(Number))} }}"))} }}",
        _ => $"Tensor.Of(new double[] {{ {string.Join(", ", tensor.ToDoubles().Select(Number))} }}, {tensor.Shape})",
    };

    private static string Number(double number) => double.IsFinite(number) ? number.ToString("R", CultureInfo.InvariantCulture)
        : double.IsNaN(number) ? "double.NaN" : number > 0 ? "double.PositiveInfinity" : "double.NegativeInfinity";
}

/// <summary>Formulas as C#.</summary>
internal sealed class CSharpNotation : Notation
{
    private static readonly HashSet<string> Reserved =
        ["var", "new", "in", "out", "is", "as", "do", "if", "for", "int", "ref", "f", "gradient"];

    /// <summary>The formula with the signs that C# reads.</summary>
    public static string Signed(string text) => text.Replace('−', '-');

    public override string Name(string name)
    {
        var letters = string.Concat(name.Select(c => c is >= '₀' and <= '₉' ? (char)('0' + (c - '₀')) : c == '′' ? 'p' : c));
        return name == "π" ? "double.Pi" : Reserved.Contains(letters) ? letters + "_" : letters;
    }

    protected override string Number(string digits) =>
        digits switch { "Infinity" => "double.PositiveInfinity", "NaN" => "double.NaN", _ => digits };

    protected override string List(IEnumerable<string> items) => $"[{string.Join(", ", items)}]";

    protected override string Group(string text) => $"({text})";

    protected override Written Call(string function, IReadOnlyList<Written> arguments) => new(
        $"{Pascal(function)}({string.Join(", ", arguments.Select(argument => argument.Text))})", Binding.Atom);

    protected override string Product(IReadOnlyList<string> factors) => string.Join(" * ", factors);

    protected override string Quotient(Written numerator, Written denominator) =>
        $"{Least(numerator, Binding.Product)} / {Least(denominator, Binding.Power)}";

    protected override Written MatrixProduct(Written left, Written right) =>
        new($"{Least(left, Binding.Atom)}.MatMul({right.Text})", Binding.Atom);

    protected override Written Power(Written x, long exponent) => new(
        exponent == 2 ? $"Square({x.Text})" : $"Power({x.Text}, {exponent.ToString(System.Globalization.CultureInfo.InvariantCulture)})",
        Binding.Atom);

    protected override Written Power(Written x, Written exponent) => new($"Power({x.Text}, {exponent.Text})", Binding.Atom);

    protected override Written Root(Written x) => new($"Sqrt({x.Text})", Binding.Atom);

    protected override string Comparison(string name) => name switch
    {
        "less" => "<",
        "less_or_equal" => "<=",
        "greater" => ">",
        "greater_or_equal" => ">=",
        "equal" => "==",
        _ => "!=",
    };

    private static string Pascal(string name) =>
        string.Concat(name.Split('_').Select(word => char.ToUpperInvariant(word[0]) + word[1..]));
}
