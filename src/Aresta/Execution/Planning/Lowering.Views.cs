using System.Numerics;
using Aresta.Kernels;
using Aresta.Primitives;
using Aresta.Tensors;

namespace Aresta.Execution;

/// <content>Data movement: views, copies, indices; and contractions, which read views.</content>
internal sealed partial class Lowering
{
    // A view of its operand; nothing happens before someone wants it.
    private void LowerView(int position, Node node)
    {
        var view = ViewOf(places.Operands[position][0]);
        var (shape, strides) = (node.Operands[0].Shape, view.Strides);
        views[places.Results[position]] = node.Primitive switch
        {
            Broadcast broadcast => view with { Strides = Spread(broadcast, strides) },
            Permute permute => view with { Strides = [.. permute.Axes.Select(axis => strides[axis])] },
            Slice slice => new(
                view.Root, view.Start + Along(slice.Start, strides), [.. strides.Zip(slice.Stride, (stride, step) => stride * step)]),
            Reverse reverse => new(
                view.Root, view.Start + reverse.Axes.Aggregate((nint)0, (sum, axis) => sum + (strides[axis] * (shape[axis] - 1))),
                [.. strides.Select((stride, axis) => reverse.Axes.Contains(axis) ? -stride : stride)]),
            Window window => view with
            {
                Strides =
                [
                    .. strides.Select((stride, axis) =>
                        window.Axes.ToList().IndexOf(axis) is >= 0 and var i ? stride * window.Strides[i] : stride),
                    .. window.Axes.Select((axis, i) => strides[axis] * window.Dilations[i]),
                ],
            },
            _ => Across((Diagonal)node.Primitive, view),
        };
        if (drafts[view.Root] is { } draft)
        {
            draft.Pending += uses[places.Results[position]];
        }
    }

    private static nint[] Spread(Broadcast broadcast, nint[] strides)
    {
        var spread = new nint[broadcast.Shape.Rank];
        for (var i = 0; i < strides.Length; i++)
        {
            spread[broadcast.Axes[i]] = strides[i];
        }

        return spread;
    }

    private static nint Along(IntList index, nint[] strides)
    {
        nint sum = 0;
        for (var i = 0; i < strides.Length; i++)
        {
            sum += index[i] * strides[i];
        }

        return sum;
    }

    private static View Across(Diagonal diagonal, View view) => new(
        view.Root,
        view.Start + (diagonal.Offset >= 0
            ? diagonal.Offset * view.Strides[diagonal.Columns] : -diagonal.Offset * view.Strides[diagonal.Rows]),
        [
            .. view.Strides.Where((_, axis) => axis != diagonal.Rows && axis != diagonal.Columns),
            view.Strides[diagonal.Rows] + view.Strides[diagonal.Columns],
        ]);

    // A value as a view of what lies in order: of another value, or of itself.
    private View ViewOf(int place)
    {
        var (root, shape) = (roots[place], types[place].Shape);
        return views[root] switch
        {
            { } view when types[root].Shape == shape => view,
            { } view when view.Strides.All(stride => stride == 0) => view with { Strides = new nint[shape.Rank] },
            { } view when view.Reshaped(types[root].Shape.AsSpan(), shape.AsSpan()) is { } reshaped => reshaped,
            _ => new(root, 0, RowMajor(shape)),
        };
    }

    private static nint[] RowMajor(Shape shape) => [.. shape.Strides().Select(stride => (nint)stride)];

    private int Order(int root, View view)
    {
        var storage = Order(types[root], view);
        return storageOf[root] = storage;
    }

    // A view copied into row-major order.
    private int Order(TensorType type, View view)
    {
        var (source, result) = (Stored(view.Root), NewStorage(type).Index);
        Emit(new CopyRun(
            "copy", [new(source, view.Start, 0, Axes(type.Shape, view.Strides, RowMajor(type.Shape)))], result,
            StorageBytes.OfElement(type), Storages[result].Bytes, false, null, threads));
        return result;
    }

    private static Axis[] Axes(Shape shape, nint[] view, nint[] to) =>
        [.. shape.Select((length, axis) => new Axis(length, view[axis], 0, to[axis]))];

    // Values copied into parts of a result.
    private void LowerMove(int position, Node node)
    {
        var shape = node.Results[0].Shape;
        var to = RowMajor(shape);
        Move[] moves = node.Primitive switch
        {
            Pad pad => Padded(pad, position, node, to),
            _ => Embedded((EmbedDiagonal)node.Primitive, position, to),
        };
        var result = Own(places.Results[position], Steps.Count);
        Emit(new CopyRun(
            node.Primitive.Name, moves, result, node.Results[0].DType.Size, Storages[result].Bytes,
            zeros: true, node, threads));
    }

    private Move[] Padded(Pad pad, int position, Node node, nint[] to)
    {
        var (view, source, shape) = (ViewOf(places.Operands[position][0]), node.Operands[0].Shape, node.Results[0].Shape);
        var (start, target) = (view.Start, (nint)0);
        var axes = new Axis[source.Rank];
        for (var axis = 0; axis < axes.Length; axis++)
        {
            // Element i stands at low + i·step, and is left out where that is outside.
            var (low, step) = ((long)pad.Low[axis], pad.Interior[axis] + 1L);
            var first = low < 0 ? (-low + step - 1) / step : 0;
            var last = Math.Min(source[axis] - 1, low > shape[axis] - 1 ? -1 : (shape[axis] - 1 - low) / step);
            axes[axis] = new((int)Math.Max(0, last - first + 1), view.Strides[axis], 0, (nint)step * to[axis]);
            start += (nint)first * view.Strides[axis];
            target += (nint)(low + (first * step)) * to[axis];
        }

        return axes.Any(axis => axis.Length == 0) ? [] : [new(Stored(view.Root), start, target, axes)];
    }

