using System.Numerics;

namespace Aresta.Tensors;

/// <summary>The arithmetic of a contraction.</summary>
internal static class ContractTensors
{
    /// <summary>
    /// result[i] = Σₖ left[leftAt[i] + leftStep[k]] · right[rightAt[i] + rightStep[k]], in the order of k.
    /// </summary>
    public static Tensor SumOfProducts(
        Tensor left, int[] leftAt, int[] leftStep, Tensor right, int[] rightAt, int[] rightStep, Shape shape) => left.DType.IsFloating
            ? Run<double>(left, leftAt, leftStep, right, rightAt, rightStep, shape)
            : Run<long>(left, leftAt, leftStep, right, rightAt, rightStep, shape);

    private static Tensor Run<T>(
        Tensor left, int[] leftAt, int[] leftStep, Tensor right, int[] rightAt, int[] rightStep, Shape shape)
        where T : unmanaged, INumber<T>
    {
        var x = Wide.Read<T>(left);
        var y = Wide.Read<T>(right);
        var result = new T[shape.Size];
        for (var i = 0; i < result.Length; i++)
        {
            var (sum, xi, yi) = (T.Zero, leftAt[i], rightAt[i]);
            for (var k = 0; k < leftStep.Length; k++)
            {
                sum += x[xi + leftStep[k]] * y[yi + rightStep[k]];
            }

            result[i] = sum;
        }

        return Wide.Write(result, new(left.DType, shape));
    }
}
