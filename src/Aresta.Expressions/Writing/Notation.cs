using System.Globalization;
using Aresta.Graphs;
using Aresta.Primitives;
using Aresta.Tensors;

namespace Aresta.Expressions;

/// <summary>How formulas are written: one line of text, or LaTeX.</summary>
public abstract class Notation
{
    /// <summary>As in the language of expressions, which reads it back: <c>2·x·cos(x²)</c>.</summary>
    public static Notation Plain { get; } = new PlainNotation();

    /// <summary>LaTeX: <c>2\,x \cos\left(x^{2}\right)</c>.</summary>
    public static Notation Latex { get; } = new LatexNotation();

    /// <summary>A name.</summary>
    public abstract string Name(string name);

    /// <summary>A number that is not negative, written out.</summary>
    protected abstract string Number(string digits);

    /// <summary>A list of written elements.</summary>
    protected abstract string List(IEnumerable<string> items);

    /// <summary>Something in parentheses.</summary>
    protected abstract string Group(string text);

    /// <summary>A function of some arguments.</summary>
    protected abstract Written Call(string function, IReadOnlyList<Written> arguments);

    /// <summary>A product of factors, each in parentheses where it needs them.</summary>
    protected abstract string Product(IReadOnlyList<string> factors);

    /// <summary>A quotient of a product by others.</summary>
    protected abstract string Quotient(Written numerator, Written denominator);

    /// <summary>A product of matrices.</summary>
    protected abstract Written MatrixProduct(Written left, Written right);

    /// <summary>A power with a whole exponent.</summary>
    protected abstract Written Power(Written x, long exponent);

    /// <summary>A power with any exponent.</summary>
    protected abstract Written Power(Written x, Written exponent);

    /// <summary>A square root.</summary>
    protected abstract Written Root(Written x);

    /// <summary>The sign of a comparison, named as the rule is.</summary>
    protected abstract string Comparison(string name);

    /// <summary>Called on what is finished: inside, every sign is a true minus.</summary>
    internal virtual string Finish(string text) => text;

    /// <summary>A value on its operands.</summary>
    internal Terms Write(Value value, Func<Value, Terms> operand)
    {
        var (primitive, x) = (value.Node.Primitive, value.Node.Operands.Select(operand).ToArray());
        return (primitive, primitive.Name, x) switch
        {
            (Constant { Value: { Shape.Rank: 0, DType: not DType.Bool } tensor }, _, _) when tensor[0] != Math.PI
                && double.IsFinite(tensor[0]) =>
                Terms.Number(tensor[0]),
            (Broadcast broadcast, _, _) when IsImplicit(broadcast) => x[0],
            (_, "add", [var a, var b]) => a + b,
            (_, "subtract", [var a, var b]) => a + -b,
            (_, "negate", [var a]) => -a,
            (_, "multiply" or "scale", [var a, var b]) => Terms.Product(a, b, Text),
            (Contract { Left: "" } or Contract { Right: "" }, _, [var a, var b]) => Terms.Product(a, b, Text),
            (_, "divide", [var a, var b]) => Terms.Quotient(a, b, Text),
            (_, "reciprocal", [var a]) => Terms.Quotient(Terms.Number(1), a, Text),
            (_, "rsqrt", [var a]) => Terms.Quotient(Terms.Number(1), Terms.Of(Root(Text(a))), Text),
            _ => Terms.Of(Whole(value, [.. x.Select(Text)])),
        };
    }

