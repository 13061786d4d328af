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
        Require(graph, inputs);
        return new Evaluation(observer, cancellation).Run(graph, inputs);
    }

    /// <summary>Refuses inputs that do not fit a graph.</summary>
    /// <exception cref="GraphException">They are too few or too many, or one has another type.</exception>
    internal static void Require(Graph graph, ReadOnlySpan<Tensor> inputs)
    {
        if (inputs.Length != graph.Inputs.Length)
        {
            throw new GraphException(
                $"The graph takes {graph.Inputs.Length} input{(graph.Inputs.Length == 1 ? "" : "s")} ({string.Join(", ", graph.Inputs)}), "
                + $"but was given {inputs.Length}.");
        }

        for (var i = 0; i < inputs.Length; i++)
        {
            if (inputs[i]?.Type != graph.Inputs[i].Type)
            {
                var given = inputs[i] is null ? "no tensor, but null" : $"a tensor of {inputs[i].Type}";
                throw new GraphException($"Input {i}, {graph.Inputs[i]}, was given {given}.");
            }
        }
    }

    /// <summary>
    /// An observer that looks at the values of one name, in the graph and in bodies:
    /// <c>Run(graph, inputs, Watch("h", (h, place) => …))</c>.
    /// </summary>
    /// <param name="name">A name of the values.</param>
    /// <param name="look">Told of each such value when it is computed, and where; place is null outside of bodies.</param>
    public static RunObserver Watch(string name, Action<Tensor, RunPlace?> look)
    {
        ArgumentNullException.ThrowIfNull(name);
        ArgumentNullException.ThrowIfNull(look);
        return (node, _, results, place) =>
        {
            for (var i = 0; i < results.Length; i++)
            {
                if (node.Result(i).Names.Contains(name))
                {
                    look(results[i], place);
                }
            }
        };
    }
}
