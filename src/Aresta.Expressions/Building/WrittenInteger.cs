using Aresta.Numerics.Rules;
using Aresta.Primitives;

namespace Aresta.Expressions;

/// <summary>
/// Reads back a whole number that was written out in the program, where a function needs it to be known: an axis, an order.
/// </summary>
internal static class WrittenInteger
{
    /// <summary>The number, or an <see cref="ExpectedException"/> when the value is no whole number written out.</summary>
    public static int Of(Value value)
    {
        var (node, sign) = value.Node.Primitive is Unary<Negate> ? (value.Node.Operands[0].Node, -1) : (value.Node, 1);
        return node.Primitive is Constant { Value: { Shape.Size: 1 } tensor } && tensor[0] is var x && x == Math.Floor(x)
            && Math.Abs(x) < 1 << 30
            ? sign * (int)x
            : throw new ExpectedException();
    }

    /// <summary>What was given is not a whole number written out.</summary>
    public sealed class ExpectedException : Exception;
}
