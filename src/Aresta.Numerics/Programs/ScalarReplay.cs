using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;

namespace Aresta.Numerics;

/// <summary>A program with memory to run in: values at inputs, and derivatives there. It allocates nothing.</summary>
/// <typeparam name="T">The number type.</typeparam>
public sealed class ScalarReplay<T> where T : IReal<T>
{
    private readonly ScalarProgram<T> program;
    private readonly T[] values;
    private readonly T[] adjoints;
    private int changed = -1;

    internal ScalarReplay(ScalarProgram<T> program)
    {
        this.program = program;
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
            throw program.Changed(changed, values);
    }

    /// <summary>
    /// The outputs at given inputs; false (with the outputs unchanged) where the recorded code would have taken another branch.
    /// </summary>
    public bool TryRun(ReadOnlySpan<T> inputs, Span<T> outputs)
    {
        program.Check(inputs.Length, outputs.Length);
        inputs.CopyTo(values.AsSpan(program.Constants.Length));
        changed = program.Forward(values);
        if (changed >= 0)
            return false;
        for (var i = 0; i < outputs.Length; i++)
            outputs[i] = values[program.Outputs[i]];
        return true;
    }

    /// <summary>Why the last run failed, if it did.</summary>
    public string? WhatChanged => changed < 0 ? null : program.Explain(changed, values);

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

    /// <summary>Passes the adjoint of each instruction on to its operands, and leaves it at 0.</summary>
    private void Reverse()
    {
        if (typeof(T) == typeof(Float64) && Ieee.Fuses)
            Fast(ref Unsafe.As<T, double>(ref MemoryMarshal.GetArrayDataReference(values)),
                ref Unsafe.As<T, double>(ref MemoryMarshal.GetArrayDataReference(adjoints)));
        else
            for (var i = program.Code.Length - 1; i >= 0; i--)
                Pull(i);
    }

    /// <summary>
    /// Sums and products of doubles; whatever else comes in between is left to <see cref="Pull(int)"/>. As on the tape, what goes to the
    /// instruction before is passed on in a register.
    /// </summary>
    private void Fast(ref double v, ref double a)
    {
        var code = program.Code;
        nint first = program.First, inputs = program.Constants.Length;
        var ahead = Unsafe.Add(ref a, first + code.Length - 1);
        for (nint i = code.Length - 1; i >= 0; i--)
        {
            var slot = first + i;
            var adjoint = ahead;
            ahead = Unsafe.Add(ref a, slot - 1); // there are constants before the first
            ref readonly var step = ref Unsafe.Add(ref MemoryMarshal.GetArrayDataReference(code), i);
            if (step.Code > Codes.Divide || !Ieee.IsOrdinary(adjoint))
            {
                (Unsafe.Add(ref a, slot), Unsafe.Add(ref a, slot - 1)) = (adjoint, ahead);
                Pull((int)i);
                ahead = Unsafe.Add(ref a, slot - 1);
                continue;
            }

            // Constants have no adjoints; what would go there goes to the instruction itself, where it is overwritten. (One place for all
            // would make the processor wait from one instruction to the next.)
            var (toX, toY) = (step.X < inputs ? slot : (nint)step.X, step.Y < inputs ? slot : (nint)step.Y);
            var (px, py) = (Unsafe.Add(ref v, step.Y), Unsafe.Add(ref v, step.X));
            if (step.Code == Codes.Divide)
            {
                py = -Unsafe.Add(ref v, slot) / px;
                px = 1 / px;
            }
            else
            {
                if (step.Code == Codes.SubtractProduct)
                    (px, py) = (-px, -py);
                var toZ = step.Z < inputs ? slot : (nint)step.Z;
                var pz = step.Code == Codes.MultiplySubtract ? -adjoint : adjoint;
                if (toZ == slot - 1)
                    ahead += pz;
                else
                    Unsafe.Add(ref a, toZ) += pz;
            }

            if (toX == slot - 1)
                ahead = Math.FusedMultiplyAdd(px, adjoint, ahead);
            else
                Unsafe.Add(ref a, toX) = Math.FusedMultiplyAdd(px, adjoint, Unsafe.Add(ref a, toX));
            if (toY == slot - 1)
                ahead = Math.FusedMultiplyAdd(py, adjoint, ahead);
            else
                Unsafe.Add(ref a, toY) = Math.FusedMultiplyAdd(py, adjoint, Unsafe.Add(ref a, toY));
        }

        Unsafe.Add(ref a, first - 1) = ahead;
        MemoryMarshal.CreateSpan(ref Unsafe.Add(ref a, first), code.Length).Clear();
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
