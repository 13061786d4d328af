using System.Text.Json;
using Aresta.Numerics;
using Aresta.Numerics.Framework;
using Aresta.Numerics.Lanes;
using static Aresta.Numerics.Elementary;
using Wide = Aresta.Numerics.Dual<
    Aresta.Numerics.Float64, Aresta.Numerics.Lanes.Twice<Aresta.Numerics.Lanes.Float64x8, Aresta.Numerics.Float64>>;

namespace Aresta.GradBench.Problems;

/// <summary>
/// Bundle adjustment: how far p observations of m points by n cameras are from where they should be. The Jacobian is sparse: an observation
/// depends on the 15 numbers of its camera, its point and its weight, all of which dual numbers with 16 lanes move at once.
/// </summary>
internal sealed class BundleAdjustment(BundleAdjustment.Data data) : Problem
{
    /// <summary>How many numbers an observation depends on: 11 of a camera, 3 of a point, 1 weight.</summary>
    public const int Inputs = 15;

    private readonly double[] primal = new double[3 * data.Weights.Length];

    /// <summary>Cameras, points and observations.</summary>
    /// <param name="Cameras">11 numbers each: rotation, center, focal length, principal point, two coefficients of distortion.</param>
    /// <param name="Points">3 numbers each.</param>
    /// <param name="Weights">One for each observation.</param>
    /// <param name="Features">Where each observation was made, 2 numbers.</param>
    internal sealed record Data(double[] Cameras, double[] Points, double[] Weights, double[] Features)
    {
        /// <summary>As ADBench and GradBench have them: n times the same camera, and so on.</summary>
        public static Data Repeated(int n, int m, int p, double[] camera, double[] point, double weight, double[] feature)
        {
            return new(Times(n, camera), Times(m, point), Times(p, [weight]), Times(p, feature));

            static double[] Times(int count, double[] what) => [.. Enumerable.Repeat(what, count).SelectMany(x => x)];
        }

        /// <summary>Where in its array the camera of an observation begins.</summary>
        public int Camera(int observation) => 11 * (observation % (Cameras.Length / 11));

        /// <summary>Where in its array the point of an observation begins.</summary>
        public int Point(int observation) => 3 * (observation % (Points.Length / 3));
    }

    /// <summary>Two errors for each observation; then, for each, that of its weight.</summary>
    public override ReadOnlySpan<double> Primal => primal;

    public override ReadOnlySpan<double> Derivative => Jacobian.Values;

    /// <summary>The Jacobian.</summary>
    public SparseRows Jacobian { get; } = new(data);

    public static BundleAdjustment Read(JsonElement input) => new(Data.Repeated(
        input.Int("n"), input.Int("m"), input.Int("p"), input.Numbers("cam"), input.Numbers("x"), input.Number("w"),
        input.Numbers("feat")));

    public override void Evaluate() => ProjectionByHand.Errors(data, primal);

    public override void Differentiate()
    {
        var x = new Wide[Inputs];
        for (var i = 0; i < data.Weights.Length; i++)
        {
            var camera = data.Cameras.AsSpan(data.Camera(i), 11);
            var point = data.Points.AsSpan(data.Point(i), 3);
            for (var j = 0; j < 11; j++)
                x[j] = Wide.Variable(camera[j], j);
            for (var j = 0; j < 3; j++)
                x[11 + j] = Wide.Variable(point[j], 11 + j);
            x[14] = Wide.Variable(data.Weights[i], 14);
            var (ofX, ofY) = Error<Wide>(x, data.Features[2 * i], data.Features[2 * i + 1]);
            var block = Jacobian.Block(i);
            for (var j = 0; j < Inputs; j++)
                (block[j], block[Inputs + j]) = (ofX.Tangents[j], ofY.Tangents[j]);
            var weight = new Dual<Float64>(data.Weights[i], 1);
            Jacobian.OfWeight(i) = (1 - weight * weight).Tangent;
        }
    }

    public override void WritePrimal(Utf8JsonWriter json)
    {
        var p = data.Weights.Length;
        json.WriteStartObject();
        json.WriteStartObject("reproj_error");
        json.WritePropertyName("elements");
        json.WriteNumbers(Primal[..2]);
        json.WriteNumber("repeated", p);
        json.WriteEndObject();
        json.WriteStartObject("w_err");
        json.WriteNumber("element", primal[2 * p]);
        json.WriteNumber("repeated", p);
        json.WriteEndObject();
        json.WriteEndObject();
    }

    public override void WriteDerivative(Utf8JsonWriter json)
    {
        json.WriteStartObject();
        json.WritePropertyName("rows");
        json.WriteNumbers([.. Jacobian.RowStarts[..30], Jacobian.RowStarts[^1]]);
        json.WritePropertyName("cols");
        json.WriteNumbers([.. Jacobian.Columns[..30], Jacobian.Columns[^1]]);
        json.WritePropertyName("vals");
        json.WriteNumbers([.. Jacobian.Values[..30], Jacobian.Values[^1]]);
        json.WriteEndObject();
    }

    /// <summary>The error of an observation, from 15 numbers.</summary>
    private static (T X, T Y) Error<T>(ReadOnlySpan<T> x, double featureX, double featureY) where T : IFrameworkNumber<T>
    {
        var (y0, y1, y2) = Rotated(x[0], x[1], x[2], x[11] - x[3], x[12] - x[4], x[13] - x[5]);
        var (a, b) = (y0 / y2, y1 / y2);
        var squares = a * a + b * b;
        var distortion = 1 + x[9] * squares + x[10] * squares * squares;
        return (x[14] * (a * distortion * x[6] + x[7] - featureX), x[14] * (b * distortion * x[6] + x[8] - featureY));
    }

    /// <summary>Rodrigues' formula: y turned by the angle |r| about r.</summary>
    private static (T, T, T) Rotated<T>(T r0, T r1, T r2, T y0, T y1, T y2) where T : IFrameworkNumber<T>
    {
        var square = r0 * r0 + r1 * r1 + r2 * r2;
        if (T.ToDouble(square) == 0)
            return (y0 + r1 * y2 - r2 * y1, y1 + r2 * y0 - r0 * y2, y2 + r0 * y1 - r1 * y0);
        var angle = Sqrt(square);
        var (sin, cos) = (Sin(angle), Cos(angle));
        var (w0, w1, w2) = (r0 / angle, r1 / angle, r2 / angle);
        var along = (w0 * y0 + w1 * y1 + w2 * y2) * (1 - cos);
        return (
            y0 * cos + (w1 * y2 - w2 * y1) * sin + w0 * along,
            y1 * cos + (w2 * y0 - w0 * y2) * sin + w1 * along,
            y2 * cos + (w0 * y1 - w1 * y0) * sin + w2 * along);
    }
}
