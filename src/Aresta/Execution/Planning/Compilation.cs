using Aresta.Graphs;

namespace Aresta.Execution;

/// <summary>Graphs, made ready to run many times.</summary>
public static class Compilation
{
    extension(Graph graph)
    {
        /// <summary>A plan that computes what the graph means: kernels are chosen, memory is laid out.</summary>
        /// <param name="options">How; the defaults unless given.</param>
        /// <exception cref="ArgumentException">The options do not fit the graph.</exception>
        public Plan Compile(PlanOptions? options = null) => new(graph, options ?? new());
    }
}
