using Aresta.Primitives;
using Aresta.Tensors;

namespace Aresta.Graphs;

/// <summary>Looks at a run: told of each node that was evaluated, in their order, with what it was given and what it gave.</summary>
/// <param name="node">The node.</param>
/// <param name="operands">A tensor for each operand; to be read only.</param>
/// <param name="results">A tensor for each result; to be read only.</param>
/// <param name="place">In which body it stands, and in which run of that; null for a node of the graph itself.</param>
/// <remarks>
/// This is the one place where C# code looks at numbers of a run. It is no part of the graph: it is not printed, saved or differentiated,
/// and what it does changes nothing. To change what flows, use functions of the graph, such as <see cref="GradientHooks"/>.
/// </remarks>
public delegate void RunObserver(Node node, ReadOnlySpan<Tensor> operands, ReadOnlySpan<Tensor> results, RunPlace? place);

/// <summary>What a graph means: its nodes one after the other, each by its definition, and bodies in the same way.</summary>
/// <param name="observer">Told of every node but inputs; of those in bodies before the node that the bodies belong to.</param>
/// <param name="cancellation">Asked before each node, and before each body, which may have no nodes.</param>
internal sealed class Evaluation(RunObserver? observer, CancellationToken cancellation)
{
    private RunPlace? place;

    /// <summary>The outputs at tensors of the types of the inputs. A value is forgotten when its last user has run.</summary>
    public Tensor[] Run(Graph graph, ReadOnlySpan<Tensor> inputs)
    {
        cancellation.ThrowIfCancellationRequested();
        var places = graph.Places;
        var tensors = new Tensor?[places.Count];
        for (var i = 0; i < inputs.Length; i++)
        {
            tensors[i] = inputs[i];
        }

        for (var n = inputs.Length; n < graph.Nodes.Length; n++)
        {
            cancellation.ThrowIfCancellationRequested();
            var node = graph.Nodes[n];
            var operands = new Tensor[node.Operands.Length];
            for (var i = 0; i < operands.Length; i++)
            {
                operands[i] = tensors[places.Operands[n][i]]!;
            }

            var results = Run(node, operands);
            results.CopyTo(tensors, places.Results[n]);
            foreach (var dead in places.Dead[n])
            {
                tensors[dead] = null;
            }
        }

        return [.. places.Outputs.Select(place => tensors[place]!)];
    }

    private Tensor[] Run(Node node, Tensor[] operands)
    {
        try
        {
            var results = node.Primitive is Control control
                ? RunBodies(node, control, operands)
                : node.Primitive.Evaluate(operands, node.Results);
            observer?.Invoke(node, operands, results, place);
            return results;
        }
        catch (Exception e) when (e is OperandException or DivideByZeroException)
        {
            var reason = e is DivideByZeroException ? new OperandException("an integer is divided by zero") : e;
            throw Node.Failure(node.Primitive, node.Operands.AsSpan(), node.Origin, reason);
        }
    }

    // An observer is told in which run of which body it looks.
    private Tensor[] RunBodies(Node node, Control control, Tensor[] operands)
    {
        if (observer is null)
        {
            return control.Run(operands, node.Results, Run);
        }

        var (outer, runs) = (place, new Dictionary<Graph, int>(ReferenceEqualityComparer.Instance));
        try
        {
            return control.Run(operands, node.Results, (body, inputs) =>
            {
                var run = runs[body] = runs.TryGetValue(body, out var last) ? last + 1 : 0;
                place = new(node, control.Bodies.First(each => ReferenceEquals(each.Graph, body)).Name, run, outer);
                return Run(body, inputs);
            });
        }
        finally
        {
            place = outer;
        }
    }
}

/// <summary>Where the values of a graph are kept in a run: numbers in place of nodes, found once for all runs.</summary>
internal sealed class Places
{
    public Places(Graph graph)
    {
        (Operands, Results, Dead) = (new int[graph.Nodes.Length][], new int[graph.Nodes.Length], new int[graph.Nodes.Length][]);
        var lastUse = new List<int>();
        for (var n = 0; n < graph.Nodes.Length; n++)
        {
            var node = graph.Nodes[n];
            Results[n] = lastUse.Count;
            Operands[n] = [.. node.Operands.Select(Place)];
            foreach (var operand in Operands[n])
            {
                lastUse[operand] = n;
            }

            lastUse.AddRange(Enumerable.Repeat(n, node.Results.Length));
        }

        Count = lastUse.Count;
        Outputs = [.. graph.Outputs.Select(Place)];
        foreach (var output in Outputs)
        {
            lastUse[output] = -1;
        }

        var dead = new List<int>?[Dead.Length];
        for (var place = 0; place < Count; place++)
        {
            if (lastUse[place] is >= 0 and var n)
            {
                (dead[n] ??= []).Add(place);
            }
        }

        for (var n = 0; n < Dead.Length; n++)
        {
            Dead[n] = dead[n]?.ToArray() ?? [];
        }

        int Place(Value value) => Results[graph.PositionOf(value.Node)] + value.Index;
    }

    /// <summary>How many values there are.</summary>
    public int Count { get; }

    /// <summary>For each node the places of its operands.</summary>
    public int[][] Operands { get; }

    /// <summary>For each node the place of its first result; further ones follow.</summary>
    public int[] Results { get; }

    /// <summary>For each node the places of the values that nobody needs behind it.</summary>
    public int[][] Dead { get; }

    /// <summary>The places of the outputs.</summary>
    public int[] Outputs { get; }
}
