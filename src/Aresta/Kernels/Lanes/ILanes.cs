using System.Numerics;
using Aresta.Numerics;

namespace Aresta.Kernels;

/// <summary>
/// Several numbers that are computed with at once: a SIMD vector as a number of the algebra. A rule read with it is a kernel.
/// </summary>
/// <remarks>
/// <para>What an operation gives in a lane depends on the operands in that lane alone, and is the same bit by bit for every width: each
/// is an operation of IEEE 754, rounded once, or moves bits. Whatever is composed of them has the same property, so no result depends
/// on the machine's widest vector, on where a strip ends or on who its neighbors are. (Which NaN a NaN is, is left open.)</para>
/// <para>Masks are lanes too: all ones where something holds, all zeros elsewhere.</para>
/// </remarks>
/// <typeparam name="TSelf">The lanes themselves.</typeparam>
/// <typeparam name="T">float or double; integers of the same size only to be loaded, stored and chosen among.</typeparam>
internal unsafe interface ILanes<TSelf, T> : IElementary<TSelf>, IBitwiseOperators<TSelf, TSelf, TSelf>
    where TSelf : struct, ILanes<TSelf, T> where T : unmanaged
{
    /// <summary>How many lanes there are.</summary>
    static abstract int Count { get; }

    /// <summary>The numbers at an address, which need not be aligned.</summary>
    static abstract TSelf Load(T* source);

    /// <summary>Writes the numbers to an address.</summary>
    static abstract void Store(TSelf x, T* target);

    /// <summary>The same number in every lane.</summary>
    static abstract TSelf Broadcast(T value);

    /// <summary>The same bits in every lane.</summary>
    static abstract TSelf Pattern(long bits);

    /// <summary>a·b + c, rounded once.</summary>
    static abstract TSelf MultiplyAdd(TSelf a, TSelf b, TSelf c);

    /// <summary>a·b + c with a constant, rounded once.</summary>
    static abstract TSelf MultiplyAdd(TSelf a, TSelf b, double c);

    /// <summary>√x</summary>
    static abstract TSelf Sqrt(TSelf x);

    /// <summary>|x|</summary>
    static abstract TSelf Abs(TSelf x);

    /// <summary>⌊x⌋</summary>
    static abstract TSelf Floor(TSelf x);

    /// <summary>⌈x⌉</summary>
    static abstract TSelf Ceiling(TSelf x);

    /// <summary>The integer part.</summary>
    static abstract TSelf Truncate(TSelf x);

    /// <summary>The nearest integer, the even one of two.</summary>
    static abstract TSelf Round(TSelf x);

    /// <summary>The lesser; a NaN wins, and −0 is less than +0.</summary>
    static abstract TSelf Min(TSelf x, TSelf y);

    /// <summary>The greater; a NaN wins, and −0 is less than +0.</summary>
    static abstract TSelf Max(TSelf x, TSelf y);

    /// <summary>The lesser; a NaN loses.</summary>
    static abstract TSelf MinNumber(TSelf x, TSelf y);

    /// <summary>The greater; a NaN loses.</summary>
    static abstract TSelf MaxNumber(TSelf x, TSelf y);

    /// <summary>x, but not above <paramref name="bound"/>; a NaN stays. One instruction where <see cref="Min"/> takes several.</summary>
    static abstract TSelf AtMost(TSelf bound, TSelf x);

    /// <summary>x, but not below <paramref name="bound"/>; a NaN stays.</summary>
    static abstract TSelf AtLeast(TSelf bound, TSelf x);

    /// <summary>Where x &lt; y.</summary>
    static abstract TSelf IsLess(TSelf x, TSelf y);

    /// <summary>Where x ≤ y.</summary>
    static abstract TSelf IsLessOrEqual(TSelf x, TSelf y);

    /// <summary>Where x = y.</summary>
    static abstract TSelf IsEqual(TSelf x, TSelf y);

    /// <summary>One or the other, bit by bit.</summary>
    static abstract TSelf Select(TSelf mask, TSelf then, TSelf otherwise);

    /// <summary>All lanes made one number, in halves: lane i with lane i + half.</summary>
    static abstract T Fold<TReduction>(TSelf x) where TReduction : struct, IReduction;

    /// <summary>Whether any bit of any lane is set.</summary>
    static abstract bool Any(TSelf mask);

    /// <summary>The sum of the bit patterns as integers.</summary>
    static abstract TSelf AddBits(TSelf x, TSelf y);

    /// <summary>The difference of the bit patterns as integers.</summary>
    static abstract TSelf SubtractBits(TSelf x, TSelf y);

    /// <summary>The bit patterns, moved to the left.</summary>
    static abstract TSelf ShiftLeft(TSelf x, int places);

    /// <summary>The bit patterns, moved to the right; the sign bit fills up.</summary>
    static abstract TSelf ShiftRight(TSelf x, int places);

    /// <summary>x·2ⁿ rounded once, for 1/4 ≤ |x| ≤ 4 (or 0) and a whole n between −2100 and 2100 (float: −270 and 270).</summary>
    static abstract TSelf ScaleByPower(TSelf x, TSelf n);

    /// <summary>The rule's own value in every lane where the mask has its sign bit set, y in the others.</summary>
    static abstract TSelf Repair<TRule>(TRule rule, TSelf mask, TSelf x, TSelf y) where TRule : struct, IUnaryRule;

    /// <summary>A rule that has no vector form, one lane after another.</summary>
    static abstract TSelf EachLane<TRule>(TRule rule, TSelf x) where TRule : struct, IUnaryRule;

    /// <inheritdoc cref="EachLane{TRule}(TRule, TSelf)"/>
    static abstract TSelf EachLane<TRule>(TRule rule, TSelf x, TSelf y) where TRule : struct, IBinaryRule;

    /// <inheritdoc cref="EachLane{TRule}(TRule, TSelf)"/>
    static abstract TSelf EachLane<TRule>(TRule rule, TSelf x, TSelf y, TSelf z) where TRule : struct, ITernaryRule;

    /// <summary>A rule read with lanes of double and rounded once: for float only.</summary>
    static abstract TSelf InDouble<TRule>(TRule rule, TSelf x) where TRule : struct, IUnaryRule;

    /// <inheritdoc cref="InDouble{TRule}(TRule, TSelf)"/>
    static abstract TSelf InDouble<TRule>(TRule rule, TSelf x, TSelf y) where TRule : struct, IBinaryRule;
}
