using Aresta.Graphs;
using Aresta.Primitives;

namespace Aresta.Execution;

/// <summary>
/// A loop over rows. A body reads rows where they lie and writes its own into the arrays; states go back and forth between two places, and
/// the last ones into the results. A state that is given as a row as well is written there alone, and read there by the next step.
/// </summary>
internal sealed unsafe class ScanRun : BodyStep
{
    private readonly Scan scan;
    private readonly Plan body;
    private readonly int[] given;
    private readonly int[] rowOf;
    private readonly long[] bytes;
    private readonly long[] rows;
    private readonly long[] places;

    public ScanRun(Scan scan, Node node, int[] operands, int[] results, PlanOptions options) : base(node, operands, results)
    {
        var outputs = scan.Step.Outputs;
        this.scan = scan;
        rowOf = [.. Enumerable.Range(0, scan.States).Select(i =>
            outputs.IndexOf(outputs[i]) == i ? Array.IndexOf([.. outputs], outputs[i], scan.States) : -1)];
        given = [.. Enumerable.Range(0, outputs.Length).Except(rowOf)];
        body = new(
            given.Length == outputs.Length ? scan.Step : Graph.Create(scan.Step.Inputs.AsSpan(), [.. given.Select(i => outputs[i])]),
            options, isBody: true);
        bytes = [.. outputs.Select(output => Bytes(output.Type))];
        rows = [.. scan.Step.Inputs.Skip(scan.Closed + scan.States).Select(input => Bytes(input.Type))];
        places = StatePlaces.Of(scan.Step, scan.States, Arena.Aligned(body.ArenaBytes));
        Bodies = [(body, 0L)];
    }

    public override string Kernel => FormattableString.Invariant($"scan × {scan.Length}");

    public override IReadOnlyList<(Plan Plan, long Offset)> Bodies { get; }

    public override int Repeats => scan.Length;

    public override double Flops => body.Flops * scan.Length;

    public override long StackBytes => body.StackBytes * scan.Length;

    public override long WorkspaceBytes(int threads) => Math.Max(1, places[^1]);

    public override void Run(Frame frame)
    {
        var (inner, firstRow) = (frame.Bodies[FirstFrame], scan.Closed + scan.States);
        for (var i = 0; i < firstRow; i++)
        {
            Hand(frame, i, inner, i);
        }

        for (var step = 0; step < scan.Length; step++)
        {
            var at = scan.Backward ? scan.Length - 1 - step : step;
            for (var i = 0; i < rows.Length; i++)
            {
                inner.SetInput(firstRow + i, frame[Operands[firstRow + i]] + (at * rows[i]));
            }

            for (var i = 0; i < given.Length; i++)
            {
                inner.SetOutput(i, given[i] < scan.States ? Next(frame, given[i], step, at) : Row(frame, given[i], at));
            }

            Run(inner, frame.Cancellation);
            for (var i = 0; i < scan.States; i++)
            {
                inner.SetInput(scan.Closed + i, Next(frame, i, step, at));
            }
        }

        for (var i = 0; i < scan.States; i++)
        {
            if (scan.Length == 0)
            {
                Copy(frame[Operands[scan.Closed + i]], frame[Results[i]], bytes[i]);
            }
            else if (rowOf[i] >= 0)
            {
                Copy(Row(frame, rowOf[i], scan.Backward ? 0 : scan.Length - 1), frame[Results[i]], bytes[i]);
            }
        }
    }

    private byte* Row(Frame frame, int output, int at) => frame[Results[output]] + (at * bytes[output]);

    // Where a state goes.
    private byte* Next(Frame frame, int state, int step, int at) => rowOf[state] >= 0 ? Row(frame, rowOf[state], at)
        : step == scan.Length - 1 ? frame[Results[state]]
        : frame[Workspace] + places[(2 * state) + (step & 1)];
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
