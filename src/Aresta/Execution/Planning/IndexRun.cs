using System.Numerics;
using Aresta.Kernels;
using Aresta.Primitives;
using Aresta.Tensors;

namespace Aresta.Execution;

/// <summary>Rows that an index names, or rows added where it names them: what it reads beside the index, and how it fails.</summary>
internal abstract unsafe class IndexRun(Node node, IndexedRows rows, int axis, int source, int index, int result) : Step
{
    private readonly bool wide = node.Operands[1].DType == DType.Int64;

    public override string Kernel => node.Primitive.Name;

    public override IReadOnlyList<int> Reads { get; } = [source, index];

    public override IReadOnlyList<int> Writes { get; } = [result];

    public override IReadOnlyList<Node> Nodes { get; } = [node];

    public override void Run(Frame frame)
    {
        try
        {
            if (wide)
            {
                Run(rows, frame[source], (long*)frame[index], frame[result]);
            }
            else
            {
                Run(rows, frame[source], (int*)frame[index], frame[result]);
            }
        }
        catch (ArgumentOutOfRangeException e)
        {
            throw Fallback.Failure(
                node, new OperandException($"index {e.ActualValue} is outside axis {axis}, which has length {rows.Length}"));
        }
    }

    private protected abstract void Run<TIndex>(in IndexedRows rows, byte* source, TIndex* index, byte* result)
        where TIndex : unmanaged, IBinaryInteger<TIndex>;
}

/// <summary>Rows that an index names.</summary>
internal sealed unsafe class GatherRun(Node node, IndexedRows rows, int axis, int source, int index, int result, int size, int threads)
    : IndexRun(node, rows, axis, source, index, result)
{
    private protected override void Run<TIndex>(in IndexedRows rows, byte* source, TIndex* index, byte* result)
    {
        switch (size)
        {
            case 1:
                Gathering<byte, TIndex>.Run(rows, source, index, result, threads);
                break;
            case 4:
                Gathering<int, TIndex>.Run(rows, (int*)source, index, (int*)result, threads);
                break;
            default:
                Gathering<long, TIndex>.Run(rows, (long*)source, index, (long*)result, threads);
                break;
        }
    }
}

/// <summary>Zeros, with rows added where an index names them, one after the other.</summary>
internal sealed unsafe class ScatterAddRun<T>(Node node, IndexedRows rows, int axis, int source, int index, int result, int threads)
    : IndexRun(node, rows, axis, source, index, result)
    where T : unmanaged, INumber<T>
{
    public override double Flops { get; } = (double)rows.Batch * rows.Before * rows.Named * rows.Inner;

    private protected override void Run<TIndex>(in IndexedRows rows, byte* source, TIndex* index, byte* result) =>
        ScatterAdding<T, TIndex>.Run(rows, (T*)source, index, (T*)result, threads);
}
