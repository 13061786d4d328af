using System.Globalization;
using System.Text;

namespace Aresta.Expressions;

/// <summary>LaTeX for math mode, with no packages but amsmath.</summary>
internal sealed class LatexNotation : Notation
{
    private static readonly Dictionary<char, string> Greek = new()
    {
        ['α'] = "alpha",
        ['β'] = "beta",
        ['γ'] = "gamma",
        ['δ'] = "delta",
        ['ε'] = "varepsilon",
        ['ζ'] = "zeta",
        ['η'] = "eta",
        ['θ'] = "theta",
        ['ι'] = "iota",
        ['κ'] = "kappa",
        ['λ'] = "lambda",
        ['μ'] = "mu",
        ['ν'] = "nu",
        ['ξ'] = "xi",
        ['π'] = "pi",
        ['ρ'] = "rho",
        ['σ'] = "sigma",
        ['ς'] = "varsigma",
        ['τ'] = "tau",
        ['υ'] = "upsilon",
        ['φ'] = "varphi",
        ['χ'] = "chi",
        ['ψ'] = "psi",
        ['ω'] = "omega",
        ['Γ'] = "Gamma",
        ['Δ'] = "Delta",
        ['Θ'] = "Theta",
        ['Λ'] = "Lambda",
        ['Ξ'] = "Xi",
        ['Π'] = "Pi",
        ['Σ'] = "Sigma",
        ['Υ'] = "Upsilon",
        ['Φ'] = "Phi",
        ['Ψ'] = "Psi",
        ['Ω'] = "Omega",
    };

    private static readonly HashSet<string> Known =
        ["sin", "cos", "tan", "sec", "csc", "cot", "sinh", "cosh", "tanh", "coth", "exp", "log", "max", "min", "det"];

    private static readonly Dictionary<string, string> Renamed =
        new() { ["asin"] = "arcsin", ["acos"] = "arccos", ["atan"] = "arctan", ["log"] = "ln" };

    // x1, x_1 and x₁ are one letter with an index; several letters are one upright word.
    public override string Name(string name)
    {
        var plain = new string([.. name.Select(c => c is >= '₀' and <= '₉' ? (char)('0' + (c - '₀')) : c)]);
        var stem = plain.TrimEnd('′');
        var primes = new string('\'', plain.Length - stem.Length);
        var end = stem.Length;
        while (end > 1 && char.IsAsciiDigit(stem[end - 1]))
        {
            end--;
        }

        var (letters, index) = (stem[..end], stem[end..]);
        if (index.Length == 0 && letters.LastIndexOf('_') is > 0 and var at && at < letters.Length - 1)
        {
            (letters, index) = (letters[..at], letters[(at + 1)..]);
        }

        letters = letters.Length > 1 ? letters.TrimEnd('_') : letters;
        return Word(letters) + (index.Length == 0 ? "" : $"_{{{(index.All(char.IsAsciiDigit) ? index : Word(index))}}}") + primes;
    }

    protected override string Number(string digits)
    {
        var text = digits.Replace("Infinity", "\\infty", StringComparison.Ordinal)
            .Replace("NaN", "\\mathrm{NaN}", StringComparison.Ordinal);
        return text.IndexOf('E', StringComparison.Ordinal) is > 0 and var at
            && int.TryParse(text[(at + 1)..], CultureInfo.InvariantCulture, out var power)
            ? $"{text[..at]} \\cdot 10^{{{Text(power)}}}"
            : text;
    }

    internal override string Finish(string text) => text.Replace('−', '-');

    protected override string List(IEnumerable<string> items)
    {
        const string begin = "\\begin{bmatrix} ", end = " \\end{bmatrix}";
        var all = items.ToList();
        return all.Count > 0 && all.All(item => item.StartsWith(begin, StringComparison.Ordinal))
            ? begin + string.Join(" \\\\ ", all.Select(row => row[begin.Length..^end.Length])) + end
            : begin + string.Join(" & ", all) + end;
    }

    protected override string Group(string text) => $"\\left({text}\\right)";

    protected override Written Call(string function, IReadOnlyList<Written> arguments)
    {
        var listed = string.Join(", ", arguments.Select(argument => argument.Text));
        switch (function, arguments.Count)
        {
            case ("exp", 1):
                return new($"e^{{{listed}}}", Binding.Power);
            case ("abs", 1):
                return new($"\\left|{listed}\\right|", Binding.Atom);
            case ("floor", 1):
                return new($"\\left\\lfloor {listed} \\right\\rfloor", Binding.Atom);
            case ("ceil", 1):
                return new($"\\left\\lceil {listed} \\right\\rceil", Binding.Atom);
            case ("dot", 2):
                return new($"{Least(arguments[0], Binding.Power)} \\cdot {Least(arguments[1], Binding.Power)}", Binding.Product);
            case ("transpose", 1):
                return new($"{Least(arguments[0], Binding.Atom)}^{{\\top}}", Binding.Power);
            case ("sum", 1):
                return new($"\\sum {Least(arguments[0], Binding.Product)}", Binding.Product);
            default:
                break;
        }

        var name = Renamed.GetValueOrDefault(function, function);
        var command = Known.Contains(name) || name is "arcsin" or "arccos" or "arctan" or "ln" ? $"\\{name}"
            : $"\\operatorname{{{Escaped(name)}}}";
        return new($"{command}{Group(listed)}", Binding.Atom);
    }

    // A number needs a sign of multiplication before another; everything else stands side by side.
    protected override string Product(IReadOnlyList<string> factors) => factors.Aggregate((left, right) =>
        char.IsAsciiDigit(right[0]) ? $"{left} \\cdot {right}" : $"{left} \\, {right}");

    protected override string Quotient(Written numerator, Written denominator) => $"\\frac{{{numerator.Text}}}{{{denominator.Text}}}";

    protected override Written MatrixProduct(Written left, Written right) =>
        new($"{Least(left, Binding.Product)} \\, {Right(right, Binding.Power)}", Binding.Product);

    protected override Written Power(Written x, long exponent) => new($"{Right(x, Binding.Atom)}^{{{Text(exponent)}}}", Binding.Power);

    protected override Written Power(Written x, Written exponent) => new($"{Right(x, Binding.Atom)}^{{{exponent.Text}}}", Binding.Power);

    protected override Written Root(Written x) => new($"\\sqrt{{{x.Text}}}", Binding.Atom);

    protected override string Comparison(string name) => name switch
    {
        "less" => "<",
        "less_or_equal" => "\\le",
        "greater" => ">",
        "greater_or_equal" => "\\ge",
        "equal" => "=",
        _ => "\\ne",
    };

    private static string Word(string letters) => letters.Length switch
    {
        0 => "",
        1 when Greek.TryGetValue(letters[0], out var greek) => $"\\{greek}",
        1 when char.IsAsciiLetter(letters[0]) => letters,
        _ => $"\\mathrm{{{Escaped(letters)}}}",
    };

    private static string Escaped(string text)
    {
        var escaped = new StringBuilder();
        foreach (var c in text)
        {
            escaped.Append(Greek.TryGetValue(c, out var greek) ? $"\\{greek} "
                : c is '_' or '{' or '}' or '#' or '%' or '&' or '$' ? $"\\{c}" : $"{c}");
        }

        return escaped.ToString();
    }
}
