using System.Numerics;

namespace Aresta.Tensors;

/// <summary>The arithmetic of a contraction.</summary>
internal static class ContractTensors
{
    /// <summary>
    /// result[i] = Σₖ left[leftAt[i] + leftStep[k]] · right[rightAt[i] + rightStep[k]], in the order of k. Sums of float32 are carried in double
    /// and rounded once.
    /// </summary>
    public static Tensor SumOfProducts(
        Tensor left, int[] leftAt, int[] leftStep, Tensor right, int[] rightAt, int[] rightStep, Shape shape) => left.DType switch
        {
            DType.Float32 => Run<float, double>(left, leftAt, leftStep, right, rightAt, rightStep, shape),
            DType.Float64 => Run<double, double>(left, leftAt, leftStep, right, rightAt, rightStep, shape),
            DType.Int32 => Run<int, long>(left, leftAt, leftStep, right, rightAt, rightStep, shape),
            _ => Run<long, long>(left, leftAt, leftStep, right, rightAt, rightStep, shape),
        };

    private static Tensor Run<T, TSum>(
        Tensor left, int[] leftAt, int[] leftStep, Tensor right, int[] rightAt, int[] rightStep, Shape shape)
        where T : unmanaged, INumber<T> where TSum : INumber<TSum>
    {
        ReadOnlySpan<T> x = left.AsSpan<T>();
        ReadOnlySpan<T> y = right.AsSpan<T>();
        var result = new T[shape.Size];
        for (var i = 0; i < result.Length; i++)
        {
            var sum = TSum.Zero;
            var (xi, yi) = (leftAt[i], rightAt[i]);
            for (var k = 0; k < leftStep.Length; k++)
            {
                sum += TSum.CreateTruncating(x[xi + leftStep[k]]) * TSum.CreateTruncating(y[yi + rightStep[k]]);
            }

            result[i] = T.CreateTruncating(sum);
        }

        return Tensor.Of(result, shape);
    }
}
