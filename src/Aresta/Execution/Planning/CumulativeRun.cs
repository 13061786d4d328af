using System.Numerics;
using Aresta.Kernels;
using Aresta.Primitives;

namespace Aresta.Execution;

/// <summary>Sums of all elements up to each along an axis, or from each on.</summary>
internal sealed unsafe class CumulativeRun<T>(Node node, bool backward, int axis, int source, int result, int threads) : Step
    where T : unmanaged, INumber<T>
{
    private readonly int outer = Axis.Product(node.Operands[0].Shape.AsSpan()[..axis]);
    private readonly int length = node.Operands[0].Shape[axis];
    private readonly int inner = Axis.Product(node.Operands[0].Shape.AsSpan()[(axis + 1)..]);

    public override string Kernel => "cumulative_sum";

    public override IReadOnlyList<int> Reads { get; } = [source];

    public override IReadOnlyList<int> Writes { get; } = [result];

    public override IReadOnlyList<Node> Nodes { get; } = [node];

    public override double Flops => (double)outer * length * inner;

    public override bool MayShare(int write, int read) => true;

    public override void Run(Frame frame) =>
        CumulativeSums<T>.Run(backward, (T*)frame[source], (T*)frame[result], outer, length, inner, threads);
}
