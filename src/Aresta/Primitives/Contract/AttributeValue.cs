using System.Globalization;
using Aresta.Tensors;

namespace Aresta.Primitives;

/// <summary>A parameter of a primitive: one of a few kinds, each with one text form.</summary>
public abstract record AttributeValue
{
    private protected AttributeValue()
    {
    }

    /// <summary>The text, or what is enough of it for an error.</summary>
    internal virtual string Summary => ToString();

    /// <summary>An integer: <c>3</c>.</summary>
    /// <param name="Value">The integer.</param>
    public sealed record Integer(long Value) : AttributeValue
    {
        /// <inheritdoc/>
        public override string ToString() => Value.ToString(CultureInfo.InvariantCulture);
    }

    /// <summary>A truth value: <c>true</c>.</summary>
    /// <param name="Value">The truth value.</param>
    public sealed record Flag(bool Value) : AttributeValue
    {
        /// <inheritdoc/>
        public override string ToString() => Value ? "true" : "false";
    }

    /// <summary>A list of integers: <c>[0,2]</c>.</summary>
    /// <param name="Value">The list.</param>
    public sealed record Integers(IntList Value) : AttributeValue
    {
        /// <inheritdoc/>
        public override string ToString() => Value.ToString();
    }

    /// <summary>A piece of text: <c>"ij,jk->ik"</c>.</summary>
    /// <param name="Value">The text; letters, digits and punctuation other than quotes and backslashes.</param>
    public sealed record Text(string Value) : AttributeValue
    {
        /// <inheritdoc/>
        public override string ToString() => $"\"{Value}\"";
    }

    /// <summary>A type: <c>float64[2,3]</c>.</summary>
    /// <param name="Value">The type.</param>
    public sealed record OfType(TensorType Value) : AttributeValue
    {
        /// <inheritdoc/>
        public override string ToString() => Value.ToString();
    }

    /// <summary>A constant: <c>float64[2](1,2.5)</c>, its elements in row-major order.</summary>
    /// <param name="Value">The tensor.</param>
    public sealed record Literal(Tensor Value) : AttributeValue
    {
        internal override string Summary => Value.Shape.Size <= 8 ? ToString() : $"{Value.Type}(…)";

        /// <inheritdoc/>
        public override string ToString() =>
            $"{Value.Type}({string.Join(',', Enumerable.Range(0, Value.Shape.Size).Select(i => TensorText.Exact(Value, i)))})";
    }

    /// <summary>An integer.</summary>
    public static implicit operator AttributeValue(int value) => new Integer(value);

    /// <summary>An integer.</summary>
    public static implicit operator AttributeValue(long value) => new Integer(value);

    /// <summary>A truth value.</summary>
    public static implicit operator AttributeValue(bool value) => new Flag(value);

    /// <summary>A list of integers.</summary>
    public static implicit operator AttributeValue(IntList value) => new Integers(value);

    /// <summary>The lengths of a shape.</summary>
    public static implicit operator AttributeValue(Shape value) => new Integers(value.Lengths);

    /// <summary>A piece of text.</summary>
    public static implicit operator AttributeValue(string value) => new Text(value);

    /// <summary>A type.</summary>
    public static implicit operator AttributeValue(TensorType value) => new OfType(value);

    /// <summary>A dtype, as a scalar type.</summary>
    public static implicit operator AttributeValue(DType value) => new OfType(new(value, Shape.Scalar));

    /// <summary>A constant.</summary>
    public static implicit operator AttributeValue(Tensor value) => new Literal(value);
}
