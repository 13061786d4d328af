using System.Collections.Immutable;
using Aresta.Graphs;
using Aresta.Primitives;

namespace Aresta.Transforms;

/// <summary>
/// What is needed for what. A result of a call, a choice or a loop may be of no use to anyone, and then that part of its bodies is not
/// either: an operand of which nothing that is used is computed, a state that only carries itself on, a residual that no derivative asks
/// for.
/// </summary>
internal sealed class Liveness
{
    private readonly Dictionary<Graph, Dictionary<string, bool[]>> needed = new(ReferenceEqualityComparer.Instance);
    private readonly Dictionary<Graph, Dictionary<string, Graph>> narrowed = new(ReferenceEqualityComparer.Instance);

    /// <summary>Which inputs are needed for some outputs.</summary>
    public bool[] Inputs(Graph graph, bool[] outputs)
    {
        var known = Known(needed, graph);
        if (!known.TryGetValue(Key(outputs), out var inputs))
        {
            var live = Live(graph, outputs);
            known.Add(Key(outputs), inputs = [.. graph.Inputs.Select(live.ContainsKey)]);
        }

        return inputs;
    }

    /// <summary>The graph with only some of its outputs and inputs, and with nothing in its bodies that these do not need.</summary>
    /// <param name="graph">The graph.</param>
    /// <param name="outputs">Which outputs are left.</param>
    /// <param name="inputs">Which inputs are left: at least those needed.</param>
    public Graph Narrow(Graph graph, bool[] outputs, bool[] inputs)
    {
        var known = Known(narrowed, graph);
        var key = Key([.. outputs, .. inputs]);
        if (!known.TryGetValue(key, out var made))
        {
            known.Add(key, made = Rebuilt(graph, outputs, inputs));
        }

        return made;
    }

    private Graph Rebuilt(Graph graph, bool[] outputs, bool[] inputs)
    {
        var changed = !outputs.All(isLeft => isLeft) || !inputs.All(isLeft => isLeft);
        var left = Chosen(graph.Outputs, outputs);
        if (graph.Depth == 0)
        {
            return changed ? Graph.Create(Chosen(graph.Inputs, inputs), left) : graph;
        }

        var live = Live(graph, outputs);
        var (given, substitutes) = (new List<Value>(), new ValueMap<Value>());
        foreach (var input in Chosen(graph.Inputs, inputs))
        {
            given.Add(substitutes[input] = FreshInput.Like(input));
        }

        var nodes = graph.Nodes.Where(node => node.Primitive is not Input).ToArray();
        var alive = nodes.Where(node => Results(node).Any(live.ContainsKey)).ToArray();
        changed |= alive.Length < nodes.Length;
        var rebuilt = new Graph([], [.. left], [.. alive]).Rebuild(substitutes, Make);
        return changed ? Graph.Create([.. given], rebuilt) : graph;

        Value[] Make(Node node, Value[] operands)
        {
            if (node.Primitive is not Control control)
            {
                return [.. Results(Node.Create(node.Primitive, operands))];
            }

            bool[] results = [.. Results(node).Select(live.ContainsKey)];
            var (primitive, kept, given) = Narrow(control, results, operands.Length);
            changed |= !ReferenceEquals(primitive, control);
            var made = Results(Node.Create(primitive, [.. operands.Where((_, i) => kept[i])])).GetEnumerator();
            return [.. given.Select(isGiven => isGiven && made.MoveNext() ? made.Current : default)];
        }
    }

    // All values on which the outputs depend; of a node with bodies, the operands that matter for the results that do.
    private ValueMap<bool> Live(Graph graph, bool[] outputs)
    {
        var live = new ValueMap<bool>();
        foreach (var output in Chosen(graph.Outputs, outputs))
        {
            live[output] = true;
        }

        for (var n = graph.Nodes.Length - 1; n >= 0; n--)
        {
            var node = graph.Nodes[n];
            bool[] results = [.. Results(node).Select(live.ContainsKey)];
            if (results.Any(isLive => isLive))
            {
                var operands = node.Primitive is Control control ? Operands(control, results, node.Operands.Length) : null;
                for (var i = 0; i < node.Operands.Length; i++)
                {
                    if (operands is null || operands[i])
                    {
                        live[node.Operands[i]] = true;
                    }
                }
            }
        }

        return live;
    }

