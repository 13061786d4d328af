namespace Aresta.Paths;

/// <summary>
/// Vertex elimination (Griewank and Walther, <em>Evaluating Derivatives</em>, 2nd edition, chapter 9): a vertex between others is taken out
/// by joining each of its predecessors to each of its successors with the product of the two edges, and edges that become parallel are
/// added. What is left between the source and the target is the derivative, factored.
/// </summary>
/// <remarks>
/// Only vertices with one predecessor or one successor are taken out, so no edge is ever added: the first vertex in topological order
/// after the source always is such a one. Where both are one, nothing is repeated; otherwise the single edge is repeated, and gets a name
/// unless it is one symbol already. A series-parallel network needs no names, and any network stays linear in its edges.
/// </remarks>
public sealed class Factoring
{
    // Deeper expressions would be unreadable, and are given names in parts.
    private const int DeepestTerm = 40;

    private readonly Dictionary<int, Term>[] leaving;
    private readonly HashSet<int>[] entering;
    private readonly SortedSet<(int Cost, int Vertex)> candidates = [];
    private readonly List<Term> named = [];
    private readonly int[] cost;
    private readonly Network network;

    private Factoring(Network network)
    {
        this.network = network;
        cost = new int[network.VertexCount];
        leaving = [.. Enumerable.Range(0, network.VertexCount).Select(_ => new Dictionary<int, Term>())];
        entering = [.. Enumerable.Range(0, network.VertexCount).Select(_ => new HashSet<int>())];
        var onPath = OnPath();
        foreach (var parallel in network.Edges.Index().Where(edge => onPath(edge.Item)).GroupBy(edge => edge.Item, edge => edge.Index))
        {
            Join(parallel.Key.From, parallel.Key.To, Added([.. parallel.Select(i => new Term.Edge(i))]));
        }
    }

    // A vertex that is not reached, or from which there is no way on, would be eliminated by nobody.
    private Func<(int From, int To), bool> OnPath()
    {
        var (reached, reaching) = (new bool[network.VertexCount], new bool[network.VertexCount]);
        (reached[network.Source], reaching[network.Target]) = (true, true);
        for (var i = 0; i < network.Edges.Count; i++)
        {
            var (forth, back) = (network.Edges[i], network.Edges[network.Edges.Count - 1 - i]);
            reached[forth.To] |= reached[forth.From];
            reaching[back.From] |= reaching[back.To];
        }

        return edge => reached[edge.From] && reaching[edge.To];
    }

    /// <summary>The factored sum over all paths of <paramref name="network"/>.</summary>
    public static Factored Of(Network network)
    {
        ArgumentNullException.ThrowIfNull(network);
        return new Factoring(network).Run();
    }

    private Factored Run()
    {
        if (network.Source == network.Target)
        {
            return new(named, new Term.Unit());
        }

        for (var vertex = 0; vertex < network.VertexCount; vertex++)
        {
            Consider(vertex);
        }

        while (candidates.Count > 0)
        {
            var (_, vertex) = candidates.Min;
            candidates.Remove(candidates.Min);
            Eliminate(vertex);
        }

        return new(named, leaving[network.Source].TryGetValue(network.Target, out var sum) ? sum : new Term.Nothing());
    }

    private void Eliminate(int vertex)
    {
        var (before, after) = (entering[vertex].Order().ToList(), leaving[vertex].OrderBy(pair => pair.Key).ToList());
        foreach (var predecessor in before)
        {
            var into = leaving[predecessor][vertex];
            Forget(predecessor, vertex);
            if (after.Count > 1)
            {
                into = Atom(into);
            }

            for (var i = 0; i < after.Count; i++)
            {
                var (successor, outOf) = after[i];
                if (before.Count > 1)
                {
                    outOf = Atom(outOf);
                    after[i] = new(successor, outOf);
                }

                var product = Multiplied(into, outOf);
                var sum = leaving[predecessor].TryGetValue(successor, out var parallel) ? Added([parallel, product]) : product;
                Join(predecessor, successor, sum);
            }
        }

        foreach (var (successor, _) in after)
        {
            Forget(vertex, successor);
        }

        foreach (var neighbor in before.Concat(after.Select(pair => pair.Key)))
        {
            Consider(neighbor);
        }
    }

    // A vertex that can be taken out, cheapest first: what would be repeated, then its place.
    private void Consider(int vertex)
    {
        candidates.Remove((cost[vertex], vertex));
        var (into, outOf) = (entering[vertex].Count, leaving[vertex].Count);
        if (vertex != network.Source && vertex != network.Target && Math.Min(into, outOf) == 1)
        {
            candidates.Add((cost[vertex] = Math.Max(into, outOf), vertex));
        }
    }

    private void Join(int from, int to, Term term)
    {
        leaving[from][to] = term.Depth > DeepestTerm ? Atom(term) : term;
        entering[to].Add(from);
    }

    private void Forget(int from, int to)
    {
        leaving[from].Remove(to);
        entering[to].Remove(from);
    }

    private Term Atom(Term term)
    {
        if (term is Term.Edge or Term.Named)
        {
            return term;
        }

        named.Add(term);
        return new Term.Named(named.Count - 1);
    }

    private static Term Added(IReadOnlyList<Term> terms) => terms.Count == 1 ? terms[0]
        : new Term.Sum([.. terms.SelectMany(term => term is Term.Sum sum ? sum.Terms : [term])]);

    private static Term Multiplied(Term left, Term right) => new Term.Product(
        [.. left is Term.Product l ? l.Factors : [left], .. right is Term.Product r ? r.Factors : [right]]);
}
