using System.Collections.Immutable;
using Aresta.Graphs;
using Aresta.Primitives;
using Aresta.Tensors;

namespace Aresta.Checking;

/// <summary>The shortest ways from an input of the whole graph, a parameter, to a value.</summary>
/// <param name="graph">The graph, which may be a body.</param>
/// <param name="reaches">Whether an input is, or is computed from, an input of the whole graph.</param>
/// <param name="before">The output that an input was in the run before, if the graph is the body of a loop.</param>
internal sealed class PathSearch(Graph graph, Func<int, bool> reaches, Func<int, Value?> before)
{
    /// <summary>Whether a value is computed from an input of the whole graph.</summary>
    public bool Reaches(Value value) => Search(value.Node, null).Count > 0;

    /// <summary>
    /// The way from an input to a value, along the operand that the rule complains of where it can be, so that the parameter is named.
    /// </summary>
    public ImmutableArray<Node> To(Value value, int element, Tensor[] operands)
    {
        var suspect = operands.Length > 0 && !value.Type.IsStack ? Causes.Suspect(value.Node, element, operands) : null;
        var path = Search(value.Node, suspect);
        return path.Count > 0 ? [.. path] : [value.Node];
    }

    /// <summary>The way to a node with a body, then on in the body.</summary>
    /// <param name="inner">The way in the body, from one of its inputs.</param>
    /// <param name="node">The node.</param>
    public ImmutableArray<Node> Through(ImmutableArray<Node> inner, Node node)
    {
        if (inner is not [{ Primitive: Input } entrance, ..])
        {
            return inner;
        }

        var control = (Control)node.Primitive;
        var body = control.Bodies.First(each => each.Graph.Inputs.Contains(entrance.Result())).Graph;
        return BodyLayout.Of(control, body).OperandOf(control, body.Inputs.IndexOf(entrance.Result())) is { } operand
            ? [.. Search(node.Operands[operand].Node, null), node,
                .. IsTold(entrance.Result(), node.Operands[operand]) ? inner : inner[1..]]
            : inner;
    }

    // An input of a body that is called as the operand is adds nothing to the way.
    private static bool IsTold(Value input, Value operand) => input.Name is { } name && name != operand.Name;

    private List<Node> Search(Node to, int? suspect)
    {
        var (cameFrom, queue) = (new NodeMap<Node?>(), new Queue<Node>());
        cameFrom.TryAdd(to, null);
        if (suspect is { } blamed)
        {
            Enqueue(to.Operands[blamed].Node, to);
        }
        else
        {
            queue.Enqueue(to);
        }

        while (queue.TryDequeue(out var node))
        {
            if (node.Primitive is Input && graph.Inputs.IndexOf(node.Result()) is var position)
            {
                if (reaches(position))
                {
                    var path = new List<Node>();
                    for (var at = node; at is not null; at = cameFrom[at])
                    {
                        path.Add(at);
                    }

                    return path;
                }

                if (before(position) is { } last)
                {
                    Enqueue(last.Node, node);
                }
            }

            foreach (var operand in node.Operands)
            {
                Enqueue(operand.Node, node);
            }

            if (queue.Count == 0 && suspect is not null)
            {
                // The operand that was complained of is made of constants alone: then along the others.
                suspect = null;
                queue.Enqueue(to);
            }
        }

        return [];

        void Enqueue(Node node, Node from)
        {
            if (cameFrom.TryAdd(node, from))
            {
                queue.Enqueue(node);
            }
        }
    }
}
