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

    /// <summary>
    /// Writes the values of a function that only knows plain numbers, with the derivatives that this number carries: by its pushforward or
    /// its pullback.
    /// </summary>
    /// <param name="f">The function.</param>
    /// <param name="x">As many numbers as it takes.</param>
    /// <param name="y">Where its values are written: as many as it gives.</param>
    /// <exception cref="NotSupportedException">These do not say what this number has to know.</exception>
    static virtual void Call(IExternalFunction f, ReadOnlySpan<T> x, Span<T> y) => throw new NotSupportedException(
        $"A {typeof(T)} has to see every operation: an external function has a pushforward and a pullback only.");
}
