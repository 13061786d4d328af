using Aresta.Graphs;
using Aresta.Primitives;

namespace Aresta.Transforms;

/// <summary>
/// Makes a graph one call, of whose inside a reverse pass keeps only what it is told to; the rest is computed again when it is needed.
/// </summary>
public static class Checkpoint
{
    /// <summary>A graph of the same inputs and outputs that applies <paramref name="graph"/> as one operation.</summary>
    /// <param name="graph">The graph.</param>
    /// <param name="keep">What a reverse pass keeps of its inside; nothing but the inputs unless given.</param>
    public static Graph Of(Graph graph, Keep? keep = null)
    {
        ArgumentNullException.ThrowIfNull(graph);
        Value[] inputs = [.. graph.Inputs.Select(FreshInput.Like)];
        var node = Node.Create(new Call(graph, "", keep ?? Keep.Nothing), inputs);
        for (var i = 0; i < node.Results.Length; i++)
        {
            node.AddNames(i, [.. graph.Outputs[i].Names]);
        }

        return Graph.Create(inputs, [.. Enumerable.Range(0, node.Results.Length).Select(node.Result)]);
    }
}
