namespace Aresta.Expressions.Drawing.Layout;

/// <summary>An opening at one height.</summary>
/// <param name="Y">The height.</param>
/// <param name="Low">The left end.</param>
/// <param name="High">The right end; not less than the left.</param>
internal readonly record struct Gate(double Y, double Low, double High);

/// <summary>
/// The shortest way upward through a row of openings, by the funnel of Lee and Preparata (1984): from each bend on, as far as one
/// straight line passes all openings, then a bend at the end of the opening that stopped it.
/// </summary>
internal static class Taut
{
    /// <summary>Openings nearer than this, which is rounding, are at the same height.</summary>
    public const double LeastRise = 1e-6;

    /// <summary>The points where the way begins, bends and ends.</summary>
    /// <param name="start">Where it begins, below the openings or at the height of the first.</param>
    /// <param name="gates">The openings, upward; the last is the point where it ends.</param>
    public static List<(double X, double Y)> Through((double X, double Y) start, IReadOnlyList<Gate> gates)
    {
        var points = new List<(double X, double Y)> { start };
        for (var next = 0; next < gates.Count;)
        {
            next = Bend(points, gates, next);
        }

        return points;
    }

    /// <summary>The part of a way up to the height <paramref name="y"/>.</summary>
    public static List<(double X, double Y)> Until(IReadOnlyList<(double X, double Y)> way, double y)
    {
        List<(double X, double Y)> part = [.. way.TakeWhile(point => point.Y > y)];
        var (from, to) = (way[part.Count - 1], way[part.Count]);
        part.Add((from.X + ((to.X - from.X) * (y - from.Y) / (to.Y - from.Y)), y));
        return part;
    }

    // Adds the next bend, or the end, and returns the number of the opening after it.
    private static int Bend(List<(double X, double Y)> points, IReadOnlyList<Gate> gates, int first)
    {
        var from = points[^1];
        var (left, right) = ((Slope: double.NegativeInfinity, Gate: -1), (Slope: double.PositiveInfinity, Gate: -1));
        for (var i = first; i < gates.Count; i++)
        {
            var rise = from.Y - gates[i].Y;
            if (rise < LeastRise)
            {
                continue;
            }

            var (low, high) = ((gates[i].Low - from.X) / rise, (gates[i].High - from.X) / rise);
            if (low > right.Slope)
            {
                points.Add((gates[right.Gate].High, gates[right.Gate].Y));
                return right.Gate + 1;
            }

            if (high < left.Slope)
            {
                points.Add((gates[left.Gate].Low, gates[left.Gate].Y));
                return left.Gate + 1;
            }

            left = low >= left.Slope ? (low, i) : left;
            right = high <= right.Slope ? (high, i) : right;
        }

        points.Add((gates[^1].Low, gates[^1].Y));
        return gates.Count;
    }
}
