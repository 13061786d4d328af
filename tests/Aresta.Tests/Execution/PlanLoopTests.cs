using Aresta.Graphs;
using Aresta.Primitives;
using Aresta.Tensors;
using Aresta.Tests.Control;
using Aresta.Transforms;
using static Aresta.Numerics.Elementary;

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

    [Theory]
    [InlineData(0)]
    [InlineData(1)]
    [InlineData(2)]
    public void Clusters_write_their_parts_of_what_is_put_together(int axis)
    {
        // Some made in place, by one cluster or two; some that others read too; an input, a slice, zeros.
        TensorType[] types = [TensorType.Float32(3, 20, 40), TensorType.Float32(3, 20, 40), TensorType.Float32(3, 20, 40)];
        var graph = Graph.Trace(
            v =>
            {
                var (a, b, c) = (Sin(v[0]), Exp(v[1] * v[0]), Tanh(v[2]));
                var all = Operations.Concatenate([a, v[1], b + a, c, v[0].Slice(axis, 0, 2), Value.Zeros(types[0]), c * c], axis);
                return [all, Operations.Concatenate([all * 2, all + 1], 0), c];
            },
            types);
        PlanCheck.Same(graph, [.. types.Select((type, i) => Wave(type.Shape, i))]);
        PlanCheck.Same(graph, [.. types.Select((type, i) => Wave(type.Shape, i))], options: new() { ThreadCount = 3 });
    }

    private static Tensor Wave(Shape shape, int phase) =>
        Tensor.Of([.. Enumerable.Range(0, shape.Size).Select(i => (float)Math.Sin(phase + (0.7 * i)))], shape);
}
