using Aresta.Functions;
using Aresta.Graphs;
using Aresta.Primitives;
using Aresta.Tensors;
using Aresta.Transforms;
using static Aresta.Numerics.Elementary;

namespace Aresta.Tests.Execution;

/// <summary>Whole models, with their gradients, to be compiled.</summary>
internal static class PlanModels
{
    /// <summary>Two layers with bias and relu, cross entropy with softmax, and the gradient for all parameters.</summary>
    public static (Graph Graph, Tensor[] Point) Perceptron(DType dtype, int batch, int inputs, int hidden, int classes)
    {
        Shape[] shapes = [[batch, inputs], [batch, classes], [inputs, hidden], [hidden], [hidden, classes], [classes]];
        var graph = Graph.Trace(
            v =>
            {
                var (x, y) = (v[0], v[1]);
                var layer = Max(Times(x, v[2]) + v[3], 0);
                var logits = Times(layer, v[4]) + v[5];
                var shifted = logits - logits.Max([1], keep: true);
                var log = shifted - Log(Exp(shifted).Sum([1], keep: true));
                return [-(log * y).Sum() / batch];
            },
            [.. shapes.Select(shape => new TensorType(dtype, shape))], originBudget: 0);
        return (Gradient.Of(graph), [.. shapes.Select((shape, i) => Wave(dtype, shape, i + 1))]);
    }

    /// <summary>
    /// A block of a decoder: causal attention and a layer with GELU, each behind a norm, and the gradient for all parameters.
    /// </summary>
    public static (Graph Graph, Tensor[] Point) Transformer(DType dtype, int batch, int tokens, int heads, int width)
    {
        Shape[] shapes =
        [
            [batch, tokens, width], [width], [width], [3 * width, width], [3 * width], [width, width], [2 * width, width],
            [width, 2 * width],
        ];
        var graph = Graph.Trace(
            v =>
            {
                var x = v[0];
                var packed = x.LayerNorm(1, v[1], v[2]).Affine(v[3], v[4]);
                Value Part(int i) => Value.Reshape(
                    packed.Slice(2, i * width, (i + 1) * width), [batch, tokens, heads, width / heads]).SwapAxes(1, 2);
                var attended = Part(0).ScaledDotProductAttention(Part(1), Part(2), causal: true).Result;
                x += Value.Reshape(attended.SwapAxes(1, 2), [batch, tokens, width]).Affine(v[5]);
                x += x.RmsNorm().Affine(v[6]).Gelu().Affine(v[7]);
                return [-x.LogSoftmax().Slice(2, 0, 1).Mean()];
            },
            [.. shapes.Select(shape => new TensorType(dtype, shape))], originBudget: 0);
        return (Gradient.WithValue(graph), [.. shapes.Select((shape, i) => Wave(dtype, shape, i + 1, 0.7))]);
    }

    /// <summary>A recurrent layer over the steps of a sequence, and the gradient of a loss of all its states.</summary>
    public static (Graph Graph, Tensor[] Point) Recurrent(DType dtype, int steps, int batch, int width)
    {
        Shape[] shapes = [[steps, batch, width], [batch, width], [width, width], [width, width], [width]];
        var graph = Graph.Trace(
            v =>
            {
                var (last, all) = Flow.Scan([v[1]], [v[0]], (state, row) =>
                {
                    var next = Tanh(Times(row[0], v[2]) + Times(state[0], v[3]) + v[4]);
                    return (next, next * next);
                });
                return [last[0].Sum() + all[0].Sum()];
            },
            [.. shapes.Select(shape => new TensorType(dtype, shape))], originBudget: 0);
        return (Gradient.Of(graph), [.. shapes.Select((shape, i) => Wave(dtype, shape, i + 1, 0.3))]);
    }

    /// <summary>A layer of long short-term memory over the steps of a sequence, and the gradient of a loss of all its states.</summary>
    public static (Graph Graph, Tensor[] Point) Memory(DType dtype, int steps, int batch, int inputs, int width)
    {
        Shape[] shapes = [[steps, batch, inputs], [4 * width, inputs], [4 * width, width], [4 * width], [batch, width]];
        var graph = Graph.Trace(
            v =>
            {
                var (_, all) = Flow.Scan([v[4], v[4]], [v[0].Affine(v[1], v[3])], (state, row) =>
                {
                    var gates = row[0] + state[0].Affine(v[2]);
                    Value Gate(int i) => gates.Slice(1, i * width, (i + 1) * width);
                    var cell = (Sigmoid(Gate(1)) * state[1]) + (Sigmoid(Gate(0)) * Tanh(Gate(2)));
                    var output = Sigmoid(Gate(3)) * Tanh(cell);
                    return ((output, cell), output);
                });
                return [(all[0] * all[0]).Sum()];
            },
            [.. shapes.Select(shape => new TensorType(dtype, shape))], originBudget: 0);
        return (Gradient.WithValue(graph), [.. shapes.Select((shape, i) => Wave(dtype, shape, i + 1, 0.3))]);
    }

    /// <summary>A loop of unknown length, and its gradient.</summary>
    public static (Graph Graph, Tensor[] Point) Newton(bool gradient)
    {
        var graph = Graph.Trace(
            v => [Flow.While([v[0], 0.0], s => s[1] < 6, s => ((s[0] + (v[1] / s[0])) / 2, s[1] + 1))[0].Sum()],
            [TensorType.Float64(5), TensorType.Float64(5)], originBudget: 0);
        return (gradient ? Gradient.Of(graph) : graph, [Tensor.Vector(1.0, 2, 3, 4, 5), Tensor.Vector(2.0, 3, 5, 7, 11)]);
    }

    /// <summary>One step of a training with momentum: parameters and moments go in and come out changed.</summary>
    public static Graph Momentum(int size) => Graph.Trace(
        v =>
        {
            var (w, m, g) = (v[0], v[1], v[2]);
            var moment = (0.9 * m) + g;
            return [w - (0.1 * moment), moment, (w * w).Sum()];
        },
        [TensorType.Float64(size), TensorType.Float64(size), TensorType.Float64(size)], ["w", "m", "g"], originBudget: 0);

    /// <summary>sin(phase), sin(phase + 1), … times a number.</summary>
    public static Tensor Wave(DType dtype, Shape shape, double phase, double scale = 1)
    {
        double[] numbers = [.. Enumerable.Range(0, shape.Size).Select(i => scale * Math.Sin(phase + i))];
        return dtype == DType.Float64 ? Tensor.Of(numbers, shape) : Tensor.Of(Array.ConvertAll(numbers, x => (float)x), shape);
    }

    private static Value Times(Value x, Value y) => Node.Create(new Contract("ij,jk->ik"), x, y).Result();
}
