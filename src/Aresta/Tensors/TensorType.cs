namespace Aresta.Tensors;

/// <summary>What is known of a value before it is computed: the dtype of its elements and its shape.</summary>
/// <param name="DType">The dtype of the elements.</param>
/// <param name="Shape">The lengths along the axes.</param>
public readonly record struct TensorType(DType DType, Shape Shape)
{
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

    /// <summary>The type as text: <c>float64[2,3]</c>, or <c>float64</c> for a scalar.</summary>
    public override string ToString() => Shape.Rank == 0 ? DType.Name : DType.Name + Shape;
}
