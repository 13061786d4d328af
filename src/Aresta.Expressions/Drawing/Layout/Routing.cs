namespace Aresta.Expressions.Drawing.Layout;

/// <summary>
/// The way of each arrow: a string pulled taut from box to box through the free room beside the boxes and labels that it passes, so that
/// it bends only where it must, and through the middle of its label. Arrows that share a trunk go together until they part.
/// </summary>
internal sealed class Routing
{
    /// <summary>How far an arrow keeps from the boxes and labels that it passes.</summary>
    public const double Clearance = 12;

    private const double BetweenBareArrows = 3;

    // Where arrows touch boxes they stand rather upright: over this height they go no farther across than this.
    private const double Upright = 14;
    private const double Across = 20;

    private readonly Layered graph;
    private readonly double[] x;
    private readonly Band[] bands;
    private readonly Rectangle[] boxes;
    private readonly int[] place;
    private readonly Dictionary<(int Box, int Neighbor), double> ports;

    public Routing(Layered graph, double[] x, Band[] bands, Rectangle[] boxes)
    {
        (this.graph, this.x, this.bands, this.boxes) = (graph, x, bands, boxes);
        place = new int[x.Length];
        foreach (var layer in graph.Order)
        {
            for (var i = 0; i < layer.Count; i++)
            {
                place[layer[i]] = i;
            }
        }

        ports = Ports.Of(graph, x, place);
    }

    /// <summary>For each arrow the points where it begins, bends and ends.</summary>
    public IReadOnlyList<IReadOnlyList<(double X, double Y)>> Routes()
    {
        // Of the arrows that share a trunk, the longest lays the way.
        var longest = new Dictionary<(int, int), List<(double X, double Y)>>();
        var routes = new IReadOnlyList<(double X, double Y)>[graph.Routes.Count];
        foreach (var arrow in Enumerable.Range(0, routes.Length).OrderByDescending(i => graph.Routes[i].Length))
        {
            var route = graph.Routes[arrow];
            var start = (X: ports[(route[0], route[1])], Y: boxes[route[0]].Top);
            if (route.Length <= 3 || !longest.TryGetValue((route[0], route[1]), out var trunk))
            {
                var whole = Taut.Through(start, Gates(route, 0));
                routes[arrow] = whole;
                longest.TryAdd((route[0], route[1]), whole);
            }
            else
            {
                var shared = Taut.Until(trunk, bands[graph.Layer[route[^3]]].Top);
                routes[arrow] = [.. shared.SkipLast(1), .. Taut.Through(shared[^1], Gates(route, route.Length - 3))];
            }
        }

        return routes;
    }

    // The openings through which an arrow passes, from the upper edge of its vertex number `from` to its end.
    private List<Gate> Gates(int[] route, int from)
    {
        var gates = new List<Gate>();
        if (from == 0)
        {
            var leaves = ports[(route[0], route[1])];
            gates.Add(new(boxes[route[0]].Top - Upright, leaves - Across, leaves + Across));
        }

        AddGate(route[from], top: true);
        for (var i = from + 1; i < route.Length - 1; i++)
        {
            AddGate(route[i], top: false);
            if (graph.Solid[route[i]] > 0)
            {
                gates.Add(new(bands[graph.Layer[route[i]]].Middle, x[route[i]], x[route[i]]));
            }

            AddGate(route[i], top: true);
        }

        AddGate(route[^1], top: false);
        var port = ports[(route[^1], route[^2])];
        gates.Add(new(boxes[route[^1]].Bottom + Upright, port - Across, port + Across));
        var end = new Gate(boxes[route[^1]].Bottom, port, port);
        return [.. gates.Where(gate => gate.Y > end.Y + Taut.LeastRise).OrderByDescending(gate => gate.Y), end];

        void AddGate(int vertex, bool top)
        {
            var (band, (low, high)) = (bands[graph.Layer[vertex]], Opening(vertex));
            gates.Add(new(top ? band.Top : band.Bottom, low, high));
        }
    }

    // What is free at the height of a vertex: up to the boxes or labels beside it, and half way to the arrows that pass beside it. Where
    // labels stand, arrows may cross, so that only labels bound the opening.
    private (double Low, double High) Opening(int vertex)
    {
        var layer = graph.Order[graph.Layer[vertex]];
        return (Bound(-1), Bound(1));

        double Bound(int side)
        {
            for (var i = place[vertex] + side; i >= 0 && i < layer.Count; i += side)
            {
                var other = layer[i];
                if (graph.Solid[other] > 0)
                {
                    return x[other] - (side * ((graph.Solid[other] / 2) + Clearance));
                }

                if (graph.Layer[vertex] % 2 == 0)
                {
                    return ((x[vertex] + x[other]) / 2) - (side * BetweenBareArrows);
                }
            }

            return side * double.PositiveInfinity;
        }
    }
}
