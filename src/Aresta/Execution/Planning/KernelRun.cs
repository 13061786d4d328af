using Aresta.Primitives;

namespace Aresta.Execution;

/// <summary>A kernel that needs nothing but addresses.</summary>
/// <param name="kernel">What <see cref="Plan.Explain"/> calls it.</param>
/// <param name="node">What it computes.</param>
/// <param name="reads">The storages that it reads.</param>
/// <param name="writes">The storages that it writes.</param>
/// <param name="flops">Additions and multiplications, about.</param>
/// <param name="run">Runs it.</param>
internal sealed class KernelRun(string kernel, Node node, int[] reads, int[] writes, double flops, Action<Frame> run) : Step
{
    public override string Kernel => kernel;

    public override IReadOnlyList<int> Reads { get; } = [.. reads.Distinct()];

    public override IReadOnlyList<int> Writes => writes;

    public override IReadOnlyList<Node> Nodes { get; } = [node];

    public override double Flops => flops;

    public override void Run(Frame frame) => run(frame);
}
