using System.Numerics;

namespace Aresta.Tensors;

/// <summary>
/// Functions applied element by element to tensors of one shape. Floating functions are stated in double, and float32 results rounded
/// once; integer functions are stated in 64 bits, and int32 results wrap around.
/// </summary>
internal static class Map
{
    /// <summary>f(x₀, x₁, x₂) element by element, converted from and to the dtypes by truncation; an operand not given repeats the first.</summary>
    /// <typeparam name="T">The type in which <paramref name="f"/> is stated.</typeparam>
    public static Tensor Apply<T>(ReadOnlySpan<Tensor> operands, Func<T, T, T, T> f) where T : INumber<T> => operands[0].DType switch
    {
        DType.Float32 => Apply<float, T>(operands, f),
        DType.Float64 => Apply<double, T>(operands, f),
        DType.Int32 => Apply<int, T>(operands, f),
        _ => Apply<long, T>(operands, f),
    };

    private static Tensor Apply<TElement, T>(ReadOnlySpan<Tensor> operands, Func<T, T, T, T> f)
        where TElement : unmanaged, INumber<TElement> where T : INumber<T>
    {
        ReadOnlySpan<TElement> x = operands[0].AsSpan<TElement>();
        var y = operands.Length > 1 ? operands[1].AsSpan<TElement>() : x;
        var z = operands.Length > 2 ? operands[2].AsSpan<TElement>() : x;
        var result = new TElement[x.Length];
        for (var i = 0; i < result.Length; i++)
        {
            result[i] = TElement.CreateTruncating(f(T.CreateTruncating(x[i]), T.CreateTruncating(y[i]), T.CreateTruncating(z[i])));
        }

        return Tensor.Of(result, operands[0].Shape);
    }

    /// <summary>The elements of <paramref name="then"/> where the condition holds, else those of <paramref name="otherwise"/>, bit by bit.</summary>
    public static Tensor Choose(ReadOnlySpan<bool> condition, Tensor then, Tensor otherwise) => then.DType switch
    {
        DType.Float32 => Choose<float>(condition, then, otherwise),
        DType.Float64 => Choose<double>(condition, then, otherwise),
        DType.Int32 => Choose<int>(condition, then, otherwise),
        DType.Int64 => Choose<long>(condition, then, otherwise),
        _ => Choose<bool>(condition, then, otherwise),
    };

    private static Tensor Choose<T>(ReadOnlySpan<bool> condition, Tensor then, Tensor otherwise) where T : unmanaged
    {
        var x = then.AsSpan<T>();
        var y = otherwise.AsSpan<T>();
        var result = new T[condition.Length];
        for (var i = 0; i < result.Length; i++)
        {
            result[i] = condition[i] ? x[i] : y[i];
        }

        return Tensor.Of(result, then.Shape);
    }
}
