using System.Text.Json;
using Aresta.GradBench.ByHand;
using Aresta.Numerics;
using Aresta.Numerics.Framework;
using Aresta.Numerics.Lanes;
using Wide = Aresta.Numerics.Dual<Aresta.Numerics.Float64, Aresta.Numerics.Lanes.Float64x8>;

namespace Aresta.GradBench.Problems;

/// <summary>
/// How far points measured on a hand are from where a model has them; the dense Jacobian by dual numbers. Where the points may lie anywhere
/// on their triangles, two coordinates each, these are all seeded in the same two directions, since each moves its own point only.
/// </summary>
internal sealed class HandTracking(HandTracking.Data data) : Problem
{
    private readonly double[] primal = new double[3 * data.Correspondences.Length];
    private readonly HandJacobian byHand = new(data);
    private readonly double[] jacobian = new double[3 * data.Correspondences.Length * data.Columns];

    /// <summary>A hand and the points.</summary>
    /// <param name="Model">The hand.</param>
    /// <param name="Theta">Its pose.</param>
    /// <param name="Coordinates">Where on its triangle each point is, two numbers; none, if points belong to vertices.</param>
    /// <param name="Correspondences">The triangle, or the vertex, of each point.</param>
    /// <param name="Points">The points, 3 numbers each.</param>
    internal sealed record Data(HandModel Model, double[] Theta, double[] Coordinates, int[] Correspondences, double[] Points)
    {
        /// <summary>How many columns the Jacobian has.</summary>
        public int Columns => (Coordinates.Length > 0 ? 2 : 0) + HandPose.Parameters;
    }

    public override ReadOnlySpan<double> Primal => primal;

    public override ReadOnlySpan<double> Derivative => jacobian;

    public static HandTracking Read(JsonElement input)
    {
        var data = input.GetProperty("data");
        return new(new(
            HandModel.Read(data.GetProperty("model")), input.Numbers("theta"), input.Numbers("us"), data.Ints("correspondences"),
            data.Numbers("points")));
    }

    public override void Evaluate() => byHand.Errors(primal);

    public override void Differentiate()
    {
        var (columns, local) = (data.Columns, data.Columns - HandPose.Parameters);
        var (theta, coordinates, errors) = (new Wide[HandPose.Parameters], new Wide[data.Coordinates.Length], new Wide[primal.Length]);
        for (var start = 0; start < columns; start += Float64x8.Count)
        {
            for (var i = 0; i < theta.Length; i++)
                theta[i] = Moving(data.Theta[i], local + i - start);
            for (var i = 0; i < coordinates.Length; i++)
                coordinates[i] = Moving(data.Coordinates[i], i % 2 - start);
            Errors(theta, coordinates, errors);
            for (var i = 0; i < errors.Length; i++)
                for (var j = start; j < Math.Min(start + Float64x8.Count, columns); j++)
                    jacobian[i * columns + j] = errors[i].Tangents[j - start];
        }
    }

    public override void WritePrimal(Utf8JsonWriter json) => json.WriteNumbers(primal);

    public override void WriteDerivative(Utf8JsonWriter json) => json.WriteRows(jacobian, primal.Length, data.Columns);

    private static Wide Moving(double x, int direction) =>
        direction >= 0 && direction < Float64x8.Count ? Wide.Variable(x, direction) : new(x, default);

    private void Errors<T>(ReadOnlySpan<T> theta, ReadOnlySpan<T> coordinates, Span<T> errors) where T : IFrameworkNumber<T>
    {
        var pose = new HandPose(data.Model);
        var bones = new T[12 * data.Model.Parents.Length];
        pose.Bones(theta, bones);
        Span<T> rotation = new T[9];
        HandPose.Rotation(theta[..3], rotation);
        for (var i = 0; i < data.Correspondences.Length; i++)
        {
            var (x, y, z) = data.Coordinates.Length > 0
                ? OnTriangle(pose, bones, data.Correspondences[i], coordinates[2 * i], coordinates[2 * i + 1])
                : pose.Position<T>(bones, data.Correspondences[i]);
            for (var row = 0; row < 3; row++)
            {
                var place = rotation[3 * row] * x + rotation[3 * row + 1] * y + rotation[3 * row + 2] * z + theta[3 + row];
                errors[3 * i + row] = data.Points[3 * i + row] - place;
            }
        }
    }

    /// <summary>The point u·A + v·B + (1 − u − v)·C of a triangle. Turning and moving it does the same to its corners.</summary>
    private (T, T, T) OnTriangle<T>(HandPose pose, ReadOnlySpan<T> bones, int triangle, T u, T v) where T : IFrameworkNumber<T>
    {
        var corners = data.Model.Triangles.AsSpan(3 * triangle, 3);
        var (a, b, c) = (pose.Position(bones, corners[0]), pose.Position(bones, corners[1]), pose.Position(bones, corners[2]));
        var w = 1 - u - v;
        return (u * a.X + v * b.X + w * c.X, u * a.Y + v * b.Y + w * c.Y, u * a.Z + v * b.Z + w * c.Z);
    }
}
