using Aresta.Graphs;
using Aresta.Paths;
using Aresta.Primitives;
using Aresta.Tensors;

namespace Aresta.Expressions;

/// <summary>A graph and what is asked of it: how some of its values move with some of its inputs. It needs no point.</summary>
public sealed class Question
{
    private readonly Dictionary<Node, int[]> edgesOfNode = [];

    /// <summary>A question.</summary>
    /// <param name="graph">The graph.</param>
    /// <param name="inputs">The inputs by which to differentiate; all unless given.</param>
    /// <param name="outputs">The values to differentiate; the outputs of the graph unless given.</param>
    public Question(Graph graph, IReadOnlyList<Value>? inputs = null, IReadOnlyList<Value>? outputs = null)
    {
        ArgumentNullException.ThrowIfNull(graph);
        (Graph, Inputs, Outputs) = (graph, inputs ?? graph.Inputs, outputs ?? graph.Outputs);
        Values = [.. graph.Nodes.SelectMany(node => Enumerable.Range(0, node.Results.Length).Select(node.Result))];
        Edges = [.. Values.SelectMany(to => to.Node.Operands.Select((from, i) => new Edge(from, to, i)))];
        foreach (var edges in Edges.Select((edge, i) => (edge, i)).GroupBy(pair => pair.edge.To.Node, pair => pair.i))
        {
            edgesOfNode[edges.Key] = [.. edges];
        }
    }

    /// <summary>The graph.</summary>
    public Graph Graph { get; }

    /// <summary>The chosen inputs.</summary>
    public IReadOnlyList<Value> Inputs { get; }

    /// <summary>The chosen outputs.</summary>
    public IReadOnlyList<Value> Outputs { get; }

    /// <summary>Every value of the graph, operands before users.</summary>
    public IReadOnlyList<Value> Values { get; }

    /// <summary>Every edge, by user and then by operand.</summary>
    public IReadOnlyList<Edge> Edges { get; }

    /// <summary>
    /// How often a forward sweep from an input to the chosen outputs applies each edge, in the order of <see cref="Edges"/>.
    /// </summary>
    public IReadOnlyList<int> TouchedFrom(Value input) =>
        Counted(input, touched => Sweeps.ForwardAll([input], [Value.Filled(input.Type, 1)], [.. Outputs.Where(IsFloating)], touched));

    /// <summary>
    /// How often a reverse sweep from an output to the chosen inputs applies each edge, in the order of <see cref="Edges"/>.
    /// </summary>
    public IReadOnlyList<int> TouchedTo(Value output) =>
        Counted(output, touched => Sweeps.ReverseAll([output], [Value.Filled(output.Type, 1)], [.. Inputs.Where(IsFloating)], touched));

    /// <summary>A name for each edge on a path from a chosen input to a chosen output: α, β, γ, … in their order, then α₁, β₁, …</summary>
    public IReadOnlyDictionary<Edge, string> Letters()
    {
        const string greek = "αβγδεζηθικλμνξοπρστυφχψω";
        var letters = new Dictionary<Edge, string>();
        var paths = new Subgraph([.. Inputs.Where(IsFloating)], [.. Outputs.Where(IsFloating)]);
        var useful = paths.Nodes.ToHashSet();
        foreach (var edge in Edges.Where(edge => useful.Contains(edge.To.Node) && paths.HasActiveEdge(edge.To.Node, edge.Operand)))
        {
            var (round, place) = (letters.Count / greek.Length, letters.Count % greek.Length);
            letters[edge] = greek[place] + (round == 0 ? "" : Digits.Lowered(round));
        }

        return letters;
    }

    internal static bool IsFloating(Value value) => value.DType.IsFloating;

    private int[] Counted(Value end, Action<EdgeObserver> sweep)
    {
        var times = new int[Edges.Count];
        if (IsFloating(end))
        {
            sweep((node, operand) =>
            {
                foreach (var edge in edgesOfNode[node])
                {
                    times[edge] += Edges[edge].Operand == operand ? 1 : 0;
                }
            });
        }

        return times;
    }
}
