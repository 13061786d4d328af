using System.Runtime.CompilerServices;
using Aresta.Numerics;
using Aresta.Tensors;

namespace Aresta.Execution;

/// <summary>A plan that is nothing but one small program on scalars: run where its tensors lie, without a frame.</summary>
internal sealed class LoneScalars
{
    // Of programs with more memory the frame costs little beside the rest.
    private const int MostNumbers = 1024;

    private readonly ScalarProgram<Float64> program;
    private readonly (int Tensor, nint Start, DType DType)[] sources;
    private readonly (int Tensor, DType DType)[] targets;

    private LoneScalars(ScalarRun step, Storage[] storages, int inputs)
    {
        program = step.Program;
        sources = Array.ConvertAll(step.Inputs, place => (Number(storages[place.Storage]), place.Start, place.DType));
        targets = Array.ConvertAll(step.Outputs, place => (Number(storages[place.Storage]), place.DType));

        // Inputs, then outputs.
        int Number(Storage storage) => storage.Kind == StorageKind.Input ? storage.Number : inputs + storage.Number;
    }

    /// <summary>The steps as one program, if they are.</summary>
    /// <param name="steps">The steps of a plan.</param>
    /// <param name="storages">Its storages.</param>
    /// <param name="inputs">How many inputs it has.</param>
    public static LoneScalars? Of(Step[] steps, Storage[] storages, int inputs) =>
        steps is [ScalarRun step] && step.Program.MemoryLength <= MostNumbers
        && step.Reads.Concat(step.Writes).All(place => storages[place].Kind is StorageKind.Input or StorageKind.Output)
            ? new(step, storages, inputs)
            : null;

    /// <summary>Computes the outputs.</summary>
    [SkipLocalsInit]
    public void Run(ReadOnlySpan<Tensor> inputs, ReadOnlySpan<Tensor?> outputs)
    {
        Span<Float64> given = stackalloc Float64[sources.Length], made = stackalloc Float64[targets.Length];
        for (var i = 0; i < given.Length; i++)
        {
            var (tensor, start, dtype) = sources[i];
            given[i] = ScalarForm.Load(inputs[tensor].Elements, start, dtype);
        }

        program.Run(given, made, stackalloc Float64[program.MemoryLength]);
        for (var i = 0; i < made.Length; i++)
        {
            var (tensor, dtype) = targets[i];
            ScalarForm.Store(made[i], (tensor < inputs.Length ? inputs[tensor] : outputs[tensor - inputs.Length]!).Elements, dtype);
        }
    }
}
