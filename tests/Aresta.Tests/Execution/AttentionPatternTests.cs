using Aresta.Execution;
using Aresta.Functions;
using Aresta.Graphs;
using Aresta.Primitives;
using Aresta.Tensors;
using Aresta.Transforms;

namespace Aresta.Tests.Execution;

/// <summary>Attention in plans: that it is recognized with its gradient, and that it agrees with the interpreter.</summary>
public class AttentionPatternTests
{
    private sealed record Draw(Shape Batch, int Queries, int Keys, int Width, int Values, bool Causal, Shape? Mask, DType DType);

    [Fact]
    public void Attention_and_its_gradient_are_one_step_each()
    {
        for (var seed = 0; seed < 80; seed++)
        {
            var draw = Drawn(new(seed));
            var graph = Traced(draw, result => (result * result).Sum());
            foreach (var gradient in new[] { Gradient.WithValue(graph, [0, 1, 2]), Simplify.Of(Gradient.WithValue(graph, [0, 1, 2])) })
            {
                PlanCheck.Same(gradient, Point(draw, seed), what: draw.ToString, options: new() { ThreadCount = 1 + (seed % 3) });
                var steps = gradient.Compile().Steps;
                Assert.True(
                    steps.Count(step => step.Kernel.StartsWith("attention:", StringComparison.Ordinal)) == 1
                    && steps.Count(step => step.Kernel.StartsWith("attention gradient:", StringComparison.Ordinal)) == 1
                    && !steps.Any(step => step.Kernel.StartsWith("contract", StringComparison.Ordinal)),
                    $"{draw} has the steps {string.Join("; ", steps.Select(step => step.Kernel))}");
            }
        }
    }

    [Fact]
    public void Results_are_the_same_bits_for_any_number_of_threads()
    {
        for (var seed = 0; seed < 20; seed++)
        {
            var draw = Drawn(new(seed)) with { Batch = [2, 3], Queries = 130, Keys = 130 };
            draw = draw with { Mask = draw.Mask is null ? null : [130, 130] };
            var (gradient, point) = (Gradient.WithValue(Traced(draw, result => (result * result).Sum()), [0, 1, 2]), Point(draw, seed));
            var one = gradient.Compile(new() { ThreadCount = 1 }).Run(point);
            foreach (var threads in new[] { 2, 3, 8 })
            {
                Assert.Equal(one, gradient.Compile(new() { ThreadCount = threads }).Run(point));
            }
        }
    }

    /// <summary>Heads are read in the slices that they lie in, and written where they lie together.</summary>
    [Fact]
    public void Nothing_is_copied_between_heads_and_what_they_are_parts_of()
    {
        var graph = Gradient.WithValue(Graph.Trace(
            v =>
            {
                Value Part(int i) => Value.Reshape(v[0].Slice(2, 6 * i, 6 * (i + 1)), [2, 9, 2, 3]).SwapAxes(1, 2);
                var averages = Part(0).ScaledDotProductAttention(Part(1), Part(2), causal: true).Result;
                return (Value.Reshape(averages.SwapAxes(1, 2), [2, 9, 6]).Affine(v[1]) * v[2]).Sum();
            },
            [TensorType.Float32(2, 9, 18), TensorType.Float32(6, 6), TensorType.Float32(2, 9, 6)], originBudget: 0));
        PlanCheck.Same(graph, [.. graph.Inputs.Select((input, i) => PlanModels.Wave(DType.Float32, input.Shape, i))]);
        var kernels = graph.Compile().Steps.Select(step => step.Kernel).ToArray();
        Assert.DoesNotContain("copy", kernels);
        Assert.DoesNotContain("concatenate", kernels);
        Assert.Equal(2, kernels.Count(kernel => kernel.StartsWith("attention", StringComparison.Ordinal) && kernel.Contains("ends")));
    }

    [Theory]
    [InlineData(double.PositiveInfinity)]
    [InlineData(double.NegativeInfinity)]
    [InlineData(double.NaN)]
    [InlineData(1e30)]
    public void Scores_that_are_not_finite_and_queries_that_attend_to_nothing_agree(double number)
    {
        foreach (var (causal, masked, dtype) in
            from causal in new[] { false, true }
            from masked in new[] { false, true }
            from dtype in new[] { DType.Float32, DType.Float64 }
            select (causal, masked, dtype))
        {
            var draw = new Draw([2], 19, 19, 3, 4, causal, masked ? [19, 19] : null, dtype);
            var gradient = Gradient.WithValue(Traced(draw, result => (result * result).Sum()), [0, 1, 2]);
            var point = Point(draw, 1);
            var keys = point[1].ToDoubles();
            (keys[6], keys[7]) = (number, 0);
            point[1] = dtype == DType.Float64
                ? Tensor.Of(keys, point[1].Shape) : Tensor.Of(Array.ConvertAll(keys, x => (float)x), point[1].Shape);
            if (masked)
            {
                point[3] = Tensor.Of([.. Enumerable.Range(0, 19 * 19).Select(i => i / 19 != 5 && i % 3 != 1)], [19, 19]);
            }

            // What flows on from a score that is not finite is a NaN or not by the order of products and sums: results agree where finite.
            var (expected, actual) = (Interpreter.Run(gradient, point), gradient.Compile().Run(point));
            var forward = Traced(draw, result => result);
            var (average, planned) = (Interpreter.Run(forward, point)[0], forward.Compile().Run(point)[0]);
            for (var i = 0; i < average.Shape.Size; i++)
            {
                Assert.True(
                    average[i].Equals(planned[i]) || Math.Abs(average[i] - planned[i]) < 1e-5,
                    FormattableString.Invariant($"{draw}: average {i} is {planned[i]}, not {average[i]}"));
            }

            Assert.Equal(expected.Length, actual.Length);
            for (var n = 1; n < 4; n++)
            {
                for (var i = 0; i < expected[n].Shape.Size; i++)
                {
                    Assert.True(
                        !double.IsFinite(expected[n][i])
                        || Math.Abs(expected[n][i] - actual[n][i]) <= 1e-4 * (1 + Math.Abs(expected[n][i])),
                        FormattableString.Invariant($"{draw}: gradient {n}[{i}] is {actual[n][i]}, not {expected[n][i]}"));
                }
            }
        }
    }