    private Move[] Embedded(EmbedDiagonal embed, int position, nint[] to)
    {
        var view = ViewOf(places.Operands[position][0]);
        var diagonal = Across(new(embed.Rows, embed.Columns, embed.Offset), new(0, 0, to));
        var shape = types[places.Operands[position][0]].Shape;
        return [new(Stored(view.Root), view.Start, diagonal.Start, Axes(shape, view.Strides, diagonal.Strides))];
    }

    private void LowerIndex(int position, Node node)
    {
        var (source, index) = (Stored(places.Operands[position][0]), Stored(places.Operands[position][1]));
        var (type, named) = (node.Results[0], node.Operands[1].Shape);
        var result = Own(places.Results[position], Steps.Count);
        if (node.Primitive is Gather gather)
        {
            var rows = Indexed(node.Operands[0].Shape, named, gather.Axis, gather.Batch);
            Emit(new GatherRun(node, rows, gather.Axis, source, index, result, type.DType.Size, threads));
            return;
        }

        var scatter = (ScatterAdd)node.Primitive;
        var target = Indexed(type.Shape, named, scatter.Axis, scatter.Batch);
        Emit(type.DType switch
        {
            DType.Float32 => Add<float>(),
            DType.Float64 => Add<double>(),
            DType.Int32 => Add<int>(),
            _ => Add<long>(),
        });

        Step Add<T>() where T : unmanaged, INumber<T> => new ScatterAddRun<T>(node, target, scatter.Axis, source, index, result, threads);
    }

    private static IndexedRows Indexed(Shape x, Shape index, int axis, int batch) => new(
        Axis.Product(x.AsSpan()[..batch]), Axis.Product(x.AsSpan()[batch..axis]), x[axis], Axis.Product(index.AsSpan()[batch..]),
        Axis.Product(x.AsSpan()[(axis + 1)..]));

    private void LowerContraction(int position, Node node)
    {
        var (left, right) = (Factor(places.Operands[position][0]), Factor(places.Operands[position][1]));
        var contraction = Contraction.Plan(
            ((Contract)node.Primitive).Labels, node.Operands[0].Shape.AsSpan(), node.Operands[1].Shape.AsSpan(), left.Strides,
            right.Strides, RowMajor(node.Results[0].Shape));
        EmitContraction(contraction, (left.Root, left.Start), (right.Root, right.Start), position, node);
    }

    // A sum over axes of which others stand behind: a product with ones.
    private void LowerTotal(int position, Node node, IntList axes)
    {
        var x = node.Operands[0];
        if (x.Rank > 26)
        {
            Define(position, node);
            return;
        }

        var all = string.Concat(Enumerable.Range(0, x.Rank).Select(axis => (char)('a' + axis)));
        var summed = string.Concat(all.Where(label => axes.Contains(label - 'a')));
        var kept = string.Concat(all.Where(label => !axes.Contains(label - 'a')));
        var right = Factor(places.Operands[position][0]);
        var one = NewStorage(new(x.DType, Shape.Scalar));
        one.Kind = StorageKind.Constant;
        Constants.Add((one, Tensor.Scalar(1, x.DType)));
        var contraction = Contraction.Plan(
            $"{summed},{all}->{kept}", summed.Select(label => x.Shape[label - 'a']).ToArray(), x.Shape.AsSpan(),
            new nint[summed.Length], right.Strides, RowMajor(node.Results[0].Shape));
        EmitContraction(contraction, (one.Index, 0), (right.Root, right.Start), position, node);
    }

    private void EmitContraction(
        Contraction contraction, (int Storage, nint Start) left, (int Storage, nint Start) right, int position, Node node)
    {
        var result = Own(places.Results[position], Steps.Count);
        Emit(new ContractRun(contraction, left, right, result, node.Results[0].DType == DType.Float32, node, threads));
    }

    /// <summary>A value in row-major order of its axes in another order; copied only if it does not lie so.</summary>
    public int Ordered(int place, ReadOnlySpan<int> axes)
    {
        var (view, type) = (ViewOf(place), types[place]);
        var lengths = new int[axes.Length];
        var strides = new nint[axes.Length];
        for (var i = 0; i < axes.Length; i++)
        {
            (lengths[i], strides[i]) = (type.Shape[axes[i]], view.Strides[axes[i]]);
        }

        var shape = Shape.Create(lengths);
        var (order, lies) = (RowMajor(shape), view.Start == 0 && types[view.Root].Shape.Size == shape.Size);
        for (var i = 0; i < lengths.Length; i++)
        {
            lies &= lengths[i] == 1 || strides[i] == order[i];
        }

        return lies ? Stored(view.Root) : Order(type with { Shape = shape }, view with { Strides = strides });
    }

    /// <summary>A factor where it lies: the storage (as root of the view), and its strides there.</summary>
    public View Factor(int place)
    {
        var view = ViewOf(place);
        return view.Strides.Any(stride => stride < 0)
            ? new(Stored(place), 0, RowMajor(types[place].Shape))
            : view with { Root = Stored(view.Root) };
    }
}
