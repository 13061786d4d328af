using Aresta.Functions;
using Aresta.OpInfo.Tests.Records;
using Aresta.Primitives;
using Aresta.Tensors;
using Joined = Aresta.Functions.Arrangements;

namespace Aresta.OpInfo.Tests.Adapter;

/// <summary>Changes of shape and order.</summary>
internal static class Arrangements
{
    public static OperationTable Table { get; } = new()
    {
        { "broadcast_to", c => c.X.BroadcastTo([.. c.Ints(1, "size")]) },
        { "cat", c => Operations.Concatenate(c.Values(0), c.Int(1, "dim", 0)) },
        { "diag", c => c.X.Rank == 1 ? c.X.EmbedDiagonal(c.Int(1, "diagonal", 0)) : c.X.Diagonal(c.Int(1, "diagonal", 0)) },
        { "diagonal", c => c.X.Diagonal(c.Int(1, "offset", 0), c.Int(2, "dim1", 0), c.Int(3, "dim2", 1)) },
        { "diff", c => Operations.Concatenate(
            [.. new[] { c.OptionalValue(3, "prepend"), c.X, c.OptionalValue(4, "append") }.OfType<Value>()], c.Int(2, "dim", -1))
            .Difference(c.Int(1, "n", 1), c.Int(2, "dim", -1)) },
        { "expand", c => c.X.BroadcastTo(Expanded(c.X.Shape, c.Ints(1, "size"))) },
        { "fill", c => Value.Filled(c.X.Type, c.Real(1, "value")) },
        { "flip", c => c.X.Flip(c.Ints(1, "dims")) },
        { "movedim", c => c.X.MoveAxes(c.Ints(1, "source"), c.Ints(2, "destination")) },
        { "permute", c => c.X.Transpose(c.Ints(1, "dims")) },
        { "repeat", c => c.X.Tile(c.Ints(1, "repeats")) },
        { "reshape", c => c.X.Reshape(c.Ints(1, "shape")) },
        { "roll", c => c.OptionalInts(2, "dims") is { } axes
            ? c.X.Roll(c.Ints(1, "shifts"), axes)
            : c.X.Flatten().Roll(c.Int(1, "shifts")).Reshape(c.X.Shape.Lengths) },
        { "rot90", c => c.X.Rotate90(c.Int(1, "k", 1), c.Ints(2, "dims")[0], c.Ints(2, "dims")[1]) },
        { "split", c => c.Find(1, "") is ListArgument
            ? c.X.Split(c.Ints(1, ""), c.Int(2, "dim", 0))
            : c.X.Chunks(c.Int(1, ""), c.Int(2, "dim", 0)) },
        { "squeeze", c => c.X.Squeeze([.. c.Axes(1).Where(axis => c.X.Shape[c.X.Shape.Axis(axis)] == 1)]) },
        { "stack", c => Joined.Stack(c.Values(0), c.Int(1, "dim", 0)) },
        { "t", c => c.X.Transpose() },
        { "tile", c => c.X.Tile(c.Ints(1, "dims")) },
        { "transpose", c => c.X.SwapAxes(c.Int(1, "dim0"), c.Int(2, "dim1")) },
        { "tril", c => c.X.LowerTriangle(c.Int(1, "diagonal", 0)) },
        { "triu", c => c.X.UpperTriangle(c.Int(1, "diagonal", 0)) },
        { "unbind", c => c.X.Unstack(c.Int(1, "dim", 0)) },
        { "unsqueeze", c => c.X.ExpandDims([c.Int(1, "dim")]) },
        Scalars.AsVectors("unfold", c => c.X.Window([c.Int(1, "dimension")], [c.Int(2, "size")], [c.Int(3, "step")])),
    };

    // −1 leaves a length as it is; new axes come in front.
    private static Shape Expanded(Shape shape, IntList lengths) =>
        [.. lengths.Select((length, axis) => length >= 0 ? length : shape[axis - lengths.Count + shape.Rank])];
}
