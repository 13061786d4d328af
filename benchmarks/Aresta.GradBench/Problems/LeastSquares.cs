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
        var i = 0;
        // Four points at a time, so that one power need not wait for the last.
        for (; i <= n - 4; i += 4)
        {
            var (t0, t1, t2, t3) = (Point(i), Point(i + 1), Point(i + 2), Point(i + 3));
            double p0 = 1, p1 = 1, p2 = 1, p3 = 1;
            var (r0, r1, r2, r3) = ((double)Math.Sign(t0), (double)Math.Sign(t1), (double)Math.Sign(t2), (double)Math.Sign(t3));
            foreach (var coefficient in x)
            {
                r0 -= coefficient * p0;
                r1 -= coefficient * p1;
                r2 -= coefficient * p2;
                r3 -= coefficient * p3;
                p0 *= t0;
                p1 *= t1;
                p2 *= t2;
                p3 *= t3;
            }

            sum += r0 * r0 + r1 * r1 + (r2 * r2 + r3 * r3);
        }

        for (; i < n; i++)
        {
            var (t, power) = (Point(i), 1.0);
            var rest = (double)Math.Sign(t);
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
