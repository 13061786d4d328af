using System.Collections;
using System.Runtime.CompilerServices;
using Aresta.Graphs;

namespace Aresta.Transforms;

/// <summary>
/// Transformations of graphs, one after the other: <c>Pipeline passes = [new("gradient", g =&gt; Gradient.Of(g)), new("simplify", g =&gt;
/// Simplify.Of(g))]</c>. Their order is the caller's; each leaves a complete graph.
/// </summary>
[CollectionBuilder(typeof(Pipeline), nameof(Create))]
public sealed class Pipeline : IReadOnlyList<Pass>
{
    private readonly Pass[] passes;

    private Pipeline(Pass[] passes) => this.passes = passes;

    /// <summary>The given passes, in this order.</summary>
    public static Pipeline Create(ReadOnlySpan<Pass> passes) => new(passes.ToArray());

    /// <summary>The graph after all passes.</summary>
    /// <param name="graph">The graph.</param>
    /// <param name="after">Told of the graph after each pass: to verify it, to count its nodes, to print it.</param>
    public Graph Of(Graph graph, Action<Pass, Graph>? after = null)
    {
        foreach (var pass in passes)
        {
            graph = pass.Of(graph);
            after?.Invoke(pass, graph);
        }

        return graph;
    }

    /// <inheritdoc/>
    public int Count => passes.Length;

    /// <inheritdoc/>
    public Pass this[int index] => passes[index];

    /// <inheritdoc/>
    public IEnumerator<Pass> GetEnumerator() => passes.AsEnumerable().GetEnumerator();

    IEnumerator IEnumerable.GetEnumerator() => GetEnumerator();
}

/// <summary>A transformation with a name.</summary>
/// <param name="Name">What it is called in reports.</param>
/// <param name="Of">The transformation.</param>
public sealed record Pass(string Name, Func<Graph, Graph> Of);