    private Written Whole(Value value, Written[] operands)
    {
        var primitive = value.Node.Primitive;
        return (primitive, primitive.Name, operands) switch
        {
            (Input, _, _) => new(Name(value.Name ?? "x"), Binding.Atom),
            (Constant constant, _, _) => Of(constant.Value),
            (Permute permute, _, _) when permute.Axes.SequenceEqual(IntList.Range(permute.Axes.Count).Reverse()) =>
                Call("transpose", operands),
            (Sum sum, _, _) when sum.Axes.Count == value.Node.Operands[0].Rank => Call("sum", operands),
            (Sum { Axes: [var axis] }, _, _) => Call("sum", [operands[0], new(Text(axis), Binding.Atom)]),
            (Contract contract, _, [var a, var b]) when Contraction(contract, a, b) is { } product => product,
            (_, "square", [var a]) => Power(a, 2),
            (_, "integer_power", [var a]) => Power(a, primitive.Attributes.Integer("order")),
            (_, "power", [var a, var b]) => Power(a, b),
            (_, "sqrt", [var a]) => Root(a),
            (_, "less" or "less_or_equal" or "greater" or "greater_or_equal" or "equal" or "not_equal", [var a, var b]) =>
                new($"{Least(a, Binding.Sum)} {Comparison(primitive.Name)} {Least(b, Binding.Sum)}", Binding.Comparison),
            (_, _, [var a]) when primitive is Elementwise && primitive.Attributes is [("order", AttributeValue.Integer order)] =>
                Call(primitive.Name, [new(Text(order.Value), Binding.Atom), a]),
            (Control control, _, _) when value.Index > 0 =>
                Call(string.Create(CultureInfo.InvariantCulture, $"{control.Name}.{value.Index}"), operands),
            (Control control, _, _) => Call(control.Name, operands),
            _ => Call(primitive.ToString(), operands),
        };
    }

    /// <summary>The products of vectors and matrices that have a sign or a name of their own; null for others.</summary>
    internal Written? Contraction(Contract contract, Written x, Written y)
    {
        var (left, right, result) = (contract.Left, contract.Right, contract.Result);
        return (left, right) switch
        {
            ({ Length: 1 or 2 }, { Length: 1 or 2 }) when left == right && result.Length == 0 && left.Length == 1 => Call("dot", [x, y]),
            ({ Length: 1 }, { Length: 1 }) when result == left + right => Call("outer", [x, y]),
            ({ Length: 1 }, { Length: 1 }) when result == right + left => Call("outer", [y, x]),
            ({ Length: 1 or 2 }, { Length: 1 or 2 }) => Matrices(left, right, x, y) ?? Matrices(right, left, y, x),
            _ => null,
        };

        // Some order of the two, transposed or not, in which neighboring labels are summed over.
        Written? Matrices(string l, string r, Written a, Written b) => (
            from first in Turned(l, a)
            from second in Turned(r, b)
            where first.Labels[^1] == second.Labels[0] && first.Labels[..^1] + second.Labels[1..] == result
            select (Written?)MatrixProduct(first.Written, second.Written)).FirstOrDefault();

        IEnumerable<(string Labels, Written Written)> Turned(string labels, Written matrix) => labels.Length == 1
            ? [(labels, matrix)]
            : [(labels, matrix), ($"{labels[1]}{labels[0]}", Call("transpose", [matrix]))];
    }

    /// <summary>A sum of products as text: numbers first in each, then names, powers, functions and sums; a lone number last.</summary>
    internal Written Text(Terms terms)
    {
        if (terms.AsNumber is { } number)
        {
            return number < 0 ? new($"−{Digit(-number)}", Binding.Product) : new(Digit(number), Binding.Atom);
        }

        if (terms.All is [var only])
        {
            return only.Coefficient < 0
                ? new($"−{Least(Text(only with { Coefficient = -only.Coefficient }), Binding.Product)}", Binding.Product) : Text(only);
        }

        var text = new System.Text.StringBuilder();
        foreach (var term in terms.All.OrderBy(term => term.Factors.Count + term.Divisors.Count == 0))
        {
            text.Append(term.Coefficient < 0 ? (text.Length == 0 ? "−" : " − ") : (text.Length == 0 ? "" : " + "));
            var written = Text(term with { Coefficient = Math.Abs(term.Coefficient) });
            text.Append(written.Binding == Binding.Comparison || term.Coefficient < 0 ? Least(written, Binding.Product)
                : Least(written, Binding.Sum));
        }

        return new(text.ToString(), Binding.Sum);
    }

