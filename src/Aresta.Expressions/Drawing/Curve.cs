namespace Aresta.Expressions.Drawing;

/// <summary>
/// A way with rounded bends: straight pieces, and at each bend a quadratic curve between two points of them. A curve leaves the bend by
/// no more than <see cref="Depth"/>, which is less than arrows keep from boxes and labels.
/// </summary>
public static class Curve
{
    /// <summary>How far a curve cuts a bend at most.</summary>
    public const double Depth = 5;

    private const double LongestCut = 60;

    /// <summary>A straight line to a bend's curve, or to the end.</summary>
    /// <param name="LineTo">Where the straight line ends.</param>
    /// <param name="Bend">The control point of the curve that follows.</param>
    /// <param name="CurveTo">Where the curve ends.</param>
    public readonly record struct Piece((double X, double Y) LineTo, (double X, double Y) Bend, (double X, double Y) CurveTo)
    {
        /// <summary>A point of the curve.</summary>
        /// <param name="t">How much of it lies before the point, from 0 to 1.</param>
        public (double X, double Y) At(double t)
        {
            var (a, b, c) = ((1 - t) * (1 - t), 2 * t * (1 - t), t * t);
            return ((a * LineTo.X) + (b * Bend.X) + (c * CurveTo.X), (a * LineTo.Y) + (b * Bend.Y) + (c * CurveTo.Y));
        }
    }

    /// <summary>The pieces of the way after its first point.</summary>
    /// <param name="points">Where the way begins, bends and ends.</param>
    public static IReadOnlyList<Piece> Through(IReadOnlyList<(double X, double Y)> points)
    {
        ArgumentNullException.ThrowIfNull(points);
        var pieces = new List<Piece>();
        for (var i = 1; i < points.Count - 1; i++)
        {
            var (into, outOf) = (Direction(points[i], points[i - 1]), Direction(points[i], points[i + 1]));

            // The middle of the curve is half as far from the bend as the middle of its chord.
            var (x, y) = (into.X + outOf.X, into.Y + outOf.Y);
            var cutPerLength = Math.Sqrt((x * x) + (y * y)) / 4;
            var cut = Math.Min(Math.Min(into.Length, outOf.Length) / 2, Math.Min(LongestCut, Depth / Math.Max(cutPerLength, 1e-6)));
            pieces.Add(new(Along(points[i], into, cut), points[i], Along(points[i], outOf, cut)));
        }

        pieces.Add(new(points[^1], points[^1], points[^1]));
        return pieces;
    }

    /// <summary>The way without its last stretch of a given length along its last straight line, and where it was heading.</summary>
    public static (IReadOnlyList<(double X, double Y)> Points, (double X, double Y) Heading) Shortened(
        IReadOnlyList<(double X, double Y)> points, double by)
    {
        ArgumentNullException.ThrowIfNull(points);
        var back = Direction(points[^1], points[^2]);
        return ([.. points.SkipLast(1), Along(points[^1], back, Math.Min(by, back.Length))], (-back.X, -back.Y));
    }

    private static (double X, double Y, double Length) Direction((double X, double Y) from, (double X, double Y) to)
    {
        var (dx, dy) = (to.X - from.X, to.Y - from.Y);
        var length = Math.Sqrt((dx * dx) + (dy * dy));
        return length == 0 ? (0, 0, 0) : (dx / length, dy / length, length);
    }

    private static (double X, double Y) Along((double X, double Y) from, (double X, double Y, double Length) direction, double distance) =>
        (from.X + (direction.X * distance), from.Y + (direction.Y * distance));
}
