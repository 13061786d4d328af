using System.Collections.Concurrent;
using Aresta.Execution;
using Aresta.Graphs;
using Aresta.Primitives;
using Aresta.Tensors;
using Aresta.Transforms;

namespace Aresta;

/// <content>Derivatives at a point. Each is the call of a transformed function, whose graph is kept as well.</content>
public sealed partial class Function
{
    private Function? gradient, valueAndGradient, derivative, hessian, hessianVectorProduct, pushforward, pullback;
    private readonly ConcurrentDictionary<string, (Graph Primal, Graph Push, Graph Pull)> linearizations = new();

    /// <summary>
    /// The Jacobian as a function again, and so for a function of one number f′; <c>f.Derivative.Derivative</c> is f″. It has a result for
    /// each floating result of this function by each floating argument, of the shape of the result followed by that of the argument.
    /// </summary>
    public Function Derivative => derivative ??= Transform(graph => Transforms.Jacobian.Of(graph));

    /// <summary>The gradient of a scalar function: the derivative by each floating argument, of the argument's shape.</summary>
    /// <exception cref="GraphException">The function has not one floating scalar result, or cannot take these arguments.</exception>
    public Results Gradient(params ReadOnlySpan<Tensor> arguments) =>
        (gradient ??= Transform(graph => Transforms.Gradient.Of(graph))).Call(arguments);

    /// <summary>The value and the gradient of a scalar function, for hardly more than the gradient alone.</summary>
    /// <exception cref="GraphException">The function has not one floating scalar result, or cannot take these arguments.</exception>
    public (Tensor Value, Results Gradient) ValueAndGradient(params ReadOnlySpan<Tensor> arguments)
    {
        var both = (valueAndGradient ??= Transform(graph => Transforms.Gradient.WithValue(graph))).Call(arguments);
        return (both[0], new([.. both.Skip(1)]));
    }

    /// <summary>The derivative of each floating result by each floating argument, in blocks.</summary>
    /// <exception cref="GraphException">The function cannot take these arguments.</exception>
    public Blocks Jacobian(params ReadOnlySpan<Tensor> arguments)
    {
        var graph = Graph(Types(arguments));
        var blocks = Derivative.Call(arguments);
        return new([.. blocks], Sizes(graph.Outputs), Sizes(graph.Inputs));
    }

    /// <summary>The second derivatives of a scalar function, by each pair of floating arguments, in blocks.</summary>
    /// <exception cref="GraphException">The function has not one floating scalar result, or cannot take these arguments.</exception>
    public Blocks Hessian(params ReadOnlySpan<Tensor> arguments)
    {
        var sizes = Sizes(Graph(Types(arguments)).Inputs);
        return new([.. (hessian ??= Transform(graph => Transforms.Hessian.Of(graph))).Call(arguments)], sizes, sizes);
    }

    /// <summary>
    /// The Hessian of a scalar function times a vector, without the Hessian: <c>f.HessianVectorProduct([a, b], [1, 0])</c>.
    /// </summary>
    /// <param name="at">The arguments.</param>
    /// <param name="along">A tangent for each floating argument, of its type.</param>
    /// <returns>A tensor for each floating argument, of its type.</returns>
    /// <exception cref="GraphException">The function has not one floating scalar result, or cannot take these arguments.</exception>
    public Results HessianVectorProduct(ReadOnlySpan<Tensor> at, ReadOnlySpan<Tensor> along) =>
        (hessianVectorProduct ??= Transform(graph => Transforms.HessianVectorProduct.Of(graph))).Along(at, along);

    /// <summary>
    /// Forward mode: the results, and how the floating ones move when the floating arguments move along <paramref name="along"/>.
    /// </summary>
    /// <param name="at">The arguments.</param>
    /// <param name="along">A tangent for each floating argument, of its type.</param>
    /// <exception cref="GraphException">
    /// The function cannot take these arguments, or a tangent has another type than its argument.
    /// </exception>
    public (Results Value, Results Tangent) Pushforward(ReadOnlySpan<Tensor> at, ReadOnlySpan<Tensor> along) =>
        Split(at, (pushforward ??= Transform(graph => Transforms.Pushforward.Of(graph))).Along(at, along));

    /// <summary>
    /// Reverse mode: the results, and what each floating argument answers for when the floating results answer for
    /// <paramref name="cotangents"/>.
    /// </summary>
    /// <param name="at">The arguments.</param>
    /// <param name="cotangents">A cotangent for each floating result, of its type.</param>
    /// <exception cref="GraphException">
    /// The function cannot take these arguments, or a cotangent has another type than its result.
    /// </exception>
    public (Results Value, Results Cotangent) Pullback(ReadOnlySpan<Tensor> at, ReadOnlySpan<Tensor> cotangents) =>
        Split(at, (pullback ??= Transform(graph => Transforms.Pullback.Of(graph))).Along(at, cotangents));

    /// <summary>
    /// The function near a point: its value there and its linear map, which is then applied to tangents and cotangents without computing
    /// the function again.
    /// </summary>
    /// <exception cref="GraphException">The function cannot take these arguments.</exception>
    public Linearization Linearize(params ReadOnlySpan<Tensor> arguments)
    {
        var types = Types(arguments);
        var count = Graph(types).Outputs.Length;
        var (primal, push, pull) = linearizations.GetOrAdd(string.Join(';', types), _ =>
        {
            var split = Transforms.Linearize.Of(Graph(types));
            return (split.Primal, split.Linear, Transpose.Of(split.Linear, split.Tangents));
        });
        var results = Interpreter.Run(primal, arguments);
        return new(new(results[..count]), push, pull, results[count..]);
    }

    // A transformed graph with added inputs is asked for by the types of the arguments: those of the added ones follow from them.
    private Results Along(ReadOnlySpan<Tensor> at, ReadOnlySpan<Tensor> along) =>
        new(Interpreter.Run(Graph(Types(at)), [.. at, .. along]));

    private (Results, Results) Split(ReadOnlySpan<Tensor> at, Results both)
    {
        var count = Graph(Types(at)).Outputs.Length;
        return (new([.. both.Take(count)]), new([.. both.Skip(count)]));
    }

    private static int[] Sizes(IEnumerable<Value> values) => [.. values.Where(v => v.DType.IsFloating).Select(v => v.Shape.Size)];
}
