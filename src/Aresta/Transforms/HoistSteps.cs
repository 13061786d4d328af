using Aresta.Graphs;
using Aresta.Primitives;
using Aresta.Tensors;

namespace Aresta.Transforms;

/// <summary>
/// Moves out of scans the contractions that depend on no state: one for all steps before the loop, in the place of one in every step.
/// (x·W in a recurrent network, where x is a row of each step and W the same in all.)
/// </summary>
/// <remarks>
/// Moved is what multiplies something of the step with something that is the same in every step, with what it is computed from, if that
/// cannot fail; the loop then takes the results as rows. That costs the memory of these rows. It gains where a step alone has so few rows
/// that fetching the shared factor dominates, and elsewhere nothing is moved.
/// </remarks>
public static class HoistSteps
{
    /// <summary>Rows of a step's product from which on it runs as well alone.</summary>
    private const int Enough = 256;

    /// <summary>The most bytes that one array of rows may take which was not there before.</summary>
    internal const long MostBytes = 1 << 28;

    /// <summary>A graph with the same outputs, to rounding: sums may run in another order.</summary>
    public static Graph Of(Graph graph)
    {
        ArgumentNullException.ThrowIfNull(graph);
        return graph.Depth == 0 ? graph : EliminateDeadNodes.Inside(Rewriting.Nested(graph, InOne));
    }

    private static Graph InOne(Graph graph) => Rewriting.Rewrite(graph, (node, operands) =>
    {
        if (node.Primitive is Scan { Length: > 1 } scan && Stateless(scan) is { Count: > 0 } moved)
        {
            return Hoisted(scan, operands, moved);
        }

        var made = Node.Create(node.Primitive, operands);
        return [.. Enumerable.Range(0, node.Results.Length).Select(made.Result)];
    });

    // The contractions that are worth it, and all of the step that they are computed from.
    private static List<Node> Stateless(Scan scan)
    {
        var (body, rows, shared) = (scan.Step, new NodeMap<bool>(), new NodeMap<bool>());
        foreach (var (i, input) in body.Inputs.Index())
        {
            if (i < scan.Closed || i >= scan.Closed + scan.States)
            {
                (i < scan.Closed ? shared : rows).TryAdd(input.Node, true);
            }
        }

        var chosen = new NodeMap<bool>();
        foreach (var node in body.Nodes)
        {
            if (node.Primitive is Input || !node.Operands.All(operand => rows.Contains(operand.Node) || shared.Contains(operand.Node))
                || !HoistInvariants.CannotFail(node))
            {
                continue;
            }

            if (!node.Operands.Any(operand => rows.Contains(operand.Node)))
            {
                shared.TryAdd(node, true);
                continue;
            }

            rows.TryAdd(node, true);
            if (node.Primitive is Contract contract && rows.Contains(node.Operands[0].Node) != rows.Contains(node.Operands[1].Node)
                && Pays(contract, node, rows.Contains(node.Operands[0].Node), scan.Length))
            {
                chosen.TryAdd(node, true);
            }
        }

        Value[] ends = [.. chosen.InOrder().Select(node => node.Result())];
        return [.. Graph.Ancestors(ends).Where(node => node.Primitive is not Input && rows.Contains(node))];
    }

    private static bool Pays(Contract contract, Node node, bool isLeft, int length)
    {
        var (shape, labels, other) = isLeft
            ? (node.Operands[0].Shape, contract.Left, contract.Right)
            : (node.Operands[1].Shape, contract.Right, contract.Left);
        var own = labels.Index().Where(label => !other.Contains(label.Item)).Aggregate(1L, (size, label) => size * shape[label.Index]);
        var result = node.Results[0];
        return own < Enough && contract.Summed.Length > 0 && (double)length * result.Shape.Size * result.DType.Size <= MostBytes;
    }

    private static Value[] Hoisted(Scan scan, Value[] operands, List<Node> moved)
    {
        var (body, firstRow) = (scan.Step, scan.Closed + scan.States);
        Value[] inner = [.. moved.SelectMany(node => node.Results.Select((_, i) => node.Result(i))).Where(Cut.IsWorthKeeping)];
        bool[] isOutside = [.. body.Inputs.Select((_, i) => i < scan.Closed || i >= firstRow)];
        var piece = Graph.Create([.. body.Inputs.Where((_, i) => isOutside[i])], inner);
        bool[] perStep = [.. body.Inputs.Select((_, i) => i >= firstRow).Where((_, i) => isOutside[i])];
        var all = Batching.Of(piece, perStep, scan.Length, [.. inner.Select(_ => true)]).Graph
            .Apply([.. operands.Where((_, i) => isOutside[i])]);

        var substitutes = new ValueMap<Value>();
        Value[] inputs = [.. body.Inputs.Select(FreshInput.Like), .. inner.Select(value => Value.Input(value.Type))];
        foreach (var (i, value) in body.Inputs.Concat(inner).Index())
        {
            substitutes[value] = inputs[i];
        }

        var step = Graph.Create(inputs, body.Rebuild(substitutes, (node, given) => Node.Create(node.Primitive, given)));
        var made = Node.Create(scan with { Step = step }, [.. operands, .. all]);
        return [.. Enumerable.Range(0, made.Results.Length).Select(made.Result)];
    }
}
