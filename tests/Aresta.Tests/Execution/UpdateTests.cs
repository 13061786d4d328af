using Aresta.Execution;
using Aresta.Graphs;
using Aresta.Primitives;
using Aresta.Tensors;
using static Aresta.Numerics.Elementary;

namespace Aresta.Tests.Execution;

/// <summary>Optimizers that keep two means of gradients, as plans.</summary>
public class UpdateTests
{
    public static TheoryData<DType, int> Kinds => new() { { DType.Float32, 7 }, { DType.Float32, 70_001 }, { DType.Float64, 33_000 } };

    [Theory, MemberData(nameof(Kinds))]
    public void A_step_is_what_the_interpreter_computes_for_any_number_of_threads(DType dtype, int size)
    {
        var type = new TensorType(dtype, [size]);
        var graph = Graph.Trace(
            v =>
            {
                var (weight, first, second) = Step(v[0], v[1], v[2], v[3], v[4], v[5]);
                return [weight, first, second, (v[0] * v[0]).Sum()];
            },
            [type, type, type, type, new(dtype, []), new(dtype, [])], originBudget: 0);
        var options = new PlanOptions { ThreadCount = 1, Donations = [(0, 0), (1, 1), (2, 2)] };
        Tensor[] Point() =>
        [
            PlanModels.Wave(dtype, [size], 1), PlanModels.Wave(dtype, [size], 2), Square(PlanModels.Wave(dtype, [size], 3)),
            PlanModels.Wave(dtype, [size], 4), PlanModels.Wave(dtype, [], 1), PlanModels.Wave(dtype, [], 2),
        ];
        // What is divided by is above 0.03, the square root of what the mean of squares is at least.
        PlanCheck.Same(graph, Point(), 40, options: options);
        var plan = graph.Compile(options);
        Assert.Contains(plan.Steps, step => step.Kernel == "update");
        var once = plan.Run(Point());
        foreach (var threads in new[] { 2, 3, 8 })
        {
            Assert.Equal(once, graph.Compile(options with { ThreadCount = threads }).Run(Point()));
        }

        using var memory = plan.CreateMemory();
        Shared.Allocations.None(() => memory.Run());

        Tensor Square(Tensor x) => dtype == DType.Float64
            ? Tensor.Of([.. x.AsSpan<double>().ToArray().Select(y => (y * y) + 0.001)], x.Shape)
            : Tensor.Of([.. x.AsSpan<float>().ToArray().Select(y => (y * y) + 0.001f)], x.Shape);
    }

    [Fact]
    public void A_step_behind_the_product_that_is_its_gradient_or_behind_a_sum_is_one_too()
    {
        var graph = Graph.Trace(
            v =>
            {
                var gradient = Node.Create(new Contract("ki,kj->ij"), v[3], v[4]).Result();
                var (weight, first, second) = Step(v[0], v[1], v[2] * v[2], gradient, v[5], v[5]);
                return [weight, first, second];
            },
            [
                TensorType.Float32(10, 30), TensorType.Float32(10, 30), TensorType.Float32(10, 30), TensorType.Float32(9, 10),
                TensorType.Float32(9, 30), TensorType.Float32(),
            ],
            originBudget: 0);
        Tensor[] point = [.. graph.Inputs.Select((input, i) => PlanModels.Wave(DType.Float32, input.Shape, i + 1))];
        var options = new PlanOptions { ThreadCount = 1, Donations = [(0, 0), (1, 1)] };
        PlanCheck.Same(graph, point, 400, options: options);
    }

    private static (Value Weight, Value First, Value Second) Step(
        Value weight, Value first, Value second, Value gradient, Value rate, Value correction)
    {
        first = (0.9 * first) + (0.1 * gradient);
        second = (0.999 * second) + (0.001 * (gradient * gradient));
        return (weight - (rate * first / ((Sqrt(second) * correction) + 1e-3)), first, second);
    }
}
