using Aresta.Kernels;
using Aresta.Primitives;
using Aresta.Tensors;

namespace Aresta.Execution;

/// <summary>A factorization or another function of matrices: one of a batch after another, in memory of the plan.</summary>
internal sealed unsafe class MatrixRun : Step
{
    // Multiplications that are worth a chunk of their own.
    private const double LeastWork = 1 << 14;

    private readonly MatrixBatch batch;
    private readonly int[] operands;
    private readonly int[] results;
    private readonly int threads;
    private readonly int each;
    private readonly int chunks;

    public MatrixRun(IMatrixFunction function, Node node, int[] operands, int[] results, int threads)
    {
        (this.operands, this.results, this.threads) = (operands, results, threads);
        batch = new(function, [.. node.Operands.Select(x => x.Type)], [.. node.Results]);
        (Reads, Writes, Nodes) = ([.. operands.Distinct()], results, [node]);
        var shape = node.Operands[0].Shape;
        var work = (double)shape[^2] * shape[^1] * shape[^1];
        each = (int)Math.Clamp(LeastWork / Math.Max(1, work), 1, Math.Max(1, batch.Count));
        chunks = (int)(((long)batch.Count + each - 1) / each);
        Flops = work * batch.Count;
    }

    public override string Kernel => "matrices";

    public override IReadOnlyList<int> Reads { get; }

    public override IReadOnlyList<int> Writes { get; }

    public override IReadOnlyList<Node> Nodes { get; }

    public override double Flops { get; }

    private long Bytes => Arena.Aligned(checked(batch.Doubles * sizeof(double)));

    public override long WorkspaceBytes(int threads) => checked(Bytes * Math.Min(threads, chunks));

    public override void Run(Frame frame) => Workers.Shared.Run(new Work(this, frame), chunks, threads);

    private MatrixPlace Operand(Frame frame, int i) =>
        i < operands.Length ? new(frame[operands[i]], Nodes[0].Operands[i].DType) : default;

    private MatrixPlace Result(Frame frame, int i) =>
        i < results.Length ? new(frame[results[i]], Nodes[0].Results[i].DType) : default;

    private readonly struct Work(MatrixRun step, Frame frame) : IChunks
    {
        public void Run(int chunk, int worker)
        {
            ReadOnlySpan<MatrixPlace> places =
            [
                step.Operand(frame, 0), step.Operand(frame, 1), step.Result(frame, 0), step.Result(frame, 1), step.Result(frame, 2),
            ];
            var memory = new Span<double>(frame[step.Workspace] + (step.Bytes * worker), checked((int)step.batch.Doubles));
            for (var i = chunk * step.each; i < Math.Min(step.batch.Count, (chunk + 1) * step.each); i++)
            {
                step.batch.Run(places, i, memory);
            }
        }
    }
}
