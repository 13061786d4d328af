using System.Collections.Immutable;
using Aresta.Primitives;
using Aresta.Tensors;

namespace Aresta.Graphs;

/// <summary>
/// A loop that runs as long as a condition holds. How many steps that takes is known only when it has run; what its derivative needs of
/// each step goes onto stacks.
/// </summary>
/// <param name="Condition">The condition: a truth value of what is closed over and of the states.</param>
/// <param name="Step">The body, which gives the next states.</param>
/// <param name="Closed">How many operands both close over.</param>
public sealed record While(Graph Condition, Graph Step, int Closed) : Loop(Step, Closed, Step.Outputs.Length), IPrimitive<While>
{
    public static string Keyword => "while";

    public override string Name => Keyword;

    public override Attributes Attributes => [("condition", new Body(Condition)), ("body", new Body(Step)), ("closed", Closed)];

    public override ImmutableArray<(string Name, Graph Graph)> Bodies => [("condition", Condition), ("body", Step)];

    public override Control WithBodies(ImmutableArray<Graph> bodies) => this with { Condition = bodies[0], Step = bodies[1] };

    internal override bool RunsOpen => true;

    public static While Read(Attributes attributes)
    {
        ArgumentNullException.ThrowIfNull(attributes);
        return new(Body.Read(attributes, "condition"), Body.Read(attributes, "body"), attributes.Integer("closed"));
    }

    public override ImmutableArray<TensorType> Infer(ReadOnlySpan<TensorType> operands)
    {
        ExpectLoop(operands);
        Expect(Condition, "condition", operands);
        return Condition.Outputs is [var only] && only.Type == TensorType.Bool()
            ? [.. Step.Outputs.Select(output => output.Type)]
            : throw new OperandException(
                $"its condition must give one truth value, a bool, but gives {string.Join(", ", Condition.Outputs.Select(o => o.Type))}");
    }

    public override BatchedValue[] OnBatch(Node node, ReadOnlySpan<BatchedValue> operands, int size) =>
        ControlBatching.Of(this, operands, size);

    public override Tensor[] Run(ReadOnlySpan<Tensor> operands, ImmutableArray<TensorType> results, BodyRunner run)
    {
        ArgumentNullException.ThrowIfNull(run);
        var inputs = operands.ToArray();
        while (run(Condition, inputs)[0].AsSpan<bool>()[0])
        {
            run(Step, inputs).CopyTo(inputs, Closed);
        }

        return inputs[Closed..];
    }

    internal override Node Again(LoopBuilder parts) =>
        parts.While((closed, states) => Condition.Apply([.. closed[..Closed], .. states[..States]])[0]);

    internal override Node Along(LoopBuilder parts, bool reversed, int left) => parts.While((_, states) => states[left] > 0);
}
