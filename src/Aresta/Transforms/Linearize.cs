using Aresta.Graphs;
using Aresta.Primitives;

namespace Aresta.Transforms;

/// <summary>
/// Splits the pushforward in two: what depends on the point, and the linear map that is left once the point is fixed. The second is then
/// applied to any number of tangents, or transposed, without computing the first again.
/// </summary>
public static class Linearize
{
    /// <summary>The two parts of the pushforward of <paramref name="graph"/>.</summary>
    /// <param name="graph">The graph of f.</param>
    /// <param name="wrt">The inputs that move; all floating ones unless given.</param>
    /// <param name="of">The outputs whose movement is asked for; all floating ones unless given.</param>
    /// <exception cref="GraphException">An input or output named does not exist, or no derivative flows through it.</exception>
    public static Linearized Of(Graph graph, Ports? wrt = null, Ports? of = null)
    {
        ArgumentNullException.ThrowIfNull(graph);
        var pushed = EliminateCommonSubexpressions.Of(Pushforward.InTwoParts(graph, wrt, of));
        var (inputs, tangents) = (pushed.Inputs[..graph.Inputs.Length], pushed.Inputs[graph.Inputs.Length..]);
        var (outputs, moved) = (pushed.Outputs[..graph.Outputs.Length], pushed.Outputs[graph.Outputs.Length..]);
        var linear = new Dependents(tangents.AsSpan(), moved.AsSpan());
        var needed = linear.Parameters().Concat(moved.Where(value => !linear.Contains(value))).Distinct();
        var (residuals, again) = Residuals(needed);

        var substitutes = new ValueMap<Value>();
        foreach (var tangent in tangents)
        {
            substitutes[tangent] = FreshInput.Like(tangent);
        }

        Value[] given = [.. residuals.Select((r, i) => Value.Input(r.Type, FormattableString.Invariant($"residual{i}")))];
        for (var i = 0; i < given.Length; i++)
        {
            substitutes[residuals[i]] = given[i];
        }

        Dependents.Replay(again, substitutes);
        linear.Replay(substitutes);
        return new(
            Graph.Create(inputs.AsSpan(), [.. outputs, .. residuals]),
            Graph.Create([.. given, .. tangents.Select(t => substitutes[t])], [.. moved.Select(m => substitutes[m])]),
            given.Length);
    }

    // What must be handed over, and what is cheaper made again on the other side: constants and what is computed from constants alone,
    // repetitions and reshapes of something no larger, and zeros, which only there are seen to be such.
    private static (List<Value> Residuals, List<Node> Again) Residuals(IEnumerable<Value> needed)
    {
        var wanted = needed.ToList();
        var constant = new NodeMap<bool>();
        foreach (var node in Graph.Ancestors([.. wanted]))
        {
            if (node.Primitive is not Input && node.Operands.All(operand => constant.Contains(operand.Node)))
            {
                constant.TryAdd(node, true);
            }
        }

        var (residuals, again, seen, pending) = (new List<Value>(), new List<Node>(), new HashSet<Value>(), new Queue<Value>(wanted));
        while (pending.TryDequeue(out var value))
        {
            if (!seen.Add(value))
            {
                continue;
            }

            if (!constant.Contains(value.Node) && value.Node.Primitive is not (Broadcast or Reshape or ZeroItems))
            {
                residuals.Add(value);
                continue;
            }

            again.Add(value.Node);
            foreach (var operand in value.Node.Operands)
            {
                pending.Enqueue(operand);
            }
        }

        again.Sort((a, b) => a.Number.CompareTo(b.Number));
        return (residuals, [.. again.Distinct()]);
    }
}

/// <summary>A pushforward in two parts.</summary>
/// <param name="Primal">
/// x ↦ (f(x), residuals): the outputs of the graph, then what the linear map needs to know of the point. Each is a value that the linear
/// part uses directly; none is a constant, stands twice or only repeats a smaller one.
/// </param>
/// <param name="Linear">(residuals, ẋ) ↦ J(x)·ẋ: linear in its tangents.</param>
/// <param name="ResidualCount">How many residuals there are: the last outputs of the one, the first inputs of the other.</param>
public sealed record Linearized(Graph Primal, Graph Linear, int ResidualCount)
{
    /// <summary>The inputs of <see cref="Linear"/> that are tangents.</summary>
    public Ports Tangents => [.. Enumerable.Range(ResidualCount, Linear.Inputs.Length - ResidualCount).Select(i => (Port)i)];
}
