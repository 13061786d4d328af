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
public sealed record Scan(Graph Step, int Closed, int States, int Length, bool Backward) : Loop(Step, Closed, States), IPrimitive<Scan>
{
    public static string Keyword => "scan";

    public override string Name => Keyword;

    public override Attributes Attributes =>
        [("body", new Body(Step)), ("closed", Closed), ("states", States), ("length", Length), ("backward", Backward)];

    public override ImmutableArray<(string Name, Graph Graph)> Bodies => [("body", Step)];

    internal override bool RunsOpen => false;

    public static Scan Read(Attributes attributes)
    {
        ArgumentNullException.ThrowIfNull(attributes);
        return new(
            Body.Read(attributes, "body"), attributes.Integer("closed"), attributes.Integer("states"), attributes.Integer("length"),
            attributes.Flag("backward"));
    }

    public override ImmutableArray<TensorType> Infer(ReadOnlySpan<TensorType> operands)
    {
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
        var (closed, state, arrays) = (operands[..Closed].ToArray(), operands.Slice(Closed, States).ToArray(), operands[(Closed + States)..].ToArray());
        Tensor[] gathered = [.. results.Skip(States).Select(Tensor.Zeros)];
        for (var step = 0; step < Length; step++)
        {
            var at = Backward ? Length - 1 - step : step;
            var outputs = run(Step, [.. closed, .. state, .. arrays.Select((array, i) => Row(array, at, Closed + States + i))]);
            state = outputs[..States];
            for (var i = 0; i < gathered.Length; i++)
            {
                var row = outputs[States + i];
                row.CopyTo(gathered[i], 0, at * row.Shape.Size, row.Shape.Size);
            }
        }

        return [.. state, .. gathered];

        Tensor Row(Tensor array, int at, int input)
        {
            var row = Tensor.Zeros(Step.Inputs[input].Type);
            array.CopyTo(row, at * row.Shape.Size, 0, row.Shape.Size);
            return row;
        }
    }

    internal override Node Again(LoopBuilder parts) => parts.Scan(Length, Backward);

    internal override Node Along(LoopBuilder parts, bool reversed, int left) => parts.Scan(Length, Backward != reversed);
}
