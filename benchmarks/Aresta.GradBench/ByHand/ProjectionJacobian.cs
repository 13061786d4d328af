using Aresta.GradBench.Problems;

namespace Aresta.GradBench.ByHand;

/// <summary>
/// The Jacobian of <see cref="ProjectionErrors"/>. That of a turned point by the rotation's vector is −R [y]× (r rᵀ + (Rᵀ − 1) [r]×) ÷ |r|²
/// (Gallego and Yezzi, "A compact formula for the derivative of a 3-D rotation in exponential coordinates", 2015).
/// </summary>
internal sealed class ProjectionJacobian(BundleAdjustment.Data data) : IByHand
{
    private readonly SparseRows jacobian = new(data);

    public ReadOnlySpan<double> Derivative => jacobian.Values;

    public void Differentiate()
    {
        for (var i = 0; i < data.Weights.Length; i++)
            Observation(
                data.Cameras.AsSpan(data.Camera(i), 11), data.Points.AsSpan(data.Point(i), 3), data.Weights[i],
                data.Features.AsSpan(2 * i, 2), jacobian.Blocks.Slice(2 * BundleAdjustment.Inputs * i, 2 * BundleAdjustment.Inputs));
        var ofWeights = jacobian.OfWeights;
        for (var i = 0; i < ofWeights.Length; i++)
            ofWeights[i] = -2 * data.Weights[i];
    }

    private static void Observation(
        ReadOnlySpan<double> camera, ReadOnlySpan<double> point, double weight, ReadOnlySpan<double> feature, Span<double> block)
    {
        var (r0, r1, r2) = (camera[0], camera[1], camera[2]);
        var (y0, y1, y2) = (point[0] - camera[3], point[1] - camera[4], point[2] - camera[5]);
        var square = r0 * r0 + r1 * r1 + r2 * r2;
        double r00 = 1, r01 = 0, r02 = 0, r10 = 0, r11 = 1, r12 = 0, r20 = 0, r21 = 0, r22 = 1;
        double m00 = 1, m01 = 0, m02 = 0, m10 = 0, m11 = 1, m12 = 0, m20 = 0, m21 = 0, m22 = 1;
        if (square != 0)
        {
            var angle = Math.Sqrt(square);
            var (sin, cos) = Math.SinCos(angle);
            var (s, c, inverse) = (sin / angle, (1 - cos) / square, 1 / square);
            (r00, r11, r22) = (cos + c * r0 * r0, cos + c * r1 * r1, cos + c * r2 * r2);
            (r01, r10) = (c * r0 * r1 - s * r2, c * r0 * r1 + s * r2);
            (r02, r20) = (c * r0 * r2 + s * r1, c * r0 * r2 - s * r1);
            (r12, r21) = (c * r1 * r2 - s * r0, c * r1 * r2 + s * r0);
            m00 = (r0 * r0 + r10 * r2 - r20 * r1) * inverse;
            m01 = (r0 * r1 - (r00 - 1) * r2 + r20 * r0) * inverse;
            m02 = (r0 * r2 + (r00 - 1) * r1 - r10 * r0) * inverse;
            m10 = (r1 * r0 + (r11 - 1) * r2 - r21 * r1) * inverse;
            m11 = (r1 * r1 - r01 * r2 + r21 * r0) * inverse;
            m12 = (r1 * r2 + r01 * r1 - (r11 - 1) * r0) * inverse;
            m20 = (r2 * r0 + r12 * r2 - (r22 - 1) * r1) * inverse;
            m21 = (r2 * r1 - r02 * r2 + (r22 - 1) * r0) * inverse;
            m22 = (r2 * r2 + r02 * r1 - r12 * r0) * inverse;
        }

        var z0 = r00 * y0 + r01 * y1 + r02 * y2;
        var z1 = r10 * y0 + r11 * y1 + r12 * y2;
        var z2 = r20 * y0 + r21 * y1 + r22 * y2;
        var depth = 1 / z2;
        var (a, b) = (z0 * depth, z1 * depth);
        var squares = a * a + b * b;
        var distortion = 1 + (camera[9] + camera[10] * squares) * squares;
        var slope = 2 * (camera[9] + 2 * camera[10] * squares);
        var focal = camera[6] * weight;
        var (mixed, length) = (focal * slope * a * b, camera[6]);
        Row(block[..15], focal * (distortion + slope * a * a), mixed, a, camera[7] - feature[0], 7);
        Row(block[15..], mixed, focal * (distortion + slope * b * b), b, camera[8] - feature[1], 8);

        void Row(Span<double> row, double byA, double byB, double own, double offset, int center)
        {
            var (v0, v1, v2) = (byA * depth, byB * depth, -(byA * a + byB * b) * depth);
            var u0 = v0 * r00 + v1 * r10 + v2 * r20;
            var u1 = v0 * r01 + v1 * r11 + v2 * r21;
            var u2 = v0 * r02 + v1 * r12 + v2 * r22;
            var (c0, c1, c2) = (y1 * u2 - y2 * u1, y2 * u0 - y0 * u2, y0 * u1 - y1 * u0);
            row[14] = own * distortion * length + offset;
            row[0] = c0 * m00 + c1 * m10 + c2 * m20;
            row[1] = c0 * m01 + c1 * m11 + c2 * m21;
            row[2] = c0 * m02 + c1 * m12 + c2 * m22;
            (row[3], row[4], row[5]) = (-u0, -u1, -u2);
            row[6] = weight * own * distortion;
            row[7] = row[8] = 0;
            row[center] = weight;
            row[9] = focal * own * squares;
            row[10] = row[9] * squares;
            (row[11], row[12], row[13]) = (u0, u1, u2);
        }
    }
}
