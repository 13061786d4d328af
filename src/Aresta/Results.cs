using System.Collections;
using Aresta.Tensors;

namespace Aresta;

/// <summary>
/// What a function gave: a tensor for each result. A single one converts to <see cref="Tensor"/> and, where it is one number, to
/// <c>double</c>; several come apart by <c>var (first, second) = …</c>.
/// </summary>
public sealed class Results : IReadOnlyList<Tensor>
{
    private readonly Tensor[] tensors;

    internal Results(Tensor[] tensors) => this.tensors = tensors;

    /// <inheritdoc/>
    public int Count => tensors.Length;

    /// <inheritdoc/>
    public Tensor this[int index] => tensors[index];

    /// <summary>Both of two results.</summary>
    /// <exception cref="InvalidOperationException">There are not two.</exception>
    public void Deconstruct(out Tensor first, out Tensor second)
    {
        Expect(2);
        (first, second) = (tensors[0], tensors[1]);
    }

    /// <summary>All of three results.</summary>
    /// <exception cref="InvalidOperationException">There are not three.</exception>
    public void Deconstruct(out Tensor first, out Tensor second, out Tensor third)
    {
        Expect(3);
        (first, second, third) = (tensors[0], tensors[1], tensors[2]);
    }

    /// <summary>The only result.</summary>
    /// <exception cref="InvalidOperationException">There are several, or none.</exception>
    public Tensor ToTensor()
    {
        Expect(1);
        return tensors[0];
    }

    /// <summary>The only result, as the number that it is.</summary>
    /// <exception cref="InvalidOperationException">There are several or none, or it has several elements.</exception>
    public double ToDouble() => ToTensor().ToDouble();

    /// <summary>Results that are single numbers, in order.</summary>
    /// <exception cref="InvalidOperationException">One has several elements.</exception>
    public double[] ToDoubles() => [.. tensors.Select(t => t.ToDouble())];

    /// <inheritdoc cref="ToTensor"/>
    public static implicit operator Tensor(Results results)
    {
        ArgumentNullException.ThrowIfNull(results);
        return results.ToTensor();
    }

    /// <inheritdoc cref="ToDouble"/>
    public static implicit operator double(Results results)
    {
        ArgumentNullException.ThrowIfNull(results);
        return results.ToDouble();
    }

    /// <summary>A single result as it is, several in parentheses: <c>(2, 5)</c>.</summary>
    public override string ToString() => tensors.Length == 1 ? tensors[0].ToString() : $"({string.Join(", ", (object[])tensors)})";

    /// <inheritdoc/>
    public IEnumerator<Tensor> GetEnumerator() => tensors.AsEnumerable().GetEnumerator();

    IEnumerator IEnumerable.GetEnumerator() => GetEnumerator();

    private void Expect(int count)
    {
        if (tensors.Length != count)
        {
            throw new InvalidOperationException($"There are {tensors.Length} results, not {count}: take them by index.");
        }
    }
}
