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
    private readonly double[][] k = [.. Enumerable.Range(0, 6).Select(_ => new double[x.Length])];
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
            Stage(y, k[0], h / 2, k[4]);
            Stage(k[4], k[1], h / 2, k[5]);
            Stage(k[5], k[2], h, k[4]);
            Stage(k[4], k[3], 0, k[5]);
            Finish();
        }
    }

    public override void Differentiate()
    {
        x.CopyTo(gradient!.Input<double>(0));
        gradient.Run();
    }

    public override void WritePrimal(Utf8JsonWriter json) => json.WriteNumbers(y);

    /// <summary>The rate of change at a place, and the place that it leads to from y.</summary>
    private void Stage(double[] at, double[] rate, double by, double[] to)
    {
        rate[0] = x[0];
        to[0] = y[0] + by * rate[0];
        ref var fromX = ref MemoryMarshal.GetArrayDataReference(x);
        ref var fromY = ref MemoryMarshal.GetArrayDataReference(y);
        ref var fromAt = ref MemoryMarshal.GetArrayDataReference(at);
        ref var toRate = ref MemoryMarshal.GetArrayDataReference(rate);
        ref var toTo = ref MemoryMarshal.GetArrayDataReference(to);
        nuint i = 1;
        // All arrays have the length of x.
        for (var factor = Vector512.Create(by); i + 8 <= (nuint)x.Length; i += 8)
        {
            var own = Vector512.LoadUnsafe(ref fromX, i) * Vector512.LoadUnsafe(ref fromAt, i - 1);
            own.StoreUnsafe(ref toRate, i);
            (Vector512.LoadUnsafe(ref fromY, i) + factor * own).StoreUnsafe(ref toTo, i);
        }

        for (var j = (int)i; j < x.Length; j++)
        {
            rate[j] = x[j] * at[j - 1];
            to[j] = y[j] + by * rate[j];
        }
    }

    private void Finish()
    {
        var (k1, k2, k3, k4) = (k[0], k[1], k[2], k[3]);
        ref var from1 = ref MemoryMarshal.GetArrayDataReference(k1);
        ref var from2 = ref MemoryMarshal.GetArrayDataReference(k2);
        ref var from3 = ref MemoryMarshal.GetArrayDataReference(k3);
        ref var from4 = ref MemoryMarshal.GetArrayDataReference(k4);
        ref var toY = ref MemoryMarshal.GetArrayDataReference(y);
        nuint i = 0;
        for (var factor = Vector512.Create(h / 6); i + 8 <= (nuint)y.Length; i += 8)
        {
            var middle = Vector512.LoadUnsafe(ref from2, i) + Vector512.LoadUnsafe(ref from3, i);
            var rate = Vector512.LoadUnsafe(ref from1, i) + (middle + middle) + Vector512.LoadUnsafe(ref from4, i);
            (Vector512.LoadUnsafe(ref toY, i) + factor * rate).StoreUnsafe(ref toY, i);
        }

        for (var j = (int)i; j < y.Length; j++)
            y[j] += h / 6 * (k1[j] + 2 * (k2[j] + k3[j]) + k4[j]);
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
