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
/// The graph runs once, as the interpreter runs it. A call, a branch or a loop of which a result is bad runs once more for each level of
/// nesting, to find the step in which that began; no step is kept. What went wrong inside and reached no output, as in the branch that a
/// <c>where</c> did not take, is counted and not blamed.
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
        Interpreter.Require(graph, inputs);
        var run = new FiniteRun(graph, inputs);
        var trace = new BackwardTrace(
            run, run.Outputs.Index().Where(output => Elements.FirstBad(output.Item) >= 0)
                .Select(output => (output.Index, Elements.Worst(output.Item, null))));
        return new([.. run.Outputs], trace.Faults(FiniteReport.Told), trace.Origins, trace.Hidden);
    }
}
