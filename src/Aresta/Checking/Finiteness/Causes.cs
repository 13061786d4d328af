using Aresta.Primitives;
using Aresta.Tensors;
using static Aresta.Checking.Wording;

namespace Aresta.Checking;

/// <summary>Why an operation gave NaN or an infinity, as a sentence about its numbers.</summary>
internal static class Causes
{
    /// <summary>
    /// The operand that is to blame when not all are: the divisor, the argument outside the domain; null if none stands out.
    /// </summary>
    public static int? Suspect(Node node, int element, Tensor[] operands) => node.Primitive switch
    {
        { Name: "divide" } when operands[1][element] == 0 => 1,
        { Name: "xlogy" or "xlog1py" } => 1,
        { Name: "power" } => 0,
        Elementwise { } when operands.Length > 1 => Largest(element, operands),
        _ => null,
    };

    /// <summary>The cause.</summary>
    /// <param name="node">The operation.</param>
    /// <param name="index">Which of its results.</param>
    /// <param name="element">The element of the result.</param>
    /// <param name="operands">What it was given.</param>
    /// <param name="result">What it gave.</param>
    public static string Of(Node node, int index, int element, Tensor[] operands, Tensor result) => node.Primitive switch
    {
        Elementwise or Scale => Scalar(node.Primitive.Name, [.. operands.Select(x => x[element])], result[element], result.DType),
        Contract contract => Terms.OfContract(contract, operands, result, element),
        Sum sum => Terms.OfSum(sum, operands[0], result, element),
        _ => Other(node, index, element, operands, result),
    };

    private static string Scalar(string name, double[] x, double y, DType dtype)
    {
        var call = $"{name}({string.Join(", ", x.Select(Number))}) is {Number(y)}";
        if (x.Any(double.IsNaN))
        {
            return $"{call}: an operand is NaN.";
        }

        string? reason = (name, x) switch
        {
            ("log" or "log2" or "log10", [< 0]) => "the logarithm of a negative number",
            ("log" or "log2" or "log10", [0]) => "the logarithm of zero",
            ("log1p", [< -1]) => "the logarithm of a negative number, for 1 + x is negative",
            ("log1p", [-1]) => "the logarithm of zero, for 1 + x is zero",
            ("xlogy", [_, < 0]) => "the logarithm of a negative number",
            ("xlogy", [_, 0]) => "the logarithm of zero",
            ("sqrt", [< 0]) => "the square root of a negative number",
            ("rsqrt", [< 0]) => "the square root of a negative number",
            ("rsqrt" or "reciprocal", [0]) => "a division by zero",
            ("divide", [0, 0]) => "0/0, which is no number",
            ("divide", [_, 0]) => "a division by zero",
            ("divide", [var p, var q]) when double.IsInfinity(p) && double.IsInfinity(q) => "∞/∞, which is no number",
            ("remainder" or "fmod" or "floor_divide", [_, 0]) => "a division by zero",
            ("power", [< 0, var p]) when p != Math.Floor(p) => "a negative base under an exponent that is no integer",
            ("power", [0, < 0]) => "zero under a negative exponent, a division by zero",
            ("asin" or "acos" or "erfinv" or "atanh", [< -1 or > 1]) => "an argument outside −1 to 1",
            ("atanh" or "erfinv", [-1 or 1]) => "a pole, at an end of −1 to 1",
            ("acosh", [< 1]) => "an argument below 1",
            ("logit", [< 0 or > 1]) => "an argument outside 0 to 1",
            ("logit", [0 or 1]) => "a pole, at an end of 0 to 1",
            ("lgamma" or "digamma", [<= 0]) => "a pole, which is at every integer from 0 downward",
            ("add", [var p, var q]) when double.IsInfinity(p) && double.IsInfinity(q) => "∞ − ∞, which is no number",
            ("subtract", [var p, var q]) when double.IsInfinity(p) && double.IsInfinity(q) => "∞ − ∞, which is no number",
            ("multiply", [var p, var q]) when p == 0 || q == 0 => "0·∞, which is no number",
            _ => null,
        };
        var infinite = x.Any(double.IsInfinity);
        reason ??= double.IsInfinity(y) && !infinite ? $"too large for {dtype.Name}: an overflow"
            : double.IsInfinity(y) ? "an operand is infinite"
            : infinite ? "the function has no value there"
            : "outside the domain of the function";
        return $"{call}: {reason}.";
    }

    private static string Other(Node node, int index, int element, Tensor[] operands, Tensor result)
    {
        var at = $"{(node.Results.Length > 1 ? FormattableString.Invariant($" in result {index}") : "")}"
            + (result.Shape.Rank > 0 ? $" at {Index(result.Shape, element)}" : "");
        var bad = operands.Select((x, i) => (Tensor: x, Operand: node.Operands[i], Element: Elements.Worst(x, null)))
            .Where(x => x.Element >= 0).ToArray();
        if (bad.Length > 0)
        {
            var (tensor, operand, first) = bad[0];
            return $"{node.Primitive.Name} made {Number(result[element])}{at} of {Number(tensor[first])}"
                + $"{(tensor.Shape.Rank > 0 ? $" at {Index(tensor.Shape, first)}" : "")} of {Called(operand)}.";
        }

        return node.Primitive.Name switch
        {
            "cholesky" => $"{node.Primitive.Name} gave {Number(result[element])}{at}: the matrix is not positive definite.",
            "lu" or "triangular_solve" or "determinant" =>
                $"{node.Primitive.Name} gave {Number(result[element])}{at}: the matrix is singular, or numbers overflowed.",
            var name => $"{name} gave {Number(result[element])}{at} although all its operands are finite: "
                + (double.IsInfinity(result[element])
                    ? $"a number too large for {result.DType.Name}, or a division by zero."
                    : "it is not defined there."),
        };
    }

    private static int? Largest(int element, Tensor[] operands) => Enumerable.Range(0, operands.Length)
        .MaxBy(i => double.IsNaN(operands[i][element]) ? double.PositiveInfinity : Math.Abs(operands[i][element]));
}
