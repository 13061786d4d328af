using Aresta.Graphs;
using Aresta.Primitives;
using Aresta.Tensors;

namespace Aresta.Execution;

/// <summary>
/// Runs a graph node by node, each by its definition. It is the oracle: every other executor is tested against it, so it is written to be
/// obviously right, not fast.
/// </summary>
public static class Interpreter
{
    /// <summary>The outputs of <paramref name="graph"/> at the given inputs.</summary>
    /// <param name="graph">The graph.</param>
    /// <param name="inputs">A tensor for each input, of its type.</param>
    /// <returns>A tensor for each output.</returns>
    /// <exception cref="GraphException">The inputs do not fit the graph, or an integer was divided by zero.</exception>
    public static Tensor[] Run(Graph graph, params ReadOnlySpan<Tensor> inputs) => Run(graph, inputs, CancellationToken.None);

    /// <summary>The outputs of <paramref name="graph"/> at the given inputs.</summary>
    /// <param name="graph">The graph.</param>
    /// <param name="inputs">A tensor for each input, of its type.</param>
    /// <param name="cancellation">Asked before each node.</param>
    /// <returns>A tensor for each output.</returns>
    /// <exception cref="GraphException">The inputs do not fit the graph, or an integer was divided by zero.</exception>
    /// <exception cref="OperationCanceledException">The run was cancelled.</exception>
    public static Tensor[] Run(Graph graph, ReadOnlySpan<Tensor> inputs, CancellationToken cancellation)
    {
        ArgumentNullException.ThrowIfNull(graph);
        if (inputs.Length != graph.Inputs.Length)
        {
            throw new GraphException($"The graph takes {graph.Inputs.Length} inputs, but was given {inputs.Length}.");
        }

        var results = new Tensor[graph.Nodes.Length][];
        for (var i = 0; i < inputs.Length; i++)
        {
            results[i] = inputs[i].Type == graph.Inputs[i].Type
                ? [inputs[i]]
                : throw new GraphException($"Input {graph.Inputs[i]} was given a tensor of type {inputs[i].Type}.");
        }

        for (var i = inputs.Length; i < results.Length; i++)
        {
            cancellation.ThrowIfCancellationRequested();
            var node = graph.Nodes[i];
            var operands = new Tensor[node.Operands.Length];
            for (var k = 0; k < operands.Length; k++)
            {
                operands[k] = Find(node.Operands[k]);
            }

            try
            {
                results[i] = node.Primitive.Evaluate(operands, node.Results);
            }
            catch (Exception e) when (e is OperandException or DivideByZeroException)
            {
                var place = node.Origin is { } origin ? $" (at {origin})" : "";
                throw new GraphException($"{node.Primitive.Name}({string.Join(", ", node.Operands)}): {e.Message.TrimEnd('.')}.{place}", e);
            }
        }

        return [.. graph.Outputs.Select(Find)];

        Tensor Find(Value value) => results[graph.PositionOf(value.Node)][value.Index];
    }
}
