using Aresta.Functions;
using Aresta.Primitives;
using Aresta.Tensors;

namespace Aresta.Graphs;

/// <summary>
/// Calls, choices and loops on a batch: the same operation on batched bodies. A choice that differs between the examples runs both branches
/// and takes from each where it was chosen; a loop that does runs until its last example is done, and those that are done keep their
/// states.
/// </summary>
internal static class ControlBatching
{
    public static BatchedValue[] Of(Call call, ReadOnlySpan<BatchedValue> operands, int size)
    {
        var (body, perExample) = Batching.Of(call.Graph, Flags(operands), size);
        return Results(Node.Create(call with { Graph = body }, Values(operands)), perExample);
    }

    public static BatchedValue[] Of(Cond cond, ReadOnlySpan<BatchedValue> operands, int size)
    {
        var (flags, given) = (Flags(operands[1..]), Values(operands[1..]));
        if (operands[0].IsPerExample)
        {
            var condition = operands[0].Value;
            var then = Branch(cond.Then, condition, operands[1..], size);
            var otherwise = Branch(cond.Else, !condition, operands[1..], size);
            return [.. then.Zip(otherwise, (t, e) => new BatchedValue(TakingPart.Choose(condition, t, e), IsPerExample: true))];
        }

        var either = Batching.Of(cond.Then, flags, size).Outputs
            .Zip(Batching.Of(cond.Else, flags, size).Outputs, (then, otherwise) => then || otherwise).ToArray();
        return Results(
            Node.Create(
                new Cond(Batching.Of(cond.Then, flags, size, either).Graph, Batching.Of(cond.Else, flags, size, either).Graph),
                [operands[0].Value, .. given]),
            either);
    }

    // One branch on all examples, for those that chose it. Where it must not see the others, it runs only if there are any that did.
    private static Value[] Branch(Graph branch, Value chosen, ReadOnlySpan<BatchedValue> operands, int size)
    {
        var (flags, given) = (Flags(operands), Values(operands));
        var body = Batching.Of(branch, flags, size, [.. Enumerable.Repeat(true, branch.Outputs.Length)]).Graph;
        if (size == 0 || TakingPart.IsFreeForAll(branch))
        {
            return body.Apply(given);
        }

        var who = Value.Input(chosen.Type);
        Value[] inputs = [.. given.Select(value => Value.Input(value.Type))];
        var run = Graph.Create([who, .. inputs], body.Apply(TakingPart.Of(who, inputs, flags, size)));
        Value[] skipped = [Value.Input(chosen.Type), .. given.Select(value => Value.Input(value.Type))];
        var skip = Graph.Create(skipped, [.. run.Outputs.Select(output => Nothing(output.Type))]);
        var made = Node.Create(new Cond(run, skip), [chosen.Any([0]), chosen, .. given]);
        return [.. Enumerable.Range(0, made.Results.Length).Select(made.Result)];
    }

    private static Value Nothing(TensorType type) => type.IsStack ? Node.Create(new EmptyStack(type)).Result() : Value.Zeros(type);

    public static BatchedValue[] Of(Scan scan, ReadOnlySpan<BatchedValue> operands, int size)
    {
        var (flags, given) = (Flags(operands), operands.ToArray());
        var (body, perExample) = Body(scan, flags, size);
        var first = scan.Closed + scan.States;

        // Steps are counted along axis 0, so there the batch makes way.
        Value[] inputs = [.. given.Select((operand, i) =>
            i >= first && flags[i] ? operand.Value.MoveAxis(0, 1)
            : i >= scan.Closed && i < first && flags[i] ? operand.Repeated(size)
            : operand.Value)];
        var made = Results(Node.Create(scan with { Step = body }, inputs), perExample);
        return [.. made.Select((result, i) =>
            i >= scan.States && result.IsPerExample ? result with { Value = result.Value.MoveAxis(0, 1) } : result)];
    }

    // What answers does so for each example, so it is one for each, and so are the cotangents. Then the step and its pullback, each on a
    // batch, are a step and its pullback again.
    public static BatchedValue[] Of(ScanPull pull, ReadOnlySpan<BatchedValue> operands, int size)
    {
        var (given, count, rows) = (operands.ToArray(), pull.Step.Inputs.Length, pull.Closed + pull.States);
        var flags = Flags(operands[..count]);
        var states = pull.Targets.Where(target => target < pull.States).Select(target => pull.Closed + target);
        foreach (var answering in pull.Sources.Concat(states))
        {
            flags[answering] = true;
        }

        Body(pull.Primal, flags, size);
        bool[] leaving = [.. pull.Step.Outputs.Select((_, i) => i < pull.States ? flags[pull.Closed + i] : pull.Targets.Contains(i))];
        var step = Batching.Of(pull.Step, flags, size, leaving).Graph;
        var all = Enumerable.Repeat(true, pull.StepPull.Inputs.Length - count).ToArray();
        var back = Batching.Of(
            pull.StepPull, [.. flags, .. all], size, [.. Enumerable.Repeat(true, pull.StepPull.Outputs.Length)]).Graph;
        Value[] inputs = [.. given.Select((operand, i) =>
            i < count && !flags[i] ? operand.Value
            : IsArray(i) ? operand.Repeated(size).MoveAxis(0, 1)
            : operand.Repeated(size))];
        var made = Node.Create(pull with { Step = step, StepPull = back }, inputs);
        var carried = pull.AnsweringStates + pull.ClosedSources;
        return [.. Enumerable.Range(0, made.Results.Length).Select(i =>
            new BatchedValue(i < carried ? made.Result(i) : made.Result(i).MoveAxis(0, 1), IsPerExample: true))];

        bool IsArray(int operand) => operand < count ? operand >= rows : pull.Targets[operand - count] >= pull.States;
    }

