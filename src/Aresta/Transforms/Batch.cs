using Aresta.Graphs;
using Aresta.Primitives;
using Aresta.Tensors;

namespace Aresta.Transforms;

/// <summary>
/// A function of one example as a function of many at once. Each operation becomes what its primitive says it is with one more axis: a
/// contraction gains a label, a sum another axis to pass by; what depends on nothing that differs between examples is computed once.
/// </summary>
public static class Batch
{
    /// <summary>
    /// The graph that takes <paramref name="size"/> examples side by side along an axis of the inputs, and gives their results so.
    /// </summary>
    /// <param name="graph">The graph for one example.</param>
    /// <param name="size">How many examples there are.</param>
    /// <param name="inputs">
    /// For each input, at which axis of the new input the examples stand, negative ones counted from the end; null where all examples share
    /// the input. The first axis of every input unless given.
    /// </param>
    /// <param name="outputs">
    /// For each output, at which axis of the new output the examples come to stand; one that does not depend on the example is repeated.
    /// Null leaves such an output as it is. The first axis of every output unless given.
    /// </param>
    /// <exception cref="GraphException">
    /// There is not an entry for each input or output, an axis does not exist, an output that null was said of depends on the example, or a
    /// value of all examples together would be too large.
    /// </exception>
    public static Graph Of(Graph graph, int size, IReadOnlyList<int?>? inputs = null, IReadOnlyList<int?>? outputs = null)
    {
        ArgumentNullException.ThrowIfNull(graph);
        ArgumentOutOfRangeException.ThrowIfNegative(size);
        Expect(inputs, graph.Inputs.Length, "input");
        Expect(outputs, graph.Outputs.Length, "output");
        var batching = new Batching(size);
        var (given, substitutes) = (new Value[graph.Inputs.Length], new ValueMap<Value>());
        for (var i = 0; i < given.Length; i++)
        {
            var input = graph.Inputs[i];
            if ((inputs is null ? 0 : inputs[i]) is not { } axis)
            {
                substitutes[input] = given[i] = FreshInput.Like(input);
                continue;
            }

            var own = Axis(input, axis, "input");
            given[i] = FreshInput.Like(input, Wider(input, own, size));
            substitutes[input] = given[i].MoveAxis(own, 0);
            batching.Add(substitutes[input]);
        }

        var results = graph.Rebuild(substitutes, batching.Make);
        for (var i = 0; i < results.Length; i++)
        {
            results[i] = Placed(batching[results[i]], graph.Outputs[i], outputs is null ? 0 : outputs[i], size);
        }

        return Graph.Create(given, results);
    }

    // What stands for an output, with the examples along the axis asked for.
    private static Value Placed(BatchedValue result, Value output, int? axis, int size)
    {
        if (axis is null)
        {
            return !result.IsPerExample ? result.Value : throw new GraphException(
                $"The output {output} depends on the example, so it needs an axis along which the examples stand.");
        }

        var placed = result.Repeated(size).MoveAxis(0, Axis(output, axis.Value, "output"));
        foreach (var name in output.Names)
        {
            placed.Named(name);
        }

        return placed;
    }

    private static void Expect(IReadOnlyList<int?>? axes, int count, string what)
    {
        if (axes is not null && axes.Count != count)
        {
            throw new GraphException(FormattableString.Invariant(
                $"A batch takes an axis, or null, for each {what}: the graph has {count}, but {axes.Count} were given."));
        }
    }

    private static int Axis(Value value, int axis, string what)
    {
        var rank = value.Rank + 1;
        return axis >= -rank && axis < rank
            ? (axis + rank) % rank
            : throw new GraphException(FormattableString.Invariant(
                $"A batch of the {what} {value} has axes 0 to {rank - 1}, or {-rank} to -1 from the end, but no axis {axis}."));
    }

    private static TensorType Wider(Value input, int axis, int size)
    {
        try
        {
            return input.Type with { Shape = input.Shape.Insert(axis, size) };
        }
        catch (ArgumentException e)
        {
            throw new GraphException(FormattableString.Invariant($"A batch of {size} of the input {input} is too large: {e.Message}"), e);
        }
    }
}
