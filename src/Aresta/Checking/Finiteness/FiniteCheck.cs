using Aresta.Execution;
using Aresta.Graphs;
using Aresta.Primitives;
using Aresta.Tensors;

namespace Aresta.Checking;

/// <summary>
/// Runs a graph, of a function or of a derivative, and finds out where NaN and infinities among its outputs began: from each bad output
/// back over the edges that carried it, element by element, to the operations that made it of finite numbers.
/// </summary>
/// <remarks>
/// The graph runs once, through the interpreter. What went wrong inside and reached no output, as in the branch that a <c>where</c> did not
/// take, is counted and not blamed.
/// </remarks>
public static class FiniteCheck
{
    /// <summary>Runs the graph.</summary>
    /// <param name="graph">The graph of a function or of a derivative.</param>
    /// <param name="inputs">A tensor for each input, of its type.</param>
    /// <exception cref="GraphException">The inputs do not fit the graph, or an integer was divided by zero.</exception>
    public static FiniteReport Run(Graph graph, params ReadOnlySpan<Tensor> inputs)
    {
        ArgumentNullException.ThrowIfNull(graph);
        var (bad, operandsOf, inside) = (new ValueMap<Tensor>(), new NodeMap<Tensor[]>(), 0);
        for (var i = 0; i < Math.Min(inputs.Length, graph.Inputs.Length); i++)
        {
            if (inputs[i] is not null && Elements.FirstBad(inputs[i]) >= 0)
            {
                bad[graph.Inputs[i]] = inputs[i];
            }
        }

        var outputs = Interpreter.Run(graph, inputs, (node, operands, results, _) =>
        {
            for (var i = 0; i < results.Length; i++)
            {
                if (Elements.FirstBad(results[i]) >= 0)
                {
                    bad[node.Result(i)] = results[i];
                    operandsOf[node] = operands.ToArray();
                    inside++;
                }
            }
        });
        var trace = new BackwardTrace(graph, bad, operandsOf);
        return new([.. outputs], trace.Faults(FiniteReport.Told), trace.Origins, inside - trace.Reached);
    }
}
