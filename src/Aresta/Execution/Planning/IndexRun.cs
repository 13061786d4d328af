using System.Numerics;
using System.Runtime.CompilerServices;
using Aresta.Primitives;
using Aresta.Tensors;

namespace Aresta.Execution;

/// <summary>Where an index names elements of one axis of a tensor x[batch, before, n, after], by an index of [batch, k].</summary>
internal readonly record struct IndexedRows(int Batches, int Before, int Length, int Picked, int After, bool Wide)
{
    /// <summary>The geometry of x and its index.</summary>
    public static IndexedRows Of(Shape x, TensorType index, int axis, int batch)
    {
        var (batches, before, after) = (1, 1, 1);
        for (var i = 0; i < x.Rank; i++)
        {
            if (i < batch)
            {
                batches *= x[i];
            }
            else if (i < axis)
            {
                before *= x[i];
            }
            else if (i > axis)
            {
                after *= x[i];
            }
        }

        var picked = 1;
        foreach (var length in index.Shape.AsSpan()[batch..])
        {
            picked *= length;
        }

        return new(batches, before, x[axis], picked, after, index.DType == DType.Int64);
    }

    /// <summary>The k-th index of a batch.</summary>
    public unsafe int At(byte* index, int batch, int k, Node node, int axis)
    {
        var at = ((long)batch * Picked) + k;
        var named = Wide ? ((long*)index)[at] : ((int*)index)[at];
        return named >= 0 && named < Length ? (int)named : throw Fallback.Failure(
            node, new OperandException($"index {named} is outside axis {axis}, which has length {Length}"));
    }
}

/// <summary>Rows that an index names.</summary>
internal sealed unsafe class GatherRun(Node node, IndexedRows rows, int axis, int source, int index, int result, int size) : Step
{
    public override string Kernel => "gather";

    public override IReadOnlyList<int> Reads { get; } = [source, index];

    public override IReadOnlyList<int> Writes { get; } = [result];

    public override IReadOnlyList<Node> Nodes { get; } = [node];

    public override void Run(Frame frame)
    {
        byte* x = frame[source], named = frame[index], to = frame[result];
        var bytes = (long)rows.After * size;
        for (var outer = 0; outer < rows.Batches * rows.Before; outer++)
        {
            for (var k = 0; k < rows.Picked; k++, to += bytes)
            {
                var from = x + ((((long)outer * rows.Length) + rows.At(named, outer / rows.Before, k, node, axis)) * bytes);
                Buffer.MemoryCopy(from, to, bytes, bytes);
            }
        }
    }
}

/// <summary>Zeros, with rows added where an index names them, one after the other.</summary>
internal sealed unsafe class ScatterAddRun<T>(Node node, IndexedRows rows, int axis, int source, int index, int result) : Step
    where T : unmanaged, INumber<T>
{
    public override string Kernel => "scatter_add";

    public override IReadOnlyList<int> Reads { get; } = [source, index];

    public override IReadOnlyList<int> Writes { get; } = [result];

    public override IReadOnlyList<Node> Nodes { get; } = [node];

    public override double Flops => (double)rows.Batches * rows.Before * rows.Picked * rows.After;

    public override void Run(Frame frame)
    {
        T* from = (T*)frame[source], to = (T*)frame[result];
        var named = frame[index];
        var outers = rows.Batches * rows.Before;
        CopyRun.Clear((byte*)to, (long)outers * rows.Length * rows.After * Unsafe.SizeOf<T>());
        for (var outer = 0; outer < outers; outer++)
        {
            for (var k = 0; k < rows.Picked; k++, from += rows.After)
            {
                var at = ((long)outer * rows.Length) + rows.At(named, outer / rows.Before, k, node, axis);
                Add(to + (at * rows.After), from, rows.After);
            }
        }
    }

    private static void Add(T* to, T* from, int count)
    {
        var i = 0;
        for (; i <= count - Vector<T>.Count; i += Vector<T>.Count)
        {
            Vector.Store(Vector.Load(to + i) + Vector.Load(from + i), to + i);
        }

        for (; i < count; i++)
        {
            to[i] += from[i];
        }
    }
}
