using System.Runtime.InteropServices;
using System.Text.Json;
using Aresta.GradBench.ByHand;
using Aresta.Numerics;
using Aresta.Numerics.Lanes;
using Angles = Aresta.Numerics.Dual<Aresta.Numerics.Float64, Aresta.Numerics.Lanes.Float64x4>;
using Wide = Aresta.Numerics.Dual<Aresta.Numerics.Float64, Aresta.Numerics.Lanes.Float64x8>;

namespace Aresta.GradBench.Problems;

/// <summary>
/// How far points measured on a hand are from where a model has them. The Jacobian by dual numbers, in two parts. The whole hand turns and
/// moves all points, and a point that may lie anywhere on its triangle has two coordinates of its own, which are all seeded in the same two
/// directions: eight lanes. The angles of a finger move the vertices that follow its bones: four lanes, the same for all fingers, and for
/// each point as many evaluations as fingers move it, mostly one.
/// </summary>
internal sealed class HandTracking(HandTracking.Data data) : Problem
{
    private readonly double[] primal = new double[3 * data.Correspondences.Length];
    private readonly HandJacobian byHand = new(data);
    private readonly double[] jacobian = new double[3 * data.Correspondences.Length * data.Columns];
    private readonly int[][] fingers = [.. Enumerable.Range(0, data.Correspondences.Length)
        .Select(i => data.Corners(i).ToArray().SelectMany(data.Model.Fingers).Distinct().ToArray())];
    private readonly HandSkeleton<Angles> skeleton = new(data.Model);
    private readonly HandPlacement<Angles> still = new();
    private readonly HandPlacement<Wide> moving = new();

    /// <summary>A hand and the points.</summary>
    /// <param name="Model">The hand.</param>
    /// <param name="Theta">Its pose.</param>
    /// <param name="Coordinates">Where on its triangle each point is, two numbers; none, if points belong to vertices.</param>
    /// <param name="Correspondences">The triangle, or the vertex, of each point.</param>
    /// <param name="Points">The points, 3 numbers each.</param>
    internal sealed record Data(HandModel Model, double[] Theta, double[] Coordinates, int[] Correspondences, double[] Points)
    {
        /// <summary>How many columns of the Jacobian are by the coordinates of points.</summary>
        public int Local => Coordinates.Length > 0 ? 2 : 0;

        /// <summary>The vertices on which a point lies: those of its triangle, or one.</summary>
        public ReadOnlySpan<int> Corners(int point) =>
            Local == 0 ? Correspondences.AsSpan(point, 1) : Model.Triangles.AsSpan(3 * Correspondences[point], 3);

        /// <summary>How many columns the Jacobian has.</summary>
        public int Columns => Local + Theta.Length;
    }

    /// <summary>The hand and the points.</summary>
    public Data Arguments => data;

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
        Take();
        var (columns, local) = (data.Columns, data.Local);
        Span<Wide> place = new Wide[3], error = new Wide[3];
        Span<Angles> moved = new Angles[3], errorByAngles = new Angles[3];
        Span<double> lanes = stackalloc double[Float64x8.Count];
        for (var i = 0; i < data.Correspondences.Length; i++)
        {
            var point = data.Points.AsSpan(3 * i, 3);
            Place(i, place);
            moving.Error(point, place, error);
            for (var row = 0; row < 3; row++)
            {
                error[row].Tangents.CopyTo(MemoryMarshal.Cast<double, Float64>(lanes));
                lanes[..(local + 6)].CopyTo(jacobian.AsSpan((3 * i + row) * columns));
            }

            foreach (var finger in fingers[i])
            {
                Move(i, finger, moved);
                still.Error(point, moved, errorByAngles);
                for (var row = 0; row < 3; row++)
                    errorByAngles[row].Tangents.CopyTo(
                        MemoryMarshal.Cast<double, Float64>(jacobian.AsSpan((3 * i + row) * columns + local + 6 + 4 * finger, 4)));
            }
        }
    }

    public override void WritePrimal(Utf8JsonWriter json) => json.WriteNumbers(primal);

    public override void WriteDerivative(Utf8JsonWriter json) => json.WriteRows(jacobian, primal.Length, data.Columns);

    /// <summary>Takes the pose, and says which number moves in which direction.</summary>
    private void Take()
    {
        Span<Wide> global = new Wide[6];
        Span<Angles> fixedGlobal = new Angles[6], angles = new Angles[data.Theta.Length - 6];
        for (var i = 0; i < 6; i++)
            (global[i], fixedGlobal[i]) = (Wide.Variable(data.Theta[i], data.Local + i), Angles.Constant(data.Theta[i]));
        for (var i = 0; i < angles.Length; i++)
            angles[i] = Angles.Variable(data.Theta[6 + i], i % 4);
        moving.Take(global);
        still.Take(fixedGlobal);
        skeleton.Take(angles);
    }

    /// <summary>Where in the hand a point is: at a vertex, or at u·A + v·B + (1 − u − v)·C of a triangle.</summary>
    private void Place(int i, Span<Wide> place)
    {
        if (data.Local == 0)
        {
            var (x, y, z) = skeleton.Place(data.Correspondences[i]);
            (place[0], place[1], place[2]) = (Wide.Constant(x), Wide.Constant(y), Wide.Constant(z));
            return;
        }

        var corners = data.Corners(i);
        var (a, b, c) = (skeleton.Place(corners[0]), skeleton.Place(corners[1]), skeleton.Place(corners[2]));
        var (u, v) = (Wide.Variable(data.Coordinates[2 * i], 0), Wide.Variable(data.Coordinates[2 * i + 1], 1));
        var w = 1 - u - v;
        place[0] = u * a.X + v * b.X + w * c.X;
        place[1] = u * a.Y + v * b.Y + w * c.Y;
        place[2] = u * a.Z + v * b.Z + w * c.Z;
    }

    /// <summary>How the angles of a finger move a point. What other fingers make of its place stays, and is left out.</summary>
    private void Move(int i, int finger, Span<Angles> moved)
    {
        moved.Clear();
        if (data.Local == 0)
        {
            skeleton.Add(data.Correspondences[i], finger, 1, moved);
        }
        else
        {
            var corners = data.Corners(i);
            var (u, v) = (data.Coordinates[2 * i], data.Coordinates[2 * i + 1]);
            skeleton.Add(corners[0], finger, u, moved);
            skeleton.Add(corners[1], finger, v, moved);
            skeleton.Add(corners[2], finger, 1 - u - v, moved);
        }

        if (data.Model.IsMirrored)
            moved[0] = -moved[0];
    }
}
