using System.Globalization;
using System.Text;

namespace Aresta.Numerics;

/// <summary>
/// A computation on scalars as a list of instructions: recorded once on a <see cref="Trace{T}"/>, replayed at any inputs, with
/// derivatives in reverse. A program does not change; whoever replays it takes a <see cref="ScalarReplay{T}"/> with memory of its own, or
/// lends memory for one run.
/// </summary>
/// <typeparam name="T">The number type.</typeparam>
public sealed partial class ScalarProgram<T> where T : IReal<T>
{
    private SegmentedProgram? segmented;

    internal ScalarProgram(T[] constants, int inputCount, Instruction[] code, Operation<T>[] operations, Guard[] guards, int[] outputs) =>
        (Constants, InputCount, Code, Operations, Guards, Outputs) = (constants, inputCount, code, operations, guards, outputs);

    internal T[] Constants { get; }

    internal Instruction[] Code { get; }

    internal Operation<T>[] Operations { get; }

    internal Guard[] Guards { get; }

    /// <summary>The slots of the outputs.</summary>
    internal int[] Outputs { get; }

    /// <summary>How many inputs it takes.</summary>
    public int InputCount { get; }

    /// <summary>How many outputs it gives.</summary>
    public int OutputCount => Outputs.Length;

    /// <summary>How many instructions it has: no more than operations were recorded, since a·b + c is one.</summary>
    public int InstructionCount => Code.Length;

    /// <summary>How many questions the recorded code asked of its values: each replay asks them again.</summary>
    public int GuardCount => Guards.Length;

    /// <summary>The program cut into segments, if it is one of doubles and the processor is made for it.</summary>
    internal SegmentedProgram? Segmented => typeof(T) == typeof(Float64) && Ieee.Fuses
        ? LazyInitializer.EnsureInitialized(ref segmented, () => Segmentation.Of((ScalarProgram<Float64>)(object)this))
        : null;

    /// <summary>The slot of the first instruction.</summary>
    internal int First => Constants.Length + InputCount;

    /// <summary>Memory to run it in: for one thread at a time.</summary>
    public ScalarReplay<T> Start() => new(this);

    /// <summary>The instructions, one to a line.</summary>
    public override string ToString()
    {
        var text = new StringBuilder();
        foreach (var (i, (code, x, y, z)) in Code.Index())
            text.Append(Named(First + i)).Append(" = ").AppendLine(code switch
            {
                Codes.MultiplyAdd => $"{Named(x)} * {Named(y)} + {Named(z)}",
                Codes.MultiplySubtract => $"{Named(x)} * {Named(y)} - {Named(z)}",
                Codes.SubtractProduct => $"{Named(z)} - {Named(x)} * {Named(y)}",
                Codes.Divide => $"{Named(x)} / {Named(y)}",
                Codes.Guard => $"guard {Guards[z].Question} {Named(x)} {Named(y)}",
                _ => $"{Operations[code - Codes.First].Name}({string.Join(", ",
                    new[] { x, y, z }.Take(Operations[code - Codes.First].Arity).Select(Named))})",
            });
        return text.Append("return ").AppendJoin(", ", Outputs.Select(Named)).AppendLine().ToString();
    }

    private string Named(int slot) => slot < Constants.Length ? Constants[slot].ToString(null, CultureInfo.InvariantCulture)
        : slot < First ? $"x{slot - Constants.Length}"
        : $"v{slot - First}";
}
