using Aresta.Primitives;

namespace Aresta.Functions;

/// <summary>How near two vectors are. A distance of 0 has derivative 0.</summary>
public static class Distances
{
    /// <summary>x·y/max(‖x‖·‖y‖, ε), the cosine of the angle between vectors along an axis; the others broadcast.</summary>
    /// <param name="x">Vectors.</param>
    /// <param name="y">Vectors.</param>
    /// <param name="axis">The axis of their components, after broadcasting.</param>
    /// <param name="epsilon">ε, the least denominator. Where it stands in, no derivative flows through the norms.</param>
    /// <returns>The broadcast shape without the axis.</returns>
    public static Value CosineSimilarity(Value x, Value y, int axis = 1, double epsilon = 1e-8)
    {
        var aligned = Broadcasting.Align(x, y);
        axis = aligned[0].Axis(axis);
        var (dot, xx, yy) = (Dot(aligned[0], aligned[1]), Dot(aligned[0], aligned[0]), Dot(aligned[1], aligned[1]));
        var norms = Statistics.RootOfSquares(xx) * Statistics.RootOfSquares(yy);
        return dot / Value.Where(norms < epsilon, epsilon, norms);

        Value Dot(Value a, Value b) => (a * b).Sum([axis]);
    }

    /// <summary>‖x − y + ε‖ₚ, the distance between vectors along the last axis; the others broadcast.</summary>
    /// <param name="x">Vectors along the last axis.</param>
    /// <param name="y">Vectors along the last axis.</param>
    /// <param name="p">Which norm.</param>
    /// <param name="epsilon">ε, added to each difference, so that no distance is exactly 0 (torch has 10⁻⁶).</param>
    /// <returns>The broadcast shape without the last axis.</returns>
    public static Value PairwiseDistance(Value x, Value y, double p = 2, double epsilon = 0) => (x - y + epsilon).Norm(p, [-1]);

    /// <summary>The distances ‖xᵢ − yⱼ‖ₚ of each of some vectors from each of others.</summary>
    /// <param name="x">[…, m, d]: m vectors.</param>
    /// <param name="y">[…, n, d]: n vectors; what comes before broadcasts.</param>
    /// <param name="p">Which norm.</param>
    /// <returns>[…, m, n]</returns>
    public static Value DistanceMatrix(Value x, Value y, double p = 2) =>
        (x.ExpandDims([-2]) - y.ExpandDims([-3])).Norm(p, [-1]);
}
