namespace Aresta.Expressions;

/// <summary>One line of text, which the language of expressions reads back.</summary>
internal sealed class PlainNotation : Notation
{
    public override string Name(string name) => name;

    protected override string Number(string digits) => digits;

    protected override string List(IEnumerable<string> items) => $"[{string.Join(", ", items)}]";

    protected override string Group(string text) => $"({text})";

    protected override Written Call(string function, IReadOnlyList<Written> arguments) =>
        new($"{function}({string.Join(", ", arguments.Select(argument => argument.Text))})", Binding.Atom);

    protected override string Product(IReadOnlyList<string> factors) => string.Join('·', factors);

    protected override string Quotient(Written numerator, Written denominator) =>
        $"{Least(numerator, Binding.Product)}/{Right(denominator, Binding.Power)}";

    protected override Written MatrixProduct(Written left, Written right) =>
        new($"{Least(left, Binding.Product)} @ {Right(right, Binding.Power)}", Binding.Product);

    protected override Written Power(Written x, long exponent) => new(Right(x, Binding.Atom) + Digits.Raised(exponent), Binding.Power);

    protected override Written Power(Written x, Written exponent) =>
        new($"{Right(x, Binding.Atom)}^{Right(exponent, Binding.Atom)}", Binding.Power);

    protected override Written Root(Written x) =>
        new(x.Text is [var only] && char.IsLetterOrDigit(only) ? $"√{only}" : $"√({x.Text})", Binding.Power);

    protected override string Comparison(string name) => name switch
    {
        "less" => "<",
        "less_or_equal" => "≤",
        "greater" => ">",
        "greater_or_equal" => "≥",
        "equal" => "==",
        _ => "≠",
    };
}
