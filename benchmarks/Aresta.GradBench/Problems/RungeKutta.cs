using System.Text.Json;
using Aresta.Execution;
using Aresta.Graphs;
using Aresta.Primitives;
using Aresta.Tensors;
using Aresta.Transforms;
using static Aresta.Primitives.Operations;

namespace Aresta.GradBench.Problems;

/// <summary>
/// y′₀ = x₀, y′ᵢ = xᵢ·yᵢ₋₁ from y = 0 at time 0 to time 2, by the classical method of Runge and Kutta; the gradient of the last component
/// by a graph with a loop over the steps.
/// </summary>
internal sealed class RungeKutta(double[] x, int steps) : Problem
{
    private readonly double[] y = new double[x.Length];
    private readonly double[][] k = [.. Enumerable.Range(0, 5).Select(_ => new double[x.Length])];
    private readonly double h = 2.0 / steps;
    private PlanMemory? gradient;

    public override ReadOnlySpan<double> Primal => y;

    public override ReadOnlySpan<double> Derivative => gradient!.Output<double>(0);

    public static RungeKutta Read(JsonElement input) => new(input.Numbers("x"), input.Int("s"));

    public override void Prepare() => gradient = Compile(Gradient.Of(Graph.Trace(Last, TensorType.Float64(x.Length))));

    public override void Evaluate()
    {
        var (k1, k2, k3, k4, at) = (k[0], k[1], k[2], k[3], k[4]);
        Array.Clear(y);
        for (var step = 0; step < steps; step++)
        {
            Rate(y, k1);
            Move(h / 2, k1, at);
            Rate(at, k2);
            Move(h / 2, k2, at);
            Rate(at, k3);
            Move(h, k3, at);
            Rate(at, k4);
            for (var i = 0; i < y.Length; i++)
                y[i] += h * (k1[i] + 2 * k2[i] + 2 * k3[i] + k4[i]) / 6;
        }
    }

    public override void Differentiate()
    {
        x.CopyTo(gradient!.Input<double>(0));
        gradient.Run();
    }

    public override void WritePrimal(Utf8JsonWriter json) => json.WriteNumbers(y);

    private void Rate(double[] at, double[] rate)
    {
        rate[0] = x[0];
        for (var i = 1; i < rate.Length; i++)
            rate[i] = x[i] * at[i - 1];
    }

    private void Move(double by, double[] rate, double[] to)
    {
        for (var i = 0; i < to.Length; i++)
            to[i] = y[i] + by * rate[i];
    }

    private Value Last(Value x)
    {
        var one = Value.Constant(new double[] { 1 });
        var last = Flow.For(steps, Value.Zeros(x.Type), (_, y) =>
        {
            var k1 = Rate(y);
            var k2 = Rate(y + h / 2 * k1);
            var k3 = Rate(y + h / 2 * k2);
            var k4 = Rate(y + h * k3);
            return y + h * (k1 + 2 * k2 + 2 * k3 + k4) / 6;
        });
        return last[^1];

        Value Rate(Value y) => x * (x.Shape.Size == 1 ? one : Concatenate([one, y[..^1]]));
    }
}
