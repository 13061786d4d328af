using System.Collections.Immutable;
using Aresta.Graphs;
using Aresta.Numerics;
using Aresta.Primitives;
using Aresta.Tensors;

namespace Aresta.Transforms;

/// <summary>The words in which rewriting rules are written.</summary>
internal static class Patterns
{
    /// <summary>Fits applications of a function of the rule table to x.</summary>
    public static Func<Node, Value?> One<TRule>(Func<Value, Value?> right) where TRule : struct, IUnaryRule =>
        node => node.Primitive is Unary<TRule> ? right(node.Operands[0]) : null;

    /// <summary>Fits applications of a function of the rule table to x and y.</summary>
    public static Func<Node, Value?> Two<TRule>(Func<Value, Value, Value?> right) where TRule : struct, IBinaryRule =>
        node => node.Primitive is Binary<TRule> ? right(node.Operands[0], node.Operands[1]) : null;

    /// <summary>Fits applications of a commutative function: the right side is tried on both orders.</summary>
    public static Func<Node, Value?> Either<TRule>(Func<Value, Value, Value?> right) where TRule : struct, IBinaryRule =>
        Two<TRule>((x, y) => right(x, y) ?? right(y, x));

    /// <summary>Fits applications of a primitive.</summary>
    public static Func<Node, Value?> On<TPrimitive>(Func<TPrimitive, Value, Value?> right) where TPrimitive : Primitive =>
        node => node.Primitive is TPrimitive primitive ? right(primitive, node.Operands[0]) : null;

    /// <summary>Fits applications of a primitive to any number of operands.</summary>
    public static Func<Node, Value?> All<TPrimitive>(Func<TPrimitive, ImmutableArray<Value>, Value?> right) where TPrimitive : Primitive =>
        node => node.Primitive is TPrimitive primitive ? right(primitive, node.Operands) : null;

    extension(Value x)
    {
        /// <summary>Whether every element is known to be <paramref name="number"/>; +0 and −0 differ in floating numbers.</summary>
        public bool Is(double number) => x.Number is { } known && known == number
            && (!x.DType.IsFloating || double.IsNegative(known) == double.IsNegative(number));

        /// <summary>The number that every element is known to be.</summary>
        public double? Number => Filled.Of(x)?.ToDouble();

        /// <summary>The argument, where the value is that function of the rule table of something.</summary>
        public Value? Of<TRule>() where TRule : struct, IUnaryRule => x.Node.Primitive is Unary<TRule> ? x.Node.Operands[0] : null;

        /// <summary>The arguments, where the value is that function of the rule table of two things.</summary>
        public (Value X, Value Y)? OfTwo<TRule>() where TRule : struct, IBinaryRule =>
            x.Node.Primitive is Binary<TRule> ? (x.Node.Operands[0], x.Node.Operands[1]) : null;

        /// <summary>The primitive and its operand, where the value is its application.</summary>
        public (TPrimitive Primitive, Value Operand)? From<TPrimitive>() where TPrimitive : Primitive =>
            x.Node.Primitive is TPrimitive primitive ? (primitive, x.Node.Operands[0]) : null;

        /// <summary>The primitive applied.</summary>
        public Value Then(Primitive primitive) => Node.Create(primitive, x).Result();
    }
}