    [Fact]
    public void What_others_need_of_it_is_computed_as_well()
    {
        for (var seed = 0; seed < 20; seed++)
        {
            var draw = Drawn(new(seed));
            var graph = Graph.Trace(
                v =>
                {
                    var (result, weights) = Attended(draw, v);
                    return [(result * result).Sum() + (weights * weights * weights).Sum(), weights];
                },
                Types(draw), originBudget: 0);
            PlanCheck.Same(graph, Point(draw, seed));
            PlanCheck.Same(Gradient.WithValue(graph, [0, 1, 2], of: 0), Point(draw, seed));
        }
    }

    [Fact]
    public void Second_derivatives_and_gradients_of_some_operands_stay_right()
    {
        for (var seed = 0; seed < 20; seed++)
        {
            var draw = Drawn(new(seed)) with { DType = DType.Float64 };
            var graph = Traced(draw, result => (result * result).Sum());
            PlanCheck.Same(Gradient.Of(graph, [seed % 3]), Point(draw, seed));
            var second = Gradient.Of(
                Graph.Trace(v => (Gradient.Of(graph, [1]).Apply(v)[0] * v[1]).Sum(), Types(draw), originBudget: 0), [0, 1, 2]);
            PlanCheck.Same(second, Point(draw, seed), condition: 16);
        }
    }

    /// <summary>A mask that is known and says more than how many of the first keys count is read as it is.</summary>
    [Fact]
    public void A_window_of_the_past_is_a_mask()
    {
        var graph = Gradient.WithValue(Graph.Trace(
            v =>
            {
                var (i, j) = (Value.Reshape(Operations.Arange(30), [30, 1]), Operations.Arange(30));
                var near = Value.Where(i >= j, i - j < 7, 0);
                return v[0].ScaledDotProductAttention(v[1], v[2], near).Result.Sum();
            },
            [.. Enumerable.Repeat(TensorType.Float32(2, 30, 8), 3)], originBudget: 0));
        Tensor[] point = [.. Enumerable.Range(1, 3).Select(i => PlanModels.Wave(DType.Float32, [2, 30, 8], i))];
        PlanCheck.Same(graph, point);
        Assert.Contains(graph.Compile().Steps, step => step.Kernel.EndsWith(", masked", StringComparison.Ordinal));
    }

    private static (Value Result, Value Weights) Attended(Draw draw, Value[] v) =>
        v[0].ScaledDotProductAttention(v[1], v[2], v.Length > 3 ? v[3] : null, draw.Causal);

    private static Graph Traced(Draw draw, Func<Value, Value> then) =>
        Graph.Trace(v => then(Attended(draw, v).Result), Types(draw), originBudget: 0);

    private static TensorType[] Types(Draw draw)
    {
        TensorType Of(int rows, int columns) => new(draw.DType, [.. draw.Batch, rows, columns]);
        TensorType[] types = [Of(draw.Queries, draw.Width), Of(draw.Keys, draw.Width), Of(draw.Keys, draw.Values)];
        return draw.Mask is { } mask ? [.. types, new(DType.Bool, mask)] : types;
    }

    private static Tensor[] Point(Draw draw, int seed)
    {
        var random = new Random(seed);
        return
        [
            .. Types(draw).Select((type, i) => type.DType == DType.Bool
                ? Tensor.Of([.. Enumerable.Range(0, type.Shape.Size).Select(_ => random.Next(3) > 0)], type.Shape)
                : PlanModels.Wave(type.DType, type.Shape, i + seed)),
        ];
    }

    private static Draw Drawn(Random random)
    {
        int[] lengths = [2, 3, 14, 15, 16, 29, 33, 70, 131];
        int[] columns = [2, 3, 8, 16, 17, 32, 40];
        int Of(int[] choice) => choice[random.Next(choice.Length)];
        Shape batch = [.. Enumerable.Range(0, random.Next(3)).Select(_ => random.Next(1, 4))];
        var (queries, causal) = (Of(lengths), random.Next(2) == 0);
        var keys = causal ? queries : Of(lengths);
        Shape? mask = random.Next(3) switch
        {
            0 => null,
            1 => [queries, keys],
            _ => [.. batch, 1, keys],
        };
        return new(batch, queries, keys, Of(columns), Of(columns), causal, mask, random.Next(2) == 0 ? DType.Float32 : DType.Float64);
    }
}
