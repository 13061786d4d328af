using System.Numerics;
using Aresta.Primitives;

namespace Aresta.Paths;

/// <summary>
/// All paths from one vertex to another: the vertices and edges that lie on one, the edges in an order in which every edge into a vertex
/// comes before every edge out of it. Vertices and edges are numbered; what an edge weighs is said by whoever asks.
/// </summary>
public sealed class Network
{
    private Network(int vertices, int source, int target, (int From, int To)[] edges) =>
        (VertexCount, Source, Target, Edges) = (vertices, source, target, edges);

    /// <summary>How many vertices there are.</summary>
    public int VertexCount { get; }

    /// <summary>The vertex at which the paths begin.</summary>
    public int Source { get; }

    /// <summary>The vertex at which they end.</summary>
    public int Target { get; }

    /// <summary>The edges; several may join the same two vertices.</summary>
    public IReadOnlyList<(int From, int To)> Edges { get; }

    /// <summary>A network of one's own; edges that lie on no path from the source to the target may be among them.</summary>
    /// <param name="vertices">How many vertices there are; each edge goes from a lower to a higher number.</param>
    /// <param name="edges">The edges.</param>
    /// <param name="source">The vertex at which the paths begin.</param>
    /// <param name="target">The vertex at which they end.</param>
    /// <exception cref="ArgumentException">An edge does not go from a lower vertex to a higher, existing one.</exception>
    public static Network Of(int vertices, IEnumerable<(int From, int To)> edges, int source, int target)
    {
        var sorted = edges.OrderBy(edge => edge.To).ToArray();
        return sorted.All(edge => edge.From >= 0 && edge.From < edge.To && edge.To < vertices)
            ? new(vertices, source, target, sorted)
            : throw new ArgumentException("Each edge goes from a vertex to one of a higher number.", nameof(edges));
    }

    /// <summary>The network of all paths from <paramref name="from"/> to <paramref name="to"/> in a graph.</summary>
    /// <param name="from">The value that moves.</param>
    /// <param name="to">The value that it moves.</param>
    /// <param name="edges">The edge of the graph that each edge of the network is.</param>
    public static Network Between(Value from, Value to, out IReadOnlyList<Edge> edges)
    {
        var numbers = new Dictionary<Value, int> { [from] = 0 };
        var (own, joined) = (new List<Edge>(), new List<(int, int)>());
        var subgraph = new Subgraph([from], [to]);
        foreach (var node in subgraph.Nodes)
        {
            for (var result = 0; result < node.Results.Length; result++)
            {
                if (!subgraph.IsActive(node.Result(result)))
                {
                    continue;
                }

                var vertex = numbers.TryGetValue(node.Result(result), out var known) ? known : numbers[node.Result(result)] = numbers.Count;
                for (var operand = 0; operand < node.Operands.Length; operand++)
                {
                    if (subgraph.HasActiveEdge(node, operand))
                    {
                        own.Add(new(node.Operands[operand], node.Result(result), operand));
                        joined.Add((numbers[node.Operands[operand]], vertex));
                    }
                }
            }
        }

        var target = numbers.TryGetValue(to, out var reached) ? reached : numbers[to] = numbers.Count;
        edges = own;
        return new Network(numbers.Count, 0, target, [.. joined]).Trimmed(ref edges);
    }

    /// <summary>
    /// The dynamic program: the sum over all paths of the product of the weights along each, merging paths at every vertex.
    /// </summary>
    /// <param name="semiring">What is added and multiplied.</param>
    /// <param name="weight">The weight of each edge, by its number.</param>
    public T Sum<T>(ISemiring<T> semiring, Func<int, T> weight)
    {
        ArgumentNullException.ThrowIfNull(semiring);
        ArgumentNullException.ThrowIfNull(weight);
        var reached = new T[VertexCount];
        Array.Fill(reached, semiring.Zero);
        reached[Source] = semiring.One;
        for (var i = 0; i < Edges.Count; i++)
        {
            var (from, to) = Edges[i];
            reached[to] = semiring.Add(reached[to], semiring.Multiply(reached[from], weight(i)));
        }

        return reached[Target];
    }

    /// <summary>How many paths there are, exactly.</summary>
    public BigInteger Count() => Sum(Semirings.Count, _ => BigInteger.One);

    /// <summary>Every path, as the numbers of its edges from first to last.</summary>
    /// <param name="limit">The most paths that are listed.</param>
    /// <exception cref="InvalidOperationException">There are more; the message states exactly how many.</exception>
    public IEnumerable<IReadOnlyList<int>> List(int limit)
    {
        var count = Count();
        return count <= limit
            ? Enumerate()
            : throw new InvalidOperationException($"There are {count} paths, more than the {limit} that may be listed.");
    }

    /// <summary>The paths one by one, however many there are: an edge of a lower number before one of a higher.</summary>
    public IEnumerable<IReadOnlyList<int>> Enumerate()
    {
        var leaving = Leaving();
        var (path, pending) = (new List<int>(), new Stack<(int Vertex, int Next)>());
        pending.Push((Source, 0));
        if (Source == Target)
        {
            yield return [];
        }

        while (pending.TryPop(out var top))
        {
            if (top.Next < leaving[top.Vertex].Count)
            {
                var edge = leaving[top.Vertex][top.Next];
                pending.Push((top.Vertex, top.Next + 1));
                path.Add(edge);
                pending.Push((Edges[edge].To, 0));
                if (Edges[edge].To == Target)
                {
                    yield return [.. path];
                }
            }
            else if (path.Count > 0)
            {
                path.RemoveAt(path.Count - 1);
            }
        }
    }

    private List<int>[] Leaving()
    {
        var leaving = new List<int>[VertexCount];
        for (var vertex = 0; vertex < VertexCount; vertex++)
        {
            leaving[vertex] = [];
        }

        for (var i = 0; i < Edges.Count; i++)
        {
            leaving[Edges[i].From].Add(i);
        }

        return leaving;
    }

    // The subgraph has every edge from which the target is reached; those into other results of a node with several are dropped here.
    private Network Trimmed(ref IReadOnlyList<Edge> own)
    {
        var useful = new bool[VertexCount];
        useful[Target] = true;
        var (kept, keptOwn) = (new List<(int, int)>(), new List<Edge>());
        for (var i = Edges.Count - 1; i >= 0; i--)
        {
            if (useful[Edges[i].To])
            {
                useful[Edges[i].From] = true;
                kept.Add(Edges[i]);
                keptOwn.Add(own[i]);
            }
        }

        kept.Reverse();
        keptOwn.Reverse();
        own = keptOwn;
        return new(VertexCount, Source, Target, [.. kept]);
    }
}
