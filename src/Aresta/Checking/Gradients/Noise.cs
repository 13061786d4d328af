namespace Aresta.Checking;

/// <summary>
/// The rounding errors in a computed function, measured and not guessed: values at points so close that the function itself is nearly a
/// line differ, in their higher differences, only by rounding (Hamming; Moré and Wild, <i>Estimating computational noise</i>, 2011).
/// </summary>
internal static class Noise
{
    /// <summary>By how many standard deviations a rounding error is allowed to be off.</summary>
    public const double Deviations = 8;

    private const int Samples = 8;

    /// <summary>How far apart the points are, where the line's own scale is 1: many units in the last place, and little else.</summary>
    public static double Spacing(bool single) => Math.ScaleB(1, single ? -16 : -36);

    private static double Coarsest(bool single) => Math.ScaleB(1, single ? -16 : -18);

    /// <summary>The unit roundoff.</summary>
    public static double Unit(bool single) => Math.ScaleB(1, single ? -24 : -53);

    /// <summary>The standard deviation of the rounding errors of each value, at least that of a last rounding.</summary>
    /// <param name="at">The values at t.</param>
    /// <param name="middle">The values at 0.</param>
    /// <param name="single">Whether the arithmetic is that of float32.</param>
    public static double[] Of(Func<double, double[]> at, double[] middle, bool single)
    {
        var result = middle.Select(value => double.IsFinite(value) ? Unit(single) * Math.Abs(value) : 0).ToArray();
        var open = Enumerable.Range(0, middle.Length).ToArray();
        for (var spacing = Spacing(single); open.Length > 0 && spacing <= Coarsest(single); spacing *= 512)
        {
            // Where a large number swallowed the steps, values repeat and show no rounding: such entries are asked again further apart.
            var table = Enumerable.Range(1, Samples - 1).Select(j => at(j * spacing)).Prepend(middle).ToArray();
            var repeating = new List<int>();
            foreach (var i in open)
            {
                double[] values = [.. table.Select(row => row[i])];
                result[i] = Math.Max(result[i], Deviation(values));
                if (values.Zip(values.Skip(1)).Count(pair => pair.First == pair.Second) > Samples / 2)
                {
                    repeating.Add(i);
                }
            }

            open = [.. repeating];
        }

        return result;
    }

    /// <summary>
    /// σₖ² = (k!)²/(2k)! · mean of the squared k-th differences: the largest of orders 3 to 6, in which a smooth function has no part.
    /// </summary>
    public static double Deviation(double[] values)
    {
        var (differences, factor, result) = (values, 1.0, 0.0);
        for (var k = 1; k <= 6; k++)
        {
            differences = [.. differences.Zip(differences.Skip(1), (x, y) => y - x)];
            factor *= k / (2.0 * ((2 * k) - 1));
            if (k >= 3)
            {
                result = Math.Max(result, Math.Sqrt(factor * differences.Average(x => x * x)));
            }
        }

        return double.IsNaN(result) ? double.PositiveInfinity : result;
    }
}
