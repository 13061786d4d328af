namespace Aresta.Numerics;

/// <summary>
/// A number of the algebra that has a value: it can be compared, printed and asked whether it is positive. Every number type is one but
/// symbols, and whoever is one gets all of the framework's generic math from <see cref="Framework.IFrameworkNumber{TSelf}"/>.
/// </summary>
/// <remarks>Its <c>default</c> is the number 0.</remarks>
/// <typeparam name="T">The number type itself.</typeparam>
public interface IReal<T> : IElementary<T>, IEquatable<T>, IComparable<T>, IFormattable where T : IReal<T>
{
    /// <summary>The value, at the bottom of all levels of derivatives. Comparisons, predicates and rounding go by it alone.</summary>
    static abstract double ToDouble(T x);

    /// <summary>Whether a conversion to a plain number would lose derivatives. It is refused where it would.</summary>
    static virtual bool CarriesDerivatives => true;
}
