using System.Collections.Immutable;
using Aresta.Numerics;
using Aresta.Tensors;

namespace Aresta.Primitives;

/// <summary>A function of one argument of the rule table, element by element.</summary>
/// <param name="Rule">The rule.</param>
public sealed record Unary<TRule>(TRule Rule) : Elementwise, IPrimitive<Unary<TRule>>, IRulePrimitive where TRule : struct, IUnaryRule
{
    public static string Keyword => TRule.Name;

    public override string Name => Keyword;

    public override Attributes Attributes => Rule is IOrderedRule { Order: var order } ? [("order", order)] : [];

    void IRulePrimitive.Show(IRuleReader reader) => reader.Unary(Rule);

    public static Unary<TRule> Read(Attributes attributes) => new(default(TRule));

    public override ImmutableArray<TensorType> Infer(ReadOnlySpan<TensorType> operands)
    {
        Expect.Count(operands, 1);
        RuleDomain.Check(Rule, operands[0]);
        return base.Infer(operands);
    }

    public override Value Partial(Node node, int operand)
    {
        ArgumentNullException.ThrowIfNull(node);
        return Rule.Partial(node.Operands[0], node.Result());
    }

    public override Tensor[] Evaluate(ReadOnlySpan<Tensor> operands, ImmutableArray<TensorType> results) =>
        [operands[0].DType.IsFloating
            ? Map.Apply<double>(operands, (x, _, _) => Rule.Value(x))
            : Integers(operands, (IIntegerUnaryRule)Rule)];

    private static Tensor Integers(ReadOnlySpan<Tensor> operands, IIntegerUnaryRule rule) =>
        Map.Apply<long>(operands, (x, _, _) => rule.Value(x));
}
