using Aresta.Execution;
using Aresta.Functions;
using Aresta.Graphs;
using Aresta.Primitives;
using Aresta.Tensors;
using Aresta.Transforms;

namespace Aresta.Tests.Execution;

/// <summary>Convolutions in plans: that they and their gradients are recognized, and that they agree with the interpreter.</summary>
public class ConvolutionPatternTests
{
    private const string Forward = "convolution", Input = "convolution input gradient", Kernel = "convolution kernel gradient";

    [Fact]
    public void Convolutions_and_their_gradients_are_recognized()
    {
        for (var seed = 0; seed < 80; seed++)
        {
            var random = new Random(seed);
            var drawn = Drawn(random);
            var (graph, point) = Graph(random, drawn, drawn.Convolve);
            PlanCheck.Same(graph, point, options: new() { ThreadCount = 1 + (seed % 3) });
            var gradient = Gradient.WithValue(graph);
            PlanCheck.Same(gradient, point);
            Assert.Equal([Forward, Input, Kernel], Steps(gradient));
        }
    }

    [Fact]
    public void Transposed_convolutions_and_their_gradients_are_recognized()
    {
        for (var seed = 0; seed < 60; seed++)
        {
            var random = new Random(seed);
            var drawn = Drawn(random, true);
            var (graph, point) = Graph(random, drawn, drawn.ConvolveTransposed);
            PlanCheck.Same(graph, point);
            var gradient = Gradient.WithValue(graph);
            PlanCheck.Same(gradient, point);
            Assert.Equal([Forward, Input, Kernel], Steps(gradient));
        }
    }

    [Fact]
    public void Windows_apart_from_each_other_are_products()
    {
        foreach (var (size, stride) in new[] { (1, 1), (1, 2), (3, 3), (2, 3) })
        {
            var graph = Gradient.WithValue(Aresta.Graphs.Graph.Trace(
                v =>
                {
                    var y = v[0].Convolve(v[1], null, [stride, stride]);
                    return (y * y).Sum();
                },
                [TensorType.Float64(2, 3, 9, 7), TensorType.Float64(4, 3, size, size)], originBudget: 0));
            PlanCheck.Same(graph, [.. graph.Inputs.Select((x, i) => PlanModels.Wave(x.DType, x.Shape, i))]);
            Assert.Equal(size * stride == 1 ? [Input] : [], Steps(graph));
        }
    }

    [Fact]
    public void Second_derivatives_are_convolutions_again()
    {
        for (var seed = 0; seed < 20; seed++)
        {
            var random = new Random(seed);
            var drawn = Drawn(random);
            var (graph, point) = Graph(random, drawn, drawn.Convolve);
            var second = Gradient.Of(Aresta.Graphs.Graph.Trace(
                v =>
                {
                    var first = Gradient.Of(graph).Apply(v);
                    return first.Select(x => (x * x).Sum()).Aggregate((x, y) => x + y);
                },
                [.. point.Select(x => x.Type)], originBudget: 0));
            PlanCheck.Same(second, point);
            Assert.Equal([Forward, Input, Kernel], Steps(second).Distinct());
        }
    }

    [Fact]
    public void Batches_agree_and_those_that_share_a_kernel_are_recognized()
    {
        for (var seed = 0; seed < 20; seed++)
        {
            var random = new Random(seed);
            var drawn = Drawn(random);
            var (graph, point) = Graph(random, drawn, drawn.Convolve);
            Tensor[] points = [.. point.Select((x, i) => PlanModels.Wave(x.DType, x.Shape.Insert(0, 3), seed + i))];
            PlanCheck.Same(Batch.Of(Gradient.Of(graph), 3), points);
            var shared = Batch.Of(Gradient.Of(graph), 3, [0, null]);
            PlanCheck.Same(shared, [points[0], point[1]]);
            Assert.Superset(new HashSet<string>([Forward, Input]), Steps(shared).ToHashSet());
        }
    }

