using Aresta.Graphs;
using Aresta.Primitives;
using Aresta.Tensors;
using Aresta.Tests.Control;
using Aresta.Transforms;

namespace Aresta.Tests.Execution;

/// <summary>Plans of loops, in each other and in choices, calls and batches, and of their derivatives.</summary>
public class PlanLoopTests
{
    public static TheoryData<int> Seeds => [.. Enumerable.Range(0, 60)];

    [Theory, MemberData(nameof(Seeds))]
    public void Random_loops_in_loops_compute_what_the_interpreter_does(int seed)
    {
        var programs = new RandomPrograms((ulong)seed + 7000);
        var graph = programs.Make(depth: 3);
        foreach (var each in (Graph[])[graph, Pullback.Of(graph), Pushforward.Of(graph)])
        {
            PlanCheck.Same(each, programs.Point(each.Inputs), condition: 100);
        }
    }
}
