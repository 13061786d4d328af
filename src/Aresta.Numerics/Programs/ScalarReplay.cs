using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;

namespace Aresta.Numerics;

/// <summary>A program with memory to run in: values at inputs, and derivatives there. It allocates nothing.</summary>
/// <typeparam name="T">The number type.</typeparam>
public sealed class ScalarReplay<T> where T : IReal<T>
{
    private readonly ScalarProgram<T> program;
    private readonly SegmentRun? segments;

    // Only without segments.
    private readonly T[] values = [], adjoints = [];
    private int changed = -1;

    internal ScalarReplay(ScalarProgram<T> program)
    {
        this.program = program;
        if (program.Segmented is { } segmented)
        {
            segments = new(segmented);
            return;
        }

        values = new T[program.First + program.Code.Length];
        program.Constants.CopyTo(values, 0);
        adjoints = new T[values.Length];
        adjoints.AsSpan().Fill(T.Constant(0));
    }

    /// <summary>The outputs at given inputs.</summary>
    /// <exception cref="BranchChangedException">The recorded code would have taken another branch there.</exception>
    public void Run(ReadOnlySpan<T> inputs, Span<T> outputs)
    {
        if (!TryRun(inputs, outputs))
            throw ScalarProgram<T>.Changed(WhatChanged!);
    }

    /// <summary>
    /// The outputs at given inputs; false (with the outputs unchanged) where the recorded code would have taken another branch.
    /// </summary>
    public bool TryRun(ReadOnlySpan<T> inputs, Span<T> outputs)
    {
        program.Check(inputs.Length, outputs.Length);
        if (segments != null)
        {
            changed = segments.Forward(Doubles(inputs));
            if (changed < 0)
                segments.Outputs(Doubles(outputs));
            return changed < 0;
        }

        inputs.CopyTo(values.AsSpan(program.Constants.Length));
        changed = program.Forward(values);
        if (changed >= 0)
            return false;
        for (var i = 0; i < outputs.Length; i++)
            outputs[i] = values[program.Outputs[i]];
        return true;
    }

    /// <summary>Why the last run failed, if it did.</summary>
    public string? WhatChanged
    {
        get
        {
            if (changed < 0)
                return null;
            var (_, x, y, _) = program.Code[changed];
            var (a, b) = segments?.OperandsOf(changed) ?? (T.ToDouble(values[x]), T.ToDouble(values[y]));
            return program.Explain(changed, a, b);
        }
    }

    /// <summary>The cotangents of the inputs, Jᵀ·cotangents, where <see cref="Run"/> was last.</summary>
    /// <param name="cotangents">The cotangent of each output.</param>
    /// <param name="gradient">Where those of the inputs are written.</param>
    /// <exception cref="InvalidOperationException">The last run failed.</exception>
    public void Pull(ReadOnlySpan<T> cotangents, Span<T> gradient)
    {
        ScalarProgram<T>.Check(cotangents.Length, program.OutputCount, "cotangents");
        ScalarProgram<T>.Check(gradient.Length, program.InputCount, "derivatives");
        if (changed >= 0)
            throw new InvalidOperationException($"There is nothing to pull back: {WhatChanged}.");
        if (segments != null)
        {
            segments.Pull(Doubles(cotangents), Doubles(gradient));
            return;
        }

        for (var i = 0; i < cotangents.Length; i++)
            adjoints[program.Outputs[i]] += cotangents[i];
        Reverse();
        var inputs = adjoints.AsSpan(0, program.First);
        inputs[program.Constants.Length..].CopyTo(gradient);
        inputs.Fill(T.Constant(0));
    }

    /// <summary>The value of the only output and its gradient.</summary>
    /// <exception cref="BranchChangedException">The recorded code would have taken another branch there.</exception>
    public T Gradient(ReadOnlySpan<T> inputs, Span<T> gradient)
    {
        var value = T.Constant(0);
        Run(inputs, new(ref value));
        var one = T.Constant(1);
        Pull(new(in one), gradient);
        return value;
    }

    private static ReadOnlySpan<Float64> Doubles(ReadOnlySpan<T> numbers) =>
        MemoryMarshal.CreateReadOnlySpan(ref Unsafe.As<T, Float64>(ref MemoryMarshal.GetReference(numbers)), numbers.Length);

    private static Span<Float64> Doubles(Span<T> numbers) =>
        MemoryMarshal.CreateSpan(ref Unsafe.As<T, Float64>(ref MemoryMarshal.GetReference(numbers)), numbers.Length);

    /// <summary>
    /// Passes the adjoint of each instruction on to its operands, with the product of the algebra, and leaves it at 0. Constants have none.
    /// </summary>
    private void Reverse()
    {
        var (code, constants, zero) = (program.Code, program.Constants.Length, T.Constant(0));
        // Every slot was given out by the lowering, below that of the instruction that reads it.
        ref var v = ref MemoryMarshal.GetArrayDataReference(values);
        ref var a = ref MemoryMarshal.GetArrayDataReference(adjoints);
        for (var i = code.Length - 1; i >= 0; i--)
        {
            ref var own = ref Unsafe.Add(ref a, program.First + i);
            var adjoint = own;
            if (adjoint.Equals(zero))
                continue;
            own = zero;
            ref readonly var step = ref code[i];
            var (x, y, z) = (step.X, step.Y, step.Z);
            ref var ofX = ref Unsafe.Add(ref a, x);
            ref var ofY = ref Unsafe.Add(ref a, y);
            switch (step.Code)
            {
                case Codes.MultiplyAdd:
                case Codes.MultiplySubtract:
                    if (x >= constants)
                        ofX += T.Scale(Unsafe.Add(ref v, y), adjoint);
                    if (y >= constants)
                        ofY += T.Scale(Unsafe.Add(ref v, x), adjoint);
                    if (z >= constants)
                        Unsafe.Add(ref a, z) += step.Code == Codes.MultiplyAdd ? adjoint : -adjoint;
                    break;
                case Codes.SubtractProduct:
                    if (x >= constants)
                        ofX -= T.Scale(Unsafe.Add(ref v, y), adjoint);
                    if (y >= constants)
                        ofY -= T.Scale(Unsafe.Add(ref v, x), adjoint);
                    if (z >= constants)
                        Unsafe.Add(ref a, z) += adjoint;
                    break;
                case Codes.Divide:
                    if (x >= constants)
                        ofX += T.Scale(T.Constant(1) / Unsafe.Add(ref v, y), adjoint);
                    if (y >= constants)
                        ofY += T.Scale(-Unsafe.Add(ref v, program.First + i) / Unsafe.Add(ref v, y), adjoint);
                    break;
                case Codes.Guard:
                    break;
                default:
                    program.Operations[step.Code - Codes.First].Pull(
                        Unsafe.Add(ref v, x), Unsafe.Add(ref v, y), Unsafe.Add(ref v, z), Unsafe.Add(ref v, program.First + i), adjoint,
                        ref ofX, ref ofY, ref Unsafe.Add(ref a, z));
                    break;
            }
        }
    }
}
