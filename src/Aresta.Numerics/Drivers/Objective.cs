namespace Aresta.Numerics;

/// <summary>A function of your own, Rⁿ → R, on one type of number: a lambda.</summary>
/// <param name="x">Where.</param>
public delegate T Objective<T>(ReadOnlySpan<T> x);
