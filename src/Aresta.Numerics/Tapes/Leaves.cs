namespace Aresta.Numerics;

/// <summary>
/// Consecutive variables that no statement computes: inputs, which keep their adjoints, or the outputs of an external function, whose
/// adjoints its pullback carries on.
/// </summary>
/// <param name="Start">The number of the first.</param>
/// <param name="End">The number after the last.</param>
/// <param name="Call">The external function, if it is one.</param>
internal readonly record struct Leaves<T>(int Start, int End, ExternalCall<T>? Call);

/// <summary>A call of a function that the tape does not look into.</summary>
/// <param name="Inputs">The numbers of its operands; 0 for constants.</param>
/// <param name="Pullback">How it carries cotangents back.</param>
internal sealed record ExternalCall<T>(int[] Inputs, Pullback<T> Pullback);

/// <summary>
/// The pullback of a function x ↦ y: given the cotangents of y, writes those of x, which are Jᵀ·<paramref name="outputs"/>.
/// </summary>
/// <param name="outputs">The cotangent of each output.</param>
/// <param name="inputs">The cotangent of each input, 0 at first.</param>
public delegate void Pullback<T>(ReadOnlySpan<T> outputs, Span<T> inputs);
