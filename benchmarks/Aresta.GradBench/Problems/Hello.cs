using System.Text.Json;
using Aresta.Numerics;

namespace Aresta.GradBench.Problems;

/// <summary>x² and its derivative, by dual numbers.</summary>
internal sealed class Hello(double x) : Problem
{
    private double primal, derivative;

    public override ReadOnlySpan<double> Primal => new(ref primal);

    public override ReadOnlySpan<double> Derivative => new(ref derivative);

    public static Hello Read(JsonElement input) => new(input.GetDouble());

    public override void Evaluate() => primal = x * x;

    public override void Differentiate() => derivative = Derivatives.Derivative(x => x * x, x);

    public override void WriteDerivative(Utf8JsonWriter json) => json.WriteNumberValue(derivative);
}
