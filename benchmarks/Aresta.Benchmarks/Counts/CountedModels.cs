using Aresta.Functions;
using Aresta.Graphs;
using Aresta.Primitives;
using Aresta.Tensors;
using Aresta.Transforms;
using static Aresta.Numerics.Elementary;

namespace Aresta.Benchmarks.Counts;

/// <summary>Models of every kind with their gradients, as they are trained.</summary>
internal static class CountedModels
{
    private const int Batch = 32;

    /// <summary>The graphs, by name.</summary>
    public static IEnumerable<(string Name, Graph Graph)> All =>
    [
        ("example", Graph.Trace((a, b) => (a + b) * (b + 1), TensorType.Float64(), TensorType.Float64(), originBudget: 0)),
        ("scalars", Of(Formula, [], [])),
        ("chain", Of(v => (Sqrt((Tanh((v[0] * 1.5) + 0.25) * v[0] * v[0]) + 2) * Sigmoid(v[0])).Sum(), [100_000])),
        ("perceptron", Of(Perceptron, [784, 512], [512], [512, 512], [512], [512, 10], [10], [Batch, 784], [Batch, 10])),
        ("convolutions", Of(
            Convolutions, [32, 1, 3, 3], [32], [64, 32, 3, 3], [64], [64 * 7 * 7, 10], [10], [Batch, 1, 28, 28], [Batch, 10])),
        ("recurrent", Of(Recurrent, [64, 512], [128, 512], [512], [50, Batch, 64], [Batch, 128])),
        ("attention", Of(Attention, [128, 128], [128, 128], [128, 128], [128, 512], [512, 128], [8, 64, 128])),
    ];

    /// <summary>Value and gradient.</summary>
    public static Graph WithGradient(Graph graph) => Gradient.WithValue(graph);

    private static Graph Of(Func<Value[], Value> loss, params Shape[] shapes) =>
        Graph.Trace(v => [loss(v)], [.. shapes.Select(shape => new TensorType(DType.Float32, shape))], originBudget: 0);

    private static Value Formula(Value[] v) =>
        Enumerable.Range(0, 1000).Aggregate(v[0], (x, i) => i % 3 == 0 ? Sin(x) : i % 3 == 1 ? x * v[1] : x + v[0]);

    private static Value Perceptron(Value[] v) =>
        Loss((((v[6].MatMul(v[0]) + v[1]).Relu().MatMul(v[2]) + v[3]).Relu().MatMul(v[4])) + v[5], v[7]);

    private static Value Convolutions(Value[] v)
    {
        var small = v[6].ConvolveSame(v[0], v[1]).Relu().MaxPool([2, 2]).ConvolveSame(v[2], v[3]).Relu().MaxPool([2, 2]);
        return Loss(Value.Reshape(small, [Batch, 64 * 7 * 7]).MatMul(v[4]) + v[5], v[7]);
    }

    private static Value Recurrent(Value[] v)
    {
        var zero = Value.Zeros(v[4].Type);
        var (_, rows) = Flow.Scan([zero, zero], [v[3].MatMul(v[0]) + v[2]], (state, row) =>
        {
            var gates = row[0] + state[0].MatMul(v[1]);
            Value Gate(int i) => gates.Slice(1, i * 128, (i + 1) * 128);
            var cell = (Sigmoid(Gate(1)) * state[1]) + (Sigmoid(Gate(0)) * Tanh(Gate(2)));
            return ((Sigmoid(Gate(3)) * Tanh(cell), cell), Sigmoid(Gate(3)) * Tanh(cell));
        });
        return Square(rows[0] - v[4].BroadcastTo(rows[0].Shape)).Mean();
    }

    private static Value Attention(Value[] v)
    {
        Value Heads(Value x) => Value.Reshape(x, [8, 64, 4, 32]).Transpose([0, 2, 1, 3]);
        var (query, key, value) = (Heads(v[5].MatMul(v[0])), Heads(v[5].MatMul(v[1])), Heads(v[5].MatMul(v[2])));
        var weights = (query.MatMul(key.Transpose([0, 1, 3, 2])) / Math.Sqrt(32)).Softmax(-1);
        var mixed = Value.Reshape(weights.MatMul(value).Transpose([0, 2, 1, 3]), [8, 64, 128]) + v[5];
        return Square(mixed.MatMul(v[3]).Gelu().MatMul(v[4]) + mixed).Mean();
    }

    private static Value Loss(Value logits, Value target) => -(logits.LogSoftmax(1) * target).Sum() / Batch;
}
