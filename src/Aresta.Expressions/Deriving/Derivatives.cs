using Aresta.Execution;
using Aresta.Graphs;
using Aresta.Primitives;
using Aresta.Tensors;
using Aresta.Transforms;

namespace Aresta.Expressions;

/// <summary>
/// The derivatives of every chosen output by every chosen input at a point: first, and where asked for second. Each has the shape of the
/// output, then of the input, or of both inputs in order.
/// </summary>
public sealed class Derivatives
{
    private readonly Dictionary<(Value, Value), Tensor> first = [];
    private readonly Dictionary<(Value, Value, Value), Tensor> second = [];

    /// <summary>Differentiates and evaluates.</summary>
    /// <param name="derivation">The graph at a point.</param>
    /// <param name="order">1, or 2 for second derivatives as well.</param>
    /// <param name="mode">How Jacobians are assembled.</param>
    public Derivatives(Derivation derivation, int order = 1, JacobianMode mode = JacobianMode.Automatic)
    {
        ArgumentNullException.ThrowIfNull(derivation);
        ArgumentOutOfRangeException.ThrowIfLessThan(order, 1);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(order, 2);
        Order = order;
        Value[] inputs = [.. derivation.Inputs.Where(Question.IsFloating)];
        Value[] outputs = [.. derivation.Outputs.Where(Question.IsFloating)];
        if (inputs.Length == 0 || outputs.Length == 0)
        {
            return;
        }

        var blocks = Jacobian.Of(outputs, inputs, mode);
        var further = order < 2 ? [] : Jacobian.Of(blocks, inputs, mode);
        var graph = EliminateCommonSubexpressions.Of(Graph.Create(derivation.Graph.Inputs.AsSpan(), [.. blocks, .. further]));
        var results = Interpreter.Run(graph, [.. derivation.Point]);
        for (var i = 0; i < blocks.Length; i++)
        {
            var (output, input) = (outputs[i / inputs.Length], inputs[i % inputs.Length]);
            first[(output, input)] = results[i];
            for (var j = 0; j < inputs.Length && order == 2; j++)
            {
                second[(output, input, inputs[j])] = results[blocks.Length + (i * inputs.Length) + j];
            }
        }
    }

    private Derivatives(int order, Dictionary<(Value, Value), Tensor> first, Dictionary<(Value, Value, Value), Tensor> second) =>
        (Order, this.first, this.second) = (order, first, second);

    /// <summary>As the definition says: the products of the edges of every path, added path by path.</summary>
    /// <param name="derivation">The graph at a point.</param>
    /// <param name="order">1, or 2 for second derivatives, which are no sums over paths of this graph, as well.</param>
    /// <exception cref="InvalidOperationException">There are more than <see cref="PathSum.Limit"/> paths between two ends.</exception>
    public static Derivatives ByPaths(Derivation derivation, int order = 1)
    {
        var bySweeps = new Derivatives(derivation, order);
        var (letters, first) = (derivation.Question.Letters(), new Dictionary<(Value, Value), Tensor>());
        foreach (var output in derivation.Outputs)
        {
            foreach (var input in derivation.Inputs)
            {
                var paths = new PathSum(input, output, letters, derivation);
                first[(output, input)] = paths.Sum()
                    ?? throw new InvalidOperationException($"There are {paths.Count} paths from {input} to {output}.");
            }
        }

        return new(order, first, bySweeps.second);
    }

    /// <summary>How many orders were asked for.</summary>
    public int Order { get; }

    /// <summary>∂ <paramref name="output"/> / ∂ <paramref name="input"/>; zeros where no path leads.</summary>
    public Tensor First(Value output, Value input) =>
        first.TryGetValue((output, input), out var known) ? known : Zeros(output, input);

    /// <summary>∂² <paramref name="output"/> / ∂ <paramref name="input"/> ∂ <paramref name="other"/>.</summary>
    public Tensor Second(Value output, Value input, Value other) =>
        second.TryGetValue((output, input, other), out var known) ? known : Zeros(output, input, other);

    private static Tensor Zeros(params Value[] values) => Tensor.Zeros(new(DType.Float64, [.. values.SelectMany(value => value.Shape)]));
}
