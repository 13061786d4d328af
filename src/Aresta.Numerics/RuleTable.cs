using Aresta.Numerics.Rules;

namespace Aresta.Numerics;

/// <summary>Every scalar function that Aresta knows. A rule that does not stand here does not exist: tests walk this list.</summary>
public static class RuleTable
{
    /// <summary>Shows every rule to <paramref name="visitor"/>, in a fixed order.</summary>
    public static void Accept(IRuleVisitor visitor)
    {
        ArgumentNullException.ThrowIfNull(visitor);
        visitor.Binary<Add>();
        visitor.Binary<Subtract>();
        visitor.Binary<Multiply>();
        visitor.Binary<Divide>();
        visitor.Unary<Negate>();
        visitor.Unary<Tanh>();
    }
}
