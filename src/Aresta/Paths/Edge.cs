using Aresta.Primitives;
using Aresta.Tensors;

namespace Aresta.Paths;

/// <summary>An arrow of the graph: one operand of one node.</summary>
/// <param name="From">The operand.</param>
/// <param name="To">The user.</param>
/// <param name="Operand">Which of the user's operands it is, from 0.</param>
public readonly record struct Edge(Value From, Value To, int Operand)
{
    /// <summary>
    /// The local derivative where it is a number for each element: ∂to/∂from between scalars, or element by element; null where it is a
    /// linear map of another form.
    /// </summary>
    public Value? Partial()
    {
        var node = To.Node;
        if (From.Type.IsStack || To.Type.IsStack)
        {
            return null;
        }

        if (!node.Primitive.HasEdge(node, Operand))
        {
            return node.Operands.Length > 0 && From.Shape == To.Shape ? Value.Zeros(new(DType.Float64, To.Shape)) : null;
        }

        if (node.Primitive is Elementwise elementwise)
        {
            return Broadcasting.Align(elementwise.Partial(node, Operand), To)[0];
        }

        if (From.Rank != 0 || To.Rank != 0)
        {
            return null;
        }

        var tangents = new Value?[node.Operands.Length];
        tangents[Operand] = Value.Filled(From.Type, 1);
        return node.Primitive.Push(node, tangents)[To.Index] ?? Value.Zeros(To.Type);
    }
}
