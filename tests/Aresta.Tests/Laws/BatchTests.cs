using Aresta.Execution;
using Aresta.Graphs;
using Aresta.Tensors;
using Aresta.Transforms;

namespace Aresta.Tests.Laws;

/// <summary>Law 8: batching a function equals looping it. The arithmetic of each example is the same, so it does bit by bit.</summary>
public class BatchTests
{
    [Theory]
    [MemberData(nameof(PrimitiveCases.Registered), MemberType = typeof(PrimitiveCases))]
    public void Batching_equals_looping_whatever_is_shared(string name)
    {
        var seed = 0;
        foreach (var example in PrimitiveCases.For(name, 15))
        {
            var graph = example.Trace();
            for (var subset = 1; subset < 1 << example.Operands.Length; subset++)
            {
                var d = new Draw((ulong)++seed);
                var size = d.Int(0, 7) == 0 ? 0 : d.Int(1, 3);
                int?[] inputs = [.. graph.Inputs.Select((input, i) => ((subset >> i) & 1) == 1 ? d.Int(0, input.Rank) : (int?)null)];
                int[] outputs = [.. graph.Outputs.Select(output => d.Int(0, output.Rank))];
                var examples = Enumerable.Range(0, size).Select(e => Arguments(example, subset, e)).ToArray();

                var batch = Batch.Of(graph, size, inputs, [.. outputs.Select(axis => (int?)axis)]);
                batch.Verify();
                Assert.Equal(batch, Graph.Parse(batch.Print()));
                Tensor[] stacked = [.. graph.Inputs.Select((input, i) => inputs[i] is { } axis
                    ? Looping.Stack([.. examples.Select(arguments => arguments[i])], axis, input.Type)
                    : example.Operands[i])];
                Looping.Same(
                    Looping.Over(graph, examples, outputs), Interpreter.Run(batch, stacked),
                    () => $"{example}, inputs along ({string.Join(", ", inputs)}), outputs along ({string.Join(", ", outputs)})");
            }
        }
    }

    [Theory]
    [MemberData(nameof(PrimitiveCases.Registered), MemberType = typeof(PrimitiveCases))]
    public void What_does_not_depend_on_the_example_is_computed_once(string name)
    {
        var example = PrimitiveCases.For(name, 1).Single();
        var graph = example.Trace();
        var shared = new int?[graph.Inputs.Length];
        Assert.Equal(graph, Batch.Of(graph, 5, shared, new int?[graph.Outputs.Length]));
    }

    // The operands for one of the examples: others where they differ, but such that the operation is defined on them.
    private static Tensor[] Arguments(PrimitiveCase example, int subset, int number) =>
        [.. example.Operands.Select((x, i) =>
            ((subset >> i) & 1) == 0 ? x : example.Condition > 1 ? Scaled(x, number) : Turned(x, number))];

    private static Tensor Scaled(Tensor x, int number) => Tensor.Of([.. x.ToDoubles().Select(a => a * (1 + (number / 8.0)))], x.Shape);

    // The elements turned around; a single number grows, so that loops take other numbers of steps, and a single choice alternates.
    private static Tensor Turned(Tensor x, int number) => x.DType switch
    {
        DType.Float64 when x.Shape.Size == 1 => Tensor.Of([x[0] + number], x.Shape),
        DType.Bool when x.Shape.Size == 1 => Tensor.Of([x[0] != number % 2], x.Shape),
        DType.Float64 => Turned<double>(x, number),
        DType.Float32 => Turned<float>(x, number),
        DType.Int64 => Turned<long>(x, number),
        DType.Int32 => Turned<int>(x, number),
        _ => Turned<bool>(x, number),
    };

    private static Tensor Turned<T>(Tensor x, int number) where T : unmanaged
    {
        var elements = x.AsSpan<T>().ToArray();
        return Tensor.Of([.. elements.Select((_, i) => elements[(i + number) % elements.Length])], x.Shape);
    }
}
