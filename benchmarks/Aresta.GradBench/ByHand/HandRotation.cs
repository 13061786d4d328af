namespace Aresta.GradBench.ByHand;

/// <summary>The rotation of a whole hand by the angle |a| about a, 3 × 3 numbers, and its derivatives by the three numbers of a.</summary>
internal static class HandRotation
{
    public static void Of(ReadOnlySpan<double> a, Span<double> rotation)
    {
        var angle = Math.Sqrt(a[0] * a[0] + a[1] * a[1] + a[2] * a[2]);
        if (angle < 1e-4)
        {
            for (var i = 0; i < 9; i++)
                rotation[i] = i % 4 == 0 ? 1 : 0;
            return;
        }

        var (x, y, z) = (a[0] / angle, a[1] / angle, a[2] / angle);
        var (s, c) = Math.SinCos(angle);
        var rest = 1 - c;
        rotation[0] = x * x + (1 - x * x) * c;
        rotation[1] = x * y * rest - z * s;
        rotation[2] = x * z * rest + y * s;
        rotation[3] = x * y * rest + z * s;
        rotation[4] = y * y + (1 - y * y) * c;
        rotation[5] = y * z * rest - x * s;
        rotation[6] = x * z * rest - y * s;
        rotation[7] = z * y * rest + x * s;
        rotation[8] = z * z + (1 - z * z) * c;
    }

    /// <summary>Three matrices of 3 × 3, one after the other.</summary>
    public static void Derivatives(ReadOnlySpan<double> a, Span<double> derivatives)
    {
        derivatives.Clear();
        var angle = Math.Sqrt(a[0] * a[0] + a[1] * a[1] + a[2] * a[2]);
        if (angle < 1e-4)
            return;
        ReadOnlySpan<double> n = [a[0] / angle, a[1] / angle, a[2] / angle];
        var (s, c) = Math.SinCos(angle);
        var rest = 1 - c;
        for (var k = 0; k < 3; k++)
        {
            var of = derivatives.Slice(9 * k, 9);
            var (ofS, ofC) = (c * n[k], -s * n[k]);
            ReadOnlySpan<double> ofN =
            [
                ((k == 0 ? 1 : 0) - n[0] * n[k]) / angle,
                ((k == 1 ? 1 : 0) - n[1] * n[k]) / angle,
                ((k == 2 ? 1 : 0) - n[2] * n[k]) / angle,
            ];
            for (var i = 0; i < 3; i++)
                for (var j = 0; j < 3; j++)
                    of[3 * i + j] = (ofN[i] * n[j] + n[i] * ofN[j]) * rest - n[i] * n[j] * ofC + (i == j ? ofC : 0);
            of[1] -= ofN[2] * s + n[2] * ofS;
            of[2] += ofN[1] * s + n[1] * ofS;
            of[3] += ofN[2] * s + n[2] * ofS;
            of[5] -= ofN[0] * s + n[0] * ofS;
            of[6] -= ofN[1] * s + n[1] * ofS;
            of[7] += ofN[0] * s + n[0] * ofS;
        }
    }
}
