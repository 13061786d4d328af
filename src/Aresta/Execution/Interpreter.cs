using Aresta.Graphs;
using Aresta.Primitives;
using Aresta.Tensors;

namespace Aresta.Execution;

/// <summary>Looks at a run: told of each node that was evaluated, in their order, with what it was given and what it gave.</summary>
/// <param name="node">The node.</param>
/// <param name="operands">A tensor for each operand; to be read only.</param>
/// <param name="results">A tensor for each result; to be read only.</param>
public delegate void RunObserver(Node node, ReadOnlySpan<Tensor> operands, ReadOnlySpan<Tensor> results);

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
    public static Tensor[] Run(Graph graph, ReadOnlySpan<Tensor> inputs, CancellationToken cancellation) =>
        Run(graph, inputs, null, cancellation);

    /// <summary>The outputs of <paramref name="graph"/> at the given inputs, seen by an observer.</summary>
    /// <param name="graph">The graph.</param>
    /// <param name="inputs">A tensor for each input, of its type.</param>
    /// <param name="observer">Told of every node but the inputs.</param>
    /// <param name="cancellation">Asked before each node.</param>
    /// <returns>A tensor for each output.</returns>
    /// <exception cref="GraphException">The inputs do not fit the graph, or an integer was divided by zero.</exception>
    /// <exception cref="OperationCanceledException">The run was cancelled.</exception>
    public static Tensor[] Run(
        Graph graph, ReadOnlySpan<Tensor> inputs, RunObserver? observer, CancellationToken cancellation = default)
    {
        ArgumentNullException.ThrowIfNull(graph);
        if (inputs.Length != graph.Inputs.Length)
        {
            throw new GraphException(
                $"The graph takes {graph.Inputs.Length} input{(graph.Inputs.Length == 1 ? "" : "s")} ({string.Join(", ", graph.Inputs)}), "
                + $"but was given {inputs.Length}.");
        }

        var tensors = new ValueMap<Tensor>();
        for (var i = 0; i < inputs.Length; i++)
        {
            var (input, tensor) = (graph.Inputs[i], inputs[i]);
            tensors[input] = tensor?.Type == input.Type
                ? tensor
                : throw new GraphException(
                    $"Input {i}, {input}, was given {(tensor is null ? "no tensor, but null" : $"a tensor of {tensor.Type}")}.");
        }

        foreach (var node in graph.Nodes.AsSpan()[inputs.Length..])
        {
            cancellation.ThrowIfCancellationRequested();
            var operands = new Tensor[node.Operands.Length];
            for (var i = 0; i < operands.Length; i++)
            {
                operands[i] = tensors[node.Operands[i]];
            }

            try
            {
                var results = node.Primitive.Evaluate(operands, node.Results);
                for (var i = 0; i < results.Length; i++)
                {
                    tensors[node.Result(i)] = results[i];
                }

                observer?.Invoke(node, operands, results);
            }
            catch (Exception e) when (e is OperandException or DivideByZeroException)
            {
                var reason = e is DivideByZeroException ? new OperandException("an integer is divided by zero") : e;
                throw Node.Failure(node.Primitive, node.Operands.AsSpan(), node.Origin, reason);
            }
        }

        return [.. graph.Outputs.Select(output => tensors[output])];
    }
}
