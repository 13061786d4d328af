using System.Collections.Immutable;
using Aresta.Graphs;
using Aresta.Numerics.Rules;
using Aresta.Primitives;
using Aresta.Tensors;
using static Aresta.Transforms.Patterns;

namespace Aresta.Transforms;

/// <summary>
/// Makes a graph shorter to read, by the algebra of real numbers: the result equals the graph where all of its values are finite, up to
/// rounding, and where the graph divides by zero or leaves a function's domain it may have a value. For printed forms; no executor runs it.
/// </summary>
public static class SimplifyForPrinting
{
    /// <summary>The rules beside those of <see cref="Simplify"/>, in the order in which they are tried.</summary>
    public static ImmutableArray<RewriteRule> Rules { get; } =
    [
        // Local derivatives
        new("scale(p, t) = p·t", node => node.Primitive is Scale ? node.Operands[0] * node.Operands[1] : null),
        new("reciprocal x = 1/x", One<Reciprocal>(x => Number(x, 1) / x)),

        // Zeros and ones
        new("x + 0 = x", Either<Add>((x, y) => IsZero(y) ? x : null)),
        new("x − 0 = x", Two<Subtract>((x, y) => IsZero(y) ? x : null)),
        new("0 − x = −x", Two<Subtract>((x, y) => IsZero(x) ? -y : null)),
        new("0·x = 0", Either<Multiply>((x, y) => IsZero(x) ? Number(x, 0) : null)),
        new("0/x = 0", Two<Divide>((x, y) => IsZero(x) ? Number(x, 0) : null)),
        new("−0 = 0", One<Negate>(x => IsZero(x) ? Number(x, 0) : null)),
        new("x − x = 0", Two<Subtract>((x, y) => x == y ? Number(x, 0) : null)),
        new("x/x = 1", Two<Divide>((x, y) => x == y ? Number(x, 1) : null)),
        new("−(x − y) = y − x", One<Negate>(x => x.OfTwo<Subtract>() is (var a, var b) ? b - a : null)),

        // Constants collected: c·x and x + c
        new("x·c = c·x", Two<Multiply>((x, c) => c.Number is not null && x.Number is null ? c * x : null)),
        new("c + x = x + c", Two<Add>((c, x) => c.Number is not null && x.Number is null ? x + c : null)),
        new("c·(d·x) = (c·d)·x", Two<Multiply>((c, y) =>
            c.Number is not null && Multiple(y) is (var d, var x) ? c * Number(c, d) * x : null)),
        new("x·(c·y) = c·(x·y)", Either<Multiply>((x, y) =>
            x.Number is null && Multiple(y) is (var c, var z) ? Number(x, c) * (x * z) : null)),
        new("c·x + d·x = (c + d)·x", Two<Add>((x, y) => Collect(x, y, 1))),
        new("c·x − d·x = (c − d)·x", Two<Subtract>((x, y) => Collect(x, y, -1))),
        new("x + (−c) = x − c", Two<Add>((x, y) => Real(y) is < 0 and var c ? x - Number(y, -c) : null)),
        new("x − (−c) = x + c", Two<Subtract>((x, y) => Real(y) is < 0 and var c ? x + Number(y, -c) : null)),
        new("(x + c) + d = x + (c + d)", Two<Add>((x, y) => Real(y) is { } d && Offset(x) is (var z, var c) ? z + Number(y, c + d) : null)),
        new("(x + c) − d = x + (c − d)", Two<Subtract>((x, y) =>
            Real(y) is { } d && Offset(x) is (var z, var c) ? z + Number(y, c - d) : null)),
        new("(x + c) + y = (x + y) + c", Either<Add>((x, y) =>
            y.Number is null && Offset(x) is (var z, var c) ? z + y + Number(y, c) : null)),
        new("(x + c) − y = (x − y) + c", Two<Subtract>((x, y) =>
            x.Number is null && y.Number is null && Offset(x) is (var z, var c) ? z - y + Number(y, c) : null)),
        new("x − (y + c) = (x − y) − c", Two<Subtract>((x, y) =>
            x.Number is null && Offset(y) is (var z, var c) ? x - z - Number(y, c) : null)),

        // Powers collected
        new("x·x = x²", Two<Multiply>((x, y) => Power(x) is var (a, m) && Power(y) is var (b, n) && a == b ? Raise(a, m + n) : null)),
        new("xᵐ/xⁿ = xᵐ⁻ⁿ", Two<Divide>((x, y) => Power(x) is var (a, m) && Power(y) is var (b, n) && a == b ? Raise(a, m - n) : null)),
        new("(xᵐ)² = x²ᵐ", One<Square>(x => Power(x) is (var a, not 1 and var m) ? Raise(a, 2 * m) : null)),
        new("(xᵐ)ⁿ = xᵐⁿ", node => node.Primitive is Unary<IntegerPower> power && Power(node.Operands[0]) is (var a, not 1 and var m)
            ? Raise(a, m * power.Rule.Order)
            : null),
        new("x to a whole number = xⁿ", Two<Numerics.Rules.Power>((x, y) =>
            y.Number is { } n && n == Math.Round(n) && Math.Abs(n) <= 64 ? Raise(x, (long)n) : null)),
        new("x to ½ = √x", Two<Numerics.Rules.Power>((x, y) => y.Is(0.5) ? Apply<Sqrt>(x) : null)),
        new("(√x)² = x", One<Square>(x => x.Of<Sqrt>())),
        new("√(x²) = |x|", One<Sqrt>(x => x.Of<Square>() is { } y ? Apply<Abs>(y) : null)),

        // Fractions
        new("(x·y)/y = x", Two<Divide>((x, y) => x.OfTwo<Multiply>() is (var a, var b) ? b == y ? a : a == y ? b : null : null)),
        new("(x/y)·y = x", Either<Multiply>((x, y) => x.OfTwo<Divide>() is (var a, var b) && b == y ? a : null)),
        new("x·(1/y) = x/y", Either<Multiply>((x, y) => y.OfTwo<Divide>() is (var one, var z) && one.Is(1) ? x / z : null)),
        new("x/(1/y) = x·y", Two<Divide>((x, y) => y.OfTwo<Divide>() is (var one, var z) && one.Is(1) ? x * z : null)),

        // Functions and their inverses
        new("log(exp x) = x", One<Log>(x => x.Of<Exp>())),
        new("exp(log x) = x", One<Exp>(x => x.Of<Log>())),
        new("log1p(expm1 x) = x", One<Log1p>(x => x.Of<Expm1>())),
        new("expm1(log1p x) = x", One<Expm1>(x => x.Of<Log1p>())),
        new("tan(atan x) = x", One<Tan>(x => x.Of<Atan>())),
        new("sin(asin x) = x", One<Sin>(x => x.Of<Asin>())),
        new("sinh(asinh x) = x", One<Sinh>(x => x.Of<Asinh>())),
        new("asinh(sinh x) = x", One<Asinh>(x => x.Of<Sinh>())),
        new("tanh(atanh x) = x", One<Tanh>(x => x.Of<Atanh>())),
        new("atanh(tanh x) = x", One<Atanh>(x => x.Of<Tanh>())),

        // Sums
        new("sum over no axes = x", On<Sum>((sum, x) => sum.Axes.Count == 0 ? x : null)),
        new("sum over axes of length 1 = reshape", node =>
            node.Primitive is Sum sum && sum.Axes.All(axis => node.Operands[0].Shape[axis] == 1)
            ? Value.Reshape(node.Operands[0], node.Results[0].Shape)
            : null),
        new("sum of sum = sum", On<Sum>((outer, x) => x.From<Sum>() is (var inner, var y)
            ? y.Then(new Sum(
                [.. IntList.Range(y.Rank).Except(inner.Axes).Where((_, i) => outer.Axes.Contains(i)).Concat(inner.Axes).Order()]))
            : null)),
        new("sum of n repetitions = n·x", On<Sum>((sum, x) => x.From<Broadcast>() is (var broadcast, var y)
            && sum.Axes.Count == x.Rank - y.Rank && !sum.Axes.Any(broadcast.Axes.Contains)
            ? Number(y, sum.Axes.Aggregate(1.0, (n, axis) => n * x.Shape[axis])) * y
            : null)),
    ];

