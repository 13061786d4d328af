using System.Runtime.CompilerServices;

namespace Aresta.Numerics;

/// <summary>One instruction of a segment, on numbers in the memory of the segment.</summary>
/// <param name="Code">Which code carries it out (<see cref="StepCode"/>); 0 if only an object can, or if there is no such step.</param>
/// <param name="X">Where the first operand is.</param>
/// <param name="Y">Where the second operand is.</param>
/// <param name="Z">Where the third operand is.</param>
internal readonly record struct Step(int Code, int X, int Y, int Z);

/// <summary>
/// Where an operand is. What the last three steps have computed is in registers, and so are their adjoints on the way back: what passes
/// through memory takes the processor twice as long as a sum or a product.
/// </summary>
internal unsafe interface IPlace
{
    /// <summary>Fetches the operand.</summary>
    static abstract double Get(double* values, int at, double last, double second, double third);

    /// <summary>Adds partial · adjoint to the adjoint of the operand.</summary>
    static abstract void Add(
        double partial, double adjoint, double* adjoints, int at, ref double last, ref double second, ref double third);
}

/// <summary>In memory.</summary>
internal readonly unsafe struct Remote : IPlace
{
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static double Get(double* values, int at, double last, double second, double third) => values[at];

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static void Add(
        double partial, double adjoint, double* adjoints, int at, ref double last, ref double second, ref double third) =>
        adjoints[at] = Math.FusedMultiplyAdd(partial, adjoint, adjoints[at]);
}

/// <summary>The result of the step before.</summary>
internal readonly unsafe struct Last : IPlace
{
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static double Get(double* values, int at, double last, double second, double third) => last;

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static void Add(
        double partial, double adjoint, double* adjoints, int at, ref double last, ref double second, ref double third) =>
        last = Math.FusedMultiplyAdd(partial, adjoint, last);
}

/// <summary>The result of the step before the last.</summary>
internal readonly unsafe struct Second : IPlace
{
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static double Get(double* values, int at, double last, double second, double third) => second;

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static void Add(
        double partial, double adjoint, double* adjoints, int at, ref double last, ref double second, ref double third) =>
        second = Math.FusedMultiplyAdd(partial, adjoint, second);
}

/// <summary>The result of the step before that.</summary>
internal readonly unsafe struct Third : IPlace
{
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static double Get(double* values, int at, double last, double second, double third) => third;

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static void Add(
        double partial, double adjoint, double* adjoints, int at, ref double last, ref double second, ref double third) =>
        third = Math.FusedMultiplyAdd(partial, adjoint, third);
}

/// <summary>In memory, and a constant: it has no adjoint.</summary>
internal readonly unsafe struct Fixed : IPlace
{
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static double Get(double* values, int at, double last, double second, double third) => values[at];

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static void Add(
        double partial, double adjoint, double* adjoints, int at, ref double last, ref double second, ref double third)
    {
    }
}
