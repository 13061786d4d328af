namespace Aresta.Learning.Training;

/// <summary>
/// How far to go along a direction: the strong Wolfe conditions f(t) ≤ f(0) + c₁·t·f′(0) and |f′(t)| ≤ c₂·|f′(0)|, by bracketing and cubic
/// interpolation (J. Nocedal, S. J. Wright, Numerical Optimization, 2nd edition, algorithms 3.5 and 3.6).
/// </summary>
/// <param name="at">Value and slope at a length.</param>
internal sealed class WolfeSearch(Func<double, (double Value, double Slope)> at)
{
    private const double Decrease = 1e-4, Curvature = 0.9;

    private const int MostTrials = 25;

    private int trials;

    /// <summary>A length with both conditions; where the trials end before, the best one with the first; 0 where there is none.</summary>
    /// <param name="value">f(0)</param>
    /// <param name="slope">f′(0) &lt; 0</param>
    /// <param name="first">The length to try first.</param>
    /// <param name="noise">Up to which difference two values are equal: what rounding leaves.</param>
    public double Find(double value, double slope, double first, double noise)
    {
        trials = 0;
        var (origin, before) = (new Point(0, value, slope), new Point(0, value, slope));
        var t = first;
        while (trials < MostTrials)
        {
            var here = Try(t);
            if (!here.IsFinite || IsTooHigh(here, origin, noise) || (before.T > 0 && here.Value >= before.Value))
            {
                return Between(before, here, origin, noise);
            }

            if (Math.Abs(here.Slope) <= -Curvature * slope)
            {
                return t;
            }

            if (here.Slope >= 0)
            {
                return Between(here, before, origin, noise);
            }

            t = Math.Clamp(Lowest(before, here), t + (0.1 * (t - before.T)), 10 * t);
            before = here;
        }

        return before.T;
    }

    // Low satisfies the first condition and is the lowest so far; a length with both lies between it and high.
    private double Between(Point low, Point high, Point origin, double noise)
    {
        while (trials < MostTrials && high.T != low.T)
        {
            var (left, width) = (Math.Min(low.T, high.T), Math.Abs(high.T - low.T));
            var t = high.IsFinite
                ? Math.Clamp(Lowest(low, high), left + (0.1 * width), left + (0.9 * width))
                : low.T + ((high.T - low.T) / 4);
            var here = Try(t);
            if (!here.IsFinite || IsTooHigh(here, origin, noise) || here.Value >= low.Value + noise)
            {
                high = here;
                continue;
            }

            if (Math.Abs(here.Slope) <= -Curvature * origin.Slope)
            {
                return t;
            }

            high = here.Slope * (high.T - low.T) >= 0 ? low : high;
            low = here;
        }

        return low.T;
    }

    private Point Try(double t)
    {
        trials++;
        var (value, slope) = at(t);
        return new(t, value, slope);
    }

    private static bool IsTooHigh(Point here, Point origin, double noise) =>
        here.Value > origin.Value + (Decrease * here.T * origin.Slope) + noise;

    // Where the cubic through two points with their slopes is lowest; the middle where it is so nowhere.
    private static double Lowest(Point a, Point b)
    {
        var d1 = a.Slope + b.Slope - (3 * (a.Value - b.Value) / (a.T - b.T));
        var square = (d1 * d1) - (a.Slope * b.Slope);
        if (!(square >= 0))
        {
            return (a.T + b.T) / 2;
        }

        var d2 = Math.CopySign(Math.Sqrt(square), b.T - a.T);
        var t = b.T - ((b.T - a.T) * (b.Slope + d2 - d1) / (b.Slope - a.Slope + (2 * d2)));
        return double.IsFinite(t) ? t : (a.T + b.T) / 2;
    }

    private readonly record struct Point(double T, double Value, double Slope)
    {
        public bool IsFinite => double.IsFinite(Value) && double.IsFinite(Slope);
    }
}
