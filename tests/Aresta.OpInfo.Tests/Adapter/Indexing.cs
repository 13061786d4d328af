using Aresta.Functions;
using Aresta.OpInfo.Tests.Records;
using Aresta.Primitives;
using Aresta.Tensors;

namespace Aresta.OpInfo.Tests.Adapter;

/// <summary>Reading and replacing elements by index or mask.</summary>
internal static class Indexing
{
    public static OperationTable Table { get; } = new()
    {
        Scalars.AsVectors("gather", c => c.X.TakeAlong(c[2], c.Int(1, "dim"))),
        Scalars.AsVectors("index_copy", c => c.X.Put(c[2], c[3], c.Int(1, "dim"))),
        Scalars.AsVectors("index_fill", c => c.X.Put(c[2], c[3], c.Int(1, "dim"))),
        { "index_put", c => c.Flag(3, "accumulate", false) ? c.X.ScatterAdd(Index(c), c[2]) : c.X.Put(Index(c), c[2]) },
        Scalars.AsVectors("index_select", c => c.X.Take(c[2], c.Int(1, "dim"))),
        { "masked_fill", c => Value.Where(c[1], c[2], c.X) },
        { "masked_select", c => c.X.MaskedSelect(((TensorArgument)c.Find(1, "mask")).Tensor) },
        { "narrow", Narrow },
        { "nn.functional.embedding", c => c.X.Take(c[1]) },
        Scalars.AsVectors("scatter", c => c.X.PutAlong(c[2], c[3], c.Int(1, "dim"))),
        Scalars.AsVectors("scatter_add", c => c.X.AddAlong(c[2], c[3], c.Int(1, "dim"))),
        { "select", c => c.X.At(c.Int(2, "index"), c.Int(1, "dim")) },
        { "take", c => c.X.Flatten().Take(c[1]) },
    };

    private static Value Narrow(Call c)
    {
        var (axis, start) = (c.Int(1, "dim"), c.Int(2, "start"));
        var first = start < 0 ? start + c.X.Shape[c.X.Shape.Axis(axis)] : start;
        return c.X.Slice(axis, first, first + c.Int(3, "length"));
    }

    // Torch takes a mask for the positions at which it is true.
    private static Value Index(Call c) =>
        ((ListArgument)c.Find(1, "indices")).Items[0] is TensorArgument { Tensor: { DType: DType.Bool } mask }
            ? Value.Constant(Masks.FlatNonZero(mask))
            : c.Values(1)[0];
}
