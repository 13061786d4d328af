using Aresta.Graphs;
using Aresta.Primitives;
using Aresta.Tensors;

namespace Aresta.Execution;

/// <summary>
/// A scan reversed under a budget: stored states lie one behind the other in the memory of the step, beside two for the present one and
/// two for what is carried backward.
/// </summary>
internal sealed unsafe class ScanPullRun : BodyStep
{
    private readonly ScanPull pull;
    private readonly Plan advance;
    private readonly Plan back;
    private readonly Revolve schedule;
    private readonly int answering;
    private readonly long[] states;
    private readonly long[] carried;
    private readonly long[] bytes;
    private readonly long[] rows;
    private readonly long present;
    private readonly long stored;
    private readonly long carry;
    private readonly long pending;

    public ScanPullRun(ScanPull pull, Node node, int[] operands, int[] results, PlanOptions options) : base(node, operands, results)
    {
        (this.pull, schedule, answering) = (pull, pull.Schedule, pull.AnsweringStates);
        (advance, back) = (new(pull.Bodies[0].Graph, options, isBody: true), new(pull.Bodies[1].Graph, options, isBody: true));
        states = Offsets(advance.Graph.Outputs.Select(output => output.Type));
        carried = Offsets(node.Results.Take(answering + pull.ClosedSources));
        bytes = [.. back.Graph.Outputs.Select(output => Bytes(output.Type))];
        rows = [.. back.Graph.Inputs.Select(input => Bytes(input.Type))];
        present = Arena.Aligned(Math.Max(advance.ArenaBytes, back.ArenaBytes));
        stored = present + (2 * states[^1]);
        carry = stored + (Math.Min(schedule.Stored, Math.Max(1, schedule.Length)) * states[^1]);
        pending = carry + (2 * carried[^1]);
        Bodies = [(advance, 0L), (back, 0L)];
    }

    public override string Kernel => FormattableString.Invariant($"scan_pull × {pull.Length}, {pull.Budget} stored");

    public override IReadOnlyList<(Plan Plan, long Offset)> Bodies { get; }

    public override double Flops => (advance.Flops * schedule.Steps) + (back.Flops * pull.Length);

    public override long StackBytes => (advance.StackBytes * schedule.Steps) + (back.StackBytes * pull.Length);

    public override long WorkspaceBytes(int threads) => pending + (schedule.MostPending * (long)sizeof((int, int)));

    public override void Run(Frame frame)
    {
        var memory = frame[Workspace];
        byte* first = memory + stored, now = first, sums = memory + carry, top = first;
        Begin(frame, first, sums);
        var walk = schedule.Walk(new(memory + pending, schedule.MostPending));
        while (walk.Next(out var move))
        {
            switch (move.Kind)
            {
                case Revolve.Kind.Restore:
                    now = top;
                    break;
                case Revolve.Kind.Store:
                    top += states[^1];
                    Copy(now, top, states[^1]);
                    break;
                case Revolve.Kind.Forget:
                    top -= states[^1];
                    break;
                case Revolve.Kind.Advance:
                    for (var step = move.At; step < move.To; step++)
                    {
                        now = Forward(frame, now, step);
                    }

                    break;
                default:
                    sums = Backward(frame, now, sums, move.At);
                    break;
            }
        }

        for (var i = 0; i < carried.Length - 1; i++)
        {
            Copy(sums + carried[i], frame[Results[i]], bytes[i]);
        }
    }

    private static long[] Offsets(IEnumerable<TensorType> types)
    {
        var offsets = new List<long> { 0 };
        foreach (var type in types)
        {
            offsets.Add(offsets[^1] + Arena.Aligned(Bytes(type)));
        }

        return [.. offsets];
    }

    // The first state is stored; states answer for what is given, closed values for nothing yet.
    private void Begin(Frame frame, byte* first, byte* sums)
    {
        for (var i = 0; i < pull.States; i++)
        {
            Copy(frame[Operands[pull.Closed + i]], first + states[i], rows[pull.Closed + i]);
        }

        for (var i = 0; i < answering; i++)
        {
            Copy(frame[Operands[pull.Step.Inputs.Length + i]], sums + carried[i], bytes[i]);
        }

        for (var i = answering; i < carried.Length - 1; i++)
        {
            var type = Node.Results[i];
            if (!type.IsStack)
            {
                CopyRun.Clear(sums + carried[i], bytes[i]);
                continue;
            }

            var (item, source) = (new StackItem(type), (nint)frame[Operands[pull.Sources[i - answering]]]);
            for (var lane = 0; lane < type.Shape.Size; lane++)
            {
                ((nint*)(sums + carried[i]))[lane] = frame.Stacks.ZerosLike(((nint*)source)[lane], item);
            }
        }

        for (var body = 0; body < 2; body++)
        {
            for (var i = 0; i < pull.Closed; i++)
            {
                Hand(frame, i, frame.Bodies[FirstFrame + body], i);
            }
        }
    }

    // One step from a state; gives where the next is.
    private byte* Forward(Frame frame, byte* now, int step)
    {
        var (inner, at) = (frame.Bodies[FirstFrame], pull.At(step));
        var next = frame[Workspace] + present;
        next += now == next ? states[^1] : 0;
        Take(frame, inner, now, at);
        for (var i = 0; i < pull.States; i++)
        {
            inner.SetOutput(i, next + states[i]);
        }

        Run(inner, frame.Cancellation);
        return next;
    }

    // One step back; gives where what is carried is then.
    private byte* Backward(Frame frame, byte* now, byte* sums, int step)
    {
        var (inner, at) = (frame.Bodies[FirstFrame + 1], pull.At(step));
        var next = frame[Workspace] + carry;
        next += sums == next ? carried[^1] : 0;
        Take(frame, inner, now, at);
        var (count, own) = (pull.Step.Inputs.Length, carried.Length - 1);
        for (var i = 0; i < own; i++)
        {
            inner.SetInput(count + i, sums + carried[i]);
            inner.SetOutput(i, next + carried[i]);
        }

        // Rows that arrive come behind the cotangents of the states among the operands, behind all that is carried among the inputs.
        for (var i = count + answering; i < Operands.Length; i++)
        {
            var input = i - answering + own;
            inner.SetInput(input, frame[Operands[i]] + (at * rows[input]));
        }

        for (var i = own; i < Results.Length; i++)
        {
            inner.SetOutput(i, frame[Results[i]] + (at * bytes[i]));
        }

        Run(inner, frame.Cancellation);
        return next;
    }

    // A state and rows, as a step takes them.
    private void Take(Frame frame, Frame inner, byte* now, int at)
    {
        for (var i = 0; i < pull.States; i++)
        {
            inner.SetInput(pull.Closed + i, now + states[i]);
        }

        for (var i = pull.Closed + pull.States; i < pull.Step.Inputs.Length; i++)
        {
            inner.SetInput(i, frame[Operands[i]] + (at * rows[i]));
        }
    }
}
