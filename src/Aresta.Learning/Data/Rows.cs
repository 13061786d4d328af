using Aresta.Tensors;

namespace Aresta.Learning.Data;

/// <summary>Rows of tensors of any dtype.</summary>
internal static class Rows
{
    /// <summary>The type of one row.</summary>
    public static TensorType TypeOfOne(Tensor tensor) => tensor.Type with { Shape = [.. tensor.Shape.AsSpan()[1..]] };

    /// <summary>Copies some rows of one tensor to the first ones of another of the same dtype and row.</summary>
    public static void Copy(Tensor from, ReadOnlySpan<int> rows, Tensor to)
    {
        switch (from.DType)
        {
            case DType.Float32: Copy<float>(from, rows, to); break;
            case DType.Float64: Copy<double>(from, rows, to); break;
            case DType.Int32: Copy<int>(from, rows, to); break;
            case DType.Int64: Copy<long>(from, rows, to); break;
            default: Copy<bool>(from, rows, to); break;
        }
    }

    private static void Copy<T>(Tensor from, ReadOnlySpan<int> rows, Tensor to) where T : unmanaged
    {
        var source = from.AsSpan<T>();
        var target = to.AsSpan<T>();
        var length = from.Shape[0] == 0 ? 0 : source.Length / from.Shape[0];
        for (var i = 0; i < rows.Length; i++)
        {
            source.Slice(rows[i] * length, length).CopyTo(target[(i * length)..]);
        }
    }
}
