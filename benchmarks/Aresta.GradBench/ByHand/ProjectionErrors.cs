using Aresta.GradBench.Problems;

namespace Aresta.GradBench.ByHand;

/// <summary>The errors of <see cref="BundleAdjustment"/> on doubles.</summary>
internal static class ProjectionErrors
{
    public static void Of(BundleAdjustment.Data data, Span<double> errors)
    {
        var p = data.Weights.Length;
        for (var i = 0; i < p; i++)
        {
            var camera = data.Cameras.AsSpan(data.Camera(i), 11);
            var point = data.Points.AsSpan(data.Point(i), 3);
            var weight = data.Weights[i];
            var (r0, r1, r2) = (camera[0], camera[1], camera[2]);
            var (y0, y1, y2) = (point[0] - camera[3], point[1] - camera[4], point[2] - camera[5]);
            var square = r0 * r0 + r1 * r1 + r2 * r2;
            double z0, z1, z2;
            if (square == 0)
            {
                (z0, z1, z2) = (y0 + r1 * y2 - r2 * y1, y1 + r2 * y0 - r0 * y2, y2 + r0 * y1 - r1 * y0);
            }
            else
            {
                var angle = Math.Sqrt(square);
                var (sin, cos) = Math.SinCos(angle);
                var inverse = 1 / angle;
                var (w0, w1, w2) = (r0 * inverse, r1 * inverse, r2 * inverse);
                var along = (w0 * y0 + w1 * y1 + w2 * y2) * (1 - cos);
                z0 = y0 * cos + (w1 * y2 - w2 * y1) * sin + w0 * along;
                z1 = y1 * cos + (w2 * y0 - w0 * y2) * sin + w1 * along;
                z2 = y2 * cos + (w0 * y1 - w1 * y0) * sin + w2 * along;
            }

            var depth = 1 / z2;
            var (a, b) = (z0 * depth, z1 * depth);
            var squares = a * a + b * b;
            var scale = (1 + (camera[9] + camera[10] * squares) * squares) * camera[6];
            errors[2 * i] = weight * (a * scale + camera[7] - data.Features[2 * i]);
            errors[2 * i + 1] = weight * (b * scale + camera[8] - data.Features[2 * i + 1]);
            errors[2 * p + i] = 1 - weight * weight;
        }
    }
}
