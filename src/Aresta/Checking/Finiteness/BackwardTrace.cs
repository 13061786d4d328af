using System.Collections.Immutable;
using Aresta.Graphs;
using Aresta.Primitives;
using Aresta.Tensors;

namespace Aresta.Checking;

/// <summary>
/// From the outputs that are NaN or infinite back to where that began. Every value is visited once, users before operands, with one of
/// its bad elements.
/// </summary>
internal sealed class BackwardTrace
{
    private readonly Graph graph;
    private readonly ValueMap<Tensor> bad;
    private readonly NodeMap<Tensor[]> operandsOf;
    private readonly ValueMap<(int Element, Value? User)> visited = new();
    private readonly List<(Value Value, FaultKind Kind)> origins = [];

    public BackwardTrace(Graph graph, ValueMap<Tensor> bad, NodeMap<Tensor[]> operandsOf)
    {
        (this.graph, this.bad, this.operandsOf) = (graph, bad, operandsOf);
        foreach (var output in graph.Outputs)
        {
            if (bad.TryGetValue(output, out var tensor) && !visited.ContainsKey(output))
            {
                visited[output] = (Elements.Worst(tensor, null), null);
            }
        }

        for (var n = graph.Nodes.Length - 1; n >= 0; n--)
        {
            var node = graph.Nodes[n];
            for (var i = 0; i < node.Results.Length; i++)
            {
                if (visited.TryGetValue(node.Result(i), out var at))
                {
                    Visit(node.Result(i), at.Element);
                }
            }
        }

        origins.Reverse();
    }

    /// <summary>How many values inside were found on the way.</summary>
    public int Reached => visited.Count - graph.Inputs.Count(visited.ContainsKey);

    /// <summary>How many origins were found.</summary>
    public int Origins => origins.Count;

    /// <summary>
    /// The first origins in the order of the run, the one to repair before all: an infinite constant or input is often meant, as in a mask,
    /// so it comes after the others.
    /// </summary>
    public ImmutableArray<NonFiniteFault> Faults(int most) =>
        [.. origins.OrderBy(origin => IsOftenMeant(origin) ? 1 : 0).Take(most).Select(Fault)];

    private bool IsOftenMeant((Value Value, FaultKind Kind) origin) =>
        origin.Kind is FaultKind.Given or FaultKind.Constant && double.IsInfinity(bad[origin.Value][visited[origin.Value].Element]);

    private void Visit(Value value, int element)
    {
        var node = value.Node;
        var made = bad[value][element];
        if (node.Primitive is Input or Constant)
        {
            origins.Add((value, node.Primitive is Input ? FaultKind.Given : FaultKind.Constant));
            return;
        }

        var operands = operandsOf[node];
        var taking = operands.Any(x => Elements.FirstBad(x) >= 0) ? Contributions.To(node, value.Index, element, operands) : [];
        var (found, nan) = (false, false);
        for (var i = 0; i < taking.Length; i++)
        {
            var worst = Elements.Worst(operands[i], taking[i]);
            if (worst < 0)
            {
                continue;
            }

            found = true;
            nan |= double.IsNaN(operands[i][worst]);
            if (!visited.ContainsKey(node.Operands[i]))
            {
                visited[node.Operands[i]] = (worst, value);
            }
        }

        if (!found)
        {
            origins.Add((value, FaultKind.Began));
        }
        else if (double.IsNaN(made) && !nan)
        {
            origins.Add((value, FaultKind.BecameNaN));
        }
    }

    private NonFiniteFault Fault((Value Value, FaultKind Kind) origin)
    {
        var (value, kind) = origin;
        var element = visited[value].Element;
        var onward = ImmutableArray.CreateBuilder<Node>();
        for (var user = visited[value].User; user is { } next; user = visited[next].User)
        {
            onward.Add(next.Node);
        }

        var operands = kind is FaultKind.Given or FaultKind.Constant ? [] : operandsOf[value.Node];
        return new(
            value.Node, value.Index, element, kind, [.. operands], bad[value],
            PathFromInput(value, element, operands), onward.ToImmutable());
    }

    // The shortest way from an input, along the operand that the rule complains of where it can be, so that the parameter is named.
    private ImmutableArray<Node> PathFromInput(Value value, int element, Tensor[] operands)
    {
        var (cameFrom, queue) = (new NodeMap<Node?>(), new Queue<Node>());
        cameFrom.TryAdd(value.Node, null);
        var suspect = operands.Length > 0 ? Causes.Suspect(value.Node, element, operands) : null;
        if (suspect is { } blamed)
        {
            Enqueue(value.Node.Operands[blamed].Node, value.Node);
        }
        else
        {
            queue.Enqueue(value.Node);
        }

        while (queue.TryDequeue(out var node))
        {
            if (node.Primitive is Input)
            {
                var path = ImmutableArray.CreateBuilder<Node>();
                for (var at = node; at is not null; at = cameFrom[at])
                {
                    path.Add(at);
                }

                return path.ToImmutable();
            }

            foreach (var operand in node.Operands)
            {
                Enqueue(operand.Node, node);
            }

            if (queue.Count == 0 && suspect is not null)
            {
                // The operand that was complained of is made of constants alone: then along the others.
                suspect = null;
                queue.Enqueue(value.Node);
            }
        }

        return [value.Node];

        void Enqueue(Node node, Node from)
        {
            if (cameFrom.TryAdd(node, from))
            {
                queue.Enqueue(node);
            }
        }
    }
}
