using Aresta.Graphs;
using Aresta.Primitives;

namespace Aresta.Transforms;

/// <summary>
/// Finds nodes by what they apply to what, so that equal applications become one node. Those whose rules differ from their derivatives on
/// purpose stay apart: a clipped sum of cotangents is not the sum of clipped ones.
/// </summary>
internal sealed class ValueNumbering
{
    private readonly Dictionary<Application, Node> nodes = [];

    /// <summary>The first node that applies the primitive to the operands; a new one if there is none.</summary>
    public Node Make(Primitive primitive, Value[] operands)
    {
        if (IsOneOfItsKind(primitive))
        {
            return Node.Create(primitive, operands);
        }

        var application = new Application(primitive, operands);
        if (!nodes.TryGetValue(application, out var node))
        {
            nodes.Add(application, node = Node.Create(primitive, operands));
        }

        return node;
    }

    /// <summary>The first node that applies the same as this one: this one, if there is none.</summary>
    public Node First(Node node)
    {
        if (IsOneOfItsKind(node.Primitive))
        {
            return node;
        }

        var application = new Application(node.Primitive, [.. node.Operands]);
        return nodes.TryAdd(application, node) ? node : nodes[application];
    }

    private static bool IsOneOfItsKind(Primitive primitive) =>
        primitive is Custom { Deliberate: true }
        || (primitive is Control control && control.Bodies.Any(body => body.Graph.HasDeliberateRules));

    private readonly struct Application(Primitive primitive, Value[] operands) : IEquatable<Application>
    {
        private readonly Primitive primitive = primitive;
        private readonly Value[] operands = operands;

        public bool Equals(Application other) => primitive.Equals(other.primitive) && operands.AsSpan().SequenceEqual(other.operands);

        public override bool Equals(object? obj) => obj is Application other && Equals(other);

        public override int GetHashCode()
        {
            var hash = new HashCode();
            hash.Add(primitive);
            foreach (var operand in operands)
            {
                hash.Add(operand);
            }

            return hash.ToHashCode();
        }
    }
}
