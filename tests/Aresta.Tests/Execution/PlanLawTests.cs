using Aresta.Graphs;
using Aresta.Primitives;
using Aresta.Tensors;
using Aresta.Tests.Laws;
using Aresta.Transforms;
using Convert = Aresta.Primitives.Convert;

namespace Aresta.Tests.Execution;

/// <summary>Law 4 over the whole registry: the planned executor is the interpreter, for every primitive and for its derivatives.</summary>
public class PlanLawTests
{
    [Theory]
    [MemberData(nameof(PrimitiveCases.Registered), MemberType = typeof(PrimitiveCases))]
    public void Plans_compute_what_the_interpreter_does(string name)
    {
        foreach (var example in PrimitiveCases.For(name, 20))
        {
            PlanCheck.Same(example.Trace(), example.Operands, example.Condition, example.ToString);
        }
    }

    [Theory]
    [MemberData(nameof(PrimitiveCases.Registered), MemberType = typeof(PrimitiveCases))]
    public void Plans_of_derivatives_compute_what_the_interpreter_does(string name)
    {
        foreach (var example in PrimitiveCases.For(name, 8))
        {
            var graph = example.Trace();
            var (v, w) = (Vectors.Directions(graph.Sources(), 1), Vectors.Directions(graph.Targets(), 2));
            PlanCheck.Same(Pushforward.Of(graph), [.. example.Operands, .. v], example.Condition, () => $"the pushforward of {example}");
            PlanCheck.Same(Pullback.Of(graph), [.. example.Operands, .. w], example.Condition, () => $"the pullback of {example}");
        }
    }

    [Theory]
    [MemberData(nameof(PrimitiveCases.Registered), MemberType = typeof(PrimitiveCases))]
    public void Plans_of_float32_compute_what_the_interpreter_does(string name)
    {
        foreach (var example in PrimitiveCases.For(name, 8).Where(c => c.Primitive is not (Constant or Iota or Convert or EmptyStack)))
        {
            Tensor[] operands = [.. example.Operands.Select(x => x.DType == DType.Float64 ? Narrow(x) : x)];
            var graph = Graph.Trace(
                v => example.Outputs(example.Apply(v, single: true).Node), [.. operands.Select(x => x.Type)], originBudget: 0);
            PlanCheck.Same(graph, operands, example.Condition, () => $"{example} in float32");
        }
    }

    private static Tensor Narrow(Tensor x) => Tensor.Of(Array.ConvertAll(x.ToDoubles(), element => (float)element), x.Shape);
}
