using Aresta.Primitives;
using Aresta.Tensors;
using Convert = Aresta.Primitives.Convert;

namespace Aresta.Tests.Laws;

/// <content>Linear primitives.</content>
public static partial class PrimitiveCases
{
    private static Dictionary<string, Func<Draw, PrimitiveCase>> Linear() => new()
    {
        [Sum.Keyword] = d => Unary(d, d.Shape(), shape => new Sum(d.Axes(shape.Rank))),
        [Broadcast.Keyword] = d =>
        {
            var shape = d.Shape();
            IntList axes = [.. d.Axes(shape.Rank).Order()];
            return Unary(d, [.. axes.Select(axis => shape[axis])], _ => new Broadcast(shape, axes));
        },
        [Reshape.Keyword] = d => Unary(d, d.Shape(), shape => new Reshape([.. d.Permutation(shape.Rank).Select(axis => shape[axis]), 1])),
        [Permute.Keyword] = d => Unary(d, d.Shape(), shape => new Permute(d.Permutation(shape.Rank))),
        [Convert.Keyword] = d => Unary(d, d.Shape(), _ => new Convert(d.Flag() ? DType.Float32 : DType.Float64)),
        [Where.Keyword] = d =>
        {
            var shape = d.Shape();
            return new(new Where(), [d.Flags(shape), d.Tensor(shape), d.Tensor(shape)]);
        },
        [Slice.Keyword] = d => Unary(d, d.Shape(), shape =>
        {
            IntList start = [.. shape.Select(length => d.Int(0, length))];
            IntList limit = [.. shape.Select((length, axis) => d.Int(start[axis], length))];
            return new Slice(start, limit, d.List(shape.Rank, 1, 3));
        }),
        [Pad.Keyword] = d => Unary(d, d.Shape(), shape =>
        {
            var interior = d.List(shape.Rank, 0, 2);
            IntList spread = [.. shape.Select((length, axis) => length == 0 ? 0 : length + ((length - 1) * interior[axis]))];

            // Rarely all is taken away at one end; otherwise at most one element at each.
            IntList low = [.. spread.Select(length => d.Int(0, 9) == 0 ? -length : d.Int(-1, 2))];
            return new Pad(low, [.. spread.Select((length, axis) => Math.Max(d.Int(-1, 2), -length - low[axis]))], interior);
        }),
        [Gather.Keyword] = d =>
        {
            var (x, axis, batch, index) = Indexed(d);
            return new(new Gather(axis, batch), [d.Tensor(x), index]);
        },
        [ScatterAdd.Keyword] = d =>
        {
            var (x, axis, batch, index) = Indexed(d);
            var updates = new Gather(axis, batch).Infer([new(DType.Float64, x), index.Type])[0];
            return new(new ScatterAdd(axis, batch, x[axis]), [d.Tensor(updates.Shape), index]);
        },
        [Window.Keyword] = d =>
        {
            var (x, window) = Windowed(d);
            return new(window, [d.Tensor(x)]);
        },
        [OverlapAdd.Keyword] = d =>
        {
            var (x, window) = Windowed(d);
            var windows = window.Infer([new(DType.Float64, x)])[0].Shape;
            IntList lengths = [.. window.Axes.Select(axis => x[axis])];
            return new(new OverlapAdd(window.Axes, lengths, window.Strides, window.Dilations), [d.Tensor(windows)]);
        },
        [Diagonal.Keyword] = d =>
        {
            var (x, diagonal) = WithDiagonal(d);
            return new(diagonal, [d.Tensor(x)]);
        },
        [EmbedDiagonal.Keyword] = d =>
        {
            var (x, (rows, columns, offset)) = WithDiagonal(d);
            var taken = new Diagonal(rows, columns, offset).Infer([new(DType.Float64, x)])[0].Shape;
            return new(new EmbedDiagonal(rows, columns, offset, x[rows], x[columns]), [d.Tensor(taken)]);
        },
        [Reverse.Keyword] = d => Unary(d, d.Shape(), shape => new Reverse(d.Axes(shape.Rank))),
        [Concatenate.Keyword] = d =>
        {
            var shape = d.Shape(lowest: 1);
            var axis = d.Int(0, shape.Rank - 1);
            return new(
                new Concatenate(axis),
                [.. Enumerable.Range(0, d.Int(1, 4)).Select(_ => d.Tensor(shape.With(axis, d.Int(0, 3))))]);
        },
        [CumulativeSum.Keyword] = d => Unary(d, d.Shape(lowest: 1), shape => new CumulativeSum(d.Int(0, shape.Rank - 1), d.Flag())),
    };

    private static PrimitiveCase Unary(Draw d, Shape shape, Func<Shape, Primitive> primitive) => new(primitive(shape), [d.Tensor(shape)]);

    private static (Shape X, int Axis, int Batch, Tensor Index) Indexed(Draw d)
    {
        var x = d.Shape(lowest: 1);
        var axis = d.Int(0, x.Rank - 1);
        var batch = d.Int(0, axis);
        Shape index = [.. x.AsSpan()[..batch], .. x[axis] == 0 ? [0] : d.Shape(highest: 2).AsSpan()];
        return (x, axis, batch, d.Integers(index, 0, Math.Max(x[axis] - 1, 0)));
    }

    private static (Shape X, Window Window) Windowed(Draw d)
    {
        Shape x = [.. d.Shape().Select(length => length * 2)];
        var axes = d.Axes(x.Rank);
        return (x, new Window(axes, d.List(axes.Count, 1, 3), d.List(axes.Count, 1, 3), d.List(axes.Count, 1, 2)));
    }

    private static (Shape X, Diagonal Diagonal) WithDiagonal(Draw d)
    {
        var x = d.Shape(lowest: 2);
        var axes = d.Permutation(x.Rank);
        return (x, new Diagonal(axes[0], axes[1], d.Int(-3, 3)));
    }
}