    public static BatchedValue[] Of(While loop, ReadOnlySpan<BatchedValue> operands, int size)
    {
        var flags = Flags(operands);
        var body = Body(loop, flags, size).Graph;
        if (Batching.Of(loop.Condition, flags, size).Outputs[0])
        {
            return Staggered(loop, operands, size);
        }

        var given = operands.ToArray();
        Value[] inputs = [.. given.Select((operand, i) => i >= loop.Closed && flags[i] ? operand.Repeated(size) : operand.Value)];
        var condition = Batching.Of(loop.Condition, flags, size).Graph;
        return Results(Node.Create(loop with { Condition = condition, Step = body }, inputs), flags[loop.Closed..]);
    }

    // Every result is per example, so that its cotangents are too; those of operands that all examples share add up.
    public static BatchedValue[] Of(Custom custom, ReadOnlySpan<BatchedValue> operands, int size)
    {
        var (flags, given, wrt) = (Flags(operands), Values(operands), custom.Wrt);
        var results = Enumerable.Repeat(true, custom.Primal.Outputs.Length).ToArray();
        var floating = Enumerable.Repeat(true, custom.Primal.Outputs.Count(output => output.DType.IsFloating)).ToArray();
        bool[] known = [.. flags, .. results];
        var pull = custom.Pullback is { } pullback
            ? Batching.Of(pullback, [.. known, .. floating], size, [.. wrt.Select(_ => true)]).Graph
            : null;
        return Results(
            Node.Create(
                custom with
                {
                    Primal = Batching.Of(custom.Primal, flags, size, results).Graph,
                    Pushforward = custom.Pushforward is { } pushforward
                        ? Batching.Of(pushforward, [.. known, .. wrt.Select(i => flags[i])], size, floating).Graph
                        : null,
                    Pullback = pull is null
                        ? null
                        : Graph.Create(
                            pull.Inputs.AsSpan(), [.. pull.Outputs.Select((output, k) => flags[wrt[k]] ? output : output.Sum([0]))]),
                },
                given),
            results);
    }

    // The examples are done at different times: whether each goes on is one more state.
    private static BatchedValue[] Staggered(While loop, ReadOnlySpan<BatchedValue> operands, int size)
    {
        var flags = Flags(operands);
        Array.Fill(flags, true, loop.Closed, loop.States);
        var condition = Batching.Of(loop.Condition, flags, size, [true]).Graph;
        var step = Batching.Of(loop.Step, flags, size, [.. Enumerable.Repeat(true, loop.States)]).Graph;
        var parts = new LoopBuilder();
        var given = operands.ToArray();
        Value[] closed = [.. given[..loop.Closed].Select(operand => parts.Close(operand.Value))];
        Value[] first = [.. given[loop.Closed..].Select(operand => operand.Repeated(size))];
        Value[] states = [.. first.Select(state => parts.State(state))];
        var goesOn = parts.State(condition.Apply([.. given[..loop.Closed].Select(operand => operand.Value), .. first])[0]);
        Value[] seen = size == 0 || TakingPart.IsFreeForAll(loop.Step)
            ? [.. closed, .. states]
            : TakingPart.Of(goesOn, [.. closed, .. states], flags, size);
        Value[] next = [.. step.Apply(seen).Select((state, i) => TakingPart.Choose(goesOn, state, states[i]))];
        foreach (var state in next)
        {
            parts.Next(state);
        }

        parts.Next(goesOn & condition.Apply([.. closed, .. next])[0]);
        var made = parts.While((_, s) => s[^1].Any([0]));
        return Results(made, [.. Enumerable.Repeat(true, loop.States)]);
    }

    // The body on a batch. A state is per example if it begins so or becomes so in some step; the flags are set to say which are.
    private static (Graph Graph, bool[] Outputs) Body(Loop loop, bool[] flags, int size)
    {
        while (true)
        {
            var made = Batching.Of(loop.Step, flags, size, flags.AsSpan(loop.Closed, loop.States));
            var changed = false;
            for (var i = 0; i < loop.States; i++)
            {
                changed |= made.Outputs[i] && !flags[loop.Closed + i];
                flags[loop.Closed + i] |= made.Outputs[i];
            }

            if (!changed)
            {
                return made;
            }
        }
    }

    private static bool[] Flags(ReadOnlySpan<BatchedValue> operands) =>
        Array.ConvertAll(operands.ToArray(), operand => operand.IsPerExample);

    private static Value[] Values(ReadOnlySpan<BatchedValue> operands) => Array.ConvertAll(operands.ToArray(), operand => operand.Value);

    private static BatchedValue[] Results(Node node, bool[] perExample) =>
        [.. perExample.Select((isPerExample, i) => new BatchedValue(node.Result(i), isPerExample))];
}
