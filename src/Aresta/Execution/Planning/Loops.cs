using Aresta.Graphs;
using Aresta.Primitives;
using Aresta.Tensors;

namespace Aresta.Execution;

/// <summary>Steps with bodies: each body is a plan of its own, whose memory lies within that of the plan around it.</summary>
internal static class Loops
{
    /// <summary>The step of a control node.</summary>
    public static Step Of(Control control, Node node, int[] operands, int[] results, PlanOptions options)
    {
        var inside = options with { Donations = [] };
        Plan Body(Graph body) => new(body, inside, isBody: true);

        return control switch
        {
            Scan scan => new ScanRun(scan, node, operands, results, inside),
            While loop => new WhileRun(loop, node, operands, results, Body(loop.Condition), Body(loop.Step)),
            Cond cond => new BranchRun(node, operands, results, [Body(cond.Then), Body(cond.Else)]),
            Call call => new BranchRun(node, operands, results, [Body(call.Graph)]),
            Custom custom => new BranchRun(node, operands, results, [Body(custom.Primal)]),
            ScanPull pull => new ScanPullRun(pull, node, operands, results, inside),
            _ => throw new NotSupportedException($"{control.Name} has bodies, but no step runs them."),
        };
    }
}

/// <summary>A step with bodies: hands values to them and takes them back, without copies where memory allows.</summary>
internal abstract unsafe class BodyStep(Node node, int[] operands, int[] results) : Step
{
    private readonly int[] reads = [.. operands.Distinct()];

    /// <summary>The storages of the operands.</summary>
    protected int[] Operands => operands;

    /// <summary>The storages of the results.</summary>
    protected int[] Results => results;

    /// <summary>The application.</summary>
    protected Node Node => node;

    public override IReadOnlyList<int> Reads => reads;

    public override IReadOnlyList<int> Writes => results;

    public override IReadOnlyList<Node> Nodes { get; } = [node];

    public override bool Allocates => Bodies.Any(body => body.Plan.Steps.Any(step => step.Allocates));

    /// <summary>Bytes of a value.</summary>
    protected static long Bytes(TensorType type) => StorageBytes.Of(type);

    /// <summary>Gives an operand to a body as it lies.</summary>
    protected void Hand(Frame frame, int operand, Frame body, int input)
    {
        body.SetInput(input, frame[operands[operand]]);
    }

    /// <summary>Runs a body once; of the stacks that it makes, only those that leave it stay.</summary>
    protected static void Run(Frame body, CancellationToken cancellation)
    {
        var mark = body.Stacks.Here;
        body.Run(cancellation);
        if (!body.Plan.GivesStacks)
        {
            body.Stacks.Release(mark);
        }
    }

    /// <summary>Copies bytes.</summary>
    protected static void Copy(byte* from, byte* to, long bytes)
    {
        if (from != to)
        {
            Buffer.MemoryCopy(from, to, bytes, bytes);
        }
    }
}

/// <summary>One of several bodies, or the only one.</summary>
internal sealed unsafe class BranchRun(Node node, int[] operands, int[] results, Plan[] bodies) : BodyStep(node, operands, results)
{
    // The truth value that chooses comes first.
    private readonly int first = bodies.Length - 1;

    public override string Kernel => Node.Primitive.Name;

    public override IReadOnlyList<(Plan Plan, long Offset)> Bodies { get; } = [.. bodies.Select(body => (body, 0L))];

    public override double Flops => bodies.Max(body => body.Flops);

    public override long StackBytes => bodies.Max(body => body.StackBytes);

    public override long WorkspaceBytes(int threads) => Math.Max(1, bodies.Max(body => body.ArenaBytes));

    public override void Run(Frame frame)
    {
        var body = frame.Bodies[FirstFrame + (first > 0 && *(bool*)frame[Operands[0]] ? 0 : first)];
        for (var i = first; i < Operands.Length; i++)
        {
            Hand(frame, i, body, i - first);
        }

        for (var i = 0; i < Results.Length; i++)
        {
            body.SetOutput(i, frame[Results[i]]);
        }

        Run(body, frame.Cancellation);
    }
}
