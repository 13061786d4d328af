using System.Collections.Immutable;
using Aresta.Tensors;

namespace Aresta.Primitives;

/// <summary>
/// The value itself, as a constant of differentiation: no derivative flows through it. For quantities that cancel exactly, such as the
/// shift of a softmax, whose derivative would only be rounding noise.
/// </summary>
public sealed record StopGradient : Flat, IPrimitive<StopGradient>
{
    public static string Keyword => "stop_gradient";

    public override string Name => Keyword;

    public override bool TakesStacks => true;

    public static StopGradient Read(Attributes attributes) => new();

    public override ImmutableArray<TensorType> Infer(ReadOnlySpan<TensorType> operands)
    {
        Expect.Count(operands, 1);
        return [operands[0]];
    }

    public override Primitive Batched(int size) => this;

    public override Tensor[] Evaluate(ReadOnlySpan<Tensor> operands, ImmutableArray<TensorType> results) => [operands[0]];
}

public static partial class Operations
{
    extension(Value x)
    {
        /// <summary>The value itself, through which no derivative flows.</summary>
        public Value StopGradient() => Node.Create(new StopGradient(), x).Result();
    }
}
