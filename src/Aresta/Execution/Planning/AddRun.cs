using System.Numerics;
using Aresta.Kernels;
using Aresta.Primitives;

namespace Aresta.Execution;

/// <summary>
/// Zeros, to parts of which parts of the source are added one after the other (axes: A in the source, C in the result).
/// </summary>
/// <remarks>Slices along an axis that no two parts share are done apart, so that threads may take them; the order of sums stays.</remarks>
internal sealed unsafe class AddRun<T> : Step where T : unmanaged, INumber<T>
{
    private readonly Move[] moves;
    private readonly Axis[][] outer;
    private readonly Axis[] inner;
    private readonly int slices;
    private readonly (nint From, nint To) slice;
    private readonly int source;
    private readonly int result;
    private readonly long bytes;
    private readonly int threads;

    /// <summary>Parts with the same slices.</summary>
    /// <param name="node">What it computes.</param>
    /// <param name="moves">The parts, all of one storage.</param>
    /// <param name="slices">The slices: how many, and how far apart in source and result. They are no axis of the parts.</param>
    /// <param name="result">The storage of the result.</param>
    /// <param name="bytes">Its length.</param>
    /// <param name="threads">How many threads share it.</param>
    public AddRun(Node node, Move[] moves, Axis slices, int result, long bytes, int threads)
    {
        (this.moves, this.slices, slice, source) = (moves, slices.Length, (slices.A, slices.C), moves[0].Storage);
        (this.result, this.bytes, this.threads, Nodes) = (result, bytes, threads, [node]);
        (Reads, Writes) = ([source], [result]);
        (outer, inner) = (new Axis[moves.Length][], new Axis[moves.Length]);
        for (var i = 0; i < moves.Length; i++)
        {
            var axes = moves[i].Axes.Where(axis => axis.Length != 1).OrderByDescending(axis => Math.Abs(axis.C)).ToArray();
            (outer[i], inner[i]) = axes.Length == 0 ? ([], new(1, 1, 0, 1)) : (axes[..^1], axes[^1]);
        }
    }

    public override string Kernel => "overlap_add";

    public override IReadOnlyList<int> Reads { get; }

    public override IReadOnlyList<int> Writes { get; }

    public override IReadOnlyList<Node> Nodes { get; }

    public override double Flops => (double)slices * moves.Sum(move => (double)Axis.Count(move.Axes));

    public override void Run(Frame frame)
    {
        CopyRun.Clear(frame[result], bytes);
        Workers.Shared.Run(new Work(this, (T*)frame[source], (T*)frame[result]), slices, threads);
    }

    private void Slice(int number, T* from, T* to)
    {
        for (var i = 0; i < moves.Length; i++)
        {
            var (s, t) = ((nint)(from + moves[i].From + (number * slice.From)), (nint)(to + moves[i].To + (number * slice.To)));
            var rows = Axis.Count(outer[i]);
            for (var row = 0; row < rows; row++)
            {
                var (a, _, c) = Axis.Offsets(outer[i], row);
                Add((T*)s + a, (T*)t + c, inner[i]);
            }
        }
    }

    private static void Add(T* from, T* to, Axis axis)
    {
        var i = 0;
        if (axis is { A: 1, C: 1 })
        {
            for (; i <= axis.Length - Vector<T>.Count; i += Vector<T>.Count)
            {
                Vector.Store(Vector.Load(to + i) + Vector.Load(from + i), to + i);
            }
        }

        for (; i < axis.Length; i++)
        {
            to[i * axis.C] += from[i * axis.A];
        }
    }

    private readonly struct Work(AddRun<T> step, T* from, T* to) : IChunks
    {
        private readonly T* from = from;
        private readonly T* to = to;

        public void Run(int chunk, int worker) => step.Slice(chunk, from, to);
    }
}
