using System.Runtime.CompilerServices;

namespace Aresta.Numerics.Series;

/// <summary>Four coefficients: derivatives up to order 3.</summary>
/// <typeparam name="T">The coefficient.</typeparam>
[InlineArray(4)]
public struct Terms4<T> : ITerms<Terms4<T>, T>
{
    private T first;

    /// <inheritdoc/>
    public static int Count => 4;

    /// <inheritdoc/>
    public static Span<T> Span(ref Terms4<T> terms) => terms;
}

/// <summary>Eight coefficients: derivatives up to order 7.</summary>
/// <typeparam name="T">The coefficient.</typeparam>
[InlineArray(8)]
public struct Terms8<T> : ITerms<Terms8<T>, T>
{
    private T first;

    /// <inheritdoc/>
    public static int Count => 8;

    /// <inheritdoc/>
    public static Span<T> Span(ref Terms8<T> terms) => terms;
}

/// <summary>Sixteen coefficients: derivatives up to order 15.</summary>
/// <typeparam name="T">The coefficient.</typeparam>
[InlineArray(16)]
public struct Terms16<T> : ITerms<Terms16<T>, T>
{
    private T first;

    /// <inheritdoc/>
    public static int Count => 16;

    /// <inheritdoc/>
    public static Span<T> Span(ref Terms16<T> terms) => terms;
}

/// <summary>Thirty-two coefficients: derivatives up to order 31.</summary>
/// <typeparam name="T">The coefficient.</typeparam>
[InlineArray(32)]
public struct Terms32<T> : ITerms<Terms32<T>, T>
{
    private T first;

    /// <inheritdoc/>
    public static int Count => 32;

    /// <inheritdoc/>
    public static Span<T> Span(ref Terms32<T> terms) => terms;
}

/// <summary>Sixty-four coefficients: derivatives up to order 63.</summary>
/// <typeparam name="T">The coefficient.</typeparam>
[InlineArray(64)]
public struct Terms64<T> : ITerms<Terms64<T>, T>
{
    private T first;

    /// <inheritdoc/>
    public static int Count => 64;

    /// <inheritdoc/>
    public static Span<T> Span(ref Terms64<T> terms) => terms;
}

/// <summary>A hundred and twenty-eight coefficients: derivatives up to order 127.</summary>
/// <typeparam name="T">The coefficient.</typeparam>
[InlineArray(128)]
public struct Terms128<T> : ITerms<Terms128<T>, T>
{
    private T first;

    /// <inheritdoc/>
    public static int Count => 128;

    /// <inheritdoc/>
    public static Span<T> Span(ref Terms128<T> terms) => terms;
}
