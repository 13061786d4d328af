using Aresta.Primitives;

namespace Aresta.Graphs;

/// <summary>
/// Batching, node by node: a node none of whose operands is per example is made once for all of them, every other as its primitive says.
/// </summary>
/// <param name="size">How many examples there are.</param>
internal sealed class Batching(int size)
{
    private readonly ValueMap<bool> perExample = new();

    /// <summary>What the value is on the batch: shared, unless it was made per example here.</summary>
    public BatchedValue this[Value made] => new(made, perExample.ContainsKey(made));

    /// <summary>Adds a value that has the batch as its axis 0.</summary>
    public void Add(Value value) => perExample[value] = true;

    /// <summary>What stands for the results of a node, on what stands for its operands: the step of a rebuilding.</summary>
    public Value[] Make(Node node, Value[] operands)
    {
        var batched = Array.ConvertAll(operands, operand => this[operand]);
        if (!batched.Any(operand => operand.IsPerExample))
        {
            var shared = Node.Create(node.Primitive, operands);
            return [.. Enumerable.Range(0, node.Results.Length).Select(shared.Result)];
        }

        var results = node.Primitive.OnBatch(node, batched, size);
        foreach (var result in results)
        {
            if (result.IsPerExample)
            {
                Add(result.Value);
            }
        }

        return Array.ConvertAll(results, result => result.Value);
    }

    /// <summary>
    /// The graph on a batch: the body of a loop or a branch, whose own inputs and outputs then have the batch as axis 0, or not.
    /// </summary>
    /// <param name="graph">The graph for one example.</param>
    /// <param name="inputs">Whether each input is per example.</param>
    /// <param name="size">How many examples there are.</param>
    /// <param name="required">Which outputs must be per example, shared ones being repeated; none unless given.</param>
    /// <returns>The graph, and whether each of its outputs is per example.</returns>
    public static (Graph Graph, bool[] Outputs) Of(Graph graph, ReadOnlySpan<bool> inputs, int size, ReadOnlySpan<bool> required = default)
    {
        var batching = new Batching(size);
        var (given, substitutes) = (new Value[inputs.Length], new ValueMap<Value>());
        for (var i = 0; i < given.Length; i++)
        {
            var input = graph.Inputs[i];
            given[i] = FreshInput.Like(input, inputs[i] ? input.Type with { Shape = input.Shape.Insert(0, size) } : input.Type);
            substitutes[input] = given[i];
            if (inputs[i])
            {
                batching.Add(given[i]);
            }
        }

        var outputs = Array.ConvertAll(graph.Rebuild(substitutes, batching.Make), output => batching[output]);
        for (var i = 0; i < required.Length; i++)
        {
            outputs[i] = required[i] ? new(outputs[i].Repeated(size), IsPerExample: true) : outputs[i];
        }

        return (
            Graph.Create(given, Array.ConvertAll(outputs, output => output.Value)),
            Array.ConvertAll(outputs, output => output.IsPerExample));
    }
}
