using Aresta.Numerics.Rules;
using Aresta.Primitives;

namespace Aresta.Execution;

/// <summary>relu as it is written in graphs: where(z ≤ 0, 0, z).</summary>
/// <param name="Place">z.</param>
/// <param name="Mask">z ≤ 0.</param>
internal sealed record Rectification(int Place, int Mask)
{
    /// <summary>What a value is the relu of.</summary>
    public static Rectification? Of(Dataflow graph, int place) => graph.Operands<Where>(place) is [var mask, var zero, var z]
        && graph.Number(zero) == 0 && graph.Operands<Primitives.Comparison<LessOrEqual>>(mask) is [var compared, var bound]
        && graph.Roots[compared] == graph.Roots[z] && graph.Number(bound) == 0 ? new(z, mask) : null;
}
