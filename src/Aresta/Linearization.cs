using Aresta.Execution;
using Aresta.Graphs;
using Aresta.Tensors;

namespace Aresta;

/// <summary>
/// A function at a point: its value there, and the linear map that the function is nearby, ready to be applied many times.
/// </summary>
public sealed class Linearization
{
    private readonly Graph push;
    private readonly Graph pull;
    private readonly Tensor[] residuals;

    internal Linearization(Results value, Graph push, Graph pull, Tensor[] residuals) =>
        (Value, this.push, this.pull, this.residuals) = (value, push, pull, residuals);

    /// <summary>The function at the point.</summary>
    public Results Value { get; }

    /// <summary>J·ẋ: how the floating results move when the floating arguments move by <paramref name="tangents"/>.</summary>
    /// <exception cref="Primitives.GraphException">There is not a tangent of the right type for each floating argument.</exception>
    public Results Push(params ReadOnlySpan<Tensor> tangents) => new(Interpreter.Run(push, [.. residuals, .. tangents]));

    /// <summary>Jᵀ·ȳ: what the floating arguments answer for when the floating results answer for <paramref name="cotangents"/>.</summary>
    /// <exception cref="Primitives.GraphException">There is not a cotangent of the right type for each floating result.</exception>
    public Results Pull(params ReadOnlySpan<Tensor> cotangents) => new(Interpreter.Run(pull, [.. residuals, .. cotangents]));
}
