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

    [Fact]
    public void Every_value_an_output_and_numbers_that_are_none() =>
        RandomGraphs.Algebra.Sample(example => PlanCheck.Same(example.Graph, example.Point), iter: 150, threads: 1);
}
