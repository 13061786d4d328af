using System.Collections.Immutable;
using Aresta.Graphs;
using Aresta.Numerics.Rules;
using Aresta.Primitives;
using Aresta.Tensors;
using static Aresta.Transforms.Patterns;

namespace Aresta.Transforms;

/// <summary>
/// Makes a graph smaller without changing a bit of what it computes, whatever its inputs are: NaN stays NaN, infinities and signed zeros
/// stay what they are. Executors may run the result in place of the graph. What is computed twice is computed once, as by
/// <see cref="EliminateCommonSubexpressions"/>.
/// </summary>
/// <remarks>
/// NaN counts as one value: its sign and payload, which processors choose freely, are not kept. What is only true of real numbers, such as
/// x + 0 = x (−0 + 0 is +0), stands in <see cref="SimplifyForPrinting"/>.
/// </remarks>
public static class Simplify
{
    /// <summary>A constant that a rule computes has at most as many elements as this.</summary>
    public const int FoldingLimit = 1024;

    /// <summary>The rules, in the order in which they are tried.</summary>
    public static ImmutableArray<RewriteRule> Rules { get; } =
    [
        new("f(constants) = constant", Fold),
        new("constant of one number = the number repeated", node => node.Primitive is Constant { Value.Shape.Rank: > 0 }
            && Filled.Of(node.Result()) is { } number ? Value.Constant(number).Then(new Broadcast(node.Results[0].Shape, [])) : null),

        // Signs and units
        new("x·1 = x", Either<Multiply>((x, y) => y.Is(1) ? x : null)),
        new("x·(−1) = −x", Either<Multiply>((x, y) => y.Is(-1) ? -x : null)),
        new("x/1 = x", Two<Divide>((x, y) => y.Is(1) ? x : null)),
        new("x/(−1) = −x", Two<Divide>((x, y) => y.Is(-1) ? -x : null)),
        new("x/2ᵏ = x·2⁻ᵏ", Two<Divide>((x, y) => y.Number is { } c && IsPowerOfTwo(c, y.DType) ? x * Value.Filled(y.Type, 1 / c) : null)),
        new("x + (−0) = x", Either<Add>((x, y) => y.Is(-0.0) ? x : null)),
        new("x − 0 = x", Two<Subtract>((x, y) => y.Is(0) ? x : null)),
        new("(−0) − x = −x", Two<Subtract>((x, y) => x.Is(-0.0) ? -y : null)),
        new("−(−x) = x", One<Negate>(x => x.Of<Negate>())),
        new("x + (−y) = x − y", Either<Add>((x, y) => y.Of<Negate>() is { } z ? x - z : null)),
        new("x − (−y) = x + y", Two<Subtract>((x, y) => y.Of<Negate>() is { } z ? x + z : null)),
        new("x·(−y) = −(x·y)", Either<Multiply>((x, y) => y.Of<Negate>() is { } z ? -(x * z) : null)),
        new("(−x)/y = −(x/y)", Two<Divide>((x, y) => x.Of<Negate>() is { } z ? -(z / y) : null)),
        new("x/(−y) = −(x/y)", Two<Divide>((x, y) => y.Of<Negate>() is { } z ? -(x / z) : null)),
        new("−(c·x) = (−c)·x", One<Negate>(x => x.OfTwo<Multiply>() is (var a, var b)
            ? a.Number is { } c ? Value.Filled(a.Type, -c) * b : b.Number is { } d ? a * Value.Filled(b.Type, -d) : null
            : null)),
        new("(−x)² = x²", One<Square>(x => x.Of<Negate>() is { } y ? Apply<Square>(y) : null)),
        new("|−x| = |x|", One<Abs>(x => x.Of<Negate>() is { } y ? Apply<Abs>(y) : null)),
        new("||x|| = |x|", One<Abs>(x => x.Of<Abs>() is null ? null : x)),
        new("⌊⌊x⌋⌋ = ⌊x⌋", One<Floor>(x => x.Of<Floor>() is null ? null : x)),
        new("⌈⌈x⌉⌉ = ⌈x⌉", One<Ceil>(x => x.Of<Ceil>() is null ? null : x)),
        new("max(x, x) = x", Two<Numerics.Rules.Max>((x, y) => x == y ? x : null)),
        new("min(x, x) = x", Two<Numerics.Rules.Min>((x, y) => x == y ? x : null)),
        new("x⁰ = 1", Power(0, x => Value.Filled(x.Type, 1))),
        new("x¹ = x", Power(1, x => x)),
        new("x to the 2 = x²", Power(2, Apply<Square>)),
        new("scale(0, t) = 0", node => node.Primitive is Scale && node.Operands[0] is { Number: 0 } zero ? Value.Zeros(zero.Type) : null),
        new("scale(p, 0) = 0", node => node.Primitive is Scale && node.Operands[1] is { Number: 0 } zero ? Value.Zeros(zero.Type) : null),

        // Choices
        new("where(true, x, y) = x", node => node.Primitive is Where && node.Operands[0].Is(1) ? node.Operands[1] : null),
        new("where(false, x, y) = y", node => node.Primitive is Where && node.Operands[0].Is(0) ? node.Operands[2] : null),
        new("where(c, x, x) = x", node => node.Primitive is Where && node.Operands[1] == node.Operands[2] ? node.Operands[1] : null),

        // Movement of data
        new("f(broadcast x, broadcast y) = broadcast f(x, y)", UnderBroadcast),
        new("movement of a repeated number = the number repeated", MoveFilled),
        new("reshape to the same shape", On<Reshape>((to, x) => to.Shape == x.Shape ? x : null)),
        new("reshape of reshape", On<Reshape>((to, x) => x.From<Reshape>() is (_, var y) ? y.Then(to) : null)),
        new("broadcast to the same shape", On<Broadcast>((to, x) => to.Shape == x.Shape ? x : null)),
        new("broadcast of broadcast", On<Broadcast>((to, x) => x.From<Broadcast>() is (var from, var y)
            ? y.Then(new Broadcast(to.Shape, [.. from.Axes.Select(axis => to.Axes[axis])]))
            : null)),
        new("permute to the same order", On<Permute>((to, x) => to.Axes == IntList.Range(x.Rank) ? x : null)),
        new("permute of permute", On<Permute>((to, x) => x.From<Permute>() is (var from, var y)
            ? y.Then(new Permute([.. to.Axes.Select(axis => from.Axes[axis])]))
            : null)),
        new("reverse of axes no longer than 1", On<Reverse>((along, x) => along.Axes.All(axis => x.Shape[axis] <= 1) ? x : null)),
        new("reverse of reverse", On<Reverse>((along, x) => x.From<Reverse>() is (var before, var y)
            ? y.Then(new Reverse([.. along.Axes.Except(before.Axes).Concat(before.Axes.Except(along.Axes)).Order()]))
            : null)),
        new("slice of everything", node => node.Primitive is Slice && node.Results[0] == node.Operands[0].Type ? node.Operands[0] : null),
        new("pad by nothing", On<Pad>((by, x) => by.Low.Concat(by.High).Concat(by.Interior).All(n => n == 0) ? x : null)),
        new("concatenate of one", All<Concatenate>((_, x) => x.Length == 1 ? x[0] : null)),
        new("concatenate with empty pieces", All<Concatenate>((along, x) => x.Any(y => y.Shape[along.Axis] == 0)
            ? x.Where(y => y.Shape[along.Axis] > 0).ToArray() is { Length: > 0 } pieces ? Node.Create(along, pieces).Result() : x[0]
            : null)),
        new("convert to the same dtype", On<Primitives.Convert>((to, x) => to.To == x.DType ? x : null)),
        new("convert to a wider dtype and back", On<Primitives.Convert>((to, x) =>
            x.From<Primitives.Convert>() is (_, var y) && y.DType == to.To && Holds(x.DType, y.DType) ? y : null)),
    ];

