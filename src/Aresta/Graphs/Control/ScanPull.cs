using System.Collections.Immutable;
using Aresta.Primitives;
using Aresta.Tensors;

namespace Aresta.Graphs;

/// <summary>
/// The pullback of a <see cref="Scan"/> under a budget of stored states: what the operands of the scan answer for, when its results do. It
/// runs the steps again, forward from stored states, and each once more in reverse, as <see cref="Revolve"/> says.
/// </summary>
/// <remarks>
/// Operands: those of the scan, then cotangents of the results in <see cref="Targets"/>. Results: cotangents of the first states whose
/// results are among these, then of the closed values and of the arrays in <see cref="Sources"/>. The body <see cref="StepPull"/> is one
/// step of the loop backward: it takes the inputs of <see cref="Step"/>, the cotangents of the states, the sums that the closed values
/// answer for so far, and a row of each cotangent; it gives these cotangents and sums one step earlier, and rows of the arrays' cotangents.
/// </remarks>
/// <param name="Step">The body of the scan.</param>
/// <param name="StepPull">The pullback of one step.</param>
/// <param name="Closed">How many operands of the scan are closed over.</param>
/// <param name="States">How many values the state has.</param>
/// <param name="Length">How many steps there are.</param>
/// <param name="Backward">Whether the scan takes the last rows first.</param>
/// <param name="Budget">How many states are stored at a time, the first one included; at least 1.</param>
/// <param name="Targets">Which results of the scan answer, ascending: a state for all states that are computed from its like.</param>
/// <param name="Sources">Which closed values and arrays are asked, ascending, as inputs of the step.</param>
public sealed record ScanPull(
    Graph Step, Graph StepPull, int Closed, int States, int Length, bool Backward, int Budget, IntList Targets, IntList Sources)
    : Control, IPrimitive<ScanPull>
{
    private (Graph Of, Graph Graph)? advance;

    public static string Keyword => "scan_pull";

    public override string Name => Keyword;

    public override Attributes Attributes =>
    [
        ("body", new Body(Step)), ("pull", new Body(StepPull)), ("closed", Closed), ("states", States), ("length", Length),
        ("backward", Backward), ("budget", Budget), ("targets", Targets), ("sources", Sources),
    ];

    /// <summary>The step, of which only the next states are computed, and its pullback.</summary>
    public override ImmutableArray<(string Name, Graph Graph)> Bodies => [("body", Advance), ("pull", StepPull)];

    public override Control WithBodies(ImmutableArray<Graph> bodies) => this with { Step = StepOf(bodies[0]), StepPull = bodies[1] };

    // What gives the next states, and rows of the types that the scan gives.
    private Graph StepOf(Graph body) => ReferenceEquals(body, Advance)
        ? Step
        : Graph.Create(body.Inputs.AsSpan(), [.. body.Outputs, .. Step.Apply(body.Inputs.AsSpan())[States..]]);

    /// <summary>The scan of which it is the pullback.</summary>
    internal Scan Primal => new(Step, Closed, States, Length, Backward, Budget);

    /// <summary>How many states are stored at most.</summary>
    internal Revolve Schedule => new(Length, Budget);

    internal int AnsweringStates => Targets.Count(target => target < States);

    internal int ClosedSources => Sources.Count(source => source < Closed);

    // Made once, for this step. A text may say any number of states, before it is verified.
    private Graph Advance
    {
        get
        {
            if (advance is not { } known || known.Of != Step)
            {
                known = (Step, Graph.Create(Step.Inputs.AsSpan(), Step.Outputs.AsSpan()[..Math.Clamp(States, 0, Step.Outputs.Length)]));
                advance = known;
            }

            return known.Graph;
        }
    }

    public static ScanPull Read(Attributes attributes)
    {
        ArgumentNullException.ThrowIfNull(attributes);
        return new(
            Body.Read(attributes, "body"), Body.Read(attributes, "pull"), attributes.Integer("closed"), attributes.Integer("states"),
            attributes.Integer("length"), attributes.Flag("backward"), attributes.Integer("budget"), attributes.Integers("targets"),
            attributes.Integers("sources"));
    }

    public override ImmutableArray<TensorType> Infer(ReadOnlySpan<TensorType> operands)
    {
        var count = Step.Inputs.Length;
        if (Budget < 1)
        {
            throw new OperandException(FormattableString.Invariant($"stores one state at least, the first, but has a budget of {Budget}"));
        }

        if (operands.Length != count + Targets.Count)
        {
            throw new OperandException(FormattableString.Invariant(
                $"takes the {count} operands of its scan and {Targets.Count} cotangents, but was given {operands.Length} values"));
        }

        var types = operands[..count].ToArray();
        var results = Primal.Infer(types);
        ExpectAscending(Targets, results.Length, "targets");
        ExpectAscending(Sources, count, "sources");
        foreach (var (i, target) in Targets.Index())
        {
            if (operands[count + i] != results[target])
            {
                throw new OperandException(FormattableString.Invariant(
                    $"the cotangent of result {target} of its scan, {results[target]}, is given {operands[count + i]}"));
            }
        }

        foreach (var source in Sources.Where(source => source >= Closed && source < Closed + States))
        {
            throw new OperandException(
                FormattableString.Invariant($"asks for input {source}, which is a state; states answer by themselves"));
        }

        TensorType[] carried =
        [
            .. Targets.Where(target => target < States).Select(target => Step.Outputs[target].Type),
            .. Sources.Where(source => source < Closed).Select(source => Step.Inputs[source].Type),
        ];
        Expect(StepPull, "pull",
        [
            .. Step.Inputs.Select(input => input.Type), .. carried,
            .. Targets.Where(target => target >= States).Select(target => Step.Outputs[target].Type),
        ]);
        int[] arrays = [.. Sources.Where(source => source >= Closed)];
        TensorType[] given = [.. carried, .. arrays.Select(source => Step.Inputs[source].Type)];
        if (!StepPull.Outputs.Select(output => output.Type).SequenceEqual(given))
        {
            throw new OperandException(
                $"its pull must give ({string.Join(", ", given)}), but gives ({string.Join(", ", StepPull.Outputs.Select(o => o.Type))})");
        }

        return [.. carried, .. arrays.Select(source => types[source])];
    }

    public override BatchedValue[] OnBatch(Node node, ReadOnlySpan<BatchedValue> operands, int size) =>
        ControlBatching.Of(this, operands, size);

    public override Tensor[] Run(ReadOnlySpan<Tensor> operands, ImmutableArray<TensorType> results, BodyRunner run)
    {
        ArgumentNullException.ThrowIfNull(run);
        var (all, count) = (operands.ToArray(), Step.Inputs.Length);
        var (closed, arrays) = (all[..Closed], all[(Closed + States)..count]);
        Tensor[] carried =
        [
            .. all.AsSpan(count, AnsweringStates),
            .. Sources.Where(source => source < Closed).Select(source => Zero(all[source])),
        ];
        var arriving = all[(count + AnsweringStates)..];
        Tensor[] gathered = [.. results.Skip(carried.Length).Select(Tensor.Zeros)];
        var (stored, present) = (new Stack<Tensor[]>(), all[Closed..(Closed + States)]);
        stored.Push(present);
        var walk = Schedule.Walk(new (int, int)[Schedule.MostPending]);
        while (walk.Next(out var move))
        {
            switch (move.Kind)
            {
                case Revolve.Kind.Restore:
                    present = stored.Peek();
                    break;
                case Revolve.Kind.Store:
                    stored.Push(present);
                    break;
                case Revolve.Kind.Forget:
                    stored.Pop();
                    break;
                case Revolve.Kind.Advance:
                    for (var step = move.At; step < move.To; step++)
                    {
                        present = run(Advance, [.. closed, .. present, .. Rows(arrays, step)]);
                    }

                    break;
                default:
                    var earlier = run(StepPull, [.. closed, .. present, .. Rows(arrays, move.At), .. carried, .. Rows(arriving, move.At)]);
                    carried = earlier[..carried.Length];
                    for (var i = 0; i < gathered.Length; i++)
                    {
                        Scan.Put(earlier[carried.Length + i], gathered[i], At(move.At));
                    }

                    break;
            }
        }

        return [.. carried, .. gathered];

        static Tensor Zero(Tensor like) => like.Type.IsStack ? Stacks.ZerosLike(like) : Tensor.Zeros(like.Type);
    }

    public override Value?[] Push(Node node, ReadOnlySpan<Value?> tangents) => new ScanPullDerivatives(this, node).Push(tangents);

    public override Value?[] Pull(Node node, ReadOnlySpan<Value?> cotangents, ReadOnlySpan<bool> wanted) =>
        new ScanPullDerivatives(this, node).Pull(cotangents, wanted);

    /// <inheritdoc/>
    public bool Equals(ScanPull? other) => other is not null
        && (Closed, States, Length, Backward, Budget, Targets, Sources)
            == (other.Closed, other.States, other.Length, other.Backward, other.Budget, other.Targets, other.Sources)
        && Step.Equals(other.Step) && StepPull.Equals(other.StepPull);

    /// <inheritdoc/>
    public override int GetHashCode() => HashCode.Combine(Step, Closed, States, Length, Backward, Budget, Targets, Sources);

    private static void ExpectAscending(IntList positions, int count, string name)
    {
        for (var i = 0; i < positions.Count; i++)
        {
            if (positions[i] < 0 || positions[i] >= count || (i > 0 && positions[i] <= positions[i - 1]))
            {
                throw new OperandException(FormattableString.Invariant(
                    $"its {name} are positions below {count}, ascending, but are {positions}"));
            }
        }
    }

    internal int At(int step) => Backward ? Length - 1 - step : step;

    private IEnumerable<Tensor> Rows(Tensor[] arrays, int step) => arrays.Select(array => Scan.Row(array, At(step)));
}
