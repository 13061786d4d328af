using Aresta.Checking;
using Aresta.Expressions;
using Aresta.Graphs;
using Aresta.Primitives;
using Aresta.Tensors;
using Aresta.Transforms;

namespace Aresta.Cli.Check;

/// <summary>What a checkup comes to.</summary>
internal enum Outcome
{
    /// <summary>All is finite, and the derivatives agree with the values.</summary>
    Right,

    /// <summary>No law is broken, but some could not be decided here, as on a kink.</summary>
    Undecided,

    /// <summary>There is nothing to differentiate.</summary>
    Nothing,

    /// <summary>A value or a derivative is NaN or infinite.</summary>
    NotFinite,

    /// <summary>A derivative is wrong.</summary>
    Wrong,
}

/// <summary>
/// Runs the values of an expression and its derivatives, looking for NaN and infinities, and holds the derivatives against the values.
/// </summary>
internal sealed class Checkup
{
    private readonly Labels labels;
    private readonly HashSet<Value> values;

    /// <summary>Checks at a point.</summary>
    /// <param name="question">The graph, and by which inputs which of its values are differentiated.</param>
    /// <param name="point">A tensor for each input of the graph.</param>
    /// <param name="order">Up to which order of derivatives.</param>
    public Checkup(Question question, IReadOnlyList<Tensor> point, int order)
    {
        var (graph, moving) = Chosen(question, point);
        values = [.. new Question(graph).Values];
        labels = new(new Question(graph).Values);
        Graph = graph;
        var runs = new List<(int, FiniteReport)> { (0, FiniteCheck.Run(graph, moving)) };
        (Graph Graph, Tensor[] Point) at = (graph, moving);
        for (var k = 1; k <= order && HasDerivative(at.Graph); k++)
        {
            var pullback = Pullback.Of(at.Graph);
            at = (Graph.Create(pullback.Inputs.AsSpan(), pullback.Outputs.AsSpan()[at.Graph.Outputs.Length..]),
                [.. at.Point, .. at.Graph.Outputs.Where(IsFloating).Select(Ones)]);
            runs.Add((k, FiniteCheck.Run(at.Graph, at.Point)));
        }

        Runs = runs;
        Gradient = HasDerivative(graph) ? GradientCheck.Run(graph, moving, order) : new([], false);
    }

    /// <summary>The graph that was checked: from the chosen inputs to the chosen values.</summary>
    public Graph Graph { get; }

    /// <summary>What became of the values, order 0, and of the derivatives of each order.</summary>
    public IReadOnlyList<(int Order, FiniteReport Report)> Runs { get; }

    /// <summary>What the laws of derivatives say.</summary>
    public GradientReport Gradient { get; }

    /// <summary>What it comes to.</summary>
    public Outcome Outcome => !Gradient.Passed ? Outcome.Wrong
        : Runs.Any(run => !run.Report.IsFinite) ? Outcome.NotFinite
        : Gradient.Findings.IsEmpty ? Outcome.Nothing
        : Gradient.Findings.Any(finding => finding.Verdict is not CheckVerdict.Holds) ? Outcome.Undecided
        : Outcome.Right;

    /// <summary>The node of the expression at which a fault is, or whose derivative it is in; null where the graph has none.</summary>
    public Value? Of(NonFiniteFault fault)
    {
        var node = fault.Node;
        while (node.DerivativeOf is { Node: var primal })
        {
            node = primal;
        }

        return Known(node, ReferenceEquals(node, fault.Node) ? fault.Result : 0);
    }

    /// <summary>The way from an input to a fault, over values of the expression.</summary>
    public IReadOnlyList<Value> Way(NonFiniteFault fault) =>
        [.. fault.From.Select(node => Known(node, 0)).OfType<Value>()];

    /// <summary>A value as an equation, in the letters of the expression: <c>y = log(x)</c>.</summary>
    public string Equation(Value value) =>
        labels.Operation(value) is { Length: > 0 } operation ? $"{labels[value]} = {operation}" : labels[value];

    /// <summary>The label of a value.</summary>
    public string Label(Value value) => labels[value];

    /// <summary>An operation that a finding names, in the letters of the expression, where it belongs to it.</summary>
    public string Operation(Node node) => Known(node, 0) is { } value ? Equation(value) : node.Primitive.Name;

    private Value? Known(Node node, int result) => values.Contains(node.Result(result)) ? node.Result(result) : null;

    private static bool IsFloating(Value value) => value.DType.IsFloating;

    private static bool HasDerivative(Graph graph) => graph.Inputs.Any(IsFloating) && graph.Outputs.Any(IsFloating);

    private static Tensor Ones(Value like) => like.DType == DType.Float32
        ? Tensor.Of(Enumerable.Repeat(1f, like.Shape.Size).ToArray(), like.Shape)
        : Tensor.Of(Enumerable.Repeat(1.0, like.Shape.Size).ToArray(), like.Shape);

    // Inputs that are not chosen stand still: they become constants with their names.
    private static (Graph Graph, Tensor[] Moving) Chosen(Question question, IReadOnlyList<Tensor> point)
    {
        var graph = Graph.Create(question.Graph.Inputs.AsSpan(), [.. question.Outputs]);
        var still = graph.Inputs.Index().Where(input => !question.Inputs.Contains(input.Item)).ToArray();
        if (still.Length == 0)
        {
            return (graph, [.. point]);
        }

        var substitutes = new ValueMap<Value>();
        foreach (var (i, input) in graph.Inputs.Index())
        {
            substitutes[input] = question.Inputs.Contains(input) ? input : Value.Constant(point[i]).Named(input.Name!);
        }

        var outputs = graph.Rebuild(substitutes, (node, operands) => Node.Create(node.Primitive, operands));
        return (Graph.Create([.. graph.Inputs.Where(question.Inputs.Contains)], outputs),
            [.. point.Where((_, i) => question.Inputs.Contains(graph.Inputs[i]))]);
    }
}
