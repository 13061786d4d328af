using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using System.Runtime.Intrinsics;
using System.Runtime.Intrinsics.X86;
using System.Text.Json;
using Aresta.GradBench.ByHand;
using Aresta.Execution;
using Aresta.Tensors;

namespace Aresta.GradBench.Problems;

/// <summary>
/// Bundle adjustment: how far p observations of m points by n cameras are from where they should be. The Jacobian is sparse: an observation
/// depends on the 15 numbers of its camera, its point and its weight. A graph of many observations at a time pulls both errors back to
/// them: <see cref="ProjectionGraph"/>.
/// </summary>
internal sealed class BundleAdjustment : Problem
{
    /// <summary>How many numbers an observation depends on: 11 of a camera, 3 of a point, 1 weight.</summary>
    public const int Inputs = 15;

    /// <summary>How many observations are pulled back at a time: so many that a plan's memory stays in the second cache.</summary>
    private const int Chunk = 512;

    private readonly Data data;
    private readonly double[] primal;
    private readonly int[] cameras = new int[Chunk];
    private readonly int[] points = new int[Chunk];
    private readonly double[][] inputs;
    private readonly double[][] outputs;
    private readonly Tensor[] inputTensors;
    private readonly Tensor[] outputTensors;
    private Plan? plan;

    public BundleAdjustment(Data data)
    {
        this.data = data;
        primal = new double[3 * data.Weights.Length];
        Jacobian = new(data);
        (inputs, outputs) = (Arrays(Inputs + 2), Arrays(2 * Inputs + 1));
        inputTensors = Array.ConvertAll(inputs, array => Tensor.Of(array, [Chunk]));
        outputTensors = Array.ConvertAll(outputs, array => Tensor.Of(array, [Chunk]));
    }

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
    public SparseRows Jacobian { get; }

    public static BundleAdjustment Read(JsonElement input) => new(Data.Repeated(
        input.Int("n"), input.Int("m"), input.Int("p"), input.Numbers("cam"), input.Numbers("x"), input.Number("w"),
        input.Numbers("feat")));

    public override void Evaluate() => ProjectionErrors.Of(data, primal);

    public override void Prepare() => plan = Plan(ProjectionGraph.Jacobian(Chunk));

    public override void Differentiate()
    {
        for (var start = 0; start < data.Weights.Length; start += Chunk)
        {
            var count = Math.Min(Chunk, data.Weights.Length - start);
            Gather(start, count);
            plan!.Run(inputTensors, outputTensors);
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
            Take(data.Cameras.AsSpan(j), cameras.AsSpan(0, count), inputs[j]);
        for (var j = 0; j < 3; j++)
            Take(data.Points.AsSpan(j), points.AsSpan(0, count), inputs[11 + j]);
        data.Weights.AsSpan(start, count).CopyTo(inputs[14]);
        for (var j = 0; j < 2; j++)
        {
            var (input, next) = (inputs[Inputs + j], 2 * start + j);
            for (var i = 0; i < count; i++, next += 2)
                input[i] = data.Features[next];
        }
    }

    private static void Take(ReadOnlySpan<double> from, ReadOnlySpan<int> places, double[] to)
    {
        for (var i = 0; i < places.Length; i++)
            to[i] = from[places[i]];
    }

    /// <summary>
    /// Writes the derivatives into the rows of the Jacobian: four columns of four observations at a time, whose rows and columns are
    /// exchanged in registers. The last four columns overlap those before.
    /// </summary>
    private void Scatter(int start, int count)
    {
        ref var rows = ref MemoryMarshal.GetReference(Jacobian.Blocks.Slice(2 * Inputs * start, 2 * Inputs * count));
        var i = 0;
        for (; Avx.IsSupported && i + 4 <= count; i += 4)
            for (var j = 0; j < 2 * Inputs; j += 4)
            {
                j = Math.Min(j, 2 * Inputs - 4);
                Vector256<double> a = Column(j, i), b = Column(j + 1, i), c = Column(j + 2, i), d = Column(j + 3, i);
                var (ab0, ab1) = (Avx.UnpackLow(a, b), Avx.UnpackHigh(a, b));
                var (cd0, cd1) = (Avx.UnpackLow(c, d), Avx.UnpackHigh(c, d));
                ref var place = ref Unsafe.Add(ref rows, 2 * Inputs * i + j);
                Avx.Permute2x128(ab0, cd0, 0x20).StoreUnsafe(ref place);
                Avx.Permute2x128(ab1, cd1, 0x20).StoreUnsafe(ref place, 2 * Inputs);
                Avx.Permute2x128(ab0, cd0, 0x31).StoreUnsafe(ref place, 4 * Inputs);
                Avx.Permute2x128(ab1, cd1, 0x31).StoreUnsafe(ref place, 6 * Inputs);
            }

        for (; i < count; i++)
            for (var j = 0; j < 2 * Inputs; j++)
                Unsafe.Add(ref rows, 2 * Inputs * i + j) = outputs[j][i];
        outputs[2 * Inputs].AsSpan(0, count).CopyTo(Jacobian.OfWeights[start..]);

        Vector256<double> Column(int j, int i) => Vector256.LoadUnsafe(ref outputs[j][0], (nuint)i);
    }

    private static double[][] Arrays(int count) => [.. Enumerable.Range(0, count).Select(_ => new double[Chunk])];
}
