using System.Globalization;
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
            throw new BranchChangedException($"The program does not hold here: {WhatChanged}. Record it anew at these inputs.");
    }

    /// <summary>
    /// The outputs at given inputs; false (with the outputs unchanged) where the recorded code would have taken another branch.
    /// </summary>
    public bool TryRun(ReadOnlySpan<T> inputs, Span<T> outputs)
    {
        Check(inputs.Length, program.InputCount, "inputs");
        Check(outputs.Length, program.OutputCount, "outputs");
        inputs.CopyTo(values.AsSpan(program.Constants.Length));
        changed = Forward();
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
            var (_, x, y, guard) = program.Code[changed];
            var why = program.Guards[guard].Explain(T.ToDouble(values[x]), T.ToDouble(values[y]));
            return string.Create(CultureInfo.InvariantCulture, $"{why} (question {guard + 1} of {program.GuardCount})");
        }
    }

    /// <summary>The cotangents of the inputs, Jᵀ·cotangents, where <see cref="Run"/> was last.</summary>
    /// <param name="cotangents">The cotangent of each output.</param>
    /// <param name="gradient">Where those of the inputs are written.</param>
    /// <exception cref="InvalidOperationException">The last run failed.</exception>
    public void Pull(ReadOnlySpan<T> cotangents, Span<T> gradient)
    {
        Check(cotangents.Length, program.OutputCount, "cotangents");
        Check(gradient.Length, program.InputCount, "derivatives");
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

    /// <summary>Runs the instructions; the number of the first guard that has another answer, or −1.</summary>
    private int Forward()
    {
        var code = program.Code;
        // Every slot was given out by the lowering, below that of the instruction that reads it.
        ref var v = ref MemoryMarshal.GetArrayDataReference(values);
        ref var result = ref Unsafe.Add(ref v, program.First);
        for (var i = 0; i < code.Length; i++)
        {
            ref readonly var step = ref code[i];
            ref var x = ref Unsafe.Add(ref v, step.X);
            ref var y = ref Unsafe.Add(ref v, step.Y);
            switch (step.Code)
            {
                case Codes.MultiplyAdd:
                    Unsafe.Add(ref result, i) = x * y + Unsafe.Add(ref v, step.Z);
                    break;
                case Codes.MultiplySubtract:
                    Unsafe.Add(ref result, i) = x * y - Unsafe.Add(ref v, step.Z);
                    break;
                case Codes.SubtractProduct:
                    Unsafe.Add(ref result, i) = Unsafe.Add(ref v, step.Z) - x * y;
                    break;
                case Codes.Divide:
                    Unsafe.Add(ref result, i) = x / y;
                    break;
                case Codes.Guard:
                    var guard = program.Guards[step.Z];
                    if (!Guard.Ask(guard.Question, T.ToDouble(x), T.ToDouble(y)).Equals(guard.Answer))
                        return i;
                    break;
                default:
                    Unsafe.Add(ref result, i) = program.Operations[step.Code - Codes.First].Value(x, y, Unsafe.Add(ref v, step.Z));
                    break;
            }
        }

        return -1;
    }

    /// <summary>Passes the adjoint of each instruction on to its operands, and leaves it at 0.</summary>
    private void Reverse()
    {
        var code = program.Code;
        var (first, inputs) = (program.First, program.Constants.Length);
        ref var v = ref MemoryMarshal.GetArrayDataReference(values);
        ref var a = ref MemoryMarshal.GetArrayDataReference(adjoints);
        var zero = T.Constant(0);
        for (var i = code.Length - 1; i >= 0; i--)
        {
            var slot = first + i;
            var adjoint = Unsafe.Add(ref a, slot);
            if (adjoint.Equals(zero))
                continue;
            ref readonly var step = ref code[i];
            ref var x = ref Unsafe.Add(ref v, step.X);
            ref var y = ref Unsafe.Add(ref v, step.Y);

            // Constants have no adjoints; what would go there goes to the instruction itself, where it is overwritten. (One place for all
            // would make the processor wait from one instruction to the next.)
            ref var toX = ref Unsafe.Add(ref a, step.X < inputs ? slot : step.X);
            ref var toY = ref Unsafe.Add(ref a, step.Y < inputs ? slot : step.Y);
            ref var toZ = ref Unsafe.Add(ref a, step.Z < inputs ? slot : step.Z);
            switch (step.Code)
            {
                case Codes.MultiplyAdd:
                    toX += T.Scale(y, adjoint);
                    toY += T.Scale(x, adjoint);
                    toZ += adjoint;
                    break;
                case Codes.MultiplySubtract:
                    toX += T.Scale(y, adjoint);
                    toY += T.Scale(x, adjoint);
                    toZ -= adjoint;
                    break;
                case Codes.SubtractProduct:
                    toX -= T.Scale(y, adjoint);
                    toY -= T.Scale(x, adjoint);
                    toZ += adjoint;
                    break;
                case Codes.Divide:
                    toX += T.Scale(T.Constant(1) / y, adjoint);
                    toY += T.Scale(-Unsafe.Add(ref v, slot) / y, adjoint);
                    break;
                case Codes.Guard:
                    break;
                default:
                    var operation = program.Operations[step.Code - Codes.First];
                    var (px, py, pz) = operation.Partials(x, y, Unsafe.Add(ref v, step.Z), Unsafe.Add(ref v, slot));
                    toX += T.Scale(px, adjoint);
                    if (operation.Arity > 1)
                        toY += T.Scale(py, adjoint);
                    if (operation.Arity > 2)
                        toZ += T.Scale(pz, adjoint);
                    break;
            }

            Unsafe.Add(ref a, slot) = zero;
        }
    }

    private static void Check(int count, int expected, string what)
    {
        if (count != expected)
            throw new ArgumentException($"The program has {expected} {what}, but {count} were given.");
    }
}
