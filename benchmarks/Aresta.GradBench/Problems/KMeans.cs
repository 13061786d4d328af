using System.Text.Json;
using Aresta.Execution;
using Aresta.Functions;
using Aresta.Graphs;
using Aresta.Primitives;
using Aresta.Tensors;
using Aresta.Transforms;

namespace Aresta.GradBench.Problems;

/// <summary>
/// The sum of squared distances of points to the nearest of k centroids, and Newton's direction for it: gradient ÷ diagonal of the
/// Hessian, both by a graph. The Hessian is a diagonal matrix: its product with ones, forward over reverse, is its diagonal.
/// </summary>
internal sealed class KMeans(double[] points, double[] centroids, int n, int k) : Problem
{
    private readonly int d = points.Length / n;
    private double primal;
    private PlanMemory? direction;

    public override ReadOnlySpan<double> Primal => new(ref primal);

    public override ReadOnlySpan<double> Derivative => direction!.Output<double>(0);

    public static KMeans Read(JsonElement input) => new(
        input.Numbers("points"), input.Numbers("centroids"), input.GetProperty("points").GetArrayLength(),
        input.GetProperty("centroids").GetArrayLength());

    public override void Prepare()
    {
        TensorType[] types = [TensorType.Float64(n, d), TensorType.Float64(k, d)];
        var gradient = Gradient.Of(Graph.Trace(Cost, types[0], types[1]), 1);
        var both = Pushforward.Of(gradient, 1);
        direction = Compile(Graph.Trace((points, centroids) =>
        {
            var results = both.Apply(points, centroids, Value.Filled(types[1], 1));
            return results[0] / results[1];
        }, types[0], types[1]));
        points.CopyTo(direction.Input<double>(0));
    }

    public override void Evaluate()
    {
        primal = 0;
        for (var i = 0; i < n; i++)
        {
            var point = points.AsSpan(i * d, d);
            var least = double.PositiveInfinity;
            ReadOnlySpan<double> rest = centroids;
            for (var j = 0; j < k; j++, rest = rest[point.Length..])
            {
                // Two sums, so that one need not wait for the other.
                var (even, odd) = (0.0, 0.0);
                var c = 0;
                for (; c < point.Length - 1; c += 2)
                {
                    var (first, second) = (point[c] - rest[c], point[c + 1] - rest[c + 1]);
                    even += first * first;
                    odd += second * second;
                }

                if (c < point.Length)
                    odd += (point[c] - rest[c]) * (point[c] - rest[c]);
                least = Math.Min(least, even + odd);
            }

            primal += least;
        }
    }

    public override void Differentiate()
    {
        centroids.CopyTo(direction!.Input<double>(1));
        direction.Run();
    }

    public override void WriteDerivative(Utf8JsonWriter json) => json.WriteRows(Derivative, k, d);

    private static Value Cost(Value points, Value centroids)
    {
        // Nearest is whose |c|² − 2 p·c is least; the distance itself is taken of that one alone.
        var nearest = ((centroids * centroids).Sum([1]) - 2 * points.MatMul(centroids.Transpose())).ArgMin(1);
        var difference = points - centroids.Take(nearest);
        return (difference * difference).Sum();
    }
}
