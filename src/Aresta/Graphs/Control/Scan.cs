using System.Collections.Immutable;
using Aresta.Primitives;
using Aresta.Tensors;

namespace Aresta.Graphs;

/// <summary>
/// A loop over the rows of arrays (along axis 0), of as many steps as they have rows; the rows that it gives are gathered into arrays.
/// </summary>
/// <param name="Step">The body.</param>
/// <param name="Closed">How many operands it closes over.</param>
/// <param name="States">How many values the state has.</param>
/// <param name="Length">How many steps there are.</param>
/// <param name="Backward">Whether the last rows come first.</param>
/// <param name="Budget">
/// How many states a reverse pass may store, the first one included; the others are computed again (<see cref="ScanPull"/>). With 0 it
/// keeps of every step what the derivative needs, and computes nothing again.
/// </param>
public sealed record Scan(Graph Step, int Closed, int States, int Length, bool Backward, int Budget = 0)
    : Loop(Step, Closed, States), IPrimitive<Scan>
{
    public static string Keyword => "scan";

    public override string Name => Keyword;

    public override Attributes Attributes =>
    [
        ("body", new Body(Step)), ("closed", Closed), ("states", States), ("length", Length), ("backward", Backward), ("budget", Budget),
    ];

    public override ImmutableArray<(string Name, Graph Graph)> Bodies => [("body", Step)];

    public override Control WithBodies(ImmutableArray<Graph> bodies) => this with { Step = bodies[0] };

    internal override bool RunsOpen => false;

    public static Scan Read(Attributes attributes)
    {
        ArgumentNullException.ThrowIfNull(attributes);
        return new(
            Body.Read(attributes, "body"), attributes.Integer("closed"), attributes.Integer("states"), attributes.Integer("length"),
            attributes.Flag("backward"), attributes.Integer("budget"));
    }

    public override ImmutableArray<TensorType> Infer(ReadOnlySpan<TensorType> operands)
    {
        if (Length < 0 || Budget < 0)
        {
            throw new OperandException(FormattableString.Invariant(
                $"has a number of steps and stores a number of states, but has {Length} steps and a budget of {Budget}"));
        }

        var inputs = operands.ToArray();
        for (var i = Math.Max(Closed + States, 0); i < inputs.Length; i++)
        {
            if (inputs[i].IsStack || inputs[i].Shape.Rank == 0 || inputs[i].Shape[0] != Length)
            {
                throw new OperandException(FormattableString.Invariant(
                    $"has {Length} steps and takes arrays of as many rows, but operand {i} is {inputs[i]}"));
            }

            inputs[i] = inputs[i] with { Shape = [.. inputs[i].Shape.AsSpan()[1..]] };
        }

        ExpectLoop(inputs);
        var (states, length) = (States, Shape.Create([Length]));
        return [.. Step.Outputs.Select((output, i) => i < states ? output.Type : Rows(output.Type))];

        TensorType Rows(TensorType row) => !row.IsStack
            ? row with { Shape = [.. length, .. row.Shape] }
            : throw new OperandException($"gathers rows into arrays, but a row of its body is {row}; a stack can be a state");
    }

    public override BatchedValue[] OnBatch(Node node, ReadOnlySpan<BatchedValue> operands, int size) =>
        ControlBatching.Of(this, operands, size);

    public override Tensor[] Run(ReadOnlySpan<Tensor> operands, ImmutableArray<TensorType> results, BodyRunner run)
    {
        ArgumentNullException.ThrowIfNull(run);
        var all = operands.ToArray();
        var (closed, state, arrays) = (all[..Closed], all[Closed..(Closed + States)], all[(Closed + States)..]);
        Tensor[] gathered = [.. results.Skip(States).Select(Tensor.Zeros)];
        for (var step = 0; step < Length; step++)
        {
            var at = Backward ? Length - 1 - step : step;
            var outputs = run(Step, [.. closed, .. state, .. arrays.Select(array => Row(array, at))]);
            state = outputs[..States];
            for (var i = 0; i < gathered.Length; i++)
            {
                Put(outputs[States + i], gathered[i], at);
            }
        }

        return [.. state, .. gathered];
    }

    internal override Node Again(LoopBuilder parts) => parts.Scan(Length, Backward, Budget);

    internal override Node Along(LoopBuilder parts, bool reversed, int left) => parts.Scan(Length, Backward != reversed, Budget);

    /// <summary>A row of an array.</summary>
    internal static Tensor Row(Tensor array, int at)
    {
        var row = Tensor.Zeros(array.Type with { Shape = [.. array.Shape.AsSpan()[1..]] });
        array.CopyTo(row, at * row.Shape.Size, 0, row.Shape.Size);
        return row;
    }

    /// <summary>Makes a row one of an array.</summary>
    internal static void Put(Tensor row, Tensor array, int at) => row.CopyTo(array, 0, at * row.Shape.Size, row.Shape.Size);
}
