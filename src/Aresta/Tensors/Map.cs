namespace Aresta.Tensors;

/// <summary>Functions applied element by element to tensors of one shape.</summary>
internal static class Map
{
    /// <summary>f(x₀, x₁, x₂) element by element; an operand that is not given repeats the first.</summary>
    /// <typeparam name="T">double or long, as the dtype asks for.</typeparam>
    public static Tensor Apply<T>(ReadOnlySpan<Tensor> operands, Func<T, T, T, T> f) where T : unmanaged
    {
        var x = Wide.Read<T>(operands[0]);
        var y = operands.Length > 1 ? Wide.Read<T>(operands[1]) : x;
        var z = operands.Length > 2 ? Wide.Read<T>(operands[2]) : x;
        var result = new T[x.Length];
        for (var i = 0; i < result.Length; i++)
        {
            result[i] = f(x[i], y[i], z[i]);
        }

        return Wide.Write(result, operands[0].Type);
    }

    /// <summary>
    /// The elements of <paramref name="then"/> where the condition holds, else those of <paramref name="otherwise"/>, bit by bit.
    /// </summary>
    public static Tensor Choose(ReadOnlySpan<bool> condition, Tensor then, Tensor otherwise) => then.DType switch
    {
        _ when then.Type.IsStack => ChooseLanes(condition, then, otherwise),
        DType.Float32 => Choose<float>(condition, then, otherwise),
        DType.Float64 => Choose<double>(condition, then, otherwise),
        DType.Int32 => Choose<int>(condition, then, otherwise),
        DType.Int64 => Choose<long>(condition, then, otherwise),
        _ => Choose<bool>(condition, then, otherwise),
    };

    private static Tensor ChooseLanes(ReadOnlySpan<bool> condition, Tensor then, Tensor otherwise)
    {
        var result = Tensor.Zeros(then.Type);
        for (var lane = 0; lane < condition.Length; lane++)
        {
            (condition[lane] ? then : otherwise).CopyTo(result, lane, lane, 1);
        }

        return result;
    }

    private static Tensor Choose<T>(ReadOnlySpan<bool> condition, Tensor then, Tensor otherwise) where T : unmanaged
    {
        ReadOnlySpan<T> x = then.AsSpan<T>();
        ReadOnlySpan<T> y = otherwise.AsSpan<T>();
        var result = new T[condition.Length];
        for (var i = 0; i < result.Length; i++)
        {
            result[i] = condition[i] ? x[i] : y[i];
        }

        return Tensor.Of(result, then.Shape);
    }
}
