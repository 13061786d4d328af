using System.Text.Json;
using Aresta.Execution;
using Aresta.Graphs;
using Aresta.Primitives;
using Aresta.Tensors;
using Aresta.Transforms;
using static Aresta.Numerics.Elementary;

namespace Aresta.GradBench.Problems;

/// <summary>log Σ exp xᵢ, shifted by the largest element; the gradient by a graph.</summary>
internal sealed class LogSumExp(double[] x) : Problem
{
    private double primal;
    private PlanMemory? gradient;

    public override ReadOnlySpan<double> Primal => new(ref primal);

    public override ReadOnlySpan<double> Derivative => gradient!.Output<double>(0);

    public static LogSumExp Read(JsonElement input) => new(input.Numbers("x"));

    public override void Prepare() => gradient = Compile(Gradient.Of(Graph.Trace(Shifted, TensorType.Float64(x.Length))));

    public override void Evaluate()
    {
        var max = x[0];
        foreach (var number in x)
            max = number > max ? number : max;
        var sum = 0.0;
        foreach (var number in x)
            sum += Math.Exp(number - max);
        primal = max + Math.Log(sum);
    }

    public override void Differentiate()
    {
        x.CopyTo(gradient!.Input<double>(0));
        gradient.Run();
    }

    private static Value Shifted(Value x)
    {
        var max = x.Max();
        return max + Log(Exp(x - max).Sum());
    }
}
