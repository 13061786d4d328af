using Aresta.Graphs;
using Aresta.Primitives;

namespace Aresta.Transforms;

/// <summary>
/// Finds nodes by what they apply to what, so that equal applications become one node. Those whose rules differ from their derivatives on
/// purpose stay apart: a clipped sum of cotangents is not the sum of clipped ones.
/// </summary>
/// <param name="again">The pass that numbers: bodies in which values become the same go through it once more.</param>
internal sealed class ValueNumbering(Func<Graph, Graph> again)
{
    private readonly Dictionary<Application, Node> nodes = [];

    /// <summary>
    /// The results of the first node that applies the primitive to the operands; of a new one if there is none. What a primitive with
    /// bodies gives twice is the first of both.
    /// </summary>
    public Value[] Results(Primitive primitive, Value[] operands)
    {
        int[]? results = null;
        if (primitive is Control control)
        {
            (primitive, results) = Duplicates.Merge(control, operands, again);
        }

        Node? node;
        if (IsOneOfItsKind(primitive))
        {
            node = Node.Create(primitive, operands);
        }
        else if (new Application(primitive, operands) is var application && !nodes.TryGetValue(application, out node))
        {
            nodes.Add(application, node = Node.Create(primitive, operands));
        }

        return [.. (results ?? Enumerable.Range(0, node.Results.Length)).Select(node.Result)];
    }

    /// <summary>The first node that applies the same as this one: this one, if there is none.</summary>
    public Node First(Node node)
    {
        var application = new Application(node.Primitive, [.. node.Operands]);
        return nodes.TryAdd(application, node) ? node : nodes[application];
    }

    /// <summary>Whether the primitive is to be computed where it stands and as often as it stands there.</summary>
    public static bool IsOneOfItsKind(Primitive primitive) =>
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