    /// <summary>The graph in normal form. Applied to its own result it changes nothing.</summary>
    /// <param name="graph">The graph.</param>
    /// <param name="applied">Told of each application of a rule, with the node that its left side fitted.</param>
    public static Graph Of(Graph graph, Action<RewriteRule, Node>? applied = null) => NormalForm.Of(graph, Rules, applied);

    private static Value Apply<TRule>(Value x) where TRule : struct, Numerics.IUnaryRule => Value.Apply(default(TRule), x);

    private static Func<Node, Value?> Power(int order, Func<Value, Value> right) =>
        node => node.Primitive is Unary<IntegerPower> power && power.Rule.Order == order ? right(node.Operands[0]) : null;

    // Division and multiplication then round the same real number; the reciprocal must be a normal number of the dtype.
    private static bool IsPowerOfTwo(double c, DType dtype) => double.IsNormal(c) && dtype switch
    {
        DType.Float32 => Math.Abs(c) is >= 1e-37 and <= 1e37,
        DType.Float64 => Math.Abs(c) is >= 1e-307 and <= 1e307,
        _ => false,
    } && (BitConverter.DoubleToInt64Bits(c) & 0xFFFFFFFFFFFFF) == 0 && Math.Abs(c) != 1;

    private static bool Holds(DType wide, DType narrow) => (wide, narrow) switch
    {
        (_, DType.Bool) => true,
        (DType.Float64, DType.Float32 or DType.Int32) => true,
        (DType.Int64, DType.Int32) => true,
        _ => false,
    };

