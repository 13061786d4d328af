using System.Numerics;
using Aresta.Kernels;
using Aresta.Primitives;
using Aresta.Tensors;
using Product = Aresta.Primitives.Product;

namespace Aresta.Execution;

/// <content>What goes along one axis, contractions of integers, and random bits.</content>
internal sealed unsafe partial class Lowering
{
    // Elements that are worth waking another thread for.
    private const int WorthThreads = 1 << 14;

    private void LowerAlong(int position, Node node)
    {
        switch (node.Operands[^1].DType)
        {
            case DType.Float32:
                Along<float>(position, node);
                break;
            case DType.Float64:
                Along<double>(position, node);
                break;
            case DType.Int32:
                Along<int>(position, node);
                break;
            case DType.Int64:
                Along<long>(position, node);
                break;
            default:
                Define(position, node);
                break;
        }
    }

    private void Along<T>(int position, Node node) where T : unmanaged, INumber<T>
    {
        var x = node.Operands[^1];
        switch (node.Primitive)
        {
            case Sort sort:
                var (sorted, count) = (Lane.Of(x.Shape, sort.Axis), sort.Count);
                Kernel(position, node, x.Shape.Size, (frame, reads, writes, share) => Sorting<T>.Run(
                    sort.Descending, (T*)frame[reads[0]], (T*)frame[writes[0]], (long*)frame[writes[1]], sorted.Outer, sorted.Length, count,
                    sorted.Inner, share));
                break;
            case CumulativeExtreme extreme:
                var (lane, least) = (Lane.Of(x.Shape, extreme.Axis), extreme is CumulativeMin);
                Kernel(position, node, x.Shape.Size, (frame, reads, writes, share) => CumulativeExtremes<T>.Run(
                    least, (T*)frame[reads[0]], (T*)frame[writes[0]], (long*)frame[writes[1]], lane.Outer, lane.Length, lane.Inner, share));
                break;
            case ArgMax or ArgMin:
                var (searched, smallest) = (Lane.Of(x.Shape, (node.Primitive as ArgMax)?.Axis ?? ((ArgMin)node.Primitive).Axis),
                    node.Primitive is ArgMin);
                Kernel(position, node, x.Shape.Size, (frame, reads, writes, share) => ExtremePlaces<T>.Find(
                    smallest, (T*)frame[reads[0]], (long*)frame[writes[0]], searched.Outer, searched.Length, searched.Inner, share));
                break;
            case Recurrence recurrence:
                var chain = Lane.Of(x.Shape, recurrence.Axis);
                Kernel(position, node, 2.0 * x.Shape.Size, (frame, reads, writes, share) => Recurrences<T>.Run(
                    recurrence.Backward, (T*)frame[reads[0]], (T*)frame[reads[1]], (T*)frame[writes[0]], chain.Outer, chain.Length,
                    chain.Inner, share));
                break;
            case Product product:
                int[] axes = [.. Enumerable.Range(0, x.Rank).OrderBy(axis => product.Axes.Contains(axis))];
                var (source, rows) = (Ordered(places.Operands[position][0], axes), node.Results[0].Shape.Size);
                var columns = x.Shape.Size / rows;
                Kernel(position, node, x.Shape.Size, [source], (frame, reads, writes, share) =>
                    RowProducts<T>.Run((T*)frame[reads[0]], (T*)frame[writes[0]], rows, columns, share));
                break;
            default:
                Define(position, node);
                break;
        }
    }

    private void LowerIntegerContraction(int position, Node node, Contract contract)
    {
        var (left, right) = (Factor(places.Operands[position][0]), Factor(places.Operands[position][1]));
        var result = RowMajor(node.Results[0].Shape);
        var contraction = new IntegerContraction([.. contract.Labels.Where(char.IsAsciiLetter).Distinct().Select(label =>
        {
            var (a, b, c) = (contract.Left.IndexOf(label), contract.Right.IndexOf(label), contract.Result.IndexOf(label));
            return new Axis(
                a >= 0 ? node.Operands[0].Shape[a] : node.Operands[1].Shape[b], a < 0 ? 0 : left.Strides[a], b < 0 ? 0 : right.Strides[b],
                c < 0 ? 0 : result[c]);
        })]);
        var wide = node.Results[0].DType == DType.Int64;
        Kernel(position, node, 2 * contraction.MultiplyAdds, [left.Root, right.Root], (frame, reads, writes, share) =>
        {
            if (wide)
            {
                contraction.Run((long*)frame[reads[0]] + left.Start, (long*)frame[reads[1]] + right.Start, (long*)frame[writes[0]], share);
            }
            else
            {
                contraction.Run((int*)frame[reads[0]] + left.Start, (int*)frame[reads[1]] + right.Start, (int*)frame[writes[0]], share);
            }
        });
    }

    private void LowerRandomBits(int position, Node node)
    {
        var keys = node.Operands[0].Shape.Size;
        var words = (long)node.Results[0].Shape.Size / keys * (node.Results[0].DType.Size / sizeof(uint));
        Kernel(position, node, 0, (frame, reads, writes, share) =>
        {
            ulong* key = (ulong*)frame[reads[0]], counters = (ulong*)frame[reads[1]];
            var to = (uint*)frame[writes[0]];
            for (var k = 0; k < keys; k++)
            {
                RandomWords.Fill(key[k], new(counters[(2 * k) + 1], counters[2 * k]), to + (k * words), words, share);
            }
        });
    }

    // What is computed of nothing is known beforehand, if it is no error: an empty sum, a product, what is padded around nothing.
    private void LowerEmpty(int position, Node node)
    {
        try
        {
            var made = node.Primitive is Contract ? [Tensor.Zeros(node.Results[0])]
                : node.Operands.All(operand => operand.Shape.Size == 0)
                    ? node.Primitive.Evaluate([.. node.Operands.Select(operand => Tensor.Zeros(operand.Type))], node.Results)
                    : [];
            if (made.Length > 0)
            {
                made.CopyTo(constants, places.Results[position]);
                return;
            }
        }
        catch (Exception e) when (e is OperandException or DivideByZeroException)
        {
            // An error of the run.
        }

        Define(position, node);
    }

    private void Kernel(int position, Node node, double flops, Action<Frame, int[], int[], int> run) =>
        Kernel(position, node, flops, [.. places.Operands[position].Select(Stored)], run);

    private void Kernel(int position, Node node, double flops, int[] reads, Action<Frame, int[], int[], int> run)
    {
        int[] writes = [.. node.Results.Select((_, i) => Own(places.Results[position] + i, Steps.Count))];
        var share = node.Operands.Any(x => x.Shape.Size >= WorthThreads) || node.Results[0].Shape.Size >= WorthThreads ? threads : 1;
        Emit(new KernelRun(node.Primitive.Name, node, reads, writes, flops, frame => run(frame, reads, writes, share)));
    }

    // An axis, and the lengths of those before and behind it, together.
    private readonly record struct Lane(int Outer, int Length, int Inner)
    {
        public static Lane Of(Shape shape, int axis)
        {
            var (outer, inner) = (1, 1);
            for (var i = 0; i < shape.Rank; i++)
            {
                (outer, inner) = (i < axis ? outer * shape[i] : outer, i > axis ? inner * shape[i] : inner);
            }

            return new(outer, shape[axis], inner);
        }
    }
}
