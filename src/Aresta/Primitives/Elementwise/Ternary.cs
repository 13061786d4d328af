using System.Collections.Immutable;
using Aresta.Numerics;
using Aresta.Tensors;

namespace Aresta.Primitives;

/// <summary>A function of three arguments of the rule table, element by element.</summary>
/// <param name="Rule">The rule.</param>
public sealed record Ternary<TRule>(TRule Rule) : Elementwise, IPrimitive<Ternary<TRule>>, IRulePrimitive where TRule : struct, ITernaryRule
{
    public static string Keyword => TRule.Name;

    public override string Name => Keyword;

    void IRulePrimitive.Show(IRuleReader reader) => reader.Ternary(Rule);

    public static Ternary<TRule> Read(Attributes attributes) => new(default(TRule));

    public override ImmutableArray<TensorType> Infer(ReadOnlySpan<TensorType> operands)
    {
        Expect.Count(operands, 3);
        RuleDomain.Check(Rule, operands[0]);
        return base.Infer(operands);
    }

    public override Value Partial(Node node, int operand)
    {
        ArgumentNullException.ThrowIfNull(node);
        var (x, y, z, w) = (node.Operands[0], node.Operands[1], node.Operands[2], node.Result());
        return operand switch
        {
            0 => Rule.PartialX(x, y, z, w),
            1 => Rule.PartialY(x, y, z, w),
            _ => Rule.PartialZ(x, y, z, w),
        };
    }

    public override Tensor[] Evaluate(ReadOnlySpan<Tensor> operands, ImmutableArray<TensorType> results) =>
        [operands[0].DType.IsFloating
            ? Map.Apply<double>(operands, Rule.Value)
            : Map.Apply<long>(operands, ((IIntegerTernaryRule)Rule).Value)];
}