    private static readonly ImmutableArray<RewriteRule> All = [.. Rules, .. Simplify.Rules];

    /// <summary>
    /// The graph in normal form, by these rules and those of <see cref="Simplify"/>. Applied to its own result it changes nothing.
    /// </summary>
    /// <param name="graph">The graph.</param>
    /// <param name="applied">Told of each application of a rule, with the node that its left side fitted.</param>
    public static Graph Of(Graph graph, Action<RewriteRule, Node>? applied = null) => NormalForm.Of(graph, All, applied);

    private static Value Apply<TRule>(Value x) where TRule : struct, Numerics.IUnaryRule => Value.Apply(default(TRule), x);

    private static bool IsZero(Value x) => x.Number is 0;

    private static Value Number(Value like, double number) => Value.Filled(like.Type, number);

    // The number that every element is known to be. Integers wrap around where numbers do not, so they are left out.
    private static double? Real(Value x) => x.DType.IsFloating ? x.Number : null;

    // c·x, as c and x.
    private static (double C, Value X)? Multiple(Value value) =>
        value.OfTwo<Multiply>() is (var c, var x) && Real(c) is { } number ? (number, x) : null;

    // x + c or x − c, as x and ±c.
    private static (Value X, double C)? Offset(Value value) =>
        value.OfTwo<Add>() is (var x, var c) && Real(c) is { } plus ? (x, plus)
        : value.OfTwo<Subtract>() is (var y, var d) && Real(d) is { } minus ? (y, -minus)
        : null;

    private static Value? Collect(Value left, Value right, int sign)
    {
        var (c, x) = Term(left);
        var (d, y) = Term(right);
        return x == y && x.Number is null && x.DType.IsFloating ? Number(x, c + (sign * d)) * x : null;
    }

    private static (double C, Value X) Term(Value value) => Multiple(value) ?? (value.Of<Negate>() is { } x ? (-1, x) : (1, value));

    // xⁿ in any of its forms, as x and n.
    private static (Value X, long N) Power(Value value) => value.Node.Primitive switch
    {
        Unary<Square> => (value.Node.Operands[0], 2),
        Unary<IntegerPower> power => (value.Node.Operands[0], power.Rule.Order),
        _ => (value, 1),
    };

    private static Value? Raise(Value x, long n) => x.Number is not null ? null : n switch
    {
        0 => Number(x, 1),
        1 => x,
        2 => Apply<Square>(x),
        _ when !x.DType.IsFloating && n < 0 => null,
        _ when Math.Abs(n) <= IntegerPower.MaxOrder => Value.Apply(new IntegerPower((int)n), x),
        _ => null,
    };
}
