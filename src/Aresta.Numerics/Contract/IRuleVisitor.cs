namespace Aresta.Numerics;

/// <summary>
/// Someone who wants every rule of the table as a type, not as an object: registries, tests and languages are written once over
/// the table, and generic code stays specialized (and safe for native AOT).
/// </summary>
public interface IRuleVisitor
{
    /// <summary>Called for each function of one argument.</summary>
    void Unary<TRule>() where TRule : struct, IUnaryRule;

    /// <summary>Called for each family of functions of one argument and an integer order.</summary>
    void Ordered<TRule>() where TRule : struct, IOrderedRule<TRule>;

    /// <summary>Called for each function of two arguments.</summary>
    void Binary<TRule>() where TRule : struct, IBinaryRule;

    /// <summary>Called for each function of three arguments.</summary>
    void Ternary<TRule>() where TRule : struct, ITernaryRule;

    /// <summary>Called for each comparison.</summary>
    void Comparison<TRule>() where TRule : struct, IComparisonRule;
}
