using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;

namespace Aresta.Numerics;

/// <summary>
/// Memory to run a segmented program in, and the way through it, forward and back. Adjoints live within a segment; between segments only
/// those of exports do.
/// </summary>
internal sealed unsafe class SegmentRun
{
    private readonly SegmentedProgram program;
    private readonly ScalarProgram<Float64> source;
    private readonly int constants;

    // All pinned: constants and inputs; the numbers of all segments; those exported; their adjoints; and those of one segment.
    private readonly double[] inputs, values, exports, inputAdjoints, exportAdjoints, adjoints;

    public SegmentRun(SegmentedProgram program)
    {
        this.program = program;
        (source, constants) = (program.Source, program.Source.Constants.Length);
        var (valueCount, exportCount) = program.Sizes;
        var longest = program.Segments.Length == 0 ? 0 : program.Segments.Max(segment => segment.Length);
        (inputs, inputAdjoints) = (Pinned(source.First), Pinned(source.First));
        (values, adjoints) = (Pinned(valueCount), Pinned(longest));
        (exports, exportAdjoints) = (Pinned(exportCount), Pinned(exportCount));
        MemoryMarshal.Cast<Float64, double>(source.Constants).CopyTo(inputs);

        static double[] Pinned(long length) => GC.AllocateArray<double>(checked((int)length), pinned: true);
    }

    /// <summary>Runs all steps; the number of the first guard (as an instruction) that has another answer, or −1.</summary>
    public int Forward(ReadOnlySpan<Float64> at)
    {
        MemoryMarshal.Cast<Float64, double>(at).CopyTo(inputs.AsSpan(constants));
        var steps = Steps;
        double* v = Address(values), given = Address(exports);
        var instruction = 0;
        foreach (var k in program.Order)
        {
            ref readonly var segment = ref program.Segments[k];
            var imports = program.Imports.AsSpan(segment.Imports, segment.ImportCount);
            for (var i = 0; i < imports.Length; i++)
                v[i] = imports[i] is >= 0 and var slot ? inputs[slot] : given[imports[i]];
            var changed = Forward(steps + segment.Code, segment.Count, v, v + segment.Body, instruction);
            if (changed >= 0)
                return changed;
            foreach (var number in program.Exports.AsSpan(segment.Exports, segment.ExportCount))
                *given++ = v[number];
            v += segment.Length;
            instruction += segment.Count;
        }

        return -1;
    }

    private int Forward(Step* steps, int count, double* v, double* results, int instruction)
    {
        for (var step = steps; ; step++)
        {
            var result = results + (step - steps);
            step = ((delegate*<Step*, double*, nint*, double*, double, double, double, Step*>)StepCode.Forward[step->Code])(
                step, v, StepCode.Forward, result, result[-1], result[-2], result[-3]);
            var i = (int)(step - steps);
            if (i == count)
                return -1;
            var (code, _, _, guard) = source.Code[instruction + i];
            if (code == Codes.Guard)
            {
                if (!source.Guards[guard].Holds(v[step->X], v[step->Y]))
                    return instruction + i;
            }
            else
            {
                results[i] = source.Operations[code - Codes.First].Value(v[step->X], v[step->Y], v[step->Z]);
            }
        }
    }

    /// <summary>The operands of an instruction that was reached last.</summary>
    public (double X, double Y) OperandsOf(int instruction)
    {
        var before = 0;
        var v = Address(values);
        foreach (var k in program.Order)
        {
            ref readonly var segment = ref program.Segments[k];
            if (instruction < before + segment.Count)
            {
                var step = program.Steps[segment.Code + instruction - before];
                return (v[step.X], v[step.Y]);
            }

            v += segment.Length;
            before += segment.Count;
        }

        throw new ArgumentOutOfRangeException(nameof(instruction));
    }

    /// <summary>The outputs of the last run.</summary>
    public void Outputs(Span<Float64> outputs)
    {
        for (var i = 0; i < outputs.Length; i++)
            outputs[i] = program.Outputs[i] is >= 0 and var slot ? inputs[slot] : exports[-1 - program.Outputs[i]];
    }

