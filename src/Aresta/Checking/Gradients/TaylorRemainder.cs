using Aresta.Primitives;

namespace Aresta.Checking;

/// <summary>
/// The remainder ‖f(x + h·v) − f(x) − h·J·v‖: with the right J it falls at least as h², with a wrong one as h. The exponent is measured.
/// </summary>
internal static class TaylorRemainder
{
    // Between the exponents of a wrong J and of a right one.
    private const double Least = 1.5;

    public static GradientFinding Check(string name, int order, Line line, double[] tangent)
    {
        var noise = Norm(line.Noise);
        var points = new List<(double H, double Size)>();
        Node? parting = null;
        for (var exponent = -2; exponent >= -24; exponent--)
        {
            var h = Math.ScaleB(1, exponent);
            if (line.PartsAt(h) is { } node)
            {
                parting = node;
                continue;
            }

            var values = line.At(h);
            var size = Norm([.. values.Select((y, i) => y - line.Middle[i] - (h * tangent[i]))]);

            // A remainder is measured while it stands well above rounding.
            if (size <= 64 * Noise.Deviations * noise)
            {
                break;
            }

            if (double.IsFinite(size))
            {
                points.Add((h, size));
            }
        }

        if (points.Count < 3 && parting is not null)
        {
            return new(name, order, DerivativeLaw.Taylor, CheckVerdict.Undecided,
                $"too near to the point, {Wording.Describe(parting)} goes another way, so there is no power of h to measure.");
        }

        if (points.Count < 3)
        {
            return new(name, order, DerivativeLaw.Taylor, CheckVerdict.Holds,
                "f(x + h·v) − f(x) − h·J·v is no more than rounding for all but the largest steps: f is nearly linear along v.");
        }

        // The last steps, where the lowest power has won; the slope of log remainder over log h by least squares.
        var last = points.TakeLast(Math.Max(3, points.Count / 3)).Select(p => (X: Math.Log(p.H), Y: Math.Log(p.Size))).ToArray();
        var (x, y) = (last.Average(p => p.X), last.Average(p => p.Y));
        var exponentFound = last.Sum(p => (p.X - x) * (p.Y - y)) / last.Sum(p => (p.X - x) * (p.X - x));
        var power = FormattableString.Invariant($"{exponentFound:F2}");
        return (exponentFound >= Least
            ? new GradientFinding(name, order, DerivativeLaw.Taylor, CheckVerdict.Holds,
                $"‖f(x + h·v) − f(x) − h·J·v‖ falls as h to the power {power}; a wrong J would make it 1.")
            : new GradientFinding(name, order, DerivativeLaw.Taylor, CheckVerdict.Broken,
                $"‖f(x + h·v) − f(x) − h·J·v‖ falls only as h to the power {power}; with the right J it would be 2 or more."))
            with
        { Numbers = new() { Power = exponentFound } };
    }

    private static double Norm(double[] values) => Math.Sqrt(values.Sum(value => value * value));
}
