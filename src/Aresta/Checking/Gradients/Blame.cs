using Aresta.Execution;
using Aresta.Graphs;
using Aresta.Primitives;
using Aresta.Tensors;
using Aresta.Transforms;

namespace Aresta.Checking;

/// <summary>The operation at which derivatives go wrong, and how it is put.</summary>
/// <param name="Node">The operation.</param>
/// <param name="Operand">The operand whose local derivative is wrong, where one is.</param>
/// <param name="Sentence">What is wrong with it.</param>
internal sealed record Blame(Node Node, int? Operand, string Sentence)
{
    public const string Nobody = "No single operation of the graph disagrees with its own values.";

    /// <summary>Whether it stands in a body.</summary>
    public bool IsInside { get; private init; }

    /// <summary>The operation alone, where it is not to blame.</summary>
    public string Where => $" The first operation to show it is {Wording.Describe(Node)}.";

    /// <summary>
    /// The first node whose tangent is not the slope of its values: all values of the graph are outputs at once, so one pass for each point
    /// of the stencil decides all nodes.
    /// </summary>
    public static Blame? OfDifferences(Graph graph, Tensor[] point, Tensor[] v)
    {
        var node = FirstOff(graph, point, v);
        if (node is null)
        {
            return null;
        }

        var (single, operands) = Alone(graph, node, point);
        if (operands.Any(operand => operand.Type.IsStack))
        {
            return new(node, null, $"It begins at {Wording.Describe(node)}.");
        }

        if (Inside(node, operands, (body, x) => OfDifferences(body, x, Direction.Draw(Direction.Floating(x), 11))) is { } inner)
        {
            return inner;
        }

        var floating = Direction.Floating(operands);
        var directions = Direction.Draw(floating, 7);
        var (pushforward, start) = (Pushforward.Of(single), 0);
        for (var k = 0; k < operands.Length; k++)
        {
            if (!operands[k].DType.IsFloating)
            {
                continue;
            }

            var along = Direction.Only(directions, start, start += operands[k].Shape.Size);
            var tangents = Graph.Create(pushforward.Inputs.AsSpan(), pushforward.Outputs.AsSpan()[single.Outputs.Length..]);
            var comparison = new SlopeComparison(
                new(single, operands, along), new(tangents, [.. operands, .. along], [.. along, .. along]));
            if (comparison.Worst is { } worst && comparison.IsWrong(worst))
            {
                return new(node, k,
                    $"The operation at fault is {Wording.Describe(node)}: its local derivative by {Spoken(node, k)} gives "
                    + $"{comparison.Stated(worst)} where the slope of its values is {comparison.Found(worst)}.");
            }
        }

        return new(
            node, null, $"It begins at {Wording.Describe(node)}, though its local derivatives taken one by one agree with its values.");
    }

    /// <summary>The first node whose pull is not the transpose of its push.</summary>
    public static Blame? OfTransposition(Graph graph, Tensor[] point)
    {
        var values = new NodeMap<Tensor[]>();
        Interpreter.Run(graph, point, (node, operands, _, _) => values[node] = operands.ToArray());
        foreach (var node in graph.Nodes.AsSpan()[graph.Inputs.Length..])
        {
            var operands = values[node];
            if (!Enumerable.Range(0, operands.Length).Any(i => node.Primitive.HasEdge(node, i))
                || !node.Results.Any(type => type.DType.IsFloating)
                || node.Results.Any(type => type.IsStack) || operands.Any(operand => operand.Type.IsStack))
            {
                continue;
            }

            var single = Alone(node);
            var (pushforward, pullback) = (Pushforward.Of(single), Pullback.Of(single));
            var v = Direction.Draw(Direction.Floating(operands), 5);
            var w = Direction.Draw(node.Results.Where(type => type.DType.IsFloating).Select(Tensor.Zeros), 6);
            if (!InnerProducts.Of(pushforward, pullback, single.Outputs.Length, operands, v, w).Disagree)
            {
                continue;
            }

            if (Inside(node, operands, OfTransposition) is { } inner)
            {
                return inner;
            }

            var start = 0;
            for (var k = 0; k < operands.Length; k++)
            {
                if (!operands[k].DType.IsFloating)
                {
                    continue;
                }

                var along = Direction.Only(v, start, start += operands[k].Shape.Size);
                var products = InnerProducts.Of(pushforward, pullback, single.Outputs.Length, operands, along, w);
                if (products.Disagree)
                {
                    return new(node, k,
                        $"The operation at fault is {Wording.Describe(node)}: its pull to {Spoken(node, k)} is not the transpose "
                        + $"of its push, for the two inner products are {Wording.Number(products.Pushed)} and "
                        + $"{Wording.Number(products.Pulled)}.");
                }
            }

            return new(node, null, $"The operation at fault is {Wording.Describe(node)}: its pull is not the transpose of its push.");
        }

        return null;
    }

