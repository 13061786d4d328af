using Aresta.Execution;
using Aresta.Graphs;
using Aresta.Paths;
using Aresta.Primitives;
using Aresta.Tensors;

namespace Aresta.Expressions;

/// <summary>
/// A graph at a point, with everything that the chapter draws: the value of every node, the local derivative on every edge, the tangents
/// of a forward sweep from each chosen input, and the adjoints of a reverse sweep from each chosen output.
/// </summary>
public sealed class Derivation
{
    private readonly Dictionary<Value, Tensor> values;
    private readonly Dictionary<Edge, Tensor> partials = [];
    private readonly Dictionary<Value, Dictionary<Value, Tensor>> forward = [];
    private readonly Dictionary<Value, Dictionary<Value, Tensor>> reverse = [];

    /// <summary>Evaluates and differentiates.</summary>
    /// <param name="question">The graph and the chosen ends; those that are no floating scalars are not swept from.</param>
    /// <param name="point">A tensor for each input of the graph.</param>
    /// <exception cref="GraphException">The point does not fit the graph.</exception>
    public Derivation(Question question, IReadOnlyList<Tensor> point)
    {
        ArgumentNullException.ThrowIfNull(question);
        (Question, Point) = (question, point);
        var run = new Requests(Graph, Values);
        foreach (var edge in Edges)
        {
            run.Add(edge.Partial(), tensor => partials[edge] = tensor);
        }

        foreach (var input in Inputs.Where(IsSwept))
        {
            forward[input] = [];
            foreach (var (value, tangent) in Sweeps.ForwardAll([input], [Value.Filled(input.Type, 1)], [.. Values]))
            {
                run.Add(tangent, tensor => forward[input][value] = tensor);
            }
        }

        foreach (var output in Outputs.Where(IsSwept))
        {
            reverse[output] = [];
            foreach (var (value, adjoint) in Sweeps.ReverseAll([output], [Value.Filled(output.Type, 1)], [.. Values]))
            {
                run.Add(adjoint, tensor => reverse[output][value] = tensor);
            }
        }

        values = run.Evaluate(point);
    }

    /// <summary>Evaluates and differentiates.</summary>
    /// <param name="graph">The graph; inputs and outputs that are swept from are scalars, others are passed over.</param>
    /// <param name="point">A tensor for each input of the graph.</param>
    /// <param name="inputs">The inputs from which a forward sweep starts.</param>
    /// <param name="outputs">The outputs from which a reverse sweep starts.</param>
    /// <exception cref="GraphException">The point does not fit the graph.</exception>
    public Derivation(Graph graph, IReadOnlyList<Tensor> point, IReadOnlyList<Value> inputs, IReadOnlyList<Value> outputs)
        : this(new(graph, inputs, outputs), point)
    {
    }

    /// <summary>What is asked.</summary>
    public Question Question { get; }

    /// <summary>A tensor for each input of the graph.</summary>
    public IReadOnlyList<Tensor> Point { get; }

    /// <summary>The graph.</summary>
    public Graph Graph => Question.Graph;

    /// <summary>The chosen inputs.</summary>
    public IReadOnlyList<Value> Inputs => Question.Inputs;

    /// <summary>The chosen outputs.</summary>
    public IReadOnlyList<Value> Outputs => Question.Outputs;

    /// <summary>Every value of the graph, operands before users.</summary>
    public IReadOnlyList<Value> Values => Question.Values;

    /// <summary>Every edge, by user and then by operand.</summary>
    public IReadOnlyList<Edge> Edges => Question.Edges;

    /// <summary>What <paramref name="value"/> is at the point.</summary>
    public Tensor ValueOf(Value value) => values[value];

    /// <summary>The local derivative of <paramref name="edge"/> at the point; null where it is no number for each element.</summary>
    public Tensor? PartialOf(Edge edge) => partials.GetValueOrDefault(edge);

    /// <summary>
    /// ∂ <paramref name="value"/> / ∂ <paramref name="input"/>, from the forward sweep; null when the input was not swept from.
    /// </summary>
    public Tensor? Tangent(Value input, Value value) => Find(forward, input, value);

    /// <summary>
    /// ∂ <paramref name="output"/> / ∂ <paramref name="value"/>, from the reverse sweep; null when the output was not swept from.
    /// </summary>
    public Tensor? Adjoint(Value output, Value value) => Find(reverse, output, value);

    private static bool IsSwept(Value value) => value.Rank == 0 && value.DType.IsFloating;

    private static Tensor? Find(Dictionary<Value, Dictionary<Value, Tensor>> sweeps, Value end, Value value) =>
        sweeps.TryGetValue(end, out var sweep) ? sweep.GetValueOrDefault(value) ?? Tensor.Zeros(new(DType.Float64, value.Shape)) : null;

    /// <summary>Values to be computed in one run, and what is to be done with each.</summary>
    private sealed class Requests(Graph graph, IReadOnlyList<Value> always)
    {
        private readonly List<(Value Value, Action<Tensor> Take)> requests = [];

        public void Add(Value? value, Action<Tensor> take)
        {
            if (value is { } wanted)
            {
                requests.Add((wanted, take));
            }
        }

        public Dictionary<Value, Tensor> Evaluate(IReadOnlyList<Tensor> point)
        {
            var all = Graph.Create(graph.Inputs.AsSpan(), [.. always, .. requests.Select(r => r.Value)]);
            var results = Interpreter.Run(all, [.. point]);
            for (var i = 0; i < requests.Count; i++)
            {
                requests[i].Take(results[always.Count + i]);
            }

            return always.Zip(results).ToDictionary(pair => pair.First, pair => pair.Second);
        }
    }
}
