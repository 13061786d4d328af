using Aresta.Functions;
using Aresta.Numerics;
using Aresta.OpInfo.Tests.Records;
using Aresta.Primitives;

namespace Aresta.OpInfo.Tests.Adapter;

/// <summary>What depends on the order of elements: extremes with their indices, sorting, order statistics.</summary>
internal static class Order
{
    public static OperationTable Table { get; } = new()
    {
        Scalars.AsVectors("cummax", c => c.X.CumulativeMax(c.Int(1, "dim"))),
        Scalars.AsVectors("cummin", c => c.X.CumulativeMin(c.Int(1, "dim"))),
        Scalars.AsVectors("kthvalue", c => KthValue(c.X, c.Int(1, "k"), c.Int(2, "dim", -1), c.Flag(3, "keepdim", false))),
        Scalars.AsVectors("max", c => c.Find(1, "") switch
        {
            NoneArgument => [c.X.Max()],
            TensorArgument => [Elementary.Max(c.X, c[1])],
            _ => Both(c.X.MaxAndIndex(c.Int(1, "dim"), Keep(c))),
        }),
        Scalars.AsVectors("median", c => c.Find(1, "dim") is NoneArgument
            ? [KthValue(c.X.Flatten(), (c.X.Shape.Size + 1) / 2, 0, false).Item1]
            : Both(KthValue(c.X, (c.X.Shape[c.X.Shape.Axis(c.Int(1, "dim"))] + 1) / 2, c.Int(1, "dim"), Keep(c)))),
        Scalars.AsVectors("min", c => c.Find(1, "") switch
        {
            NoneArgument => [c.X.Min()],
            TensorArgument => [Elementary.Min(c.X, c[1])],
            _ => Both(c.X.MinAndIndex(c.Int(1, "dim"), Keep(c))),
        }),
        Scalars.AsVectors("sort", c => c.X.Sort(c.Int(1, "dim", -1), c.Flag(2, "descending", false))),
        Scalars.AsVectors("topk", c => c.X.TopK(c.Int(1, "k"), c.Int(2, "dim", -1), c.Flag(3, "largest", true))),
    };

    // Torch's median is the lower of two in the middle.
    private static (Value, Value) KthValue(Value x, int k, int axis, bool keep)
    {
        var (value, index) = x.KthValue(k, axis);
        return keep ? (value.ExpandDims([axis]), index.ExpandDims([axis])) : (value, index);
    }

    private static bool Keep(Call c) => c.Flag(2, "keepdim", false);

    private static Value[] Both((Value, Value) pair) => [pair.Item1, pair.Item2];
}
