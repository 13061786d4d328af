namespace Aresta.Expressions.Drawing.Layout;

/// <summary>The heights that one layer occupies: all its boxes or labels lie between top and bottom.</summary>
/// <param name="Top">The upper bound; y grows downward.</param>
/// <param name="Bottom">The lower bound.</param>
internal readonly record struct Band(double Top, double Bottom)
{
    /// <summary>The line on which boxes and labels are centered.</summary>
    public double Middle => (Top + Bottom) / 2;
}

/// <summary>Stacks the layers, the first lowest, and leaves more room where arrows go far across, for flat arrows are hard to
/// follow.</summary>
internal static class Bands
{
    private const double LeastRoom = 24;
    private const double MostRoom = 80;
    private const double RoomPerRoot = 3.4;

    /// <summary>The band of each layer.</summary>
    public static Band[] Of(Layered graph, double[] x, double[] boxHeights, double labelHeight, double margin)
    {
        var (bands, at) = (new Band[graph.Order.Length], margin);
        for (var layer = bands.Length - 1; layer >= 0; layer--)
        {
            // Layers of labels have free room above and below, where the arrows cross each other.
            var isBoxes = layer % 2 == 0;
            var room = isBoxes ? 0 : Room(graph.Order[layer], graph, x);
            var height = isBoxes ? graph.Order[layer].Where(v => v < graph.BoxCount).Max(v => boxHeights[v])
                : graph.Order[layer].Any(v => graph.Solid[v] > 0) ? labelHeight + 4 : 0;
            bands[layer] = new(at + room, at + room + height);
            at += height + (2 * room);
        }

        return bands;
    }

    /// <summary>The height of the whole.</summary>
    public static double Height(Band[] bands, double margin) => bands.Length == 0 ? 2 * margin : bands[0].Bottom + margin;

    private static double Room(List<int> layer, Layered graph, double[] x)
    {
        var distances = layer.SelectMany(v => graph.Below[v].Concat(graph.Above[v]).Select(n => Math.Abs(x[v] - x[n])));
        var widest = distances.DefaultIfEmpty(0).Max();
        return Math.Clamp(RoomPerRoot * Math.Sqrt(widest), LeastRoom, MostRoom);
    }
}