    // By the definition of the primitive. What repeats a constant is left alone: it is smaller unfolded.
    private static Value? Fold(Node node)
    {
        if (node.Operands.IsEmpty || node.Primitive is Broadcast || node.Results[0].Shape.Size > FoldingLimit)
        {
            return null;
        }

        var constants = new Tensor[node.Operands.Length];
        for (var i = 0; i < constants.Length; i++)
        {
            if (Known(node.Operands[i].Node) is not { } tensor)
            {
                return null;
            }

            constants[i] = tensor;
        }

        try
        {
            return Value.Constant(node.Primitive.Evaluate(constants, node.Results)[0]);
        }
        catch (Exception e) when (e is OperandException or DivideByZeroException)
        {
            return null; // it fails when it runs, and says so then
        }
    }

    private static Tensor? Known(Node node) => node switch
    {
        { Primitive: Constant constant } => constant.Value,
        { Primitive: Broadcast broadcast } when broadcast.Shape.Size <= FoldingLimit && node.Operands[0].Node.Primitive is Constant x =>
            broadcast.Evaluate([x.Value], node.Results)[0],
        _ => null,
    };

    // Element by element, it is enough to compute what is repeated once: all operands are repeated alike, or are one number.
    private static Value? UnderBroadcast(Node node)
    {
        if (node.Primitive is not (Elementwise or Scale or Where or Primitives.Convert)
            || node.Operands.Select(operand => operand.Node.Primitive).OfType<Broadcast>().MaxBy(b => b.Axes.Count) is not { } common)
        {
            return null;
        }

        Shape narrow = [.. common.Axes.Select(axis => common.Shape[axis])];
        var operands = new Value[node.Operands.Length];
        for (var i = 0; i < operands.Length; i++)
        {
            if (node.Operands[i].From<Broadcast>() is not (var broadcast, var x))
            {
                return null;
            }

            if (broadcast.Axes == common.Axes)
            {
                operands[i] = x;
            }
            else if (x.Rank == 0)
            {
                operands[i] = x.Then(new Broadcast(narrow, []));
            }
            else
            {
                return null;
            }
        }

        return Node.Create(node.Primitive, operands).Result().Then(common);
    }

    private static Value? MoveFilled(Node node)
    {
        if (node.Primitive is not (Reshape or Permute or Reverse or Slice or Broadcast)
            || (node.Primitive is Broadcast && node.Operands[0].Node.Primitive is Constant { Value.Shape.Rank: 0 })
            || Filled.Of(node.Operands[0]) is not { } number)
        {
            return null;
        }

        var scalar = Value.Constant(number);
        return node.Results[0].Shape.Rank == 0 ? scalar : scalar.Then(new Broadcast(node.Results[0].Shape, []));
    }
}