    // A unit fraction, such as ½, goes below the line where there is one, or where its digits would not end soon.
    private Written Text(Term term)
    {
        const int shortest = 5;
        var (above, below) = (term.Coefficient, 1.0);
        var inverse = Math.Round(1 / above);
        if (above < 1 && inverse is > 1 and <= 1000 && 1 / inverse == above
            && (term.Divisors.Count > 0 || Digit(above).Length > shortest))
        {
            (above, below) = (1, inverse);
        }

        var numerator = Product(above, term.Factors);
        return term.Divisors.Count == 0 && below == 1 ? numerator
            : new(Quotient(numerator, Product(below, term.Divisors)), Binding.Product);
    }

    private Written Product(double coefficient, IReadOnlyList<Written> all)
    {
        Written[] factors = [.. all.GroupBy(factor => factor).Select(same => same.Count() == 1 ? same.Key : Power(same.Key, same.Count()))];
        if (factors.Length == 0)
        {
            return new(Digit(coefficient), Binding.Atom);
        }

        if (factors.Length == 1 && coefficient == 1)
        {
            return factors[0];
        }

        var sorted = factors.OrderBy(Rank).Select(factor => Least(factor, Binding.Power));
        return new(Product(coefficient == 1 ? [.. sorted] : [Digit(coefficient), .. sorted]), Binding.Product);
    }

    private static int Rank(Written factor) => factor.Binding switch
    {
        Binding.Atom when !factor.Text.EndsWith(')') && !factor.Text.EndsWith('}') => factor.Text is "π" or "\\pi" ? 0 : 1,
        Binding.Power when !factor.Text.Contains('(', StringComparison.Ordinal) => 2,
        Binding.Power or Binding.Atom => 3,
        _ => 4,
    };

    private string Digit(double number) => Number(number.ToString(CultureInfo.InvariantCulture));

    /// <summary>In parentheses unless it binds at least so tightly.</summary>
    protected string Least(Written x, Binding binding) => x.Binding >= binding ? x.Text : Group(x.Text);

    /// <summary>As <see cref="Least"/>, for what stands behind another operand: a sign there needs parentheses.</summary>
    protected string Right(Written x, Binding binding) => x.Text.StartsWith('−') ? Group(x.Text) : Least(x, binding);

    // Repeated along leading axes only, as operands of different shapes are without being told.
    private static bool IsImplicit(Broadcast broadcast) =>
        broadcast.Axes.Select((axis, i) => axis == broadcast.Shape.Rank - broadcast.Axes.Count + i).All(trailing => trailing);

    private Written Of(Tensor tensor)
    {
        if (tensor.Shape.Rank > 0)
        {
            var rows = Enumerable.Range(0, tensor.Shape[0]).Select(i => Of(Row(tensor, i)).Text);
            return new(List(rows), Binding.Atom);
        }

        var text = TensorText.Element(tensor, 0);
        var digits = tensor.DType.IsFloating && tensor[0] == Math.PI ? Name("π") : Number(text[0] == '-' ? text[1..] : text);
        return text[0] == '-' ? new($"−{digits}", Binding.Product) : new(digits, Binding.Atom);
    }

    private static Tensor Row(Tensor tensor, int row)
    {
        Shape shape = [.. tensor.Shape.AsSpan()[1..]];
        return tensor.DType == DType.Bool
            ? Tensor.Of(tensor.AsSpan<bool>().Slice(row * shape.Size, shape.Size).ToArray(), shape)
            : Tensor.Of([.. Enumerable.Range(row * shape.Size, shape.Size).Select(i => tensor[i])], shape);
    }

    /// <summary>A whole number.</summary>
    protected static string Text(long number) => number.ToString(CultureInfo.InvariantCulture);
}
