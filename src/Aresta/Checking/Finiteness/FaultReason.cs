namespace Aresta.Checking;

/// <summary>The rule by which an operation gave NaN or an infinity.</summary>
public enum FaultReason
{
    /// <summary>It was given, as an input or a constant; no rule is at fault.</summary>
    Given,

    /// <summary>An operand or a term is NaN.</summary>
    OperandIsNaN,

    /// <summary>An operand or a term is infinite.</summary>
    OperandIsInfinite,

    /// <summary>A number too large for its type.</summary>
    Overflow,

    /// <summary>The logarithm of a negative number.</summary>
    LogarithmOfNegative,

    /// <summary>The logarithm of zero.</summary>
    LogarithmOfZero,

    /// <summary>log(1 + x) where 1 + x is negative.</summary>
    LogarithmOfNegativeSum,

    /// <summary>log(1 + x) where 1 + x is zero.</summary>
    LogarithmOfZeroSum,

    /// <summary>The square root of a negative number.</summary>
    RootOfNegative,

    /// <summary>A number that is not zero, divided by zero.</summary>
    DivisionByZero,

    /// <summary>0/0.</summary>
    ZeroOverZero,

    /// <summary>∞/∞.</summary>
    InfinityOverInfinity,

    /// <summary>∞ − ∞, of two operands or of two terms of a sum.</summary>
    InfinityMinusInfinity,

    /// <summary>0·∞.</summary>
    ZeroTimesInfinity,

    /// <summary>A negative base under an exponent that is no integer.</summary>
    NegativeBase,

    /// <summary>Zero under a negative exponent.</summary>
    ZeroToNegativePower,

    /// <summary>An argument outside −1 to 1.</summary>
    OutsideMinusOneToOne,

    /// <summary>A pole at an end of −1 to 1.</summary>
    PoleAtOne,

    /// <summary>An argument below 1.</summary>
    BelowOne,

    /// <summary>An argument outside 0 to 1.</summary>
    OutsideZeroToOne,

    /// <summary>A pole at 0 or 1.</summary>
    PoleAtZeroOrOne,

    /// <summary>A pole of the gamma function or its kin: an integer that is not positive.</summary>
    PoleAtInteger,

    /// <summary>A function that has no value at infinity.</summary>
    NoValueAtInfinity,

    /// <summary>An argument outside the domain of the function.</summary>
    OutsideDomain,

    /// <summary>A NaN in a contraction, which no factor 0 masks.</summary>
    MaskedNaN,

    /// <summary>An infinity under a factor 0 in a contraction: 0·∞.</summary>
    MaskedInfinity,

    /// <summary>A matrix that is not positive definite.</summary>
    NotPositiveDefinite,

    /// <summary>A singular matrix.</summary>
    Singular,
}
