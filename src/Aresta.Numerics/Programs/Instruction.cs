namespace Aresta.Numerics;

/// <summary>
/// One step of a program: what to do with which slots. The result goes into the slot of the instruction itself: the slots of constants come
/// first, those of inputs next, then one for each instruction.
/// </summary>
/// <param name="Code">One of <see cref="Codes"/>, or <see cref="Codes.First"/> + the number of an operation.</param>
/// <param name="X">The slot of the first operand.</param>
/// <param name="Y">The slot of the second operand; that of the first, if there is none.</param>
/// <param name="Z">The slot of the third operand; that of the first, if there is none. Of a guard, its number.</param>
internal readonly record struct Instruction(int Code, int X, int Y, int Z);

/// <summary>What programs do without asking an operation.</summary>
internal static class Codes
{
    /// <summary>x·y + z: also sums (1·x + y) and products (x·y − 0), so that most programs are long runs of this one instruction.</summary>
    public const int MultiplyAdd = 0;

    /// <summary>x·y − z</summary>
    public const int MultiplySubtract = 1;

    /// <summary>z − x·y</summary>
    public const int SubtractProduct = 2;

    /// <summary>x ÷ y</summary>
    public const int Divide = 3;

    /// <summary>Whether a comparison still comes out as when the program was recorded.</summary>
    public const int Guard = 4;

    /// <summary>The first operation.</summary>
    public const int First = 5;
}
