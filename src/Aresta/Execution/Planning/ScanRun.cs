using Aresta.Graphs;
using Aresta.Primitives;
using Aresta.Tensors;

namespace Aresta.Execution;

/// <summary>
/// A loop over rows. A body reads rows where they lie and writes its own into the arrays; states go back and forth between two places, and
/// the last ones into the results.
/// </summary>
internal sealed unsafe class ScanRun(Scan scan, Node node, int[] operands, int[] results, Plan body) : BodyStep(node, operands, results)
{
    private readonly long[] bytes = [.. body.Graph.Outputs.Select(output => Bytes(output.Type))];
    private readonly long[] rows = [.. body.Graph.Inputs.Skip(scan.Closed + scan.States).Select(input => Bytes(input.Type))];
    private readonly long[] places = StatePlaces.Of(body.Graph, scan.States, Arena.Aligned(body.ArenaBytes));

    public override string Kernel => FormattableString.Invariant($"scan × {scan.Length}");

    public override IReadOnlyList<(Plan Plan, long Offset)> Bodies { get; } = [(body, 0L)];

    public override double Flops => body.Flops * scan.Length;

    public override long StackBytes => body.StackBytes * scan.Length;

    public override long WorkspaceBytes(int threads) => Math.Max(1, places[^1]);

    public override void Run(Frame frame)
    {
        var (inner, firstRow) = (frame.Bodies[FirstFrame], scan.Closed + scan.States);
        var memory = frame[Workspace];
        for (var i = 0; i < firstRow; i++)
        {
            Hand(frame, i, inner, i);
        }

        for (var step = 0; step < scan.Length; step++)
        {
            var at = scan.Backward ? scan.Length - 1 - step : step;
            for (var i = 0; i < scan.States; i++)
            {
                var next = step == scan.Length - 1 ? frame[Results[i]] : memory + places[(2 * i) + (step & 1)];
                inner.SetOutput(i, next);
            }

            for (var i = 0; i < rows.Length; i++)
            {
                inner.SetInput(firstRow + i, frame[Operands[firstRow + i]] + (at * rows[i]));
            }

            for (var i = scan.States; i < Results.Length; i++)
            {
                inner.SetOutput(i, frame[Results[i]] + (at * bytes[i]));
            }

            Run(inner, frame.Cancellation);
            for (var i = 0; i < scan.States; i++)
            {
                inner.SetInput(scan.Closed + i, memory + places[(2 * i) + (step & 1)]);
            }
        }

        for (var i = 0; i < scan.States; i++)
        {
            if (scan.Length == 0)
            {
                Copy(frame[Operands[scan.Closed + i]], frame[Results[i]], bytes[i]);
            }
        }
    }
}

/// <summary>Where loops keep their states.</summary>
internal static class StatePlaces
{
    /// <summary>Two places for each state, from a start on; last where they end.</summary>
    public static long[] Of(Graph body, int states, long start)
    {
        var places = new long[(2 * states) + 1];
        places[0] = start;
        for (var i = 0; i < 2 * states; i++)
        {
            var type = body.Outputs[i / 2].Type;
            places[i + 1] = places[i] + Arena.Aligned(StorageBytes.Of(type));
        }

        return places;
    }
}
