using Aresta.Numerics;

namespace Aresta.Primitives;

/// <summary>
/// Someone who wants the rule of a primitive as a type, not as an object: code that is generic over rules is then made for those that are
/// met, and for no others.
/// </summary>
internal interface IRuleReader
{
    /// <summary>The primitive is a function of one argument.</summary>
    void Unary<TRule>(TRule rule) where TRule : struct, IUnaryRule;

    /// <summary>The primitive is a function of two arguments.</summary>
    void Binary<TRule>(TRule rule) where TRule : struct, IBinaryRule;

    /// <summary>The primitive is a function of three arguments.</summary>
    void Ternary<TRule>(TRule rule) where TRule : struct, ITernaryRule;

    /// <summary>The primitive is a comparison.</summary>
    void Comparison<TRule>(TRule rule) where TRule : struct, IComparisonRule;
}

/// <summary>A primitive that a rule of the table states.</summary>
internal interface IRulePrimitive
{
    /// <summary>Shows the rule.</summary>
    void Show(IRuleReader reader);
}
