using Aresta.Execution;
using Aresta.Functions;
using Aresta.Graphs;
using Aresta.Primitives;
using Aresta.Tensors;
using Aresta.Transforms;

namespace Aresta.Tests.Execution;

/// <summary>Poolings in plans: that they are recognized, and that they agree with the interpreter.</summary>
public class PoolingPatternTests
{
    [Fact]
    public void Maxima_of_windows_and_their_gradients_are_one_step_each() => Recognized(
        (x, draw) => x.MaxPool(draw.Sizes, draw.Strides, draw.Padding, draw.Dilations, draw.Ceiling), "max_pool", "max_pool gradient");

    [Fact]
    public void Maxima_of_windows_of_relus_keep_no_mask() => Recognized(
        (x, draw) => x.Relu().MaxPool(draw.Sizes, draw.Strides, draw.Padding, draw.Dilations, draw.Ceiling),
        "max_pool", "max_pool and relu gradient");

    [Fact]
    public void Means_of_windows_and_their_gradients_are_one_step_each() => Recognized(
        (x, draw) => x.AveragePool(draw.Sizes, draw.Strides, draw.Padding, draw.Ceiling, draw.Sizes[0] % 2 == 0),
        "sum_pool", "sum_pool gradient");

    [Fact]
    public void Second_derivatives_stay_right()
    {
        for (var seed = 0; seed < 30; seed++)
        {
            var draw = Drawn(new(seed));
            var graph = Graph.Trace(
                v =>
                {
                    var y = v[0].Relu().MaxPool(draw.Sizes, draw.Strides, draw.Padding, draw.Dilations, draw.Ceiling);
                    return (y * y * y).Sum();
                },
                [new(DType.Float64, draw.Shape)], originBudget: 0);
            var second = Gradient.Of(Graph.Trace(
                v => (Gradient.Of(graph).Apply(v)[0] * v[0]).Sum(), [graph.Inputs[0].Type], originBudget: 0));
            PlanCheck.Same(second, [PlanModels.Wave(DType.Float64, draw.Shape, seed)]);
        }
    }

    /// <summary>With a value within that others ask for too.</summary>
    [Fact]
    public void What_others_need_of_a_pattern_is_computed_as_well()
    {
        var graph = Graph.Trace(
            v =>
            {
                var (relu, windows) = (v[0].Relu(), v[0].Relu().Window([1, 2], [2, 2], [2, 2]));
                var largest = windows.Max([3, 4]);
                return [relu, windows, largest, (largest * largest).Sum()];
            },
            [TensorType.Float32(3, 8, 18)], originBudget: 0);
        var point = PlanModels.Wave(DType.Float32, [3, 8, 18], 1);
        PlanCheck.Same(graph, [point]);
        PlanCheck.Same(Gradient.WithValue(graph, of: 3), [point]);
    }

    /// <summary>NaN, infinities and ties pass as the interpreter has them; planes as wide as every kernel takes.</summary>
    [Fact]
    public void Numbers_that_are_none_and_ties_agree_for_any_number_of_threads()
    {
        foreach (var (width, dtype) in
            from width in new[] { 5, 8, 14, 15, 16, 28, 33 } from dtype in new[] { DType.Float32, DType.Float64 } select (width, dtype))
        {
            var graph = Gradient.WithValue(Graph.Trace(
                v => (v[0].Relu().MaxPool([2, 2]) * v[1]).Sum(), [new(dtype, [40, 6, width]), new(dtype, [40, 3, width / 2])],
                originBudget: 0));
            var random = new Random(width);
            double[] numbers = [0, -0.0, 1, 1, 2, -1, -1, double.NaN, double.PositiveInfinity, double.NegativeInfinity, 3, 3, 0.5];
            Tensor Some(Shape shape, int most)
            {
                double[] drawn = [.. Enumerable.Range(0, shape.Size).Select(_ => numbers[random.Next(most)])];
                return dtype == DType.Float64 ? Tensor.Of(drawn, shape) : Tensor.Of(Array.ConvertAll(drawn, x => (float)x), shape);
            }

            Tensor[] point = [Some([40, 6, width], numbers.Length), Some([40, 3, width / 2], 7)];
            var one = graph.Compile(new() { ThreadCount = 1 }).Run(point);
            foreach (var threads in new[] { 2, 3, 8 })
            {
                Assert.Equal(one, graph.Compile(new() { ThreadCount = threads }).Run(point));
            }

            Assert.Equal(Interpreter.Run(graph, point)[1..], one[1..]);
        }
    }

    private static void Recognized(Func<Value, Draw, Value> pool, params string[] kernels)
    {
        for (var seed = 0; seed < 60; seed++)
        {
            var draw = Drawn(new(seed));
            var graph = Graph.Trace(
                v =>
                {
                    var y = pool(v[0], draw);
                    return (y * y).Sum();
                },
                [new(seed % 2 == 0 ? DType.Float32 : DType.Float64, draw.Shape)], originBudget: 0);
            double[] tied = [.. Enumerable.Range(0, draw.Shape.Size).Select(i => Math.Round(2 * Math.Sin(seed + i)))];
            Tensor[] point = [graph.Inputs[0].DType == DType.Float64
                ? Tensor.Of(tied, draw.Shape) : Tensor.Of(Array.ConvertAll(tied, x => (float)x), draw.Shape)];
            foreach (var gradient in new[] { Gradient.WithValue(graph), Simplify.Of(Gradient.WithValue(graph)) })
            {
                PlanCheck.Same(gradient, point, options: new() { ThreadCount = 1 + (seed % 3) });
                var steps = gradient.Compile().Steps.Select(step => step.Kernel)
                    .Where(kernel => kernel.Contains("pool", StringComparison.Ordinal));
                Assert.True(kernels.SequenceEqual(steps), $"{draw} has the steps {string.Join(", ", steps)}");
            }
        }
    }

    private sealed record Draw(Shape Shape, IntList Sizes, IntList Strides, IntList Padding, IntList Dilations, bool Ceiling);

    private static Draw Drawn(Random random)
    {
        var space = 1 + random.Next(3);
        IntList Each(int low, int high) => [.. Enumerable.Range(0, space).Select(_ => random.Next(low, high))];
        Shape shape = [.. Enumerable.Range(0, random.Next(3)).Select(_ => random.Next(1, 4)), .. Each(5, 12)];
        return new(shape, [random.Next(2, 4), .. Each(1, 4).Skip(1)], Each(1, 4), Each(0, 2), Each(1, 3), random.Next(2) == 0);
    }
}
