using Aresta.Execution;
using Aresta.Functions;
using Aresta.Graphs;
using Aresta.Primitives;
using Aresta.Tensors;
using static Aresta.Numerics.Elementary;

namespace Aresta.Tests.Execution;

/// <summary>Elementwise operations that follow a product: that they run on its parts, and what comes out.</summary>
public class EpilogueTests
{
    private delegate Value[] Following(Value product, Value bias, Value like);

    private static readonly (string Name, Following Of)[] Forms =
    [
        ("bias and relu", (y, b, _) => [(y + b).Relu()]),
        ("a product that others read too", (y, b, _) => [Tanh(y + b), y, y.Sum()]),
        ("a bias that is made after it", (y, b, _) => [y + (b + b.Sum([0], keep: true))]),
        ("a truth value", (y, b, _) => [y < b]),
        ("several results, one of them in its place", (y, b, z) => [Exp(y * 0.01) - y, y < z, (y + b) * z]),
        ("another matrix", (y, _, z) => [(y * z) + z]),
        ("a row's number", (y, b, z) => [y * z.Sum([1], keep: true), b * 2]),
        ("a number", (y, b, _) => [y * b.Sum()]),
        ("a sum of rows behind it", (y, b, _) => [(y + b).Sum([1])]),
        ("another product", (y, b, z) => [(y + Times(z, y, "ij,kj->ik").Sum([1], keep: true)) * b]),
    ];

    public static TheoryData<int, int, int> Lengths => new()
    {
        { 1, 1, 1 }, { 5, 10, 7 }, { 1, 300, 40 }, { 64, 1, 30 }, { 64, 96, 33 }, { 130, 33, 5 }, { 30, 200, 1100 }, { 300, 40, 500 },
    };

    [Theory, MemberData(nameof(Lengths))]
    public void What_follows_a_product_is_what_the_interpreter_computes(int rows, int columns, int depth)
    {
        var joined = 0;
        foreach (var (name, of) in Forms)
        {
            foreach (var labels in new[] { "ik,kj->ij", "ik,jk->ij", "ki,kj->ij", "kj,ki->ij", "jk,ik->ij" })
            {
                foreach (var dtype in new[] { DType.Float32, DType.Float64 })
                {
                    Shape[] shapes = [Of(labels[..2]), Of(labels[3..5]), [columns], [rows, columns]];
                    var graph = Graph.Trace(
                        v => of(Times(v[0], v[1], labels), v[2], v[3]), [.. shapes.Select(shape => new TensorType(dtype, shape))],
                        originBudget: 0);
                    Tensor[] point = [.. shapes.Select((shape, i) => PlanModels.Wave(dtype, shape, i + 1))];
                    PlanCheck.Same(graph, point, 16, () => $"{name}, {labels}", new() { ThreadCount = 3 });
                    var plan = graph.Compile(new() { ThreadCount = 1 });
                    joined += Joined(plan);
                    var once = plan.Run(point);
                    foreach (var threads in new[] { 2, 3, 8 })
                    {
                        Assert.Equal(once, graph.Compile(new() { ThreadCount = threads }).Run(point));
                    }
                }
            }
        }

        Assert.True(joined >= 40 || rows * columns * depth == 1, $"only {joined} products were followed");

        Shape Of(string labels) => [.. labels.Select(label => label == 'i' ? rows : label == 'j' ? columns : depth)];
    }

    /// <summary>Moments and parameters are written where they were; who reads them before still finds the old ones.</summary>
    [Theory, InlineData(1), InlineData(3)]
    public void Parameters_are_updated_behind_the_product_that_is_their_gradient(int threads)
    {
        var graph = Graph.Trace(
            v =>
            {
                var (w, m, x, dy) = (v[0], v[1], v[2], v[3]);
                var moment = (m * 0.9) + Times(x, dy, "ki,kj->ij");
                return [w - (moment * 0.1), moment, Times(dy, w, "kj,ij->ki")];
            },
            [TensorType.Float32(40, 70), TensorType.Float32(40, 70), TensorType.Float32(9, 40), TensorType.Float32(9, 70)],
            originBudget: 0);
        var options = new PlanOptions { ThreadCount = threads, Donations = [(0, 0), (1, 1)] };
        Tensor[] point = [.. graph.Inputs.Select((input, i) => PlanModels.Wave(DType.Float32, input.Shape, i + 1))];
        PlanCheck.Same(graph, point, options: options);
    }

    [Fact]
    public void What_follows_allocates_nothing()
    {
        var graph = Graph.Trace(
            v => (Times(v[0], v[1], "ik,jk->ij") + v[2]).Relu(),
            [TensorType.Float32(64, 200), TensorType.Float32(100, 200), TensorType.Float32(100)], originBudget: 0);
        var plan = graph.Compile(new() { ThreadCount = 2 });
        Assert.Equal(1, Joined(plan));
        using var memory = plan.CreateMemory();
        Shared.Allocations.None(() => memory.Run());
    }

    private static int Joined(Plan plan) => plan.Steps.Count(step => step is ContractRun && step.Nodes.Count > 1);

    private static Value Times(Value x, Value y, string labels) => Node.Create(new Contract(labels), x, y).Result();
}
