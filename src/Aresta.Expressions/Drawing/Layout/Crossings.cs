namespace Aresta.Expressions.Drawing.Layout;

/// <summary>
/// Orders the vertices within their layers so that few links cross: sweeps up and down put each vertex at the mean place of its
/// neighbors, and neighbors are exchanged where that helps. The best order seen is kept. Parts that do not hang together stay beside each
/// other. Deterministic.
/// </summary>
internal static class Crossings
{
    private const int Sweeps = 24;
    private const int SweepsInVain = 10;

    // Each round of exchanges lowers the count, but a large graph must not wait for the last of them.
    private const int Exchanges = 6;

    public static void Reduce(Layered graph)
    {
        var place = new int[graph.Layer.Count];
        Number(graph, place);
        var (best, fewest) = (Copy(graph.Order), Count(graph, place));
        for (var (sweep, vain) = (0, 0); sweep < Sweeps && vain < SweepsInVain && fewest > 0; sweep++)
        {
            var upward = sweep % 2 == 0;
            for (var i = 0; i < graph.Order.Length; i++)
            {
                var layer = graph.Order[upward ? i : graph.Order.Length - 1 - i];
                Sort(layer, graph, upward ? graph.Below : graph.Above, place, turnTies: (upward ? sweep / 4 : sweep / 2) % 2 == 1);
            }

            for (var round = 0; round < Exchanges && Exchange(graph, place, ties: round == 0 && sweep % 2 == 1); round++)
            {
            }

            var count = Count(graph, place);
            vain = count < fewest ? 0 : vain + 1;
            if (count < fewest)
            {
                (best, fewest) = (Copy(graph.Order), count);
            }
        }

        best.CopyTo(graph.Order, 0);
        Number(graph, place);
        Mirror(graph, place);
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

    // The mirror image crosses as little. Of the two, the one that is read better: more operands in their order from left to right.
    private static void Mirror(Layered graph, int[] place)
    {
        var inOrder = new int[graph.BoxCount];
        for (var box = 0; box < graph.BoxCount; box++)
        {
            var operands = graph.Below[box];
            for (var i = 1; i < operands.Count; i++)
            {
                inOrder[graph.Component[box]] += place[operands[i]] > place[operands[i - 1]] ? 1 : -1;
            }
        }

        foreach (var layer in graph.Order)
        {
            int[] turned =
            [
                .. layer.OrderBy(vertex => graph.Component[vertex])
                    .ThenBy(vertex => inOrder[graph.Component[vertex]] < 0 ? -place[vertex] : place[vertex]),
            ];
            layer.Clear();
            layer.AddRange(turned);
        }
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

    private static void Sort(List<int> layer, Layered graph, IReadOnlyList<List<int>> neighbors, int[] place, bool turnTies)
    {
        // Every other time, those that could stand either way round are turned, which finds orders that no single exchange leads to.
        int[] sorted =
        [
            .. layer.OrderBy(vertex => graph.Component[vertex])
                .ThenBy(vertex => neighbors[vertex].Count > 0 ? neighbors[vertex].Average(n => (double)place[n]) : place[vertex])
                .ThenBy(vertex => turnTies ? -place[vertex] : place[vertex]),
        ];
        layer.Clear();
        layer.AddRange(sorted);
        Number(layer, place);
    }

    // Exchanges neighbors that cross less the other way round, or as much if ties are to be turned; whether any were.
    private static bool Exchange(Layered graph, int[] place, bool ties)
    {
        var improved = false;
        foreach (var layer in graph.Order)
        {
            for (var i = 0; i + 1 < layer.Count; i++)
            {
                var (left, right) = (layer[i], layer[i + 1]);
                if (graph.Component[left] != graph.Component[right])
                {
                    continue;
                }

                var gain = Between(graph.Below, left, right, place) - Between(graph.Below, right, left, place)
                    + Between(graph.Above, left, right, place) - Between(graph.Above, right, left, place);
                if (gain > 0 || (ties && gain == 0))
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
    private static int Between(IReadOnlyList<List<int>> neighbors, int left, int right, int[] place)
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
