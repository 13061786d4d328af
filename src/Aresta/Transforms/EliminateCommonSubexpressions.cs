using Aresta.Graphs;
using Aresta.Primitives;

namespace Aresta.Transforms;

/// <summary>Computes once what is computed several times: value numbering by primitive and operands.</summary>
public static class EliminateCommonSubexpressions
{
    /// <summary>
    /// A graph with the same outputs, bit for bit, in which no two nodes apply equal primitives to the same operands. The names of merged
    /// values are all kept.
    /// </summary>
    /// <remarks>x + y and y + x stay apart: that they are equal is algebra, not repetition.</remarks>
    public static Graph Of(Graph graph)
    {
        ArgumentNullException.ThrowIfNull(graph);
        var made = new Dictionary<Application, Node>();
        return Rewriting.Rewrite(graph, (node, operands) =>
        {
            var application = new Application(node.Primitive, operands);
            if (!made.TryGetValue(application, out var same))
            {
                made.Add(application, same = Node.Create(node.Primitive, operands));
            }

            return [.. Enumerable.Range(0, node.Results.Length).Select(same.Result)];
        });
    }

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
