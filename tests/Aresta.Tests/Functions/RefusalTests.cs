using Aresta.Functions;
using Aresta.Primitives;
using Aresta.Tensors;
using static Aresta.Functions.Einstein;

namespace Aresta.Tests.Functions;

/// <summary>Arguments that no function can take: each is refused with a sentence of ours, never with a failure inside.</summary>
public class RefusalTests
{
    private static readonly Value M = Value.Input(TensorType.Float64(3, 4), "m");
    private static readonly Value Image = Value.Input(TensorType.Float64(1, 4, 5, 5), "image");
    private static readonly Value Classes = Value.Input(TensorType.Int64(3), "classes");

    private static readonly Dictionary<string, Func<int, Value>> AlongAxis = new()
    {
        ["sum"] = axis => M.Sum([axis]),
        ["sort"] = axis => M.Sort(axis).Values,
        ["argsort"] = axis => M.ArgSort(axis),
        ["top k"] = axis => M.TopK(1, axis).Values,
        ["k-th"] = axis => M.KthValue(1, axis).Value,
        ["cumulative maximum"] = axis => M.CumulativeMax(axis).Values,
        ["cumulative minimum"] = axis => M.CumulativeMin(axis).Values,
        ["cumulative product"] = axis => M.CumulativeProduct(axis),
        ["recurrence"] = axis => Value.Recurrence(M, M, axis),
        ["nuclear norm"] = axis => M.NuclearNorm(axis, 0),
        ["tensordot"] = axis => M.TensorDot(M, [axis], [0]),
        ["move axes"] = axis => M.MoveAxes([axis], [0]),
        ["one-hot"] = axis => Classes.OneHot(4, axis: axis),
        ["softmax"] = axis => M.Softmax(axis),
        ["softmax of a scalar"] = axis => M.Sum().Softmax(axis),
        ["logarithm of softmax of nothing"] = axis => Value.Input(TensorType.Float64(0, 3)).LogSoftmax(axis),
    };

    private static readonly Dictionary<string, Func<Value>> Others = new()
    {
        ["two unknown lengths"] = () => M.Reshape([-1, -1]),
        ["a negative length"] = () => M.Reshape([-2, 6]),
        ["tiles"] = () => M.Tile([-1]),
        ["repetitions"] = () => M.Repeat(-1),
        ["differences"] = () => M.Difference(-1),
        ["tensordot over no such number of axes"] = () => M.TensorDot(M, 9),
        ["a triangle of a vector"] = () => M.Flatten().LowerTriangle(),
        ["one-hot vectors of no length"] = () => Classes.OneHot(-1),
        ["a mask of another shape"] = () => M.MaskedSelect(Tensor.Vector(true, false)),
        ["a mask of numbers"] = () => M.MaskedSelect(Tensor.Vector(1.0, 0, 0, 0)),
        ["a diagonal beyond all matrices"] = () => M.EmbedDiagonal(int.MinValue),
        ["a stride of 0"] = () => Image.ConvolveSame(Value.Input(TensorType.Float64(2, 4, 3, 3)), strides: [0]),
        ["patches of no elements"] = () => Value.Input(TensorType.Float64(1, 8, 9)).Fold([5, 5], [0, 2]),
        ["pixels shuffled too far"] = () => Image.PixelShuffle(65536),
        ["more places than fit"] = () => Image.Interpolate([double.PositiveInfinity, 1.0]),
        ["two ellipses in an operand"] = () => Einsum("i...j...", Image),
        ["two ellipses in a result"] = () => Einsum("...->......", M),
    };

    public static TheoryData<string> AxisNames => [.. AlongAxis.Keys];

    public static TheoryData<string> OtherNames => [.. Others.Keys];

    [Theory]
    [MemberData(nameof(AxisNames))]
    public void Axes_that_do_not_exist(string name)
    {
        foreach (var axis in (int[])[-5, 4, int.MinValue, int.MaxValue])
        {
            Assert.Throws<GraphException>(() => AlongAxis[name](axis));
        }
    }

    [Theory]
    [MemberData(nameof(OtherNames))]
    public void Arguments_without_a_meaning(string name) => Assert.Throws<GraphException>(() => Others[name]());
}
