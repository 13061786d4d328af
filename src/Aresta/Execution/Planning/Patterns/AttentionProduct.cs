using Aresta.Primitives;

namespace Aresta.Execution;

/// <summary>
/// A value by the roles of its axes: of each the axis of the scores that it goes along, or −1 for the one that these have not. What is only
/// permuted is known by what lies below.
/// </summary>
internal readonly record struct RoledValue(int Place, int[] Roles)
{
    /// <summary>The value below permutations.</summary>
    public RoledValue Below(Dataflow graph)
    {
        var (place, roles) = (Place, Roles);
        while (graph.Types[graph.Roots[place]].Shape == graph.Types[place].Shape && graph.Operands<Permute>(place) is [var operand])
        {
            var (permute, below) = ((Permute)graph.Source(place).Primitive, new int[roles.Length]);
            for (var axis = 0; axis < below.Length; axis++)
            {
                below[permute.Axes[axis]] = roles[axis];
            }

            (place, roles) = (operand, below);
        }

        return new(place, roles);
    }

    /// <summary>The permutation of the value that is all that anybody needs of it; itself if there is none.</summary>
    /// <param name="graph">Who makes which value.</param>
    /// <param name="until">The last permutation, if it is known.</param>
    public RoledValue Above(Dataflow graph, int until = -1)
    {
        var (place, roles) = (Place, Roles);
        while (place != until && !graph.IsOutput(place) && graph.Users(place) is [var user]
            && graph.Graph.Nodes[user].Primitive is Permute permute && !graph.IsAlias(user)
            && graph.Types[graph.Operand(user, 0)].Shape == graph.Types[place].Shape)
        {
            var below = roles;
            (place, roles) = (graph.Result(user), [.. permute.Axes.Select(axis => below[axis])]);
        }

        return new(place, roles);
    }

    /// <summary>Whether both are the same value, read in the same order.</summary>
    public bool Is(RoledValue other, Dataflow graph) => graph.Roots[Place] == graph.Roots[other.Place]
        && graph.Types[Place].Shape == graph.Types[other.Place].Shape && Roles.SequenceEqual(other.Roles);

    /// <summary>The strides of a head: of the axes of the batch, of rows and of columns.</summary>
    public nint[] Strides(nint[] own, int[] batch, int row)
    {
        var roles = Roles;
        return [.. batch.Append(row).Append(-1).Select(role => own[Array.IndexOf(roles, role)])];
    }
}

/// <summary>
/// A contraction in which one of the three places is that of scores, queries × keys: q·kᵀ, w·v, or one of their adjoints.
/// </summary>
/// <param name="Row">The axis of the scores that goes along the queries; the last one goes along the keys.</param>
/// <param name="Queries">What has a row for each query.</param>
/// <param name="Keys">What has a row for each key.</param>
/// <param name="Result">Which of the places is the result: 0 the scores, 1 the queries, 2 the keys.</param>
internal sealed record AttentionProduct(int Row, RoledValue Queries, RoledValue Keys, int Result)
{
    /// <summary>Such a product whose result, or else an operand, is the scores.</summary>
    /// <param name="graph">Who makes which value.</param>
    /// <param name="position">The node.</param>
    /// <param name="scores">Which operand is the scores; 2 for the result.</param>
    public static AttentionProduct? Of(Dataflow graph, int position, int scores)
    {
        if (graph.Graph.Nodes[position].Primitive is not Contract contract)
        {
            return null;
        }

        string[] labels = [contract.Left, contract.Right, contract.Result];
        int[] values = [graph.Operand(position, 0), graph.Operand(position, 1), graph.Result(position)];
        var (first, second, known) = ((scores + 1) % 3, (scores + 2) % 3, labels[scores]);
        var alone = Enumerable.Range(0, known.Length)
            .Where(axis => labels[first].Contains(known[axis]) != labels[second].Contains(known[axis])).ToArray();
        if (alone is not [var row, var last] || last != known.Length - 1 || labels[first].Count(label => !known.Contains(label)) != 1
            || labels[second].Count(label => !known.Contains(label)) != 1
            || labels[first].Contains(known[row]) == labels[first].Contains(known[last]))
        {
            return null;
        }

        var (queries, keys) = labels[first].Contains(known[row]) ? (first, second) : (second, first);
        return new(row, Of(queries), Of(keys), scores == 2 ? 0 : queries == 2 ? 1 : 2);

        RoledValue Of(int place)
        {
            var value = new RoledValue(values[place], [.. labels[place].Select(label => known.IndexOf(label))]);
            return place == 2 ? value : value.Below(graph);
        }
    }
}
