using Aresta.Graphs;
using Aresta.Primitives;
using Aresta.Tensors;
using Aresta.Tests.Transforms;
using Aresta.Transforms;
using CsCheck;

namespace Aresta.Tests.Execution;

/// <summary>Random programs, compiled: many lifetimes that overlap, clusters that meet, reductions and views between them.</summary>
public class PlanFuzzTests
{
    [Fact]
    public void Random_tensor_programs() =>
        RandomGraphs.Tensors.Sample(example => PlanCheck.Same(example.Graph, example.Point), iter: 150, threads: 1);

    [Fact]
    public void Random_scalar_programs_and_their_gradients() => RandomGraphs.Scalar.Sample(
        example =>
        {
            PlanCheck.Same(example.Graph, example.Point);
            PlanCheck.Same(Pullback.Of(example.Graph), [.. example.Point, 0.5, -1.25]);
        },
        iter: 100, threads: 1);

    [Fact]
    public void Random_gradients_of_tensor_programs() => RandomGraphs.Tensors.Sample(
        example => PlanCheck.Same(Gradient.Of(example.Graph), example.Point), iter: 80, threads: 1);

    /// <summary>Integers wrap around and never round, so that whatever overwrites a value that is still needed shows.</summary>
    [Fact]
    public void Many_lifetimes_that_overlap_keep_every_bit() => Gen.Select(
        Gen.Select(Gen.Int[0, 10_000], Gen.Int[0, 10_000], Gen.Int[0, 10_000]).Array[10, 90], Gen.Long.Array[12], Gen.Int[1, 12]).Sample(
        (steps, numbers, outputs) =>
        {
            var graph = Graph.Trace(
                v =>
                {
                    List<Value> pool = [.. v];
                    foreach (var (operation, i, j) in steps)
                    {
                        var x = pool[i % pool.Count];
                        var like = pool.Where(value => value.Type == x.Type).ToArray();
                        pool.Add(Step(operation, x, like[j % like.Length]));
                    }

                    return [.. Enumerable.Range(0, outputs).Select(k => pool[^(1 + (k * 3 % pool.Count))])];
                },
                [TensorType.Int64(3, 4), TensorType.Int64(4)], originBudget: 0);
            Tensor[] point = [Tensor.Of(numbers, [3, 4]), Tensor.Of(numbers[..4], [4])];
            PlanCheck.Same(graph, point);
            PlanCheck.Same(graph, point, options: new() { ThreadCount = 1, Donations = Donation(graph) });
        },
        iter: 200, threads: 1);

    private static (int, int)[] Donation(Graph graph)
    {
        var output = Array.FindIndex([.. graph.Outputs], output => output.Type == graph.Inputs[0].Type);
        return output >= 0 ? [(0, output)] : [];
    }

    private static Value Step(int operation, Value x, Value y) => (operation % 14) switch
    {
        0 or 1 => x + y,
        2 => x - y,
        3 => x * y,
        4 => -x,
        5 => Value.Where(x < y, x, y),
        6 when x.Rank > 0 => x.Flip([0]),
        7 when x.Rank == 2 => x.Transpose(),
        8 when x.Rank > 0 => x.Sum([operation % x.Rank]),
        9 when x.Rank > 0 => x.Max([operation % x.Rank]),
        10 when x.Rank < 2 => x.BroadcastTo([.. new[] { 3 }, .. x.Shape]),
        11 when x.Rank > 0 => x.Slice(0, 1, x.Shape[0]).Pad([1, .. IntList.Repeat(0, x.Rank - 1)], IntList.Repeat(0, x.Rank)),
        12 => Value.Reshape(x, [x.Shape.Size]),
        13 when x.Rank > 0 => Operations.Concatenate([x, y], 0).Slice(0, 0, 2 * x.Shape[0], 2),
        _ => x + 1,
    };

    [Fact]
    public void Every_value_an_output_and_numbers_that_are_none() =>
        RandomGraphs.Algebra.Sample(example => PlanCheck.Same(example.Graph, example.Point), iter: 150, threads: 1);
}
