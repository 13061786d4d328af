namespace Aresta.Expressions.Drawing.Layout;

/// <summary>
/// Gives every vertex its place across: as near as can be to the weighted mean of its neighbors, no nearer to the vertex beside it than
/// both widths, which include free room, allow. For one layer that is a least-squares problem with ordered unknowns, solved exactly by
/// pooling adjacent violators (Ayer et al., 1955); sweeping over the layers brings all of them into agreement.
/// </summary>
internal static class Coordinates
{
    private const int MostSweeps = 200;
    private const int LeastSweeps = 40;

    // Large graphs are swept over less often, so that they are drawn in a moment.
    private const int Steps = 1_000_000;

    // Links between dummies weigh more, so that long arrows become straight.
    private const double DummyLink = 4;

    // A link that leans farther than this weighs less the farther it leans, which makes the sum of squares one of distances.
    private const double Lean = 5;

    public static double[] Assign(Layered graph)
    {
        var x = new double[graph.Layer.Count];
        foreach (var layer in graph.Order)
        {
            Pack(layer, graph, x);
        }

        var sweeps = Math.Clamp(Steps / Math.Max(1, x.Length), LeastSweeps, MostSweeps);
        for (var sweep = 0; sweep < sweeps; sweep++)
        {
            for (var i = 0; i < graph.Order.Length; i++)
            {
                var layer = graph.Order[sweep % 2 == 0 ? i : graph.Order.Length - 1 - i];

                // Squares first, for they lead everywhere; then distances, for they make most links straight and few slanted.
                Settle(layer, graph, x, squares: sweep < sweeps / 2);
            }
        }

        return x;
    }

    private static void Pack(List<int> layer, Layered graph, double[] x)
    {
        var total = layer.Sum(v => graph.Width[v]);
        var at = -total / 2;
        foreach (var vertex in layer)
        {
            x[vertex] = at + (graph.Width[vertex] / 2);
            at += graph.Width[vertex];
        }
    }

    private static void Settle(List<int> layer, Layered graph, double[] x, bool squares)
    {
        var (offset, wish, weight) = (new double[layer.Count], new double[layer.Count], new double[layer.Count]);
        for (var i = 0; i < layer.Count; i++)
        {
            offset[i] = i == 0 ? 0 : offset[i - 1] + ((graph.Width[layer[i - 1]] + graph.Width[layer[i]]) / 2);
            var (sum, total) = (0.0, 0.0);
            Pull(layer[i], graph.Below[layer[i]], graph, x, squares, ref sum, ref total);
            Pull(layer[i], graph.Above[layer[i]], graph, x, squares, ref sum, ref total);

            // What has no neighbors stays where it is, but yields to the others.
            (wish[i], weight[i]) = total > 0 ? ((sum / total) - offset[i], total) : (x[layer[i]] - offset[i], 0.01);
        }

        var fitted = Isotonic(wish, weight);
        for (var i = 0; i < layer.Count; i++)
        {
            x[layer[i]] = fitted[i] + offset[i];
        }
    }

    private static void Pull(int vertex, List<int> neighbors, Layered graph, double[] x, bool squares, ref double sum, ref double total)
    {
        foreach (var neighbor in neighbors)
        {
            var weight = vertex >= graph.BoxCount && neighbor >= graph.BoxCount ? DummyLink : 1;
            weight /= squares ? 1 : Math.Max(1, Math.Abs(x[vertex] - x[neighbor]) / Lean);
            sum += weight * x[neighbor];
            total += weight;
        }
    }

    /// <summary>The ascending sequence nearest to <paramref name="wish"/> in weighted least squares.</summary>
    internal static double[] Isotonic(double[] wish, double[] weight)
    {
        var pools = new List<(double Mean, double Weight, int Count)>();
        for (var i = 0; i < wish.Length; i++)
        {
            pools.Add((wish[i], weight[i], 1));
            while (pools.Count > 1 && pools[^2].Mean > pools[^1].Mean)
            {
                var (left, right) = (pools[^2], pools[^1]);
                pools.RemoveRange(pools.Count - 2, 2);
                var total = left.Weight + right.Weight;
                pools.Add((((left.Mean * left.Weight) + (right.Mean * right.Weight)) / total, total, left.Count + right.Count));
            }
        }

        return [.. pools.SelectMany(pool => Enumerable.Repeat(pool.Mean, pool.Count))];
    }
}
