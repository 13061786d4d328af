using Aresta.Kernels;
using Aresta.Primitives;

namespace Aresta.Execution;

/// <summary>A contraction as products of matrices: of values where they lie, or of views of them.</summary>
internal sealed unsafe class ContractRun(
    Contraction contraction, (int Storage, nint Start) left, (int Storage, nint Start) right, int result, bool single, Node node,
    int threads) : Step
{
    public override string Kernel => $"contract {contraction}";

    public override IReadOnlyList<int> Reads { get; } = [.. new[] { left.Storage, right.Storage }.Distinct()];

    public override IReadOnlyList<int> Writes { get; } = [result];

    public override IReadOnlyList<Node> Nodes { get; } = [node];

    public override double Flops => 2 * contraction.MultiplyAdds;

    public override void Run(Frame frame)
    {
        if (single)
        {
            contraction.Run(
                (float*)frame[left.Storage] + left.Start, (float*)frame[right.Storage] + right.Start, (float*)frame[result], threads);
        }
        else
        {
            contraction.Run(
                (double*)frame[left.Storage] + left.Start, (double*)frame[right.Storage] + right.Start, (double*)frame[result], threads);
        }
    }
}
