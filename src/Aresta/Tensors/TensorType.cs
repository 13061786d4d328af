namespace Aresta.Tensors;

/// <summary>What is known of a value before it is computed: the dtype of its elements and its shape.</summary>
/// <param name="DType">The dtype of the elements.</param>
/// <param name="Shape">The lengths along the axes.</param>
/// <remarks>
/// A stack, the one value whose length is known only as a graph runs, has the dtype of the numbers in it and the shape of its lanes: every
/// lane is a stack of its own, of items of type <see cref="Item"/>. Outside of batched loops there is one lane, and the shape is empty.
/// </remarks>
public readonly record struct TensorType(DType DType, Shape Shape)
{
    private readonly StackOfItems? stack;

    private TensorType(TensorType item, Shape lanes) : this(item.DType, lanes) => stack = new(item);

    /// <summary>The type of stacks of items of a type.</summary>
    /// <param name="item">The type of the items: of tensors, or of stacks again.</param>
    /// <param name="lanes">The shape of the lanes; one unless given.</param>
    public static TensorType StackOf(TensorType item, Shape lanes = default) => new(item, lanes);

    /// <summary>Whether values of this type are stacks.</summary>
    public bool IsStack => stack is not null;

    /// <summary>The type of the items of a lane.</summary>
    /// <exception cref="InvalidOperationException">It is no type of stacks.</exception>
    public TensorType Item => stack?.Item ?? throw new InvalidOperationException($"{this} is no stack and has no items.");

    /// <summary>The type of the items of all lanes together: a push takes, and a pop gives, one for every lane.</summary>
    /// <exception cref="InvalidOperationException">It is no type of stacks.</exception>
    public TensorType Items => Item with { Shape = [.. Shape, .. Item.Shape] };

    /// <summary>A float64 of the given shape; <c>TensorType.Float64()</c> is a scalar.</summary>
    public static TensorType Float64(params ReadOnlySpan<int> lengths) => new(DType.Float64, Shape.Create(lengths));

    /// <summary>A float32 of the given shape.</summary>
    public static TensorType Float32(params ReadOnlySpan<int> lengths) => new(DType.Float32, Shape.Create(lengths));

    /// <summary>An int32 of the given shape.</summary>
    public static TensorType Int32(params ReadOnlySpan<int> lengths) => new(DType.Int32, Shape.Create(lengths));

    /// <summary>An int64 of the given shape.</summary>
    public static TensorType Int64(params ReadOnlySpan<int> lengths) => new(DType.Int64, Shape.Create(lengths));

    /// <summary>A bool of the given shape.</summary>
    public static TensorType Bool(params ReadOnlySpan<int> lengths) => new(DType.Bool, Shape.Create(lengths));

    /// <inheritdoc/>
    public bool Equals(TensorType other) =>
        DType == other.DType && Shape == other.Shape && (ReferenceEquals(stack, other.stack) || (stack?.Equals(other.stack) ?? false));

    /// <inheritdoc/>
    public override int GetHashCode() => HashCode.Combine(DType, Shape, stack);

    /// <summary>
    /// The type as text: <c>float64[2,3]</c>, <c>float64</c> for a scalar, <c>stack[8]&lt;float64[2,3]&gt;</c> for eight lanes of a stack.
    /// </summary>
    public override string ToString()
    {
        var lengths = Shape.Rank == 0 ? "" : Shape.ToString();
        return IsStack ? $"stack{lengths}<{Item}>" : DType.Name + lengths;
    }

    // A struct cannot hold itself.
    private sealed record StackOfItems(TensorType Item);
}
