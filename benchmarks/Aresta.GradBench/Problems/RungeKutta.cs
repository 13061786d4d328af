using System.Runtime.InteropServices;
using System.Runtime.Intrinsics;
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
    private readonly double[] sum = new double[x.Length];
    private readonly double[] first = new double[x.Length];
    private readonly double[] second = new double[x.Length];
    private readonly double h = 2.0 / steps;
    private PlanMemory? gradient;

    public override ReadOnlySpan<double> Primal => y;

    public override ReadOnlySpan<double> Derivative => gradient!.Output<double>(0);

    public static RungeKutta Read(JsonElement input) => new(input.Numbers("x"), input.Int("s"));

    public override void Prepare() => gradient = Compile(Gradient.Of(Graph.Trace(Last, TensorType.Float64(x.Length))));

    public override void Evaluate()
    {
        Array.Clear(y);
        for (var step = 0; step < steps; step++)
        {
            Array.Clear(sum);
            Stage(y, 1, h / 2, first);
            Stage(first, 2, h / 2, second);
            Stage(second, 2, h, first);
            Stage(first, 1, 0, y);
        }
    }

    public override void Differentiate()
    {
        x.CopyTo(gradient!.Input<double>(0));
        gradient.Run();
    }

    public override void WritePrimal(Utf8JsonWriter json) => json.WriteNumbers(y);

    /// <summary>
    /// Adds the rate of change at a place, times its weight, to the sum; then writes the place that the rate leads to from y, or, behind
    /// the last stage, the one that the sum leads to.
    /// </summary>
    private void Stage(double[] at, double weight, double by, double[] to)
    {
        var (ofRate, ofSum) = by > 0 ? (by, 0.0) : (0.0, h / 6);
        ref var fromX = ref MemoryMarshal.GetArrayDataReference(x);
        ref var fromY = ref MemoryMarshal.GetArrayDataReference(y);
        ref var fromAt = ref MemoryMarshal.GetArrayDataReference(at);
        ref var sums = ref MemoryMarshal.GetArrayDataReference(sum);
        ref var toTo = ref MemoryMarshal.GetArrayDataReference(to);
        var (weights, factor, factorOfSum) = (Vector256.Create(weight), Vector256.Create(ofRate), Vector256.Create(ofSum));
        sum[0] += weight * x[0];
        to[0] = y[0] + ofRate * x[0] + ofSum * sum[0];
        nuint i = 1;
        // All arrays have the length of x.
        for (; i + 4 <= (nuint)x.Length; i += 4)
        {
            var rate = Vector256.LoadUnsafe(ref fromX, i) * Vector256.LoadUnsafe(ref fromAt, i - 1);
            var total = Vector256.FusedMultiplyAdd(weights, rate, Vector256.LoadUnsafe(ref sums, i));
            total.StoreUnsafe(ref sums, i);
            var place = Vector256.FusedMultiplyAdd(factor, rate, Vector256.LoadUnsafe(ref fromY, i));
            Vector256.FusedMultiplyAdd(factorOfSum, total, place).StoreUnsafe(ref toTo, i);
        }

        for (var j = (int)i; j < x.Length; j++)
        {
            var rate = x[j] * at[j - 1];
            sum[j] += weight * rate;
            to[j] = y[j] + ofRate * rate + ofSum * sum[j];
        }
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
            return y + h / 6 * (k1 + 2 * (k2 + k3) + k4);
        });
        return last[^1];

        Value Rate(Value y) => x * (x.Shape.Size == 1 ? one : Concatenate([one, y[..^1]]));
    }
}
