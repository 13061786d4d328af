using System.Runtime.CompilerServices;
using Aresta.Kernels;
using Aresta.Primitives;

namespace Aresta.Execution;

/// <summary>A part of a copy: from a place in a storage to a place in the result, along axes (A: source, C: result).</summary>
/// <param name="Storage">The source.</param>
/// <param name="From">The first element in it.</param>
/// <param name="To">The first element in the result.</param>
/// <param name="Axes">The strides.</param>
internal sealed record Move(int Storage, nint From, nint To, Axis[] Axes);

/// <summary>Data moved: one or several views copied into one result, zeros where there is none of them.</summary>
internal sealed unsafe class CopyRun(string kernel, Move[] moves, int result, int size, long bytes, bool zeros, Node? node, int threads)
    : Step
{
    private readonly StridedCopy[] copies = [.. moves.Select(move => new StridedCopy(move.Axes))];

    public override string Kernel => kernel;

    public override IReadOnlyList<int> Reads { get; } = [.. moves.Select(move => move.Storage).Distinct()];

    public override IReadOnlyList<int> Writes { get; } = [result];

    public override IReadOnlyList<Node> Nodes { get; } = node is null ? [] : [node];

    public override void Run(Frame frame)
    {
        var target = frame[result];
        if (zeros)
        {
            Clear(target, bytes);
        }

        for (var i = 0; i < moves.Length; i++)
        {
            var move = moves[i];
            byte* from = frame[move.Storage] + (move.From * size), to = target + (move.To * size);
            switch (size)
            {
                case 1:
                    copies[i].Run(from, to, threads);
                    break;
                case 4:
                    copies[i].Run((int*)from, (int*)to, threads);
                    break;
                default:
                    copies[i].Run((long*)from, (long*)to, threads);
                    break;
            }
        }
    }

    /// <summary>Zeros.</summary>
    public static void Clear(byte* target, long bytes)
    {
        for (long done = 0; done < bytes; done += 1 << 30)
        {
            Unsafe.InitBlockUnaligned(target + done, 0, (uint)Math.Min(bytes - done, 1 << 30));
        }
    }
}
