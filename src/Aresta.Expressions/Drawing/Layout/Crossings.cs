namespace Aresta.Expressions.Drawing.Layout;

/// <summary>
/// Orders the vertices within their layers so that few links cross: sweeps up and down put each vertex at the mean place of its neighbors, and
/// neighbors are exchanged where that helps. The best order seen is kept. Deterministic.
/// </summary>
internal static class Crossings
{
    private const int Sweeps = 12;

    public static void Reduce(Layered graph)
    {
        var place = new int[graph.Layer.Count];
        Number(graph, place);
        var (best, fewest) = (Copy(graph.Order), Count(graph, place));
        for (var sweep = 0; sweep < Sweeps && fewest > 0; sweep++)
        {
            var upward = sweep % 2 == 0;
            for (var i = 0; i < graph.Order.Length; i++)
            {
                var layer = graph.Order[upward ? i : graph.Order.Length - 1 - i];
                Sort(layer, upward ? graph.Below : graph.Above, place);
            }

            while (Exchange(graph, place))
            {
            }

            var count = Count(graph, place);
            if (count < fewest)
            {
                (best, fewest) = (Copy(graph.Order), count);
            }
        }

        best.CopyTo(graph.Order, 0);
    }

    /// <summary>How many pairs of links between neighboring layers cross.</summary>
    public static long Count(Layered graph, int[] place)
    {
        long count = 0;
        foreach (var layer in graph.Order)
        {
            count += Inversions([.. layer.SelectMany(vertex => graph.Above[vertex].Select(above => place[above]).Order())]);
        }

        return count;
    }

    private static List<int>[] Copy(List<int>[] order) => [.. order.Select(layer => layer.ToList())];

    private static void Number(Layered graph, int[] place)
    {
        foreach (var layer in graph.Order)
        {
            Number(layer, place);
        }
    }

    private static void Number(List<int> layer, int[] place)
    {
        for (var i = 0; i < layer.Count; i++)
        {
            place[layer[i]] = i;
        }
    }

    private static void Sort(List<int> layer, List<List<int>> neighbors, int[] place)
    {
        var mean = layer.ToDictionary(v => v, v => neighbors[v].Count > 0 ? neighbors[v].Average(n => (double)place[n]) : place[v]);
        var sorted = layer.OrderBy(vertex => mean[vertex]).ToList();
        layer.Clear();
        layer.AddRange(sorted);
        Number(layer, place);
    }

    // Exchanges neighbors that cross less the other way round; whether any were.
    private static bool Exchange(Layered graph, int[] place)
    {
        var improved = false;
        foreach (var layer in graph.Order)
        {
            for (var i = 0; i + 1 < layer.Count; i++)
            {
                var (left, right) = (layer[i], layer[i + 1]);
                var gain = Between(graph.Below, left, right, place) - Between(graph.Below, right, left, place)
                    + Between(graph.Above, left, right, place) - Between(graph.Above, right, left, place);
                if (gain > 0)
                {
                    (layer[i], layer[i + 1]) = (right, left);
                    (place[left], place[right]) = (i + 1, i);
                    improved = true;
                }
            }
        }

        return improved;
    }

    // Crossings among the links of two vertices when the first stands left.
    private static int Between(List<List<int>> neighbors, int left, int right, int[] place)
    {
        var count = 0;
        foreach (var l in neighbors[left])
        {
            foreach (var r in neighbors[right])
            {
                count += place[l] > place[r] ? 1 : 0;
            }
        }

        return count;
    }

    // By a Fenwick tree over the places: how many earlier entries are greater than each.
    private static long Inversions(int[] places)
    {
        var size = places.DefaultIfEmpty(0).Max() + 1;
        var (tree, count) = (new int[size + 1], 0L);
        for (var i = 0; i < places.Length; i++)
        {
            var notGreater = 0;
            for (var k = places[i] + 1; k > 0; k -= k & -k)
            {
                notGreater += tree[k];
            }

            count += i - notGreater;
            for (var k = places[i] + 1; k <= size; k += k & -k)
            {
                tree[k]++;
            }
        }

        return count;
    }
}
