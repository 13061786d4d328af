using System.Numerics;
using Aresta.Kernels;
using Aresta.Primitives;
using Aresta.Tensors;

namespace Aresta.Execution;

/// <content>Windows added up: for each place within a window one strided part of the result; and cumulative sums.</content>
internal sealed partial class Lowering
{
    private void LowerCumulative(int position, Node node, CumulativeSum sums)
    {
        var source = Stored(places.Operands[position][0]);
        var result = Own(places.Results[position], Steps.Count);
        Emit(node.Results[0].DType switch
        {
            DType.Float32 => Summed<float>(),
            DType.Float64 => Summed<double>(),
            DType.Int32 => Summed<int>(),
            _ => Summed<long>(),
        });

        Step Summed<T>() where T : unmanaged, INumber<T> => new CumulativeRun<T>(node, sums.Backward, sums.Axis, source, result, threads);
    }

    private void LowerOverlap(int position, Node node, OverlapAdd overlap)
    {
        var (windows, type) = (node.Operands[0].Shape, node.Results[0]);
        var (rank, to, view) = (type.Shape.Rank, RowMajor(type.Shape), ViewOf(places.Operands[position][0]));
        var storage = Stored(view.Root);
        var axes = new Axis[rank];
        for (var axis = 0; axis < rank; axis++)
        {
            var i = overlap.Axes.ToList().IndexOf(axis);
            axes[axis] = new(windows[axis], view.Strides[axis], 0, to[axis] * (i < 0 ? 1 : overlap.Strides[i]));
        }

        // Along an axis without windows no two parts meet.
        var apart = Enumerable.Range(0, rank).FirstOrDefault(axis => !overlap.Axes.Contains(axis) && windows[axis] > 1, -1);
        var slices = apart < 0 ? new(1, 0, 0, 0) : axes[apart];
        Axis[] within = [.. axes.Where((_, axis) => axis != apart)];
        int[] sizes = [.. overlap.Axes.Select((_, i) => windows[rank + i])];
        var moves = new Move[sizes.Aggregate(1, (product, size) => product * size)];
        for (var m = 0; m < moves.Length; m++)
        {
            var (rest, start, target) = (m, view.Start, (nint)0);
            for (var i = sizes.Length - 1; i >= 0; i--)
            {
                (rest, var at) = Math.DivRem(rest, sizes[i]);
                start += at * view.Strides[rank + i];
                target += at * overlap.Dilations[i] * to[overlap.Axes[i]];
            }

            moves[m] = new(storage, start, target, within);
        }

        var result = Own(places.Results[position], Steps.Count);
        Emit(type.DType switch
        {
            DType.Float32 => Added<float>(),
            DType.Float64 => Added<double>(),
            DType.Int32 => Added<int>(),
            _ => Added<long>(),
        });

        Step Added<T>() where T : unmanaged, INumber<T> => new AddRun<T>(node, moves, slices, result, Storages[result].Bytes, threads);
    }
}
