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
        Scalars.AsVectors("max", c => c.Find(1, "") switch
        {
            NoneArgument => [c.X.Max()],
            TensorArgument => [Elementary.Max(c.X, c[1])],
            _ => Both(c.X.MaxAndIndex(c.Int(1, "dim"), Keep(c))),
        }),
        Scalars.AsVectors("min", c => c.Find(1, "") switch
        {
            NoneArgument => [c.X.Min()],
            TensorArgument => [Elementary.Min(c.X, c[1])],
            _ => Both(c.X.MinAndIndex(c.Int(1, "dim"), Keep(c))),
        }),
    };

    private static bool Keep(Call c) => c.Flag(2, "keepdim", false);

    private static Value[] Both((Value, Value) pair) => [pair.Item1, pair.Item2];
}