    private bool[] Operands(Control control, bool[] results, int count) => control switch
    {
        Call call => Inputs(call.Graph, results),
        Cond cond => [true, .. Either(Inputs(cond.Then, results), Inputs(cond.Else, results))],
        Loop loop => Steps(loop, results).Inputs,
        _ => All(count),
    };

    // What is live in every step: a state is when the results or some later step ask for it.
    private (bool[] Inputs, bool[] Outputs) Steps(Loop loop, bool[] results)
    {
        bool[] outputs = [.. results];
        while (true)
        {
            var inputs = Inputs(loop.Step, outputs);
            inputs = loop is While open ? Either(inputs, Inputs(open.Condition, [true])) : [.. inputs];
            var changed = false;
            for (var i = 0; i < loop.States; i++)
            {
                changed |= inputs[loop.Closed + i] && !outputs[i];
                outputs[i] |= inputs[loop.Closed + i];
                inputs[loop.Closed + i] = outputs[i];
            }

            if (!changed)
            {
                return (inputs, outputs);
            }
        }
    }

    // The operation with only what its live results need, and which operands and results it still has.
    private (Control Control, bool[] Operands, bool[] Results) Narrow(Control control, bool[] results, int count)
    {
        switch (control)
        {
            case Call call:
                var used = Inputs(call.Graph, results);
                return (Rewriting.With(call, [Narrow(call.Graph, results, used)]), used, results);
            case Cond cond:
                var either = Either(Inputs(cond.Then, results), Inputs(cond.Else, results));
                return (
                    Rewriting.With(cond, [Narrow(cond.Then, results, either), Narrow(cond.Else, results, either)]),
                    [true, .. either], results);
            case Loop loop:
                var (inputs, outputs) = Steps(loop, results);
                return (Narrow(loop, inputs, outputs), inputs, outputs);
            default:
                var bodies = control.Bodies.Select(body =>
                    Narrow(body.Graph, All(body.Graph.Outputs.Length), All(body.Graph.Inputs.Length)));
                return (Rewriting.With(control, [.. bodies]), All(count), All(results.Length));
        }
    }

    private Control Narrow(Loop loop, bool[] inputs, bool[] outputs)
    {
        var narrow = Rewriting.With(loop, loop is While open
            ? [Narrow(open.Condition, [true], inputs), Narrow(loop.Step, outputs, inputs)]
            : [Narrow(loop.Step, outputs, inputs)]);
        return ReferenceEquals(narrow, loop) ? loop : (Loop)narrow with
        {
            Closed = inputs[..loop.Closed].Count(isLeft => isLeft),
            States = outputs[..loop.States].Count(isLeft => isLeft),
        };
    }

    private static Dictionary<string, T> Known<T>(Dictionary<Graph, Dictionary<string, T>> known, Graph graph)
    {
        if (!known.TryGetValue(graph, out var of))
        {
            known.Add(graph, of = []);
        }

        return of;
    }

    private static string Key(bool[] flags) => string.Create(flags.Length, flags, static (text, all) =>
    {
        for (var i = 0; i < text.Length; i++)
        {
            text[i] = all[i] ? '1' : '0';
        }
    });

    private static IEnumerable<Value> Results(Node node) => Enumerable.Range(0, node.Results.Length).Select(node.Result);

    private static Value[] Chosen(ImmutableArray<Value> values, bool[] chosen) => [.. values.Where((_, i) => chosen[i])];

    private static bool[] Either(bool[] left, bool[] right) => [.. left.Zip(right, (l, r) => l || r)];

    private static bool[] All(int count) => [.. Enumerable.Repeat(true, count)];
}
