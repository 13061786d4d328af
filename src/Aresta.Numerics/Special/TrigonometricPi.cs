namespace Aresta.Numerics.Special;

/// <summary>sin πx, cos πx: the argument is reduced exactly before it meets π, so that zeros are exact.</summary>
internal static class TrigonometricPi
{
    /// <summary>sin πx; 0 with the sign of x at every integer.</summary>
    public static double Sin(double x)
    {
        var r = Reduce(x, out var quadrant);
        var y = (quadrant & 1) == 0 ? Math.Sin(Math.PI * r) : Math.Cos(Math.PI * r);
        y = (quadrant & 2) == 0 ? y : -y;
        return y == 0 ? Math.CopySign(0, x) : y;
    }

    /// <summary>cos πx; +0 at every half-integer.</summary>
    public static double Cos(double x)
    {
        var r = Reduce(x, out var quadrant);
        var y = (quadrant & 1) == 0 ? Math.Cos(Math.PI * r) : Math.Sin(Math.PI * r);
        y = quadrant is 0 or 3 ? y : -y;
        return y == 0 ? 0 : y;
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
