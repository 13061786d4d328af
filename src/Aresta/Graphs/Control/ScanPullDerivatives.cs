using Aresta.Primitives;

namespace Aresta.Graphs;

/// <summary>
/// Derivatives of the pullback of a scan, R(x, ȳ) = f′(x)ᵀ·ȳ, which are pullbacks of scans again and keep the budget. Let f̂(x, ẋ) =
/// (f(x), f′(x)·ẋ) be the scan pushed forward. Then R moves along (ẋ, ẏ) by what x answers for in f̂ when f(x) answers for ẏ and f′(x)·ẋ
/// for ȳ; and when the results of R answer for w, x answers for the same with ẋ = w and no ẏ, and ȳ for f′(x)·w.
/// </summary>
internal sealed class ScanPullDerivatives
{
    private readonly ScanPull pull;
    private readonly Node node;
    private readonly Scan scan;
    private readonly Node primal;
    private readonly int count;

    public ScanPullDerivatives(ScanPull pull, Node node)
    {
        ArgumentNullException.ThrowIfNull(node);
        (this.pull, this.node, scan, count) = (pull, node, pull.Primal, pull.Step.Inputs.Length);
        primal = Node.Create(scan, node.Operands.AsSpan()[..count]);
    }

    /// <summary>The pull of a scan under its budget.</summary>
    /// <param name="scan">The scan.</param>
    /// <param name="node">An application of it.</param>
    /// <param name="targets">The results that answer.</param>
    /// <param name="sources">The operands that are asked, among them the states that answer.</param>
    /// <param name="given">The cotangents of the results.</param>
    /// <param name="asked">Which operands' cotangents are asked for.</param>
    /// <returns>A cotangent for each operand.</returns>
    public static Value?[] Of(Scan scan, Node node, int[] targets, int[] sources, Value?[] given, bool[] asked)
    {
        var (inputs, outputs) = (scan.Step.Inputs, scan.Step.Outputs);
        Value[] arriving = [.. targets.Select(i => Value.Input(outputs[i].Type))];
        var leaving = Sweeps.Reverse(
            [.. targets.Select(i => outputs[i])], [.. arriving.Select(seed => (Value?)seed)], [.. sources.Select(i => inputs[i])]);
        int[] kept = [.. sources.Where((i, at) => IsState(i) || leaving[at] is not null)];
        var carried = kept.Where(IsState).Concat(kept.Where(i => i < scan.Closed)).ToArray();
        var arrays = kept.Where(i => i >= scan.Closed + scan.States).ToArray();
        Value[] sums = [.. carried.Where(i => !IsState(i)).Select(i => Value.Input(inputs[i].Type))];
        var states = targets.Count(i => i < scan.States);
        var next = 0;
        Value[] earlier = [.. carried.Select(i =>
            IsState(i) ? Share(i) ?? Value.ZerosLike(inputs[i]) : Sweeps.Add(sums[next++], Share(i))!.Value)];
        var body = Graph.Create(
            [.. inputs, .. arriving[..states], .. sums, .. arriving[states..]], [.. earlier, .. arrays.Select(i => Share(i)!.Value)]);
        var made = Node.Create(
            new ScanPull(
                scan.Step, body, scan.Closed, scan.States, scan.Length, scan.Backward, scan.Budget, [.. targets],
                [.. kept.Where(i => !IsState(i))]),
            [.. node.Operands, .. targets.Select(i => given[i] ?? Value.ZerosLike(node.Result(i)))]);
        var result = new Value?[inputs.Length];
        foreach (var (at, i) in carried.Concat(arrays).Index())
        {
            result[i] = asked[i] ? made.Result(at) : null;
        }

        return result;

        bool IsState(int input) => input >= scan.Closed && input < scan.Closed + scan.States;

        Value? Share(int input) => leaving[Array.IndexOf(sources, input)];
    }

    public Value?[] Push(ReadOnlySpan<Value?> tangents)
    {
        var (moving, arriving) = (tangents[..count].ToArray(), tangents[count..].ToArray());
        int[] answering = [.. Answering()];
        var pulled = Second(Pushed(moving), arriving, answering);
        return [.. answering.Select(i => pulled[i])];
    }

    public Value?[] Pull(ReadOnlySpan<Value?> cotangents, ReadOnlySpan<bool> wanted)
    {
        var moving = new Value?[count];
        foreach (var (at, i) in Answering().Index())
        {
            moving[i] = cotangents[at];
        }

        var pushed = Pushed(moving);
        var result = new Value?[wanted.Length];
        int[] asked = [.. wanted[..count].ToArray().Index().Where(operand => operand.Item).Select(operand => operand.Index)];
        if (asked.Length > 0)
        {
            Second(pushed, new Value?[pull.Targets.Count], asked).CopyTo(result, 0);
        }

        foreach (var (at, target) in pull.Targets.Index())
        {
            result[count + at] = pushed[target];
        }

        for (var i = 0; i < result.Length; i++)
        {
            result[i] = wanted[i] ? result[i] : null;
        }

        return result;
    }

    // f′(x)·ẋ, a tangent for each result of the scan.
    private Value?[] Pushed(Value?[] moving) =>
        Array.TrueForAll(moving, tangent => tangent is null)
            ? new Value?[primal.Results.Length]
            : new LoopDerivatives(scan, primal).Push(moving);

    // What some operands x answer for in f̂, when f(x) answers for what is given and f′(x)·ẋ for ȳ.
    private Value?[] Second(Value?[] pushed, Value?[] given, int[] sources)
    {
        var both = Array.Find(pushed, tangent => tangent is not null)?.Node ?? primal;
        var cotangents = new Value?[both.Results.Length];
        foreach (var (at, target) in pull.Targets.Index())
        {
            var result = both.Extends?.Results[target] ?? target;
            cotangents[result] = given[at];
            if (pushed[target] is { } tangent)
            {
                cotangents[tangent.Index] = node.Operands[count + at];
            }
        }

        // The operands of the scan stand before the tangents, group by group.
        var twice = (Scan)both.Primitive;
        int[] places = [.. Enumerable.Range(0, count).Select(i =>
            i < scan.Closed ? i
            : i < scan.Closed + scan.States ? i - scan.Closed + twice.Closed
            : i - scan.Closed - scan.States + twice.Closed + twice.States)];
        var asked = new bool[both.Operands.Length];
        foreach (var i in sources)
        {
            asked[places[i]] = true;
        }

        var pulled = new LoopDerivatives(twice, both).Pull(cotangents, asked);
        return [.. places.Select(place => pulled[place])];
    }

    // The operands of the scan for which there are results, in their order. The states whose results answer are those that do.
    private IEnumerable<int> Answering() =>
        pull.Targets.Where(target => target < scan.States).Select(target => scan.Closed + target)
            .Concat(pull.Sources.Where(source => source < scan.Closed))
            .Concat(pull.Sources.Where(source => source >= scan.Closed));
}
