using System.Text.Json;
using Aresta.Execution;
using Aresta.Graphs;
using Aresta.Primitives;
using Aresta.Tensors;
using Aresta.Transforms;

namespace Aresta.GradBench.Problems;

/// <summary>
/// How far the polynomial with coefficients x is from the sign function at n points between −1 and 1, half the sum of squares; the
/// gradient by a graph with a loop over the powers, which it does not keep.
/// </summary>
internal sealed class LeastSquares(double[] x, int n) : Problem
{
    private double primal;
    private PlanMemory? gradient;

    public override ReadOnlySpan<double> Primal => new(ref primal);

    public override ReadOnlySpan<double> Derivative => gradient!.Output<double>(0);

    public static LeastSquares Read(JsonElement input) => new(input.Numbers("x"), input.Int("n"));

    public override void Prepare() => gradient = Compile(Gradient.Of(Graph.Trace(Distance, TensorType.Float64(x.Length))));

    public override void Evaluate()
    {
        var sum = 0.0;
        for (var i = 0; i < n; i++)
        {
            var t = Point(i);
            var (rest, power) = ((double)Math.Sign(t), 1.0);
            foreach (var coefficient in x)
            {
                rest -= coefficient * power;
                power *= t;
            }

            sum += rest * rest;
        }

        primal = sum / 2;
    }

    public override void Differentiate()
    {
        x.CopyTo(gradient!.Input<double>(0));
        gradient.Run();
    }

    private Value Distance(Value x)
    {
        double[] t = [.. Enumerable.Range(0, n).Select(Point)], sign = Array.ConvertAll(t, point => (double)Math.Sign(point));
        var (points, signs) = (Value.Constant(t), Value.Constant(sign));
        // Horner's rule, from the last coefficient to the first.
        var polynomial = Flow.Fold(Value.Zeros(points.Type), x, (sum, coefficient) => sum * points + coefficient, backward: true);
        var rest = signs - polynomial;
        return 0.5 * (rest * rest).Sum();
    }

    private double Point(int i) => -1 + 2.0 * i / (n - 1);
}
