using Aresta.Graphs;
using Aresta.Primitives;
using Aresta.Tensors;

namespace Aresta.Tests.Laws;

/// <summary>A primitive and operands that it takes, away from kinks and jumps wherever it is differentiable.</summary>
/// <param name="Primitive">The primitive.</param>
/// <param name="Operands">The operands.</param>
/// <param name="Condition">By how much the operation may multiply relative errors: 1 but for solutions of equations.</param>
public sealed record PrimitiveCase(Primitive Primitive, Tensor[] Operands, double Condition = 1)
{
    /// <summary>The unit roundoff of its coarsest floating dtype.</summary>
    public double Epsilon =>
        Math.ScaleB(1, Trace().Nodes.SelectMany(node => node.Results).Any(type => type.DType == DType.Float32) ? -24 : -53);

    /// <summary>The graph that applies the primitive to an input for each operand; an output for each result.</summary>
    public Graph Trace() => Graph.Trace(
        v =>
        {
            var node = Node.Create(Primitive, v);
            return [.. Enumerable.Range(0, node.Results.Length).Select(node.Result)];
        },
        [.. Operands.Select(x => x.Type)], originBudget: 0);

    /// <inheritdoc/>
    public override string ToString() => $"{Primitive}({string.Join(", ", Operands.Select(x => $"{x.Type} {x}"))})";
}
