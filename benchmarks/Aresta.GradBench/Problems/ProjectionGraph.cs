using Aresta.Graphs;
using Aresta.Primitives;
using Aresta.Tensors;
using Aresta.Transforms;
using static Aresta.Numerics.Elementary;

namespace Aresta.GradBench.Problems;

/// <summary>
/// Errors of many observations of <see cref="BundleAdjustment"/> at a time, as a graph: each of the 15 numbers that an observation depends
/// on is an array with an element for each. An observation's errors depend on its own elements only; so the sum of all pulls all back at
/// once.
/// </summary>
internal static class ProjectionGraph
{
    /// <summary>
    /// From 15 arrays of parameters and two of features to the derivatives of the first error by all 15, those of the second, and that of
    /// the weight's error by the weight.
    /// </summary>
    public static Graph Jacobian(int observations) => Graph.Trace(
        x =>
        {
            var (first, second) = Errors(x);
            var weight = 1 - x[14] * x[14];
            return (Value[])
            [
                .. Gradient.Of(first.Sum(), x.AsSpan(0, BundleAdjustment.Inputs)),
                .. Gradient.Of(second.Sum(), x.AsSpan(0, BundleAdjustment.Inputs)),
                .. Gradient.Of(weight.Sum(), x[14]),
            ];
        },
        [.. Enumerable.Repeat(TensorType.Float64(observations), BundleAdjustment.Inputs + 2)]);

    private static (Value, Value) Errors(Value[] x)
    {
        var (r0, r1, r2) = (x[0], x[1], x[2]);
        var (y0, y1, y2) = (x[11] - x[3], x[12] - x[4], x[13] - x[5]);
        var (z0, z1, z2) = Rotated(r0, r1, r2, y0, y1, y2);
        var depth = 1 / z2;
        var (a, b) = (z0 * depth, z1 * depth);
        var squares = a * a + b * b;
        var scale = (1 + (x[9] + x[10] * squares) * squares) * x[6];
        return (x[14] * (a * scale + (x[7] - x[15])), x[14] * (b * scale + (x[8] - x[16])));
    }

    /// <summary>
    /// Rodrigues' formula, y turned by the angle |r| about r: y cos |r| + r × y · (sin |r|)/|r| + r (r·y) · (1 − cos |r|)/|r|².
    /// </summary>
    private static (Value, Value, Value) Rotated(Value r0, Value r1, Value r2, Value y0, Value y1, Value y2)
    {
        var square = r0 * r0 + r1 * r1 + r2 * r2;
        var angle = Sqrt(square);
        var cos = Cos(angle);
        // What multiplies r times r is not needed where r is 0.
        var across = Value.WhereEqual(square, 0, 1, Sin(angle) / angle);
        var along = (r0 * y0 + r1 * y1 + r2 * y2) * Value.WhereEqual(square, 0, 0, (1 - cos) / square);
        return (
            y0 * cos + (r1 * y2 - r2 * y1) * across + r0 * along,
            y1 * cos + (r2 * y0 - r0 * y2) * across + r1 * along,
            y2 * cos + (r0 * y1 - r1 * y0) * across + r2 * along);
    }
}
