using Aresta.Execution;
using Aresta.Graphs;
using Aresta.Primitives;
using Aresta.Tensors;

namespace Aresta.Checking;

/// <summary>A slope, and by how much it may be wrong.</summary>
/// <param name="Value">The slope.</param>
/// <param name="Error">The bound on its error: truncation and rounding; infinite where nothing can be said.</param>
internal readonly record struct Slope(double Value, double Error);

/// <summary>
/// A graph along a line: t ↦ f(x + t·v), all floating outputs in one list, and what differences say of its slopes at t = 0.
/// </summary>
internal sealed class Line
{
    // f′(0) ≈ Σ cₖ·f(kh)/h. The central one errs by h⁸·f⁽⁹⁾/630, the one-sided one by h⁴·f⁽⁵⁾/5 (Fornberg 1988, tables 1 and 3).
    private static readonly (int At, double Weight)[] Central =
    [
        (1, 4.0 / 5), (-1, -4.0 / 5), (2, -1.0 / 5), (-2, 1.0 / 5), (3, 4.0 / 105), (-3, -4.0 / 105), (4, -1.0 / 280), (-4, 1.0 / 280),
    ];

    private static readonly (int At, double Weight)[] OneSided = [(0, -25.0 / 12), (1, 4), (2, -3), (3, 4.0 / 3), (4, -1.0 / 4)];

    private readonly Graph graph;
    private readonly Tensor[] point;
    private readonly Tensor[] direction;
    private readonly bool parts;
    private Way? way;

    public Line(Graph graph, Tensor[] point, Tensor[] direction)
    {
        (this.graph, this.point, this.direction, parts) = (graph, point, direction, Way.Parts(graph));
        Single = point.Any(x => x.DType == DType.Float32);
        Middle = At(0);
        Noise = Checking.Noise.Of(At, Middle, Single);
    }

    /// <summary>Whether the arithmetic is that of float32.</summary>
    public bool Single { get; }

    /// <summary>The values at t = 0.</summary>
    public double[] Middle { get; }

    /// <summary>The standard deviation of the rounding errors in each value.</summary>
    public double[] Noise { get; }

    /// <summary>The values at x + t·v.</summary>
    public double[] At(double t) => Direction.Flat(Interpreter.Run(graph, Direction.Moved(point, direction, t)));

    /// <summary>
    /// Where a branch or a loop goes another way at x + t·v than at x, so that the values there are those of another function.
    /// </summary>
    public Node? PartsAt(double t)
    {
        if (!parts)
        {
            return null;
        }

        way ??= Way.Run(graph, point).Way;
        return Way.Run(graph, Direction.Moved(point, direction, t)).Way.PartsFrom(way);
    }

    /// <summary>Where the ways part even at the least step of central differences; null where there are steps on one way.</summary>
    public Node? Parting { get; private set; }

    /// <summary>The slopes, by central differences of points to which the same way leads.</summary>
    public Slope[] Slopes() => Slopes(Central, 1, onOneWay: true);

    /// <summary>The slopes to the right of t = 0.</summary>
    public Slope[] Right() => Slopes(OneSided, 1, onOneWay: false);

    /// <summary>The slopes to the left of t = 0.</summary>
    public Slope[] Left() => Slopes(OneSided, -1, onOneWay: false);

    /// <summary>
    /// From a step of 1/2 downward by factors of 4, each entry keeps the estimate with the least error: by how much it moved with the
    /// last step, which bounds the truncation, and the rounding, which grows as 1/h. It ends when no entry can gain by a smaller step.
    /// </summary>
    private Slope[] Slopes((int At, double Weight)[] stencil, int sign, bool onOneWay)
    {
        var best = new Slope[Middle.Length];
        Array.Fill(best, new(double.NaN, double.PositiveInfinity));
        var amplification = Checking.Noise.Deviations * Math.Sqrt(stencil.Sum(term => term.Weight * term.Weight));
        var smallest = Single ? -9 : -33;
        double[]? last = null;
        double[]? change = null;
        for (var exponent = -1; exponent >= smallest; exponent -= 2)
        {
            var h = Math.ScaleB(1, exponent);
            if (onOneWay
                && (Parting = stencil.Select(term => PartsAt(term.At * h)).FirstOrDefault(node => node is not null)) is not null)
            {
                (last, change) = (null, null);
                continue;
            }

            var slopes = Estimate(stencil, sign * h);
            if (last is not null)
            {
                var moved = slopes.Zip(last, (now, before) => Math.Abs(now - before)).ToArray();
                for (var i = 0; i < best.Length && change is not null; i++)
                {
                    // A small move counts only when the one before it was not large: garbage may repeat itself by chance.
                    var error = Math.Max(moved[i], change[i] / 256) + (amplification * Noise[i] / h);
                    if (double.IsFinite(slopes[i]) && error < best[i].Error)
                    {
                        best[i] = new(slopes[i], error);
                    }
                }

                change = moved;
            }

            last = slopes;
            if (Enumerable.Range(0, best.Length).All(i => best[i].Error <= 4 * amplification * Noise[i] / h))
            {
                break;
            }
        }

        return best;
    }

    private double[] Estimate((int At, double Weight)[] stencil, double h)
    {
        var slopes = new double[Middle.Length];
        foreach (var (at, weight) in stencil)
        {
            var values = at == 0 ? Middle : At(at * h);
            for (var i = 0; i < slopes.Length; i++)
            {
                slopes[i] += weight * values[i] / h;
            }
        }

        return slopes;
    }
}
