namespace Aresta.Tensors;

/// <summary>
/// Tensors as batches: matrices along the last two axes, or vectors along the last, one for each index of the leading axes.
/// </summary>
internal static class MatrixBatch
{
    /// <summary>The matrices of a tensor of rank ≥ 2, in doubles.</summary>
    public static Matrix[] Read(Tensor tensor)
    {
        var (rows, columns) = (tensor.Shape[^2], tensor.Shape[^1]);
        var count = Count(tensor.Shape, 2);
        var (elements, size) = (tensor.ToDoubles(), rows * columns);
        var result = new Matrix[count];
        for (var i = 0; i < count; i++)
        {
            result[i] = new(rows, columns, elements[(i * size)..((i + 1) * size)]);
        }

        return result;
    }

    /// <summary>The tensor whose matrices (or vectors, or numbers) have the given elements, each rounded once to the dtype.</summary>
    public static Tensor Write(IEnumerable<double[]> parts, TensorType type)
    {
        double[] elements = [.. parts.SelectMany(part => part)];
        return type.DType == DType.Float32
            ? Tensor.Of(Array.ConvertAll(elements, x => (float)x), type.Shape)
            : Tensor.Of(elements, type.Shape);
    }

    /// <summary>The tensor of the given matrices, each element rounded once to the dtype.</summary>
    public static Tensor Write(IEnumerable<Matrix> parts, TensorType type) => Write(parts.Select(part => part.Elements), type);

    /// <summary>How many parts of rank <paramref name="rank"/> a shape is a batch of.</summary>
    public static int Count(Shape shape, int rank)
    {
        var count = 1;
        for (var axis = 0; axis < shape.Rank - rank; axis++)
        {
            count *= shape[axis];
        }

        return count;
    }
}
