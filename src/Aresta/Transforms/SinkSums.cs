using Aresta.Graphs;
using Aresta.Numerics.Rules;
using Aresta.Primitives;
using Aresta.Tensors;

namespace Aresta.Transforms;

/// <summary>
/// Moves out of scans the states that only add up contractions: the loop gives the factors of every step as rows, and one contraction after
/// it sums over the steps as well. (The derivative by a matrix that a recurrent network multiplies its state by.)
/// </summary>
/// <remarks>
/// A state s qualifies whose next value is s + Σ±cₖ, where nothing else uses either, and each cₖ is a contraction or a sum, or such under
/// linear changes of shape. That costs the memory of the rows that were not there before: it is done where a step writes fewer of these
/// than twice the elements of the state, which it need not read and write any more.
/// </remarks>
public static class SinkSums
{
    private const string Letters = "abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ";

    /// <summary>A graph with the same outputs, to rounding: sums may run in another order.</summary>
    public static Graph Of(Graph graph)
    {
        ArgumentNullException.ThrowIfNull(graph);
        return graph.Depth == 0 ? graph : EliminateDeadNodes.Inside(Rewriting.Nested(graph, InOne));
    }

    private static Graph InOne(Graph graph) => Rewriting.Rewrite(graph, (node, operands) =>
    {
        var control = node.Primitive;
        if (control is Scan { Length: > 1, States: > 0 } scan && new Sinking(scan) is { Sunk.Count: > 0 } sinking)
        {
            return sinking.Made(operands);
        }

        var made = Node.Create(control, operands);
        return [.. Enumerable.Range(0, node.Results.Length).Select(made.Result)];
    });

    // What leaves one scan.
    private sealed class Sinking
    {
        private readonly Scan scan;
        private readonly Graph body;
        private readonly ValueMap<int> uses = new();
        private readonly ValueMap<int> given = new();
        private readonly List<Value> added = [];

        public Sinking(Scan scan)
        {
            (this.scan, body) = (scan, scan.Step);
            foreach (var value in body.Nodes.SelectMany(node => node.Operands).Concat(body.Outputs))
            {
                uses[value] = uses.TryGetValue(value, out var count) ? count + 1 : 1;
            }

            foreach (var (i, row) in body.Outputs.Index().Skip(scan.States))
            {
                given[row] = i;
            }

            // Sums use rows that contractions ask for.
            for (var round = 0; round < 2; round++)
            {
                for (var i = 0; i < scan.States; i++)
                {
                    if (!Sunk.ContainsKey(i) && Term(i) is { } term && Asks(term) is { } rows && Pays(rows, term, round))
                    {
                        Sunk.Add(i, term);
                        foreach (var row in rows)
                        {
                            given[row] = body.Outputs.Length + added.Count;
                            added.Add(row);
                        }
                    }
                }
            }
        }

        /// <summary>The states that leave, each with what is added to it in a step.</summary>
        public Dictionary<int, Value> Sunk { get; } = [];

        public Value[] Made(Value[] operands)
        {
            bool stays(int input) => !Sunk.ContainsKey(input - scan.Closed);
            var made = Node.Create(
                scan with
                {
                    Step = Graph.Create(
                        [.. body.Inputs.Where((_, i) => stays(i))],
                        [.. body.Outputs.Where((_, i) => !Sunk.ContainsKey(i)), .. added]),
                    States = scan.States - Sunk.Count,
                },
                [.. operands.Where((_, i) => stays(i))]);
            var results = new Value[body.Outputs.Length + added.Count];
            var next = 0;
            for (var i = 0; i < results.Length; i++)
            {
                results[i] = Sunk.ContainsKey(i) ? default : made.Result(next++);
            }

            foreach (var (i, term) in Sunk)
            {
                var (first, sum) = (operands[scan.Closed + i], new Sums(this, operands, results).Of(term));
                results[i] = Filled.IsZero(first) ? sum : first + sum;
            }

            return results[..body.Outputs.Length];
        }

        // What is added to a state that does nothing else.
        private Value? Term(int state)
        {
            var (before, after) = (body.Inputs[scan.Closed + state], body.Outputs[state]);
            if (after.Node is not { Primitive: Binary<Add>, Operands: [var x, var y] } || x == y || !after.DType.IsFloating
                || uses[before] != 1 || uses[after] != 1)
            {
                return null;
            }

            return x == before ? y : y == before ? x : null;
        }

