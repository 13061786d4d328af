using System.Globalization;
using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;

namespace Aresta.Numerics;

/// <content>The way forward.</content>
public sealed partial class ScalarProgram<T>
{
    /// <summary>How many numbers a run needs memory for: constants, inputs, and the result of each instruction.</summary>
    public int MemoryLength => First + Code.Length;

    /// <summary>The outputs at given inputs, in memory of the caller.</summary>
    /// <param name="inputs">The inputs.</param>
    /// <param name="outputs">Where the outputs are written.</param>
    /// <param name="memory">At least <see cref="MemoryLength"/> numbers, which may be anything before and after.</param>
    /// <exception cref="BranchChangedException">The recorded code would have taken another branch there.</exception>
    public void Run(ReadOnlySpan<T> inputs, Span<T> outputs, Span<T> memory)
    {
        Check(inputs.Length, outputs.Length);
        if (memory.Length < MemoryLength)
            throw new ArgumentException($"The program needs memory for {MemoryLength} numbers, but was given that for {memory.Length}.");
        Constants.CopyTo(memory);
        inputs.CopyTo(memory[Constants.Length..]);
        if (Forward(memory) is >= 0 and var changed)
            throw Changed(Explain(changed, T.ToDouble(memory[Code[changed].X]), T.ToDouble(memory[Code[changed].Y])));
        for (var i = 0; i < outputs.Length; i++)
            outputs[i] = memory[Outputs[i]];
    }

    /// <summary>Runs the instructions, behind constants and inputs; the number of the first guard that has another answer, or −1.</summary>
    internal int Forward(Span<T> memory)
    {
        var code = Code;
        // Every slot was given out by the lowering, below that of the instruction that reads it.
        ref var v = ref MemoryMarshal.GetReference(memory);
        ref var result = ref Unsafe.Add(ref v, First);
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
                    if (!Guards[step.Z].Holds(T.ToDouble(x), T.ToDouble(y)))
                        return i;
                    break;
                default:
                    Unsafe.Add(ref result, i) = Operations[step.Code - Codes.First].Value(x, y, Unsafe.Add(ref v, step.Z));
                    break;
            }
        }

        return -1;
    }

    /// <summary>Why a run stopped at an instruction, which asked about two numbers.</summary>
    internal string Explain(int changed, double x, double y)
    {
        var guard = Code[changed].Z;
        var why = Guards[guard].Explain(x, y);
        return string.Create(CultureInfo.InvariantCulture, $"{why} (question {guard + 1} of {GuardCount})");
    }

    /// <summary>The error of a run that stopped.</summary>
    internal static BranchChangedException Changed(string why) =>
        new($"The program does not hold here: {why}. Record it anew at these inputs.");

    /// <summary>Refuses a wrong number of inputs or outputs.</summary>
    internal void Check(int inputs, int outputs)
    {
        Check(inputs, InputCount, "inputs");
        Check(outputs, OutputCount, "outputs");
    }

    /// <summary>Refuses a wrong number of something.</summary>
    internal static void Check(int count, int expected, string what)
    {
        if (count != expected)
            throw new ArgumentException($"The program has {expected} {what}, but {count} were given.");
    }
}
