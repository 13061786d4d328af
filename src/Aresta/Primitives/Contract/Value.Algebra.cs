using Aresta.Numerics;
using Aresta.Numerics.Rules;
using Aresta.Tensors;

namespace Aresta.Primitives;

/// <content>A value as a number of the algebra: every rule of the table, read with it, makes the symbolic graph.</content>
public readonly partial struct Value : IElementary<Value>
{
    /// <summary>A new input of the given type.</summary>
    public static Value Input(TensorType type, string? name = null)
    {
        var input = Node.Create(new Input(type)).Result();
        return name is null ? input : input.Named(name);
    }

    /// <summary>A tensor as a value.</summary>
    public static Value Constant(Tensor value) => Node.Create(new Constant(value)).Result();

    /// <summary>A number that takes dtype and shape from what it meets; on its own it is a float64.</summary>
    public static Value Constant(double value) => value switch
    {
        1 => One,
        -1 => MinusOne,
        _ => Node.Create(new Literal(value)).Result(),
    };

    // The derivatives of sums and differences: one node of each serves all graphs, for a literal stays in none.
    private static readonly Value One = Node.Create(new Literal(1)).Result();
    private static readonly Value MinusOne = Node.Create(new Literal(-1)).Result();

    /// <summary>A value of the given type, each element <paramref name="value"/>.</summary>
    public static Value Filled(TensorType type, double value) =>
        Broadcasting.To(Constant(Tensor.Scalar(value, type.DType)), type.Shape);

    /// <summary>A value of the given type, each element 0.</summary>
    public static Value Zeros(TensorType type) => Filled(type, 0);

    /// <summary>
    /// The zero of the values that can stand in the place of <paramref name="x"/>: a stack of zeros is as tall as the stack.
    /// </summary>
    public static Value ZerosLike(Value x) => x.Type.IsStack ? Node.Create(new ZeroItems(), x).Result() : Zeros(x.Type);

    /// <inheritdoc/>
    public static Value Apply<TRule>(TRule rule, Value x) where TRule : struct, IUnaryRule =>
        x.Node.Primitive is Literal { Value: var a } ? rule.Value(a) : Node.Create(new Unary<TRule>(rule), x).Result();

    /// <inheritdoc/>
    public static Value Apply<TRule>(TRule rule, Value x, Value y) where TRule : struct, IBinaryRule
    {
        if (x.Node.Primitive is Literal { Value: var a } && y.Node.Primitive is Literal { Value: var b })
        {
            return rule.Value(a, b);
        }

        var operands = Broadcasting.Align(TRule.Name, x, y);
        return Node.Create(new Binary<TRule>(rule), operands).Result();
    }

    /// <inheritdoc/>
    public static Value Apply<TRule>(TRule rule, Value x, Value y, Value z) where TRule : struct, ITernaryRule
    {
        if (x.Node.Primitive is Literal { Value: var a } && y.Node.Primitive is Literal { Value: var b }
            && z.Node.Primitive is Literal { Value: var c })
        {
            return rule.Value(a, b, c);
        }

        var operands = Broadcasting.Align(TRule.Name, x, y, z);
        return Node.Create(new Ternary<TRule>(rule), operands).Result();
    }

    /// <summary>Whether the comparison that <paramref name="rule"/> states holds, element by element: a value of dtype bool.</summary>
    public static Value Compare<TRule>(TRule rule, Value x, Value y) where TRule : struct, IComparisonRule
    {
        var operands = Broadcasting.Align(TRule.Name, x, y);
        return Node.Create(new Comparison<TRule>(rule), operands).Result();
    }

    /// <summary>
    /// <paramref name="then"/> where <paramref name="condition"/> holds, else <paramref name="otherwise"/>, broadcast against each other.
    /// Its derivatives select as well, so the branch not taken leaks nothing.
    /// </summary>
    public static Value Where(Value condition, Value then, Value otherwise)
    {
        var shape = Broadcasting.Common("where", condition, then, otherwise);
        var branches = Broadcasting.Align("where", then, otherwise);
        return Node.Create(
            new Where(),
            Broadcasting.To(condition, shape), Broadcasting.To(branches[0], shape), Broadcasting.To(branches[1], shape)).Result();
    }

    /// <inheritdoc/>
    /// <remarks>Between two literals: of the dtype of a and b where that is floating, as a partial is that of its function.</remarks>
    public static Value WhereLess(Value a, Value b, Value then, Value otherwise) => Choose(new Less(), a, b, then, otherwise);

    /// <inheritdoc/>
    /// <remarks>Between two literals: of the dtype of a and b where that is floating, as a partial is that of its function.</remarks>
    public static Value WhereEqual(Value a, Value b, Value then, Value otherwise) => Choose(new Equal(), a, b, then, otherwise);

    private static Value Choose<TRule>(TRule rule, Value a, Value b, Value then, Value otherwise) where TRule : struct, IComparisonRule
    {
        if (then.Node.Primitive is Literal && otherwise.Node.Primitive is Literal)
        {
            var compared = a.Node.Primitive is Literal ? b : a;
            then = compared.DType.IsFloating ? then.Settled(compared.DType) : then;
        }

        return Where(Compare(rule, a, b), then, otherwise);
    }

    /// <inheritdoc/>
    public static Value Scale(Value partial, Value tangent)
    {
        if (partial.Node.Primitive is Literal { Value: 1 })
        {
            return tangent;
        }

        if (partial.Node.Primitive is Literal { Value: -1 })
        {
            return -tangent;
        }

        var operands = Broadcasting.Align("scale", partial, tangent);
        return Node.Create(new Scale(), operands).Result();
    }

    /// <summary>x + y, element by element, broadcast against each other.</summary>
    public static Value operator +(Value x, Value y) => Apply(new Add(), x, y);

    /// <summary>x − y, element by element, broadcast against each other.</summary>
    public static Value operator -(Value x, Value y) => Apply(new Subtract(), x, y);

    /// <summary>x · y, element by element, broadcast against each other.</summary>
    public static Value operator *(Value x, Value y) => Apply(new Multiply(), x, y);

    /// <summary>x ÷ y, element by element, broadcast against each other.</summary>
    public static Value operator /(Value x, Value y) => Apply(new Divide(), x, y);

    /// <summary>The floored remainder of x by y, element by element: it has the sign of y.</summary>
    public static Value operator %(Value x, Value y) => Apply(new Remainder(), x, y);

    /// <summary>−x, element by element.</summary>
    public static Value operator -(Value x) => Apply(new Negate(), x);

    /// <summary>x &lt; y, element by element.</summary>
    public static Value operator <(Value x, Value y) => Compare(new Less(), x, y);

    /// <summary>x &gt; y, element by element.</summary>
    public static Value operator >(Value x, Value y) => Compare(new Greater(), x, y);

    /// <summary>x ≤ y, element by element.</summary>
    public static Value operator <=(Value x, Value y) => Compare(new LessOrEqual(), x, y);

    /// <summary>x ≥ y, element by element.</summary>
    public static Value operator >=(Value x, Value y) => Compare(new GreaterOrEqual(), x, y);

    /// <summary>A number that takes dtype and shape from what it meets.</summary>
    public static implicit operator Value(double value) => Constant(value);
}
