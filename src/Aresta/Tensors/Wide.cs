namespace Aresta.Tensors;

/// <summary>
/// The precision of all arithmetic on tensors: float32 is computed in double and rounded once, int32 in 64 bits and wraps around. What
/// computes is thereby written for double and for long alone.
/// </summary>
internal static class Wide
{
    /// <summary>The elements of a floating tensor as double, or of an integer one as long; copied only where that widens them.</summary>
    /// <typeparam name="T">double or long, as the dtype asks for.</typeparam>
    public static ReadOnlySpan<T> Read<T>(Tensor x) where T : unmanaged => x.DType switch
    {
        DType.Float32 => (T[])(object)Widened(x.AsSpan<float>()),
        DType.Int32 => (T[])(object)Widened(x.AsSpan<int>()),
        _ => x.AsSpan<T>(),
    };

    /// <summary>A tensor of the given type: the elements rounded to float32, wrapped to int32, or as they are.</summary>
    /// <typeparam name="T">double or long, as the dtype asks for.</typeparam>
    public static Tensor Write<T>(T[] elements, TensorType type) where T : unmanaged => type.DType switch
    {
        DType.Float32 => Tensor.Of(Array.ConvertAll((double[])(object)elements, x => (float)x), type.Shape),
        DType.Int32 => Tensor.Of(Array.ConvertAll((long[])(object)elements, x => unchecked((int)x)), type.Shape),
        _ => Tensor.Of(elements, type.Shape),
    };

    private static double[] Widened(ReadOnlySpan<float> x)
    {
        var wide = new double[x.Length];
        for (var i = 0; i < wide.Length; i++)
        {
            wide[i] = x[i];
        }

        return wide;
    }

    private static long[] Widened(ReadOnlySpan<int> x)
    {
        var wide = new long[x.Length];
        for (var i = 0; i < wide.Length; i++)
        {
            wide[i] = x[i];
        }

        return wide;
    }
}
