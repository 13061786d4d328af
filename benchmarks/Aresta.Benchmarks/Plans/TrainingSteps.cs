using System.Globalization;
using Aresta.Benchmarks.Measuring;
using Aresta.Benchmarks.Products;
using Aresta.Execution;
using Aresta.Graphs;
using Aresta.Primitives;
using Aresta.Tensors;
using Aresta.Transforms;
using static Aresta.Numerics.Elementary;

namespace Aresta.Benchmarks.Plans;

/// <summary>
/// A perceptron of three layers, its loss and the gradient of all its parameters, as a plan on one thread and on two, beside the
/// interpreter; and the share of the peak of multiply-adds, which is measured in the same rounds.
/// </summary>
internal static class TrainingSteps
{
    private const int Steps = 20_000;
    private const int Batch = 64;

    private static readonly Shape[] Shapes = [[Batch, 784], [Batch, 10], [784, 512], [512], [512, 512], [512], [512, 10], [10]];

    public static List<Row> Run()
    {
        var gradient = Gradient.Of(Graph.Trace(
            v => [Loss(v)], [.. Shapes.Select(shape => new TensorType(DType.Float32, shape))], originBudget: 0));
        var graph = Graph.Create(gradient.Inputs.AsSpan(), gradient.Outputs.AsSpan()[2..]);
        var (one, two) = (graph.Compile(new() { ThreadCount = 1 }), graph.Compile(new() { ThreadCount = 2 }));
        Tensor[] point = [.. Shapes.Select((shape, phase) => Wave(shape, phase))];
        Tensor[] outputs = [.. graph.Outputs.Select(output => Tensor.Zeros(output.Type))];
        var sum = 0f;
        var times = Interleaved.Time(() => one.Run(point, outputs), () => two.Run(point, outputs), () => sum += Peak.Multiply(Steps));
        var interpreted = Interleaved.Once(() => Interpreter.Run(graph, point), 1);
        var peak = Peak.Operations(Steps) / times[2].Median;
        Console.WriteLine(string.Create(
            CultureInfo.InvariantCulture,
            $"784-512-512-10, batch {Batch}, loss and gradients: {one.Flops / 1e6:0} Mflop, {one.PeakBytes} bytes"));
        List<Row> rows = [];
        Report("1 thread", times[0], one.Flops / times[0].Median / peak);
        Report("2 threads", times[1], two.Flops / times[1].Median / peak / 2);
        Report("interpreter", (interpreted, interpreted, interpreted), one.Flops / interpreted / peak);
        return rows;

        void Report(string mode, (double Low, double Median, double High) time, double share)
        {
            rows.Add(new("mlp", Batch, mode, time.Median, time.Low, time.High, true, time.Median / times[0].Median));
            Console.WriteLine(string.Create(
                CultureInfo.InvariantCulture,
                $"{mode,-12} {Wording.Text(time.Median),10} ({Wording.Text(time.Low)} … {Wording.Text(time.High)}), {share:P1} of peak"));
        }
    }

    // The loss is the cross entropy of softmax.
    private static Value Loss(Value[] v)
    {
        var first = Max(Product(v[0], v[2]) + v[3], 0);
        var second = Max(Product(first, v[4]) + v[5], 0);
        var logits = Product(second, v[6]) + v[7];
        var shifted = logits - logits.Max([1], keep: true);
        return -((shifted - Log(Exp(shifted).Sum([1], keep: true))) * v[1]).Sum() / Batch;
    }

    private static Value Product(Value x, Value y) => Node.Create(new Contract("ij,jk->ik"), x, y).Result();

    private static Tensor Wave(Shape shape, int phase) =>
        Tensor.Of([.. Enumerable.Range(0, shape.Size).Select(i => (float)(0.05 * Math.Sin(phase + 1 + i)))], shape);
}
