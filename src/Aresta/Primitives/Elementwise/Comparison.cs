using System.Collections.Immutable;
using Aresta.Numerics;
using Aresta.Tensors;

namespace Aresta.Primitives;

/// <summary>A comparison of the rule table, element by element; its results are bool.</summary>
/// <param name="Rule">The rule.</param>
public sealed record Comparison<TRule>(TRule Rule) : Flat, IPrimitive<Comparison<TRule>>, IRulePrimitive
    where TRule : struct, IComparisonRule
{
    public static string Keyword => TRule.Name;

    public override string Name => Keyword;

    void IRulePrimitive.Show(IRuleReader reader) => reader.Comparison(Rule);

    public static Comparison<TRule> Read(Attributes attributes) => new(default(TRule));

    public override ImmutableArray<TensorType> Infer(ReadOnlySpan<TensorType> operands)
    {
        Expect.Count(operands, 2);
        return operands[0] == operands[1]
            ? [operands[0] with { DType = DType.Bool }]
            : throw new OperandException(
                $"compares values of one type, but operand 0 is {operands[0]} and operand 1 is {operands[1]}; convert one");
    }

    public override Primitive Batched(int size) => this;

    public override Tensor[] Evaluate(ReadOnlySpan<Tensor> operands, ImmutableArray<TensorType> results)
    {
        var (x, y, holds) = (operands[0], operands[1], new bool[operands[0].Shape.Size]);
        for (var i = 0; i < holds.Length; i++)
        {
            holds[i] = x.DType.IsInteger ? Rule.Holds(x.Integer(i), y.Integer(i)) : Rule.Holds(x[i], y[i]);
        }

        return [Tensor.Of(holds, x.Shape)];
    }
}
