using System.Collections.Immutable;
using Aresta.Primitives;

namespace Aresta.Graphs;

/// <content>Graphs are equal when they say the same, whoever made them.</content>
public sealed partial class Graph : IEquatable<Graph>
{
    // A body stands in many nodes, and those in bodies.
    private int? hash;

    /// <summary>
    /// Whether both have the same nodes in the same order: equal primitives (constants to the bit) joined in the same way, the same inputs
    /// and outputs, and the same names at this moment. Where nodes came from does not count.
    /// </summary>
    public bool Equals(Graph? other)
    {
        if (ReferenceEquals(this, other))
        {
            return true;
        }

        if (other is null || Nodes.Length != other.Nodes.Length || Inputs.Length != other.Inputs.Length)
        {
            return false;
        }

        for (var n = 0; n < Nodes.Length; n++)
        {
            var (mine, theirs) = (Nodes[n], other.Nodes[n]);
            if (!mine.Primitive.Equals(theirs.Primitive)
                || !mine.Results.AsSpan().SequenceEqual(theirs.Results.AsSpan())
                || !Same(mine.Operands, theirs.Operands, other))
            {
                return false;
            }

            for (var i = 0; i < mine.Results.Length; i++)
            {
                if (!mine.Names(i).AsSpan().SequenceEqual(theirs.Names(i).AsSpan()))
                {
                    return false;
                }
            }
        }

        return Same(Inputs, other.Inputs, other) && Same(Outputs, other.Outputs, other);
    }

    /// <inheritdoc/>
    public override bool Equals(object? obj) => Equals(obj as Graph);

    /// <inheritdoc/>
    /// <remarks>Of operations and wiring; names may still be given, so they do not count.</remarks>
    public override int GetHashCode() => hash ??= Hash();

    private int Hash()
    {
        var code = new HashCode();
        foreach (var node in Nodes)
        {
            code.Add(node.Primitive);
            foreach (var operand in node.Operands)
            {
                code.Add(PositionOf(operand.Node));
                code.Add(operand.Index);
            }
        }

        foreach (var output in Outputs)
        {
            code.Add(PositionOf(output.Node));
        }

        return code.ToHashCode();
    }

    private bool Same(ImmutableArray<Value> mine, ImmutableArray<Value> theirs, Graph other)
    {
        if (mine.Length != theirs.Length)
        {
            return false;
        }

        for (var i = 0; i < mine.Length; i++)
        {
            if (mine[i].Index != theirs[i].Index || PositionOf(mine[i].Node) != other.PositionOf(theirs[i].Node))
            {
                return false;
            }
        }

        return true;
    }
}