        // The rows that the sum over the steps needs and that are not given yet; null if it is none that can be taken outside.
        private List<Value>? Asks(Value term)
        {
            var (rows, pending) = (new List<Value>(), new Stack<Value>([term]));
            while (pending.TryPop(out var value))
            {
                var node = value.Node;
                if (uses[value] > 1)
                {
                    return null; // it is computed in the loop all the same
                }

                switch (node.Primitive)
                {
                    case Binary<Add> or Binary<Subtract> or Unary<Negate> or Permute or Reshape or Pad or Reverse:
                        Array.ForEach([.. node.Operands], pending.Push);
                        break;
                    case Sum or Contract when node.Operands.All(operand => operand.Rank < Letters.Length / 3):
                        rows.AddRange(node.Operands.Where(IsAsked));
                        break;
                    default:
                        return null;
                }
            }

            return [.. rows.Distinct()];
        }

        private bool IsAsked(Value value) => !IsInput(value) && !IsConstant(value) && !given.ContainsKey(value);

        private static bool IsConstant(Value value) => value.Node.Primitive is Constant || Filled.Of(value) is not null;

        private bool IsInput(Value value) =>
            body.Inputs.IndexOf(value) is >= 0 and var i && (i < scan.Closed || i >= scan.Closed + scan.States);

        private bool Pays(List<Value> rows, Value term, int round) => rows.Count == 0
            || (round == 0 && rows.Sum(row => (double)row.Shape.Size) <= 2.0 * term.Shape.Size
                && rows.All(row => (double)scan.Length * row.Shape.Size * row.DType.Size <= HoistSteps.MostBytes));

        // Values of the body as arrays of what they are in all steps, and sums over these.
        private sealed class Sums(Sinking sinking, Value[] operands, Value[] results)
        {
            public Value Of(Value term)
            {
                // Terms are as deep as a formula, but sums of them may be chains.
                var (made, pending) = (new ValueMap<Value>(), new Stack<Value>([term]));
                while (pending.TryPeek(out var value))
                {
                    var node = value.Node;
                    var isEnd = node.Primitive is Contract or Sum;
                    Value[] missing = isEnd ? [] : [.. node.Operands.Where(operand => !made.ContainsKey(operand))];
                    Array.ForEach(missing, pending.Push);
                    if (missing.Length == 0)
                    {
                        pending.Pop();
                        made[value] = isEnd
                            ? End(node)
                            : Node.Create(node.Primitive, [.. node.Operands.Select(operand => made[operand])]).Result();
                    }
                }

                return made[term];
            }

            private Value End(Node node)
            {
                if (node.Primitive is Sum sum)
                {
                    return Shared(node.Operands[0]) is { } x
                        ? sinking.scan.Length * Node.Create(sum, x).Result()
                        : Node.Create(new Sum([0, .. sum.Axes.Select(axis => axis + 1)]), Rows(node.Operands[0])).Result();
                }

                var contract = (Contract)node.Primitive;
                var (left, right) = (Shared(node.Operands[0]), Shared(node.Operands[1]));
                if (left is null && right is null)
                {
                    var step = Letters.First(letter => !contract.Labels.Contains(letter));
                    return Node.Create(
                        new Contract($"{step}{contract.Left},{step}{contract.Right}->{contract.Result}"), Rows(node.Operands[0]),
                        Rows(node.Operands[1])).Result();
                }

                var product = Node.Create(contract, left ?? Total(node.Operands[0]), right ?? Total(node.Operands[1])).Result();
                return left is null || right is null ? product : sinking.scan.Length * product;
            }

            private Value Total(Value value) => Node.Create(new Sum([0]), Rows(value)).Result();

            private Value? Shared(Value value) => IsConstant(value) ? value
                : sinking.body.Inputs.IndexOf(value) is >= 0 and var i && i < sinking.scan.Closed ? operands[i]
                : null;

            private Value Rows(Value value) => sinking.given.TryGetValue(value, out var i)
                ? results[i]
                : operands[sinking.body.Inputs.IndexOf(value)];
        }
    }
}
