using System.Collections.Immutable;
using Aresta.Primitives;
using Aresta.Tensors;

namespace Aresta.Graphs;

/// <summary>
/// One of two graphs, as a truth value says; the other one is not run. Operands: the truth value, then the inputs that both graphs take.
/// </summary>
/// <param name="Then">Run where the condition holds.</param>
/// <param name="Else">Run where it does not; its outputs are of the same types.</param>
public sealed record Cond(Graph Then, Graph Else) : Control, IPrimitive<Cond>
{
    public static string Keyword => "cond";

    public override string Name => Keyword;

    public override Attributes Attributes => [("then", new Body(Then)), ("else", new Body(Else))];

    public override ImmutableArray<(string Name, Graph Graph)> Bodies => [("then", Then), ("else", Else)];

    public override Control WithBodies(ImmutableArray<Graph> bodies) => new Cond(bodies[0], bodies[1]);

    public static Cond Read(Attributes attributes)
    {
        ArgumentNullException.ThrowIfNull(attributes);
        return new(Body.Read(attributes, "then"), Body.Read(attributes, "else"));
    }

    public override ImmutableArray<TensorType> Infer(ReadOnlySpan<TensorType> operands)
    {
        if (operands.Length == 0 || operands[0] != TensorType.Bool())
        {
            throw new OperandException(
                $"chooses by one truth value, a bool, but was given {(operands.Length == 0 ? "nothing" : operands[0].ToString())}");
        }

        Expect(Then, "then", operands[1..]);
        Expect(Else, "else", operands[1..]);
        ImmutableArray<TensorType> results = [.. Then.Outputs.Select(output => output.Type)];
        return results.SequenceEqual(Else.Outputs.Select(output => output.Type))
            ? results
            : throw new OperandException(
                $"its branches must give the same types, but give ({string.Join(", ", results)}) and "
                + $"({string.Join(", ", Else.Outputs.Select(output => output.Type))})");
    }

    public override BatchedValue[] OnBatch(Node node, ReadOnlySpan<BatchedValue> operands, int size) =>
        ControlBatching.Of(this, operands, size);

    public override Tensor[] Run(ReadOnlySpan<Tensor> operands, ImmutableArray<TensorType> results, BodyRunner run)
    {
        ArgumentNullException.ThrowIfNull(run);
        return run(operands[0].AsSpan<bool>()[0] ? Then : Else, operands[1..]);
    }

    public override Value?[] Push(Node node, ReadOnlySpan<Value?> tangents) => new CondDerivatives(this, node).Push(tangents);

    public override Value?[] Linearize(Node node, ReadOnlySpan<Value?> tangents) => new CondDerivatives(this, node).Linearize(tangents);

    public override Value?[] Pull(Node node, ReadOnlySpan<Value?> cotangents, ReadOnlySpan<bool> wanted) =>
        new CondDerivatives(this, node).Pull(cotangents, wanted);
}