    [Fact]
    public void Bias_and_relu_belong_to_the_convolution()
    {
        for (var seed = 0; seed < 40; seed++)
        {
            var drawn = Drawn(new(seed));
            var channels = drawn.Kernel[0];
            var sizes = IntList.Repeat(2, drawn.X.Rank - 2);
            var graph = Aresta.Graphs.Graph.Trace(
                v =>
                {
                    var y = v[0].Convolve(v[1], v[2], drawn.Strides, drawn.Padding, drawn.Dilations, drawn.Groups);
                    y = seed % 4 == 1 ? y : y.Relu();
                    y = seed % 4 == 0 ? y.MaxPool(sizes, IntList.Repeat(1, sizes.Count), ceiling: true) : y;
                    return (y * y).Sum();
                },
                [new(drawn.DType, drawn.X), new(drawn.DType, drawn.Kernel), new(drawn.DType, [channels])], originBudget: 0);
            Tensor[] point = [.. graph.Inputs.Select((x, i) => PlanModels.Wave(x.DType, x.Shape, seed + i))];
            var gradient = Gradient.WithValue(graph);
            PlanCheck.Same(graph, point);
            PlanCheck.Same(gradient, point, options: new() { ThreadCount = 1 + (seed % 3) });
            if (channels > 1)
            {
                Assert.Contains(seed % 4 == 1 ? Forward + ", bias" : Forward + ", bias, relu", Steps(graph));
                Assert.Contains(seed % 4 == 0 ? Forward + ", bias, relu" : Forward + ", bias", Steps(gradient));
            }
        }
    }

    /// <summary>Two layers as they are trained, large enough that eight threads have parts of every step.</summary>
    [Fact]
    public void A_network_has_the_same_bits_for_any_number_of_threads()
    {
        var graph = Gradient.WithValue(Aresta.Graphs.Graph.Trace(
            v =>
            {
                var y = v[0].ConvolveSame(v[1], v[2]).Relu().MaxPool([2, 2]).ConvolveSame(v[3], v[4]).Relu().MaxPool([2, 2]);
                return (y * y).Sum();
            },
            [
                TensorType.Float32(32, 3, 16, 18), TensorType.Float32(64, 3, 3, 3), TensorType.Float32(64),
                TensorType.Float32(64, 64, 3, 3), TensorType.Float32(64),
            ],
            originBudget: 0));
        Tensor[] point = [.. graph.Inputs.Select((x, i) => PlanModels.Wave(x.DType, x.Shape, i, 0.1))];
        var one = graph.Compile(new() { ThreadCount = 1 }).Run(point);
        string[] steps = [Forward + ", bias, relu", Forward + ", bias, relu", Input, Input, Kernel, Kernel];
        Assert.Equal(steps.Order(), Steps(graph));
        foreach (var threads in new[] { 2, 3, 8 })
        {
            Assert.Equal(one, graph.Compile(new() { ThreadCount = threads }).Run(point));
        }
    }

    private static string[] Steps(Graph graph) =>
        [.. graph.Compile().Steps.Select(step => step.Kernel).Where(kernel => kernel.StartsWith(Forward, StringComparison.Ordinal))
            .Order()];

    // The sum of the squares of a convolution.
    private static (Graph Graph, Tensor[] Point) Graph(Random random, Draw drawn, Func<Value, Value, Value> convolve)
    {
        Tensor[] point =
            [PlanModels.Wave(drawn.DType, drawn.X, random.Next(9)), PlanModels.Wave(drawn.DType, drawn.Kernel, random.Next(9))];
        return (Aresta.Graphs.Graph.Trace(
            v =>
            {
                var y = convolve(v[0], v[1]);
                return (y * y).Sum();
            },
            [.. point.Select(x => x.Type)], originBudget: 0), point);
    }

    private static Draw Drawn(Random random, bool transposed = false)
    {
        var space = 1 + random.Next(3);
        IntList Each(int low, int high) => [.. Enumerable.Range(0, space).Select(_ => random.Next(low, high))];
        var (groups, inputs, outputs) = (1 + (random.Next(3) / 2), random.Next(1, 5), random.Next(1, 5));
        IntList lengths = space == 1 ? Each(8, 40) : space == 2 ? Each(8, 12) : Each(7, 9);
        // Windows overlap along the first axis.
        var (sizes, dilations) = (Each(2, 4), Each(1, 3));
        IntList strides = [random.Next(1, Math.Min(3, ((sizes[0] - 1) * dilations[0]) + 1)), .. Each(1, 4).Skip(1)];
        return new(
            random.Next(2) == 0 ? DType.Float32 : DType.Float64, [random.Next(1, 4), groups * inputs, .. lengths],
            transposed ? [groups * inputs, outputs, .. sizes] : [groups * outputs, inputs, .. sizes], strides, Each(0, 3), dilations,
            groups);
    }

    private sealed record Draw(
        DType DType, Shape X, Shape Kernel, IntList Strides, IntList Padding, IntList Dilations, int Groups)
    {
        public Value Convolve(Value x, Value kernel) => x.Convolve(kernel, null, Strides, Padding, Dilations, Groups);

        public Value ConvolveTransposed(Value x, Value kernel) =>
            x.ConvolveTransposed(kernel, null, Strides, Padding, IntList.Repeat(0, Strides.Count), Dilations, Groups);
    }
}
