using Aresta.Primitives;

namespace Aresta.Execution;

/// <summary>An operation on stacks, lane by lane.</summary>
internal sealed unsafe class StackRun(Node node, int[] operands, int[] results) : Step
{
    private readonly StackItem item = new(node.Results[0]);
    private readonly int lanes = node.Results[0].Shape.Size;

    /// <summary>Whether stacks have a kernel for a primitive.</summary>
    public static bool Knows(Primitive primitive) =>
        primitive is EmptyStack or StackPush or StackPop or ZeroItems or AddItems or ReverseItems or Where;

    public override string Kernel => "stacks";

    public override IReadOnlyList<int> Reads { get; } = [.. operands.Distinct()];

    public override IReadOnlyList<int> Writes { get; } = results;

    public override IReadOnlyList<Node> Nodes { get; } = [node];

    public override long StackBytes => node.Primitive is StackPush ? lanes * StackMemory.CellBytes(item) : 0;

    public override void Run(Frame frame)
    {
        var stacks = frame.Stacks;
        var result = (nint*)frame[results[0]];
        switch (node.Primitive)
        {
            case EmptyStack:
                CopyRun.Clear((byte*)result, lanes * (long)sizeof(nint));
                break;
            case StackPush:
                stacks.Push((nint*)frame[operands[0]], frame[operands[1]], result, lanes, item);
                break;
            case StackPop:
                StackMemory.Pop((nint*)frame[operands[0]], result, frame[results[1]], (bool*)frame[results[2]], lanes, item);
                break;
            default:
                for (var lane = 0; lane < lanes; lane++)
                {
                    result[lane] = Lane(frame, stacks, lane);
                }

                break;
        }
    }

    private nint Lane(Frame frame, StackMemory stacks, int lane) => node.Primitive switch
    {
        ZeroItems => stacks.ZerosLike(Of(frame, 0, lane), item),
        AddItems => stacks.Add(Of(frame, 0, lane), Of(frame, 1, lane), item),
        ReverseItems => stacks.Reverse(Of(frame, 0, lane)),
        _ => Of(frame, ((bool*)frame[operands[0]])[lane] ? 1 : 2, lane),
    };

    private nint Of(Frame frame, int operand, int lane) => ((nint*)frame[operands[operand]])[lane];
}
