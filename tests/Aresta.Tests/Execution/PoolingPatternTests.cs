using Aresta.Execution;
using Aresta.Functions;
using Aresta.Graphs;
using Aresta.Tensors;

namespace Aresta.Tests.Execution;

/// <summary>Poolings in plans: that they are recognized, and that they agree with the interpreter.</summary>
public class PoolingPatternTests
{
    [Fact]
    public void Maxima_of_windows_are_one_step()
    {
        for (var seed = 0; seed < 60; seed++)
        {
            var random = new Random(seed);
            var (shape, sizes, strides, padding, dilations) = Drawn(random);
            var ceiling = random.Next(2) == 0;
            var graph = Graph.Trace(
                v => v[0].MaxPool(sizes, strides, padding, dilations, ceiling),
                [new(seed % 2 == 0 ? DType.Float32 : DType.Float64, shape)], originBudget: 0);
            PlanCheck.Same(graph, [PlanModels.Wave(graph.Inputs[0].DType, shape, seed)]);
            if (graph.Outputs[0].Shape.Size > 0)
            {
                Assert.Equal(["max_pool"], graph.Compile().Steps.Select(step => step.Kernel));
            }
        }
    }

    private static (Shape Shape, IntList Sizes, IntList Strides, IntList Padding, IntList Dilations) Drawn(Random random)
    {
        var space = 1 + random.Next(3);
        IntList Each(int low, int high) => [.. Enumerable.Range(0, space).Select(_ => random.Next(low, high))];
        Shape shape = [.. Enumerable.Range(0, random.Next(3)).Select(_ => random.Next(1, 4)), .. Each(3, 12)];
        return (shape, Each(1, 4), Each(1, 4), Each(0, 2), Each(1, 3));
    }
}
