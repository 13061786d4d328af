namespace Aresta.Expressions.Drawing.Layout;

/// <summary>Where arrows leave and enter boxes: at their long sides, turned toward where they go, apart from each other, in their
/// order.</summary>
internal static class Ports
{
    private const double Corner = 11;
    private const double Apart = 14;
    private const double Lean = 0.5;

    /// <summary>The place across where the link between a box and a neighbor touches the box.</summary>
    public static Dictionary<(int Box, int Neighbor), double> Of(Layered graph, double[] x, int[] place)
    {
        var ports = new Dictionary<(int, int), double>();
        for (var box = 0; box < graph.BoxCount; box++)
        {
            foreach (var side in new[] { graph.Below[box], graph.Above[box] })
            {
                int[] neighbors = [.. side.OrderBy(neighbor => place[neighbor])];
                var touch = Side(x[box], (graph.Solid[box] / 2) - Corner, [.. neighbors.Select(neighbor => x[neighbor])]);
                for (var i = 0; i < neighbors.Length; i++)
                {
                    ports[(box, neighbors[i])] = touch[i];
                }
            }
        }

        return ports;
    }

    private static double[] Side(double center, double reach, double[] targets)
    {
        var apart = targets.Length > 1 ? Math.Min(Apart, 2 * reach / (targets.Length - 1)) : 0;
        double[] wish = [.. targets.Select((target, i) => ((target - center) * Lean) - (i * apart))];
        var last = Math.Max(-reach, reach - (apart * (targets.Length - 1)));
        var settled = Coordinates.Isotonic(wish, [.. wish.Select(_ => 1.0)]);
        return [.. settled.Select((at, i) => center + Math.Clamp(at, -reach, last) + (i * apart))];
    }
}
