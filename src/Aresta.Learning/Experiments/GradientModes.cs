using Aresta.Execution;
using Aresta.Graphs;
using Aresta.Learning.Data;
using Aresta.Learning.Layers;
using Aresta.Learning.Losses;
using Aresta.Learning.Modules;
using Aresta.Primitives;
using Aresta.Tensors;
using Aresta.Transforms;

namespace Aresta.Learning.Experiments;

/// <summary>
/// The gradient of one loss in three ways, all on one thread: the weights are one vector, so that moving one is one number.
/// </summary>
internal sealed class GradientModes
{
    private readonly Sequential model;
    private readonly DType dtype;
    private readonly Plan loss, reverse, forward, logits;
    private readonly int size;

    /// <summary>A network of 64 inputs, tanh units and 10 classes.</summary>
    public GradientModes(int width, int rows, DType dtype)
    {
        (model, this.dtype) = (new(new Dense(64, width), Activation.Tanh, new Dense(width, 10)), dtype);
        var shapes = model.Parameters.Select(parameter => parameter.Value.Shape).ToArray();
        size = shapes.Sum(shape => shape.Size);
        TensorType vector = new(dtype, [size]), batch = new(dtype, [rows, 64]);
        var graph = Graph.Trace(v => Cost(v[0], v[1], v[2]), [vector, batch, TensorType.Int64(rows)], originBudget: 0);
        loss = graph.Compile(new() { ThreadCount = 1 });
        reverse = Gradient.Of(graph, wrt: 0).Compile(new() { ThreadCount = 1 });
        var pushed = Pushforward.Of(graph, wrt: 0);
        forward = Graph.Trace(
            v => pushed.Apply([.. v])[^1], [.. pushed.Inputs.Select(input => input.Type)], originBudget: 0)
            .Compile(new() { ThreadCount = 1 });
        logits = Graph.Trace(
            v => model.Call(v[1], new(model, Split(v[0]))), [vector, batch with { Shape = [Digits, 64] }], originBudget: 0).Compile(new());

        Value[] Split(Value weights)
        {
            var (values, at) = (new Value[shapes.Length], 0);
            for (var i = 0; i < shapes.Length; at += shapes[i++].Size)
            {
                values[i] = Value.Reshape(weights.Slice(0, at, at + shapes[i].Size), shapes[i]);
            }

            return values;
        }

        Value Cost(Value weights, Value x, Value y) => CommonLosses.CrossEntropy(model.Call(x, new(model, Split(weights))), y);
    }

    private static int Digits => Datasets.Digits.Split.Test.Count;

    /// <summary>The operations of a gradient in each way.</summary>
    public (double Reverse, double Forward, double Numerical) Flops => (reverse.Flops, size * forward.Flops, 2.0 * size * loss.Flops);

    public double[] Begin(long seed) => [.. model.Initialize(seed, DType.Float64).Values.SelectMany(tensor => tensor.ToDoubles())];

    public double Loss(double[] weights, Tensor inputs, Tensor targets) => loss.Run(Typed(weights), Typed(inputs), targets)[0].ToDouble();

    public double[] Reverse(double[] weights, Tensor inputs, Tensor targets) =>
        reverse.Run(Typed(weights), Typed(inputs), targets)[^1].ToDoubles();

    public double[] Forward(double[] weights, Tensor inputs, Tensor targets, CancellationToken cancellation)
    {
        var (w, x, gradient) = (Typed(weights), Typed(inputs), new double[size]);
        Tensor[] result = [Tensor.Scalar(0, dtype)];
        for (var i = 0; i < size; i++)
        {
            cancellation.ThrowIfCancellationRequested();
            var direction = Tensor.Zeros(new(dtype, [size]));
            Set(direction, i, 1);
            forward.Run([w, x, targets, direction], result);
            gradient[i] = result[0].ToDouble();
        }

        return gradient;
    }

    public double[] Numerical(double[] weights, Tensor inputs, Tensor targets, double step, CancellationToken cancellation)
    {
        var (w, x, gradient) = (Typed(weights), Typed(inputs), new double[size]);
        Tensor[] result = [Tensor.Scalar(0, dtype)];
        for (var i = 0; i < size; i++)
        {
            cancellation.ThrowIfCancellationRequested();
            var (up, down) = (At(weights[i] + step), At(weights[i] - step));
            gradient[i] = (up - down) / (2 * step);
            Set(w, i, weights[i]);

            double At(double moved)
            {
                Set(w, i, moved);
                loss.Run([w, x, targets], result);
                return result[0].ToDouble();
            }
        }

        return gradient;
    }

    public double Accuracy(double[] weights, Examples test)
    {
        var (inputs, targets) = test.All();
        var found = logits.Run(Typed(weights), Typed(inputs))[0].ToDoubles().Chunk(10).ToArray();
        return found.Index().Average(row => row.Item.AsSpan().IndexOf(row.Item.Max()) == targets.Integer(row.Index) ? 1.0 : 0);
    }

    private Tensor Typed(Tensor tensor) => tensor.DType == dtype ? tensor : Typed(tensor.ToDoubles()).Reshape(tensor.Shape);

    private Tensor Typed(double[] numbers) => dtype == DType.Float64
        ? Tensor.Of([.. numbers], [numbers.Length])
        : Tensor.Of([.. numbers.Select(x => (float)x)], [numbers.Length]);

    private void Set(Tensor tensor, int index, double number)
    {
        if (dtype == DType.Float64)
        {
            tensor.AsSpan<double>()[index] = number;
        }
        else
        {
            tensor.AsSpan<float>()[index] = (float)number;
        }
    }
}