    /// <summary>
    /// Who is to blame in the bodies of a node, at what they were given: in the first runs, and then ever more seldom. The derivative of a
    /// custom function is its rule, whatever its body.
    /// </summary>
    private static Blame? Inside(Node node, Tensor[] operands, Func<Graph, Tensor[], Blame?> find)
    {
        const int first = 8;
        if (node.Primitive is not Control control || control is Custom)
        {
            return null;
        }

        Blame? found = null;
        var runs = new Dictionary<Graph, int>(ReferenceEqualityComparer.Instance);
        control.Run(operands, node.Results, (body, inputs) =>
        {
            var run = runs[body] = runs.TryGetValue(body, out var last) ? last + 1 : 0;
            if (found is null && (run < first || int.IsPow2(run)) && IsSmooth(body.Inputs) && IsSmooth(body.Outputs)
                && find(body, inputs.ToArray()) is { Operand: not null } blamed)
            {
                var place = new RunPlace(node, control.Bodies.First(each => ReferenceEquals(each.Graph, body)).Name, run, null);
                found = blamed with
                {
                    Sentence = $"{blamed.Sentence} {(blamed.IsInside ? "That" : "It")} stands {Wording.In(place)}.",
                    IsInside = true,
                };
            }

            return new Evaluation(null, default).Run(body, inputs);
        });
        return found;

        static bool IsSmooth(IEnumerable<Value> ends) =>
            ends.Any(end => end.DType.IsFloating) && !ends.Any(end => end.Type.IsStack);
    }

    private static Node? FirstOff(Graph graph, Tensor[] point, Tensor[] v)
    {
        var values = graph.Nodes.SelectMany(node => Enumerable.Range(0, node.Results.Length).Select(node.Result))
            .Where(value => value.DType.IsFloating && !value.Type.IsStack).ToArray();
        var every = Graph.Create(graph.Inputs.AsSpan(), values);
        var all = Pushforward.Of(every);
        var tangents = Graph.Create(all.Inputs.AsSpan(), all.Outputs.AsSpan()[values.Length..]);
        var comparison = new SlopeComparison(new(Precision.Held(every, point), point, v), new(tangents, [.. point, .. v], [.. v, .. v]));
        return comparison.Worst is { } worst && comparison.Parting(worst) is null
            ? values[Direction.Locate([.. values.Select(value => value.Type)], worst).Position].Node
            : null;
    }

    private static (Graph Single, Tensor[] Operands) Alone(Graph graph, Node node, Tensor[] point)
    {
        Tensor[] found = [];
        Interpreter.Run(graph, point, (each, operands, _, _) => found = ReferenceEquals(each, node) ? operands.ToArray() : found);
        return (Alone(node), found);
    }

    private static Graph Alone(Node node) => Graph.Trace(
        operands =>
        {
            var made = Node.Create(node.Primitive, operands);
            return [.. Enumerable.Range(0, made.Results.Length).Select(made.Result)];
        },
        [.. node.Operands.Select(operand => operand.Type)], originBudget: 0);

    private static string Spoken(Node node, int k) => FormattableString.Invariant($"operand {k}, {node.Operands[k]},");
}
