using Aresta.Execution;
using Aresta.Functions;
using Aresta.Graphs;
using Aresta.Tensors;

namespace Aresta.Tests.Laws;

/// <summary>What a batch must equal: the function called for one example after the other, and the results put side by side.</summary>
internal static class Looping
{
    /// <summary>The results of each example, along the given axes of the outputs.</summary>
    /// <param name="graph">The function of one example.</param>
    /// <param name="examples">The arguments of each.</param>
    /// <param name="axes">Where the examples stand in each output.</param>
    public static Tensor[] Over(Graph graph, Tensor[][] examples, int[] axes)
    {
        var results = Array.ConvertAll(examples, example => Interpreter.Run(graph, example));
        return [.. graph.Outputs.Select((output, i) => Stack([.. results.Select(result => result[i])], axes[i], output.Type))];
    }

    /// <summary>Tensors of one type side by side along a new axis.</summary>
    public static Tensor Stack(Tensor[] tensors, int axis, TensorType type) => tensors.Length == 0
        ? Tensor.Zeros(type with { Shape = type.Shape.Insert(axis, 0) })
        : Interpreter.Run(
            Graph.Trace(v => [Arrangements.Stack(v, axis)], [.. tensors.Select(_ => type)], originBudget: 0), tensors)[0];

    /// <summary>Every bit is the same; NaN is one value.</summary>
    public static void Same(Tensor[] expected, Tensor[] actual, Func<string> what)
    {
        Assert.Equal(expected.Select(t => t.Type), actual.Select(t => t.Type));
        foreach (var (x, y) in expected.Zip(actual))
        {
            var same = x.DType.IsFloating
                ? x.ToDoubles().Zip(y.ToDoubles()).All(pair => Numbers.Same(pair.First, pair.Second))
                : x.AsBytes().SequenceEqual(y.AsBytes());
            Assert.True(same, $"looping gives {x}, but batching {y}: {what()}");
        }
    }
}
