using System.Collections.Immutable;
using Aresta.Numerics;
using Aresta.Tensors;

namespace Aresta.Primitives;

/// <summary>A function of two arguments of the rule table, element by element.</summary>
/// <param name="Rule">The rule.</param>
public sealed record Binary<TRule>(TRule Rule) : Elementwise, IPrimitive<Binary<TRule>>, IRulePrimitive where TRule : struct, IBinaryRule
{
    public static string Keyword => TRule.Name;

    public override string Name => Keyword;

    void IRulePrimitive.Show(IRuleReader reader) => reader.Binary(Rule);

    public static Binary<TRule> Read(Attributes attributes) => new(default(TRule));

    public override ImmutableArray<TensorType> Infer(ReadOnlySpan<TensorType> operands)
    {
        Expect.Count(operands, 2);
        RuleDomain.Check(Rule, operands[0]);
        return base.Infer(operands);
    }

    public override Value Partial(Node node, int operand)
    {
        ArgumentNullException.ThrowIfNull(node);
        var (x, y, z) = (node.Operands[0], node.Operands[1], node.Result());
        return operand == 0 ? Rule.PartialX(x, y, z) : Rule.PartialY(x, y, z);
    }

    public override Tensor[] Evaluate(ReadOnlySpan<Tensor> operands, ImmutableArray<TensorType> results) =>
        [operands[0].DType.IsFloating
            ? Map.Apply<double>(operands, (x, y, _) => Rule.Value(x, y))
            : Integers(operands, (IIntegerBinaryRule)Rule)];

    private static Tensor Integers(ReadOnlySpan<Tensor> operands, IIntegerBinaryRule rule) =>
        Map.Apply<long>(operands, (x, y, _) => rule.Value(x, y));
}
