namespace Aresta.Numerics;

/// <summary>
/// What the tape keeps of an operation: which two statements it read, and its partial derivatives there. Its value is not needed: that is
/// with the <see cref="Variable{T}"/>. In place of a constant, or of a
/// second operand that there is not, stands the statement itself.
/// </summary>
/// <remarks>24 bytes in double precision, 16 in single.</remarks>
internal struct Statement<T>
{
    /// <summary>The number of the first operand and, in the upper half, of the second.</summary>
    public ulong Operands;

    /// <summary>The partial derivative for the first operand.</summary>
    public T PartialX;

    /// <summary>The partial derivative for the second operand; anything if there is none.</summary>
    public T PartialY;

    /// <summary>The number of the first operand.</summary>
    public readonly int X => (int)(uint)Operands;

    /// <summary>The number of the second operand.</summary>
    public readonly int Y => (int)(Operands >> 32);
}
