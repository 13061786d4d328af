using Aresta.Numerics;
using Aresta.Primitives;

namespace Aresta.Graphs;

/// <summary>
/// Every primitive there is, by name. The parser reads from this list and the laws are tested over it: a primitive that does not stand here
/// does not exist.
/// </summary>
public static class Registry
{
    /// <summary>How each primitive is read back from its attributes, by name.</summary>
    public static IReadOnlyDictionary<string, Func<Attributes, Primitive>> Readers { get; } = Build();

    private static Dictionary<string, Func<Attributes, Primitive>> Build()
    {
        var readers = new Readers();
        RuleTable.Accept(readers);
        readers.Add<Constant>();
        readers.Add<StopGradient>();
        readers.Add<Scale>();
        readers.Add<Contract>();
        readers.Add<Where>();
        readers.Add<Sum>();
        readers.Add<Broadcast>();
        readers.Add<Reshape>();
        readers.Add<Permute>();
        readers.Add<Primitives.Convert>();
        readers.Add<Slice>();
        readers.Add<Pad>();
        readers.Add<Gather>();
        readers.Add<ScatterAdd>();
        readers.Add<Window>();
        readers.Add<OverlapAdd>();
        readers.Add<Diagonal>();
        readers.Add<EmbedDiagonal>();
        readers.Add<Reverse>();
        readers.Add<Concatenate>();
        readers.Add<CumulativeSum>();
        readers.Add<Iota>();
        readers.Add<ArgMax>();
        readers.Add<ArgMin>();
        readers.Add<And>();
        readers.Add<Or>();
        readers.Add<Xor>();
        readers.Add<Not>();
        readers.Add<RandomBits>();

        // Structured
        readers.Add<Max>();
        readers.Add<Min>();
        readers.Add<Product>();
        readers.Add<Recurrence>();
        readers.Add<Sort>();
        readers.Add<CumulativeMax>();
        readers.Add<CumulativeMin>();
        readers.Add<TriangularSolve>();
        readers.Add<Cholesky>();
        readers.Add<Lu>();
        readers.Add<Qr>();
        readers.Add<Eigh>();
        readers.Add<Svd>();
        readers.Add<PseudoInverse>();
        readers.Add<Determinant>();
        readers.Add<Cofactors>();

        // Stacks
        readers.Add<EmptyStack>();
        readers.Add<StackPush>();
        readers.Add<StackPop>();
        readers.Add<ZeroItems>();
        readers.Add<AddItems>();
        readers.Add<ReverseItems>();

        // Control
        readers.Add<Call>();
        readers.Add<Cond>();
        readers.Add<Custom>();
        readers.Add<Scan>();
        readers.Add<ScanPull>();
        readers.Add<While>();
        return readers.ByName;
    }
}

/// <summary>Collects readers; the rule table brings its own primitives.</summary>
internal sealed class Readers : IRuleVisitor
{
    public Dictionary<string, Func<Attributes, Primitive>> ByName { get; } = [];

    public void Add<T>() where T : Primitive, IPrimitive<T> => Add(T.Keyword, T.Read);

    public void Unary<TRule>() where TRule : struct, IUnaryRule => Add<Unary<TRule>>();

    public void Ordered<TRule>() where TRule : struct, IOrderedRule<TRule> =>
        Add(TRule.Name, attributes => new Unary<TRule>(TRule.WithOrder(attributes.Integer("order"))));

    public void Binary<TRule>() where TRule : struct, IBinaryRule => Add<Binary<TRule>>();

    public void Ternary<TRule>() where TRule : struct, ITernaryRule => Add<Ternary<TRule>>();

    public void Comparison<TRule>() where TRule : struct, IComparisonRule => Add<Primitives.Comparison<TRule>>();

    private void Add(string keyword, Func<Attributes, Primitive> read)
    {
        if (!ByName.TryAdd(keyword, read))
        {
            throw new InvalidOperationException($"Two primitives are called {keyword}; the text form tells them apart by name alone.");
        }
    }
}
