using Aresta.Functions;
using Aresta.Primitives;
using static Aresta.Numerics.Elementary;

namespace Aresta.Learning.Training;

/// <summary>Bounds on the gradient before the optimizer sees it.</summary>
/// <param name="Value">Each number is held between ±this, if given.</param>
/// <param name="Norm">
/// All gradients are multiplied by min(1, this/‖g‖), ‖g‖ the norm of all of them together, if given (Pascanu et al. 2013).
/// </param>
public sealed record Clipping(double? Value = null, double? Norm = null)
{
    /// <summary>The gradients within the bounds.</summary>
    internal Value[] Apply(Value[] gradients)
    {
        var held = Value is { } bound ? [.. gradients.Select(gradient => gradient.HardTanh(-bound, bound))] : gradients;
        if (Norm is not { } limit)
        {
            return held;
        }

        // In float64, that squares of large gradients stay finite.
        var norm = Sqrt(held.Aggregate((Value)0.0, (sum, g) => sum + Square(g.ConvertTo(Tensors.DType.Float64)).Sum()));
        var factor = Primitives.Value.Where(norm > limit, limit / norm, 1);
        return [.. held.Select(gradient => gradient * factor.ConvertTo(gradient.DType))];
    }
}
