using System.Collections;
using System.Runtime.CompilerServices;
using Aresta.Tensors;

namespace Aresta.Primitives;

/// <summary>The named parameters of a primitive, in order. Written <c>[("axes", Axes), ("shape", Shape)]</c> in C#.</summary>
[CollectionBuilder(typeof(Attributes), nameof(Create))]
public sealed class Attributes : IReadOnlyList<(string Name, AttributeValue Value)>
{
    private readonly (string Name, AttributeValue Value)[] items;

    private Attributes((string, AttributeValue)[] items) => this.items = items;

    /// <summary>The given parameters.</summary>
    public static Attributes Create(ReadOnlySpan<(string Name, AttributeValue Value)> items) => new(items.ToArray());

    /// <inheritdoc/>
    public int Count => items.Length;

    /// <inheritdoc/>
    public (string Name, AttributeValue Value) this[int index] => items[index];

    /// <summary>The integer called <paramref name="name"/>, within 32 bits.</summary>
    /// <exception cref="FormatException">There is none, or it is of another kind.</exception>
    public int Integer(string name) =>
        Get<AttributeValue.Integer>(name, "an integer").Value is >= int.MinValue and <= int.MaxValue and var value
            ? (int)value
            : throw new FormatException($"attribute {name} is beyond 32 bits");

    /// <summary>The truth value called <paramref name="name"/>.</summary>
    /// <exception cref="FormatException">There is none, or it is of another kind.</exception>
    public bool Flag(string name) => Get<AttributeValue.Flag>(name, "true or false").Value;

    /// <summary>The list of integers called <paramref name="name"/>.</summary>
    /// <exception cref="FormatException">There is none, or it is of another kind.</exception>
    public IntList Integers(string name) => Get<AttributeValue.Integers>(name, "a list of integers").Value;

    /// <summary>The shape called <paramref name="name"/>.</summary>
    /// <exception cref="FormatException">There is none, it is of another kind, or has a negative length.</exception>
    public Shape Shape(string name)
    {
        try
        {
            return Tensors.Shape.Create(Integers(name).AsSpan());
        }
        catch (ArgumentException e)
        {
            throw new FormatException($"attribute {name}: {e.Message}", e);
        }
    }

    /// <summary>The text called <paramref name="name"/>.</summary>
    /// <exception cref="FormatException">There is none, or it is of another kind.</exception>
    public string Text(string name) => Get<AttributeValue.Text>(name, "a text in quotes").Value;

    /// <summary>The type called <paramref name="name"/>.</summary>
    /// <exception cref="FormatException">There is none, or it is of another kind.</exception>
    public TensorType Type(string name) => Get<AttributeValue.OfType>(name, "a type such as float64[2,3]").Value;

    /// <summary>The constant called <paramref name="name"/>.</summary>
    /// <exception cref="FormatException">There is none, or it is of another kind.</exception>
    public Tensor Literal(string name) => Get<AttributeValue.Literal>(name, "a constant such as float64[2](1,2)").Value;

    internal T Get<T>(string name, string kind) where T : AttributeValue
    {
        foreach (var (key, value) in items)
        {
            if (key == name)
            {
                return value as T ?? throw new FormatException($"attribute {name} is {value.Summary}, but must be {kind}");
            }
        }

        throw new FormatException($"attribute {name} is missing; it must be {kind}");
    }

    /// <summary>The text form: <c>{axes=[0],shape=[2,3]}</c>, nothing when there are none.</summary>
    public override string ToString() => items.Length == 0 ? "" : $"{{{string.Join(',', items.Select(a => $"{a.Name}={a.Value}"))}}}";

    /// <summary>As the text form, with what is long shortened: for errors.</summary>
    internal string Summary() =>
        items.Length == 0 ? "" : $"{{{string.Join(',', items.Select(a => $"{a.Name}={a.Value.Summary}"))}}}";

    /// <inheritdoc/>
    public IEnumerator<(string Name, AttributeValue Value)> GetEnumerator() => items.AsEnumerable().GetEnumerator();

    IEnumerator IEnumerable.GetEnumerator() => GetEnumerator();
}
