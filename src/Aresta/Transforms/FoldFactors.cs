using Aresta.Graphs;
using Aresta.Primitives;
using Aresta.Tensors;

namespace Aresta.Transforms;

/// <summary>
/// Where a scan scales something by one row after another, all of them given by one earlier scan, that scan gives their product: as many
/// rows of memory fewer. (A cotangent passes the partials of a formula one by one; all of them are known when the formula is computed.)
/// </summary>
/// <remarks>
/// (a·b)·t for a·(b·t) is the same to rounding, unless a·b leaves the range of its dtype. It is done where no more arrays come than go.
/// </remarks>
internal static class FoldFactors
{
    /// <summary>A graph with the same outputs, to rounding.</summary>
    public static Graph Of(Graph graph) => graph.Depth == 0 ? graph : EliminateDeadNodes.Inside(Rewriting.Nested(graph, InOne));

    private static Graph InOne(Graph graph)
    {
        var uses = new ValueMap<int>();
        foreach (var value in graph.Nodes.SelectMany(node => node.Operands).Concat(graph.Outputs))
        {
            uses[value] = uses.TryGetValue(value, out var count) ? count + 1 : 1;
        }

        // What earlier loops give in addition, and the chains that end with it.
        var (asked, chains) = (new NodeMap<List<IntList>>(), new NodeMap<List<Chain>>());
        foreach (var node in graph.Nodes)
        {
            if (node.Primitive is Scan { Length: > 1 } && Chains(node, uses) is { Count: > 0 } found)
            {
                chains.TryAdd(node, found);
                foreach (var chain in found)
                {
                    asked.TryAdd(chain.From, []);
                    if (!asked[chain.From].Contains(chain.Rows))
                    {
                        asked[chain.From].Add(chain.Rows);
                    }
                }
            }
        }

        return chains.Count == 0 ? graph : Folded(graph, asked, chains);
    }

    private static Graph Folded(Graph graph, NodeMap<List<IntList>> asked, NodeMap<List<Chain>> chains)
    {
        var products = new Dictionary<(Node From, IntList Rows), Value>();
        return Rewriting.Rewrite(graph, (node, operands) =>
        {
            var (primitive, given) = (node.Primitive, operands);
            if (chains.TryGetValue(node, out var own))
            {
                (primitive, given) = Shortened((Scan)primitive, operands, own, products);
            }

            if (!asked.TryGetValue(node, out var wanted))
            {
                return [.. Results(Node.Create(primitive, given)).Take(node.Results.Length)];
            }

            var scan = (Scan)primitive;
            var factors = wanted.Select(rows => rows.Select(row => scan.Step.Outputs[row]).Aggregate(Value.Scale));
            Value[] made = Results(Node.Create(
                scan with { Step = Graph.Create(scan.Step.Inputs.AsSpan(), [.. scan.Step.Outputs, .. factors]) }, given));
            foreach (var (i, rows) in wanted.Index())
            {
                products.Add((node, rows), made[node.Results.Length + i]);
            }

            return made[..node.Results.Length];
        });
    }

    private static Value[] Results(Node node) => [.. Enumerable.Range(0, node.Results.Length).Select(node.Result)];

    // A loop that scales by the products; the rows that it does not need any more are dropped by who looks for what is dead.
    private static (Primitive Loop, Value[] Operands) Shortened(
        Scan scan, Value[] operands, List<Chain> chains, Dictionary<(Node From, IntList Rows), Value> products)
    {
        var (keys, substitutes) = (chains.Select(chain => (chain.From, chain.Rows)).Distinct().ToArray(), new ValueMap<Value>());
        Value[] inputs = [.. scan.Step.Inputs.Select(FreshInput.Like)];
        Value[] added = [.. keys.Select(key => Value.Input(chains.First(chain => (chain.From, chain.Rows) == key).Start.Type))];
        foreach (var (i, input) in scan.Step.Inputs.Index())
        {
            substitutes[input] = inputs[i];
        }

        var ends = chains.ToDictionary(chain => chain.End);
        var outputs = scan.Step.Rebuild(substitutes, (node, given) => ends.TryGetValue(node, out var chain)
            ? Node.Create(node.Primitive, added[Array.IndexOf(keys, (chain.From, chain.Rows))], substitutes[chain.Start])
            : Node.Create(node.Primitive, given));
        return (
            scan with { Step = Graph.Create([.. inputs, .. added], outputs) },
            [.. operands, .. keys.Select(key => products[key])]);
    }

    // The chains of a loop, if it pays to fold them.
    private static List<Chain> Chains(Node node, ValueMap<int> uses)
    {
        var (scan, inner) = ((Scan)node.Primitive, new ValueMap<int>());
        foreach (var value in scan.Step.Nodes.SelectMany(each => each.Operands).Concat(scan.Step.Outputs))
        {
            inner[value] = inner.TryGetValue(value, out var count) ? count + 1 : 1;
        }

        var (found, within) = (new List<Chain>(), new NodeMap<bool>());
        foreach (var each in scan.Step.Nodes.Reverse().Where(each => !within.Contains(each)))
        {
            var (rows, at, from) = (new List<int>(), each, default(Node));
            while (Factor(at, from) is var (row, rest))
            {
                rows.Add(row.Index);
                (from, within[at]) = (row.Node, true);
                if (inner[rest] > 1 || rest.Node.Primitive is not Scale)
                {
                    break;
                }

                at = rest.Node;
            }

            if (rows.Count > 1)
            {
                found.Add(new(from!, [.. rows.Order()], each, Rest(each, from!, rows.Count)));
            }
        }

        // Rows that nobody else needs, against products that come.
        var gone = found.SelectMany(chain => chain.Rows.Select(row => chain.From.Result(row)))
            .GroupBy(array => array).Count(array => uses[array.Key] == 1
                && inner[scan.Step.Inputs[node.Operands.IndexOf(array.Key)]] == array.Count());
        return found.Select(chain => (chain.From, chain.Rows)).Distinct().Count() <= gone ? found : [];

        // The row by which a node scales, as the result of the loop that gives it, and what it scales.
        (Value Row, Value Scaled)? Factor(Node scale, Node? from)
        {
            for (var i = 0; i < 2 && scale.Primitive is Scale; i++)
            {
                if (scan.Step.Inputs.IndexOf(scale.Operands[i]) is var input && input >= scan.Closed + scan.States
                    && node.Operands[input] is { Node.Primitive: Scan { Length: var length } earlier } array && length == scan.Length
                    && array.Index >= earlier.States && (from is null || from == array.Node))
                {
                    return (array, scale.Operands[1 - i]);
                }
            }

            return null;
        }

        Value Rest(Node end, Node from, int count)
        {
            var rest = end.Result();
            for (var i = 0; i < count; i++)
            {
                rest = Factor(rest.Node, from)!.Value.Scaled;
            }

            return rest;
        }
    }

    // A row after a row of one loop scales something.
    private sealed record Chain(Node From, IntList Rows, Node End, Value Start);
}