    /// <summary>The cotangents of the inputs for those of the outputs, where the last run was.</summary>
    public void Pull(ReadOnlySpan<Float64> cotangents, Span<Float64> gradient)
    {
        inputAdjoints.AsSpan().Clear();
        exportAdjoints.AsSpan().Clear();
        for (var i = 0; i < cotangents.Length; i++)
            (program.Outputs[i] is >= 0 and var slot ? ref inputAdjoints[slot] : ref exportAdjoints[-1 - program.Outputs[i]])
                += cotangents[i];
        Reverse();
        MemoryMarshal.Cast<double, Float64>(inputAdjoints.AsSpan(constants)).CopyTo(gradient);
    }

    private void Reverse()
    {
        var steps = Steps;
        double* a = Address(adjoints), v = Address(values) + values.Length, taken = Address(exportAdjoints) + exportAdjoints.Length;
        var instruction = source.Code.Length;
        for (var s = program.Order.Length - 1; s >= 0; s--)
        {
            ref readonly var segment = ref program.Segments[program.Order[s]];
            v -= segment.Length;
            taken -= segment.ExportCount;
            instruction -= segment.Count;
            adjoints.AsSpan(0, segment.Length).Clear();
            var exports = program.Exports.AsSpan(segment.Exports, segment.ExportCount);
            for (var i = 0; i < exports.Length; i++)
                a[exports[i]] = taken[i];
            // Sums go on where later segments left them, in the order of the steps.
            var imports = program.Imports.AsSpan(segment.Imports, segment.ImportCount);
            for (var i = 0; i < imports.Length; i++)
                a[i] = imports[i] is >= 0 and var slot ? inputAdjoints[slot] : taken[imports[i]];
            Reverse(steps + segment.Code, segment.Count, v, a, segment.Body, instruction);
            for (var i = 0; i < imports.Length; i++)
                (imports[i] is >= 0 and var slot ? ref inputAdjoints[slot] : ref taken[imports[i]]) = a[i];
        }
    }

    private void Reverse(Step* steps, int count, double* v, double* a, int body, int instruction)
    {
        for (var step = steps + count - 1; step >= steps; step--)
        {
            var slot = body + (step - steps);
            step = ((delegate*<Step*, double*, nint*, double*, nint, double, double, double, Step*>)StepCode.Reverse[step->Code])(
                step, v, StepCode.Reverse, a, (nint)slot, a[slot], a[slot - 1], a[slot - 2]);
            if (step < steps)
                return;
            slot = body + (step - steps);
            if (a[slot] != 0)
                Pull(in *step, source.Code[instruction + (int)(step - steps)].Code, v, a, slot);
        }
    }

    /// <summary>What registers do not: a function that is an object, or an adjoint that is infinite or NaN.</summary>
    private void Pull(in Step step, int code, double* v, double* a, long slot)
    {
        switch (StepCode.FormulaOf(step.Code))
        {
            case StepCode.Sum:
                Pull<Sum>(step, v, a, slot);
                return;
            case StepCode.Difference:
                Pull<Difference>(step, v, a, slot);
                return;
            case StepCode.Product:
                Pull<Product>(step, v, a, slot);
                return;
            case StepCode.Quotient:
                Pull<Quotient>(step, v, a, slot);
                return;
            case StepCode.ProductPlus:
                Pull<ProductPlus>(step, v, a, slot);
                return;
            case StepCode.ProductMinus:
                Pull<ProductMinus>(step, v, a, slot);
                return;
            case StepCode.MinusProduct:
                Pull<MinusProduct>(step, v, a, slot);
                return;
        }

        if (code == Codes.Guard)
            return;
        Float64* values = (Float64*)v, adjoints = (Float64*)a;
        source.Operations[code - Codes.First].Pull(
            values[step.X], values[step.Y], values[step.Z], values[slot], adjoints[slot],
            ref adjoints[step.X], ref adjoints[step.Y], ref adjoints[step.Z]);
    }

    private static void Pull<TFormula>(in Step step, double* v, double* a, long slot) where TFormula : struct, IFormula
    {
        var (x, y, w) = (v[step.X], v[step.Y], v[slot]);
        if (TFormula.PartialZ is { } partialZ)
            a[step.Z] += partialZ * a[slot];
        a[step.X] += Ieee.Scale(TFormula.PartialX(x, y, w), a[slot]);
        a[step.Y] += Ieee.Scale(TFormula.PartialY(x, y, w), a[slot]);
    }

    private Step* Steps => (Step*)Unsafe.AsPointer(ref MemoryMarshal.GetArrayDataReference(program.Steps));

    private static double* Address(double[] pinned) => (double*)Unsafe.AsPointer(ref MemoryMarshal.GetArrayDataReference(pinned));
}
