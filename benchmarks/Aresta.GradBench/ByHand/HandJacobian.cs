using Aresta.GradBench.Problems;

namespace Aresta.GradBench.ByHand;

/// <summary>
/// The errors of <see cref="HandTracking"/> on doubles, and their Jacobian: of a point, by the angles of those fingers that move it.
/// </summary>
internal sealed class HandJacobian(HandTracking.Data data) : IByHand
{
    private const int Fingers = 5, Angles = 4;

    private readonly double[] jacobian = new double[3 * data.Correspondences.Length * data.Columns];
    private readonly HandBones bones = new(data.Model);
    private readonly double[] rotation = new double[9];
    private readonly double[] ofRotation = new double[27];
    private readonly double[] moved = new double[3 * Fingers * Angles];
    private readonly double sign = data.Model.IsMirrored ? -1 : 1;

    public ReadOnlySpan<double> Derivative => jacobian;

    /// <summary>Writes the errors.</summary>
    public void Errors(Span<double> errors)
    {
        bones.Move(data.Theta, differentiate: false);
        HandRotation.Of(data.Theta.AsSpan(0, 3), rotation);
        for (var i = 0; i < data.Correspondences.Length; i++)
        {
            double x = 0, y = 0, z = 0;
            if (data.Coordinates.Length == 0)
            {
                Add(data.Correspondences[i], 1, ref x, ref y, ref z);
            }
            else
            {
                var (u, v) = (data.Coordinates[2 * i], data.Coordinates[2 * i + 1]);
                var corners = data.Model.Triangles.AsSpan(3 * data.Correspondences[i], 3);
                Add(corners[0], u, ref x, ref y, ref z);
                Add(corners[1], v, ref x, ref y, ref z);
                Add(corners[2], 1 - u - v, ref x, ref y, ref z);
            }

            x *= sign;
            for (var row = 0; row < 3; row++)
                errors[3 * i + row] = data.Points[3 * i + row]
                    - (rotation[3 * row] * x + rotation[3 * row + 1] * y + rotation[3 * row + 2] * z + data.Theta[3 + row]);
        }
    }

    public void Differentiate()
    {
        bones.Move(data.Theta, differentiate: true);
        HandRotation.Of(data.Theta.AsSpan(0, 3), rotation);
        HandRotation.Derivatives(data.Theta.AsSpan(0, 3), ofRotation);
        Array.Clear(jacobian);
        var columns = data.Columns;
        for (var i = 0; i < data.Correspondences.Length; i++)
        {
            var rows = jacobian.AsSpan(3 * i * columns, 3 * columns);
            double x = 0, y = 0, z = 0;
            var fingers = 0;
            Array.Clear(moved);
            if (data.Coordinates.Length == 0)
            {
                fingers = AddMoved(data.Correspondences[i], 1, ref x, ref y, ref z);
                Fill(rows, 0, x * sign, y, z, fingers);
                continue;
            }

            var (u, v) = (data.Coordinates[2 * i], data.Coordinates[2 * i + 1]);
            var corners = data.Model.Triangles.AsSpan(3 * data.Correspondences[i], 3);
            double x0 = 0, y0 = 0, z0 = 0, x1 = 0, y1 = 0, z1 = 0;
            fingers |= AddMoved(corners[0], u, ref x0, ref y0, ref z0);
            fingers |= AddMoved(corners[1], v, ref x1, ref y1, ref z1);
            fingers |= AddMoved(corners[2], 1 - u - v, ref x, ref y, ref z);
            Put(rows, 0, (x0 - x) * sign, y0 - y, z0 - z);
            Put(rows, 1, (x1 - x) * sign, y1 - y, z1 - z);
            var w = 1 - u - v;
            Fill(rows, 2, (u * x0 + v * x1 + w * x) * sign, u * y0 + v * y1 + w * y, u * z0 + v * z1 + w * z, fingers);
        }
    }

    /// <summary>Adds the place of a vertex, times a weight.</summary>
    private void Add(int vertex, double by, ref double x, ref double y, ref double z)
    {
        var rest = data.Model.Positions.AsSpan(3 * vertex, 3);
        foreach (var (bone, weight) in data.Model.Weights[vertex])
        {
            var t = bones[bone];
            var own = weight * by;
            var (a, b, c) = (own * rest[0], own * rest[1], own * rest[2]);
            x += t[0] * a + t[1] * b + t[2] * c + t[3] * own;
            y += t[4] * a + t[5] * b + t[6] * c + t[7] * own;
            z += t[8] * a + t[9] * b + t[10] * c + t[11] * own;
        }
    }

    /// <summary>Adds the place of a vertex, and its derivatives by the angles, times a weight, to those of the point.</summary>
    /// <returns>The fingers that move it, a bit for each.</returns>
    private int AddMoved(int vertex, double by, ref double x, ref double y, ref double z)
    {
        Add(vertex, 1, ref x, ref y, ref z);
        var fingers = 0;
        var rest = data.Model.Positions.AsSpan(3 * vertex, 3);
        foreach (var (bone, weight) in data.Model.Weights[vertex])
        {
            var count = HandBones.AngleCount(bone);
            if (count == 0)
                continue;
            var finger = (bone - 1) / 4;
            fingers |= 1 << finger;
            var own = weight * by;
            var (a, b, c) = (own * rest[0], own * rest[1], own * rest[2]);
            for (var angle = 0; angle < count; angle++)
            {
                var t = bones.Derivative(bone, angle);
                var of = moved.AsSpan(3 * (finger * Angles + angle), 3);
                of[0] += t[0] * a + t[1] * b + t[2] * c + t[3] * own;
                of[1] += t[4] * a + t[5] * b + t[6] * c + t[7] * own;
                of[2] += t[8] * a + t[9] * b + t[10] * c + t[11] * own;
            }
        }

        return fingers;
    }

    private void Fill(Span<double> rows, int first, double x, double y, double z, int fingers)
    {
        var columns = data.Columns;
        for (var row = 0; row < 3; row++)
        {
            for (var k = 0; k < 3; k++)
                rows[row * columns + first + k] =
                    -(ofRotation[9 * k + 3 * row] * x + ofRotation[9 * k + 3 * row + 1] * y + ofRotation[9 * k + 3 * row + 2] * z);
            rows[row * columns + first + 3 + row] = -1;
        }

        for (var finger = 0; finger < Fingers; finger++)
        {
            if ((fingers >> finger & 1) == 0)
                continue;
            for (var angle = finger * Angles; angle < (finger + 1) * Angles; angle++)
                Put(rows, first + 6 + angle, moved[3 * angle] * sign, moved[3 * angle + 1], moved[3 * angle + 2]);
        }
    }

    /// <summary>Writes a column: the error when the point moves so within the hand.</summary>
    private void Put(Span<double> rows, int column, double x, double y, double z)
    {
        for (var row = 0; row < 3; row++)
            rows[row * data.Columns + column] = -(rotation[3 * row] * x + rotation[3 * row + 1] * y + rotation[3 * row + 2] * z);
    }
}
