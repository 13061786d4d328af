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
        var (found, taken, uses) = (new List<PathBundle>(), new NodeMap<bool>(), default(Uses));
        foreach (var node in graph.Nodes.Reverse())
        {
            if (node.Primitive is Binary<Add> && node.Operands.All(IsPassed) && !taken.Contains(node))
            {
                uses ??= new(graph);
                if (At(node, uses) is { } bundle)
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

    private static bool IsPassed(Value value) => value.Node.Primitive is Scale or Binary<Add> or Unary<Negate>;

    // From the end back: what only nodes within use is within, and all else must be one value.
    private static PathBundle? At(Node end, Uses uses)
    {
        var (within, partials, start) = (new HashSet<Node>(), new List<Value>(), default(Value?));
        var open = new SortedSet<Value>(Comparer<Value>.Create((one, other) =>
            (other.Node.Number, other.Index).CompareTo((one.Node.Number, one.Index))));
        for (var node = end; ;)
        {
            within.Add(node);
            open.UnionWith(node.Primitive is Scale ? node.Operands[1..] : node.Operands);
            if (node.Primitive is Scale)
            {
                partials.Add(node.Operands[0]);
            }

            for (node = null; node is null && open.Count > 0;)
            {
                var value = open.Min;
                open.Remove(value);
                if (IsPassed(value) && uses.AreWithin(value, within))
                {
                    node = value.Node;
                }
                else if (start is not null)
                {
                    return null;
                }
                else
                {
                    start = value;
                }
            }

            if (node is null || within.Count > Most)
            {
                break;
            }
        }

        return start is { Shape.Size: > 1 } from && within.Count <= Most && Needed(partials, from) is var (moved, before)
            && before.Any(node => IsKeptFor(node, from, [.. within, .. moved], uses))
            ? new(from, end, [.. within.Where(node => node != end).OrderBy(node => node.Number)], moved,
                before.Last(node => node.Primitive is not Input))
            : null;
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
    private static bool IsKeptFor(Node node, Value start, HashSet<Node> own, Uses uses) => node.Primitive is Elementwise or Scale
        && node.Result().Shape == start.Shape && uses.EndBefore(node.Result(), start.Node, own);

    // Who uses which value.
    private sealed class Uses
    {
        private readonly ValueMap<List<Node>> users = new();
        private readonly ValueMap<bool> outputs = new();

        public Uses(Graph graph)
        {
            foreach (var node in graph.Nodes)
            {
                foreach (var operand in node.Operands)
                {
                    if (!users.TryGetValue(operand, out var list))
                    {
                        users[operand] = list = [];
                    }

                    list.Add(node);
                }
            }

            foreach (var output in graph.Outputs)
            {
                outputs[output] = true;
            }
        }

        public bool AreWithin(Value value, HashSet<Node> nodes) => !outputs.ContainsKey(value) && users[value].TrueForAll(nodes.Contains);

        public bool EndBefore(Value value, Node end, HashSet<Node> but) =>
            !outputs.ContainsKey(value) && users[value].TrueForAll(user => user.Number < end.Number || but.Contains(user));
    }
}
