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

    /// <summary>The rule at fault, and what it did with its numbers.</summary>
    /// <param name="node">The operation.</param>
    /// <param name="index">Which of its results.</param>
    /// <param name="element">The element of the result.</param>
    /// <param name="operands">What it was given.</param>
    /// <param name="result">What it gave.</param>
    public static (FaultReason Reason, string Sentence) Of(Node node, int index, int element, Tensor[] operands, Tensor result) =>
        node.Primitive switch
        {
            Elementwise or Scale => Scalar(node.Primitive.Name, [.. operands.Select(x => x[element])], result[element], result.DType),
            Contract contract => Terms.OfContract(contract, operands, result, element),
            Sum sum => Terms.OfSum(sum, operands[0], result, element),
            _ => Other(node, index, element, operands, result),
        };

    private static (FaultReason, string) Scalar(string name, double[] x, double y, DType dtype)
    {
        var reason = Reason(name, x, y);
        return (reason, $"{name}({string.Join(", ", x.Select(Number))}) is {Number(y)}: {Phrase(reason, dtype)}.");
    }

    private static FaultReason Reason(string name, double[] x, double y) => (name, x) switch
    {
        _ when x.Any(double.IsNaN) => FaultReason.OperandIsNaN,
        ("log" or "log2" or "log10", [< 0]) => FaultReason.LogarithmOfNegative,
        ("log" or "log2" or "log10", [0]) => FaultReason.LogarithmOfZero,
        ("log1p", [< -1]) => FaultReason.LogarithmOfNegativeSum,
        ("log1p", [-1]) => FaultReason.LogarithmOfZeroSum,
        ("xlogy", [_, < 0]) => FaultReason.LogarithmOfNegative,
        ("xlogy", [_, 0]) => FaultReason.LogarithmOfZero,
        ("sqrt" or "rsqrt", [< 0]) => FaultReason.RootOfNegative,
        ("rsqrt" or "reciprocal", [0]) => FaultReason.DivisionByZero,
        ("divide", [0, 0]) => FaultReason.ZeroOverZero,
        ("divide", [_, 0]) => FaultReason.DivisionByZero,
        ("divide", [var p, var q]) when double.IsInfinity(p) && double.IsInfinity(q) => FaultReason.InfinityOverInfinity,
        ("remainder" or "fmod" or "floor_divide", [_, 0]) => FaultReason.DivisionByZero,
        ("power", [< 0, var p]) when p != Math.Floor(p) => FaultReason.NegativeBase,
        ("power", [0, < 0]) => FaultReason.ZeroToNegativePower,
        ("integer_power", [0]) when double.IsInfinity(y) => FaultReason.ZeroToNegativePower,
        ("asin" or "acos" or "erfinv" or "atanh", [< -1 or > 1]) => FaultReason.OutsideMinusOneToOne,
        ("atanh" or "erfinv", [-1 or 1]) => FaultReason.PoleAtOne,
        ("acosh", [< 1]) => FaultReason.BelowOne,
        ("logit", [< 0 or > 1]) => FaultReason.OutsideZeroToOne,
        ("logit", [0 or 1]) => FaultReason.PoleAtZeroOrOne,
        ("lgamma" or "digamma", [<= 0]) => FaultReason.PoleAtInteger,
        ("add" or "subtract", [var p, var q]) when double.IsInfinity(p) && double.IsInfinity(q) => FaultReason.InfinityMinusInfinity,
        ("multiply", [var p, var q]) when p == 0 || q == 0 => FaultReason.ZeroTimesInfinity,
        _ when double.IsInfinity(y) => x.Any(double.IsInfinity) ? FaultReason.OperandIsInfinite : FaultReason.Overflow,
        _ => x.Any(double.IsInfinity) ? FaultReason.NoValueAtInfinity : FaultReason.OutsideDomain,
    };

    private static string Phrase(FaultReason reason, DType dtype) => reason switch
    {
        FaultReason.OperandIsNaN => "an operand is NaN",
        FaultReason.LogarithmOfNegative => "the logarithm of a negative number",
        FaultReason.LogarithmOfZero => "the logarithm of zero",
        FaultReason.LogarithmOfNegativeSum => "the logarithm of a negative number, for 1 + x is negative",
        FaultReason.LogarithmOfZeroSum => "the logarithm of zero, for 1 + x is zero",
        FaultReason.RootOfNegative => "the square root of a negative number",
        FaultReason.DivisionByZero => "a division by zero",
        FaultReason.ZeroOverZero => "0/0, which is no number",
        FaultReason.InfinityOverInfinity => "∞/∞, which is no number",
        FaultReason.NegativeBase => "a negative base under an exponent that is no integer",
        FaultReason.ZeroToNegativePower => "zero under a negative exponent, a division by zero",
        FaultReason.OutsideMinusOneToOne => "an argument outside −1 to 1",
        FaultReason.PoleAtOne => "a pole, at an end of −1 to 1",
        FaultReason.BelowOne => "an argument below 1",
        FaultReason.OutsideZeroToOne => "an argument outside 0 to 1",
        FaultReason.PoleAtZeroOrOne => "a pole, at an end of 0 to 1",
        FaultReason.PoleAtInteger => "a pole, which is at every integer from 0 downward",
        FaultReason.InfinityMinusInfinity => "∞ − ∞, which is no number",
        FaultReason.ZeroTimesInfinity => "0·∞, which is no number",
        FaultReason.OperandIsInfinite => "an operand is infinite",
        FaultReason.Overflow => $"too large for {dtype.Name}: an overflow",
        FaultReason.NoValueAtInfinity => "the function has no value there",
        _ => "outside the domain of the function",
    };

    private static (FaultReason, string) Other(Node node, int index, int element, Tensor[] operands, Tensor result)
    {
        var at = $"{(node.Results.Length > 1 ? FormattableString.Invariant($" in result {index}") : "")}"
            + (result.Shape.Rank > 0 ? $" at {Index(result.Shape, element)}" : "");
        var bad = operands.Select((x, i) => (Tensor: x, Operand: node.Operands[i], Element: Elements.Worst(x, null)))
            .Where(x => x.Element >= 0).ToArray();
        var name = node.Primitive.Name;
        if (bad.Length > 0)
        {
            var (tensor, operand, first) = bad[0];
            return (
                double.IsNaN(tensor[first]) ? FaultReason.OperandIsNaN : FaultReason.OperandIsInfinite,
                $"{name} made {Number(result[element])}{at} of {Number(tensor[first])}"
                + $"{(tensor.Shape.Rank > 0 ? $" at {Index(tensor.Shape, first)}" : "")} of {Called(operand)}.");
        }

        return name switch
        {
            "cholesky" => (
                FaultReason.NotPositiveDefinite, $"{name} gave {Number(result[element])}{at}: the matrix is not positive definite."),
            "lu" or "triangular_solve" or "determinant" => (
                FaultReason.Singular, $"{name} gave {Number(result[element])}{at}: the matrix is singular, or numbers overflowed."),
            _ when double.IsInfinity(result[element]) => (
                FaultReason.Overflow, $"{name} gave {Number(result[element])}{at} although all its operands are finite: "
                    + $"a number too large for {result.DType.Name}, or a division by zero."),
            _ => (
                FaultReason.OutsideDomain, $"{name} gave {Number(result[element])}{at} although all its operands are finite: "
                    + "it is not defined there."),
        };
    }

    private static int? Largest(int element, Tensor[] operands) => Enumerable.Range(0, operands.Length)
        .MaxBy(i => double.IsNaN(operands[i][element]) ? double.PositiveInfinity : Math.Abs(operands[i][element]));
}
