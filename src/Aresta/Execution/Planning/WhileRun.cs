using Aresta.Graphs;
using Aresta.Primitives;

namespace Aresta.Execution;

/// <summary>A loop that runs as long as a condition holds. States go back and forth between two places.</summary>
internal sealed unsafe class WhileRun(While loop, Node node, int[] operands, int[] results, Plan condition, Plan body)
    : BodyStep(node, operands, results)
{
    private readonly long[] bytes = [.. body.Graph.Outputs.Select(output => Bytes(output.Type))];
    private readonly long[] places = StatePlaces.Of(
        body.Graph, loop.States, Arena.Aligned(Math.Max(condition.ArenaBytes, body.ArenaBytes)) + Arena.Alignment);

    public override string Kernel => "while";

    public override IReadOnlyList<(Plan Plan, long Offset)> Bodies { get; } = [(condition, Arena.Alignment), (body, Arena.Alignment)];

    public override double Flops => condition.Flops + body.Flops;

    public override long StackBytes => body.StackBytes;

    public override long WorkspaceBytes(int threads) => places[^1];

    public override void Run(Frame frame)
    {
        var (test, inner) = (frame.Bodies[FirstFrame], frame.Bodies[FirstFrame + 1]);
        var memory = frame[Workspace];
        for (var i = 0; i < Operands.Length; i++)
        {
            Hand(frame, i, test, i);
            Hand(frame, i, inner, i);
        }

        test.SetOutput(0, memory);
        var step = 0;
        for (; Holds(test, memory, frame.Cancellation); step ^= 1)
        {
            for (var i = 0; i < loop.States; i++)
            {
                inner.SetOutput(i, memory + places[(2 * i) + step]);
            }

            Run(inner, frame.Cancellation);
            for (var i = 0; i < loop.States; i++)
            {
                var input = loop.Closed + i;
                inner.SetInput(input, memory + places[(2 * i) + step]);
                test.SetInput(input, memory + places[(2 * i) + step]);
            }
        }

        for (var i = 0; i < loop.States; i++)
        {
            var input = inner.Plan.Inputs[loop.Closed + i];
            Copy(inner[input], frame[Results[i]], bytes[i]);
        }
    }

    private static bool Holds(Frame test, byte* memory, CancellationToken cancellation)
    {
        Run(test, cancellation);
        return *(bool*)memory;
    }
}
