using Aresta.Primitives;
using Aresta.Tensors;

namespace Aresta.Execution;

/// <summary>
/// Which nodes run by themselves and which as part of a pattern, found from the outputs back: what only nodes within a pattern need is not
/// computed.
/// </summary>
internal sealed class Selection
{
    private static readonly IPattern[] Patterns =
    [
        new BiasedConvolutions(), new Convolving(), new InputGradients(), new MaxPooling(), new MaxPoolingGradients(), new SumPooling(),
        new SumPoolingGradients(), new Attending(), new AttendingGradients(),
    ];

    private readonly Dataflow graph;
    private readonly Match?[] written;
    private readonly Match?[] matches;

    public Selection(Dataflow graph)
    {
        this.graph = graph;
        var count = graph.Graph.Nodes.Length;
        (written, matches) = (new Match?[graph.Places.Count], new Match?[count]);
        Uses = new int[graph.Places.Count];
        for (var n = count - 1; n >= graph.Graph.Inputs.Length; n--)
        {
            graph.DecideFrom(n + 1);
            if (Runs(n) && !Find(n))
            {
                Need(graph.Places.Operands[n]);
            }
        }
    }

    /// <summary>How often a value is read.</summary>
    public int[] Uses { get; }

    /// <summary>Whether a node runs by itself.</summary>
    public bool Runs(int position)
    {
        if (graph.IsAlias(position))
        {
            return false;
        }

        var first = graph.Result(position);
        for (var i = 0; i < graph.Graph.Nodes[position].Results.Length; i++)
        {
            if (graph.IsNeeded(first + i) && written[first + i] is null)
            {
                return true;
            }
        }

        return false;
    }

    /// <summary>The pattern whose step runs at a position: where the first of the nodes stands whose values it makes.</summary>
    public Match? At(int position) => matches[position];

    private bool Find(int position)
    {
        var node = graph.Graph.Nodes[position];
        if (node.Results is not [{ IsStack: false, DType: DType.Float32 or DType.Float64, Shape.Size: > 0 }, ..]
            || node.Operands.Any(operand => operand.Shape.Size == 0))
        {
            return false;
        }

        foreach (var pattern in Patterns)
        {
            if (pattern.At(graph, position) is { } match && Take(match))
            {
                return true;
            }
        }

        return false;
    }

    private bool Take(Match match)
    {
        var first = match.Writes.Min(graph.Maker);
        if (matches[first] is not null || match.Reads.Any(read => graph.Maker(read) >= first)
            || match.Writes.Any(write => written[graph.Roots[write]] is not null))
        {
            return false;
        }

        matches[first] = match;
        foreach (var write in match.Writes)
        {
            written[graph.Roots[write]] = match;
        }

        Need(match.Reads);
        return true;
    }

    private void Need(int[] places)
    {
        foreach (var place in places)
        {
            graph.Need(place);
            Uses[graph.Roots[place]]++;
        }
    }
}
