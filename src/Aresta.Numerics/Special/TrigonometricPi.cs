namespace Aresta.Numerics.Special;

/// <summary>sin πx, cos πx: the argument is reduced exactly before it meets π, so that zeros are exact.</summary>
internal static class TrigonometricPi
{
    /// <summary>sin πx; 0 with the sign of x at every integer.</summary>
    public static double Sin(double x)
    {
        var r = Reduce(x, out var quadrant);
        var (sin, cos) = SinCos(r);
        var y = (quadrant & 1) == 0 ? sin : cos;
        y = (quadrant & 2) == 0 ? y : -y;
        return y == 0 ? Math.CopySign(0, x) : y;
    }

    /// <summary>cos πx; +0 at every half-integer.</summary>
    public static double Cos(double x)
    {
        var r = Reduce(x, out var quadrant);
        var (sin, cos) = SinCos(r);
        var y = (quadrant & 1) == 0 ? cos : sin;
        y = quadrant is 0 or 3 ? y : -y;
        return y == 0 ? 0 : y;
    }

    /// <summary>The sine and cosine of πr, with π and its product in twice the precision.</summary>
    private static (double Sin, double Cos) SinCos(double r)
    {
        const double piRest = 1.2246467991473532e-16;
        var angle = Math.PI * r;
        var rest = Math.FusedMultiplyAdd(Math.PI, r, -angle) + piRest * r;
        var (sin, cos) = Math.SinCos(angle);
        return (sin + rest * cos, cos - rest * sin);
    }

    /// <summary>x = r + quadrant/2 up to whole periods, |r| ≤ 1/4, exactly.</summary>
    private static double Reduce(double x, out int quadrant)
    {
        var inPeriod = x % 2;
        if (double.IsNaN(inPeriod))
        {
            quadrant = 0;
            return double.NaN;
        }
        var halves = Math.Round(2 * inPeriod);
        quadrant = (int)halves & 3;
        return inPeriod - halves / 2;
    }
}
