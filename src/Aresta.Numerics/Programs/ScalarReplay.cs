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

    /// <summary>Passes the adjoint of each instruction on to its operands, and leaves it at 0.</summary>
    private void Reverse()
    {
        for (var i = program.Code.Length - 1; i >= 0; i--)
            Pull(i);
    }

    /// <summary>One instruction, with the product of the algebra.</summary>
    private void Pull(int i)
    {
        var slot = program.First + i;
        var (adjoint, zero) = (adjoints[slot], T.Constant(0));
        adjoints[slot] = zero;
        if (adjoint.Equals(zero))
            return;
        var (code, x, y, z) = program.Code[i];
        switch (code)
        {
            case Codes.MultiplyAdd:
            case Codes.MultiplySubtract:
                adjoints[x] += T.Scale(values[y], adjoint);
                adjoints[y] += T.Scale(values[x], adjoint);
                adjoints[z] += code == Codes.MultiplyAdd ? adjoint : -adjoint;
                break;
            case Codes.SubtractProduct:
                adjoints[x] -= T.Scale(values[y], adjoint);
                adjoints[y] -= T.Scale(values[x], adjoint);
                adjoints[z] += adjoint;
                break;
            case Codes.Divide:
                adjoints[x] += T.Scale(T.Constant(1) / values[y], adjoint);
                adjoints[y] += T.Scale(-values[slot] / values[y], adjoint);
                break;
            case Codes.Guard:
                break;
            default:
                var operation = program.Operations[code - Codes.First];
                var (px, py, pz) = operation.Partials(values[x], values[y], values[z], values[slot]);
                adjoints[x] += T.Scale(px, adjoint);
                if (operation.Arity > 1)
                    adjoints[y] += T.Scale(py, adjoint);
                if (operation.Arity > 2)
                    adjoints[z] += T.Scale(pz, adjoint);
                break;
        }
    }
}
