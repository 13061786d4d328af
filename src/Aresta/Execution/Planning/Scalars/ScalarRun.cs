using Aresta.Numerics;
using Aresta.Primitives;
using Aresta.Tensors;

namespace Aresta.Execution;

/// <summary>Where a scalar lies: an element of a storage.</summary>
internal sealed record ScalarPlace(int Storage, nint Start, DType DType);

/// <summary>Operations on scalars as a program: no strips, no call for most of them.</summary>
internal sealed unsafe class ScalarRun(
    ScalarProgram<Float64> program, ScalarPlace[] inputs, ScalarPlace[] outputs, IReadOnlyList<Node> nodes) : Step
{
    // Inputs, outputs, and the memory of the program.
    private readonly int numbers = inputs.Length + outputs.Length + program.MemoryLength;

    /// <summary>What it runs.</summary>
    public ScalarProgram<Float64> Program => program;

    /// <summary>Where its inputs lie.</summary>
    public ScalarPlace[] Inputs => inputs;

    /// <summary>Where its outputs go: to the beginning of storages.</summary>
    public ScalarPlace[] Outputs => outputs;

    public override string Kernel => "scalars";

    public override IReadOnlyList<int> Reads { get; } = [.. inputs.Select(input => input.Storage).Distinct()];

    public override IReadOnlyList<int> Writes { get; } = [.. outputs.Select(output => output.Storage)];

    public override IReadOnlyList<Node> Nodes => nodes;

    public override double Flops => nodes.Count;

    public override long WorkspaceBytes(int threads) => (long)numbers * sizeof(double);

    // All is read before anything is written.
    public override bool MayShare(int write, int read) => true;

    public override void Run(Frame frame)
    {
        var memory = new Span<Float64>(frame[Workspace], numbers);
        var given = memory[..inputs.Length];
        var made = memory.Slice(inputs.Length, outputs.Length);
        for (var i = 0; i < given.Length; i++)
        {
            given[i] = ScalarForm.Load(frame[inputs[i].Storage], inputs[i]);
        }

        program.Run(given, made, memory[(given.Length + made.Length)..]);
        for (var i = 0; i < made.Length; i++)
        {
            ScalarForm.Store(made[i], frame[outputs[i].Storage], outputs[i]);
        }
    }
}
