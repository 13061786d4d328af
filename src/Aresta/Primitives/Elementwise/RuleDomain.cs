using Aresta.Numerics;
using Aresta.Tensors;

namespace Aresta.Primitives;

/// <summary>On which dtypes a rule is defined: floating numbers always, integers where the rule says what it means on them.</summary>
internal static class RuleDomain
{
    /// <summary>Refuses an operand on which the rule is not defined.</summary>
    public static void Check<TRule>(TRule rule, TensorType operand) where TRule : struct, IRule
    {
        if (rule is IIntegerUnaryRule or IIntegerBinaryRule or IIntegerTernaryRule)
        {
            Expect.Number(operand);
        }
        else
        {
            Expect.Floating(operand);
        }
    }
}
