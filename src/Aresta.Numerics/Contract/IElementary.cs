using System.Numerics;

namespace Aresta.Numerics;

/// <summary>
/// What a number must answer so that the rules of the table, and any code written like them, can be read with it:
/// the four operations, constants, a choice, and "apply this rule to yourself".
/// </summary>
/// <remarks>
/// <para>The number type decides what a rule means: an IEEE number gives values, <see cref="Dual{T}"/> forward derivatives, a graph
/// value the symbolic graph. None of them knows any particular function: each says once what applying <em>a</em> rule means, and
/// <see cref="Elementary"/> gives the rules their everyday names.</para>
/// <para>There is no <c>bool</c> here: a symbol cannot be asked whether it is positive. Branches are <see cref="WhereLess"/> and
/// <see cref="WhereEqual"/>.</para>
/// </remarks>
/// <typeparam name="T">The number type itself.</typeparam>
public interface IElementary<T> :
    IAdditionOperators<T, T, T>, ISubtractionOperators<T, T, T>, IMultiplyOperators<T, T, T>, IDivisionOperators<T, T, T>,
    IUnaryNegationOperators<T, T>
    where T : IElementary<T>
{
    /// <summary>A literal. It carries no type of its own: a graph gives it the dtype and shape of what it meets.</summary>
    static abstract T Constant(double value);

    /// <summary>The function of one argument that <paramref name="rule"/> states.</summary>
    static abstract T Apply<TRule>(TRule rule, T x) where TRule : struct, IUnaryRule;

    /// <summary>The function of two arguments that <paramref name="rule"/> states.</summary>
    static abstract T Apply<TRule>(TRule rule, T x, T y) where TRule : struct, IBinaryRule;

    /// <summary>The function of three arguments that <paramref name="rule"/> states.</summary>
    static abstract T Apply<TRule>(TRule rule, T x, T y, T z) where TRule : struct, ITernaryRule;

    /// <summary><paramref name="then"/> where a &lt; b, else (a NaN too) <paramref name="otherwise"/>.</summary>
    static abstract T WhereLess(T a, T b, T then, T otherwise);

    /// <summary><paramref name="then"/> where a = b, else (a NaN too) <paramref name="otherwise"/>.</summary>
    static abstract T WhereEqual(T a, T b, T then, T otherwise);

    /// <summary>
    /// The product local derivative · (co)tangent: bilinear, and 0 wherever either is exactly 0, whatever the other is (∞ and NaN too),
    /// so that guarded code leaks no NaN from the branch not taken, and all orders of modes agree on it.
    /// </summary>
    static abstract T Scale(T partial, T tangent);

    /// <summary>
    /// The sum of two such products, as a function of two arguments moves: a number type may know a faster way to the same bits.
    /// </summary>
    static virtual T ScaleSum(T partialX, T tangentX, T partialY, T tangentY) =>
        T.Scale(partialX, tangentX) + T.Scale(partialY, tangentY);
}
