using System.Text.Json;
using Aresta.GradBench.ByHand;
using Aresta.Execution;

namespace Aresta.GradBench.Problems;

/// <summary>
/// Bundle adjustment: how far p observations of m points by n cameras are from where they should be. The Jacobian is sparse: an observation
/// depends on the 15 numbers of its camera, its point and its weight. A graph of many observations at a time pulls both errors back to them:
/// <see cref="ProjectionGraph"/>.
/// </summary>
internal sealed class BundleAdjustment(BundleAdjustment.Data data) : Problem
{
    /// <summary>How many numbers an observation depends on: 11 of a camera, 3 of a point, 1 weight.</summary>
    public const int Inputs = 15;

    /// <summary>How many observations are pulled back at a time: so many that a plan's memory stays in the second cache.</summary>
    private const int Chunk = 512;

    private readonly double[] primal = new double[3 * data.Weights.Length];
    private readonly int[] cameras = new int[Chunk];
    private readonly int[] points = new int[Chunk];
    private PlanMemory? plan;

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

    public override void Evaluate() => ProjectionErrors.Of(data, primal);

    public override void Prepare() => plan = Compile(ProjectionGraph.Jacobian(Chunk));

    public override void Differentiate()
    {
        for (var start = 0; start < data.Weights.Length; start += Chunk)
        {
            var count = Math.Min(Chunk, data.Weights.Length - start);
            Gather(start, count);
            plan!.Run();
            Scatter(start, count);
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

    /// <summary>Writes the numbers that observations depend on into the inputs of the plan, one array for each.</summary>
    private void Gather(int start, int count)
    {
        for (var i = 0; i < count; i++)
            (cameras[i], points[i]) = (data.Camera(start + i), data.Point(start + i));
        for (var j = 0; j < 11; j++)
            Take(data.Cameras.AsSpan(j), cameras.AsSpan(0, count), plan!.Input<double>(j));
        for (var j = 0; j < 3; j++)
            Take(data.Points.AsSpan(j), points.AsSpan(0, count), plan!.Input<double>(11 + j));
        data.Weights.AsSpan(start, count).CopyTo(plan!.Input<double>(14));
        for (var j = 0; j < 2; j++)
        {
            var input = plan.Input<double>(Inputs + j);
            for (var i = 0; i < count; i++)
                input[i] = data.Features[2 * (start + i) + j];
        }
    }

    private static void Take(ReadOnlySpan<double> from, ReadOnlySpan<int> places, Span<double> to)
    {
        for (var i = 0; i < places.Length; i++)
            to[i] = from[places[i]];
    }

    /// <summary>Writes the derivatives into the rows of the Jacobian, some rows at a time, which stay in the first cache.</summary>
    private void Scatter(int start, int count)
    {
        const int Tile = 32;
        for (var first = 0; first < count; first += Tile)
        {
            var places = Jacobian.Blocks[(2 * Inputs * (start + first))..];
            for (var j = 0; j < 2 * Inputs; j++)
            {
                var output = plan!.Output<double>(j)[first..Math.Min(first + Tile, count)];
                for (var i = 0; i < output.Length; i++)
                    places[2 * Inputs * i + j] = output[i];
            }
        }

        plan!.Output<double>(2 * Inputs)[..count].CopyTo(Jacobian.OfWeights[start..]);
    }
}
