using Aresta.Kernels;
using Aresta.Primitives;

namespace Aresta.Execution;

/// <summary>
/// What a cluster reads or writes: rows within a storage; or one number of each row, if it is to be computed with as such.
/// </summary>
internal sealed record ClusterRows(int Storage, int Size, Layout Layout, bool PerRow = false);

/// <summary>Elementwise operations, reductions of rows, and what is made of them, strip by strip.</summary>
internal sealed unsafe partial class ClusterRun : Step
{
    // Elements that are worth a chunk of their own, each computed by one operation.
    private const int LeastWork = ClusterProgram.BlockLength;

    // Chunks for each thread: the more, the less a busy core holds the others up.
    private const int ChunksPerThread = 4;

    private readonly ClusterProgram program;
    private readonly ClusterRows[] inputs;
    private readonly ClusterRows[] outputs;
    private readonly int[] results;
    private readonly nint rows;
    private readonly nint columns;
    private readonly nint blocksOfChunk;
    private readonly int chunks;
    private readonly int operations;
    private readonly int threads;

    public ClusterRun(
        ClusterProgram program, ClusterRows[] inputs, ClusterRows[] outputs, int[] results, nint rows, nint columns,
        IReadOnlyList<Node> nodes, int threads)
    {
        (this.program, this.inputs, this.outputs, this.results) = (program, inputs, outputs, results);
        (this.rows, this.columns, Nodes, this.threads) = (rows, columns, nodes, threads);
        Reads = [.. inputs.Select(input => input.Storage).Distinct()];
        Writes = [.. outputs.Select(output => output.Storage).Concat(results).Distinct()];
        operations = nodes.Count;
        var blocks = ClusterProgram.Blocks(rows, columns);
        var together = program.RowsAtOnce(columns);
        // Few rows with much to compute are shared too: a microsecond is worth a chunk.
        var least = LeastWork / nint.Max(columns, 1);
        least = nint.Min(least, nint.Max(least / (2 * Math.Max(operations, 1)), blocks / (ChunksPerThread * threads)));
        blocksOfChunk = columns >= LeastWork ? 1 : nint.Max(1, least <= together ? least : least / together * together);
        chunks = (int)((blocks + blocksOfChunk - 1) / blocksOfChunk);
    }

    /// <summary>Into how many parts its work falls, for threads to take.</summary>
    public int Chunks => chunks;

    public override string Kernel => program.Reduces ? "reduce" : program.Updates ? "update" : "elementwise";

    public override IReadOnlyList<int> Reads { get; }

    public override IReadOnlyList<int> Writes { get; }

    public override IReadOnlyList<Node> Nodes { get; }

    public override double Flops => (double)rows * columns * operations;

    private long Operands => Arena.Aligned((inputs.Length + outputs.Length + results.Length) * sizeof(ClusterOperand));

    private long Scratch => Arena.Aligned(program.ScratchBytes(columns));

    public override long WorkspaceBytes(int threads) =>
        Operands + (Scratch * Math.Min(threads, chunks)) + program.PartialBytes(rows, columns);

    public override bool MayShare(int write, int read)
    {
        var (output, input) =
            (Array.FindIndex(outputs, output => output.Storage == write), Array.FindIndex(inputs, input => input.Storage == read));
        return output >= 0 && outputs[output].Layout == Layout.Whole && inputs[input].Layout == Layout.Whole
            && inputs.Count(other => other.Storage == read) == 1 && program.MayShare(output, input);
    }

    public override void Run(Frame frame)
    {
        var operands = (ClusterOperand*)frame[Workspace];
        Locate(frame, inputs, operands);
        Locate(frame, outputs, operands + inputs.Length);
        var last = operands + inputs.Length + outputs.Length;
        for (var i = 0; i < results.Length; i++)
        {
            last[i] = new() { Address = frame[results[i]], RowStride = 1, ColumnStride = 0 };
        }

        var scratch = frame[Workspace] + Operands;
        var partials = scratch + (Scratch * Math.Min(threads, chunks));
        try
        {
            Workers.Shared.Run(new Work(this, operands, scratch, partials), chunks, threads);
        }
        catch (DivideByZeroException)
        {
            throw Fallback.Failure(Nodes[^1], new OperandException("an integer is divided by zero"));
        }

        if (results.Length > 0)
        {
            program.Finish(new(last, results.Length), rows, columns, partials);
        }
    }

    private void Locate(Frame frame, ClusterRows[] rows, ClusterOperand* operands)
    {
        for (var i = 0; i < rows.Length; i++)
        {
            var layout = rows[i].Layout;
            operands[i] = new()
            {
                Address = frame[rows[i].Storage] + (layout.Start * rows[i].Size),
                RowStride = layout is { Columns: 0, ColumnStride: 1 } ? columns : layout.RowStride,
                ColumnStride = layout.ColumnStride,
                RowLength = layout.RowLength,
                OuterStride = layout.OuterStride,
                OuterLength = layout.OuterLength,
                FarStride = layout.FarStride,
            };
        }
    }

    private readonly struct Work(ClusterRun step, ClusterOperand* operands, byte* scratch, byte* partials) : IChunks
    {
        private readonly ClusterOperand* operands = operands;
        private readonly byte* scratch = scratch;
        private readonly byte* partials = partials;

        public void Run(int chunk, int worker)
        {
            var (inputs, outputs) = (step.inputs.Length, step.outputs.Length);
            var first = chunk * step.blocksOfChunk;
            var count = nint.Min(step.blocksOfChunk, ClusterProgram.Blocks(step.rows, step.columns) - first);
            step.program.Run(
                new(operands, inputs), new(operands + inputs, outputs), new(operands + inputs + outputs, step.results.Length), step.rows,
                step.columns, first, count, scratch + (step.Scratch * worker), partials);
        }
    }
}
