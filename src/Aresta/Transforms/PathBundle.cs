using Aresta.Graphs;
using Aresta.Numerics.Rules;
using Aresta.Primitives;

namespace Aresta.Transforms;

/// <summary>All paths from one cotangent to another that pass elementwise partials and their sums only.</summary>
/// <param name="Start">The cotangent that they begin with.</param>
/// <param name="End">The sum that they end with.</param>
/// <param name="Within">The nodes between, in order.</param>
/// <param name="Moved">Nodes behind the start that the partials need, in order.</param>
/// <param name="Behind">The last of the nodes before the start that the partials need: there all paths can be one.</param>
internal sealed record PathBundle(Value Start, Node End, IReadOnlyList<Node> Within, IReadOnlyList<Node> Moved, Node Behind)
{
    // Nodes of one formula.
    private const int Most = 32;

    /// <summary>The bundles of a graph that save memory; no node is in two of them.</summary>
    public static List<PathBundle> In(Graph graph)
    {
        var (found, users) = (new List<PathBundle>(), default(ValueMap<List<Node>>));
        var taken = new NodeMap<bool>();
        foreach (var node in graph.Nodes.Reverse())
        {
            if (node.Primitive is Binary<Add> && node.Operands.All(IsPassed) && !taken.Contains(node))
            {
                users ??= Users(graph);
                if (At(node, users) is { } bundle)
                {
                    found.Add(bundle);
                    foreach (var inside in bundle.Within)
                    {
                        taken.TryAdd(inside, true);
                    }
                }
            }
        }

        return found;
    }

    private static ValueMap<List<Node>> Users(Graph graph)
    {
        var users = new ValueMap<List<Node>>();
        foreach (var node in graph.Nodes)
        {
            foreach (var operand in node.Operands)
            {
                Add(operand, node);
            }
        }

        foreach (var output in graph.Outputs)
        {
            // As if the last node read it twice: it is neither inside of anything nor forgotten.
            Add(output, graph.Nodes[^1]);
            Add(output, graph.Nodes[^1]);
        }

        return users;

        void Add(Value value, Node user)
        {
            if (users.TryGetValue(value, out var list))
            {
                list.Add(user);
            }
            else
            {
                users[value] = [user];
            }
        }
    }

    private static bool IsPassed(Value value) => value.Node.Primitive is Scale or Binary<Add> or Unary<Negate>;

    private static PathBundle? At(Node end, ValueMap<List<Node>> users)
    {
        var (within, partials, start) = (new SortedDictionary<long, Node>(), new List<Value>(), default(Value?));
        var open = new Stack<Node>([end]);
        while (open.TryPop(out var node))
        {
            var passed = node.Primitive is Scale ? node.Operands[1..] : node.Operands;
            if (node.Primitive is Scale)
            {
                partials.Add(node.Operands[0]);
            }

            foreach (var operand in passed)
            {
                if (IsPassed(operand) && users[operand].Count == 1)
                {
                    within.Add(operand.Node.Number, operand.Node);
                    open.Push(operand.Node);
                }
                else if ((start ??= operand) != operand)
                {
                    return null;
                }
            }

            if (within.Count > Most)
            {
                return null;
            }
        }

        return start is { } from && Needed(partials, from) is var (moved, before)
            && Saves(before, from, [.. within.Values, end, .. moved], users)
            ? new(from, end, [.. within.Values], moved, before.Last(node => node.Primitive is not Input)) : null;
    }

    // What the partials are computed from: elementwise nodes behind the start, and nodes before it; null if they need anything else.
    private static (List<Node> Moved, SortedSet<Node> Before)? Needed(List<Value> partials, Value start)
    {
        var byNumber = Comparer<Node>.Create((one, other) => one.Number.CompareTo(other.Number));
        var (moved, before, open) = (new SortedSet<Node>(byNumber), new SortedSet<Node>(byNumber), new Stack<Value>(partials));
        while (open.TryPop(out var value))
        {
            var node = value.Node;
            if (node.Number < start.Node.Number || node.Primitive is Input)
            {
                before.Add(node);
            }
            else if (node == start.Node || moved.Count > Most || node.Primitive is not (Elementwise or Scale or Broadcast or Source))
            {
                return null;
            }
            else if (moved.Add(node))
            {
                foreach (var operand in node.Operands)
                {
                    open.Push(operand);
                }
            }
        }

        return ([.. moved], before);
    }

    // Whether something as large as the partial that comes is kept for these paths alone.
    private static bool Saves(SortedSet<Node> before, Value start, List<Node> own, ValueMap<List<Node>> users) => before.Any(node =>
        node.Primitive is Elementwise or Scale && node.Result().Shape == start.Shape
        && users[node.Result()].All(user => user.Number < start.Node.Number || own.Contains(user)));
}
