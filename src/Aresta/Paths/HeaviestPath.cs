namespace Aresta.Paths;

/// <summary>A path and the product of its edges, kept as its last edge and what came before.</summary>
public sealed class HeaviestPath
{
    private readonly HeaviestPath? before;
    private readonly int edge;

    private HeaviestPath(bool exists, double product, int edge, HeaviestPath? before) =>
        (Exists, Product, this.edge, this.before) = (exists, product, edge, before);

    internal static HeaviestPath None { get; } = new(false, 0, -1, null);

    internal static HeaviestPath Empty { get; } = new(true, 1, -1, null);

    /// <summary>Whether there is a path at all.</summary>
    public bool Exists { get; }

    /// <summary>The product of the edges.</summary>
    public double Product { get; }

    /// <summary>The edges, first to last, by their numbers.</summary>
    public IReadOnlyList<int> Edges
    {
        get
        {
            var edges = new List<int>();
            for (var path = this; path is not null; path = path.before)
            {
                if (path.edge >= 0)
                {
                    edges.Add(path.edge);
                }
            }

            edges.Reverse();
            return edges;
        }
    }

    /// <summary>The path of one edge.</summary>
    /// <param name="edge">The number of the edge.</param>
    /// <param name="weight">Its local derivative.</param>
    public static HeaviestPath Of(int edge, double weight) => new(true, weight, edge, null);

    internal HeaviestPath Then(HeaviestPath last) => new(true, Product * last.Product, last.edge, this);
}
