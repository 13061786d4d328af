using Aresta.Execution;
using Aresta.Graphs;
using Aresta.Primitives;
using Aresta.Tensors;
using Aresta.Transforms;
using static Aresta.Numerics.Elementary;

namespace Aresta.Tests.Control;

/// <summary>Loops whose derivatives have a closed form, up to 10⁵ steps, forward and in reverse.</summary>
public class ClosedFormTests
{
    private const int Many = 100_000;

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public void Power_as_a_product_of_many_factors(bool open)
    {
        var power = Graph.Trace(x => Steps(open, [1.0], s => s[0] * x)[0]);
        const double x = 1.00001;
        var value = Math.Pow(x, Many);
        Near(value, Numbers.Run(power, x)[0]);
        Near(Many * value / x, Numbers.Run(Gradient.Of(power), x)[0]);
        Near(Many * value / x, Numbers.Run(Pushforward.Of(power), x, 1.0)[1]);

        const int fewer = 10_000;
        var shorter = Graph.Trace(y => Steps(open, [1.0], s => s[0] * y, fewer)[0]);
        Near(fewer * (fewer - 1.0) * Math.Pow(x, fewer - 2), Numbers.Run(HessianVectorProduct.Of(shorter), x, 1.0)[0]);
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public void Logistic_map_at_the_edge_of_chaos(bool open)
    {
        // dxₙ/dx₀ = Π r·(1 − 2xₖ) and dxₖ₊₁/dr = xₖ·(1 − xₖ) + r·(1 − 2xₖ)·dxₖ/dr.
        const int count = 20_000;
        const double r = 3.5699456718, first = 0.4;
        var (x, byFirst, byRate) = (first, 1.0, 0.0);
        for (var k = 0; k < count; k++)
        {
            (x, byFirst, byRate) = (r * x * (1 - x), byFirst * r * (1 - (2 * x)), (x * (1 - x)) + (r * (1 - (2 * x)) * byRate));
        }

        var map = Graph.Trace((a, b) => Steps(open, [a], s => b * s[0] * (1 - s[0]), count)[0]);
        Near(x, Numbers.Run(map, first, r)[0]);
        Near(byFirst, Numbers.Run(Gradient.Of(map), first, r)[0]);
        Near(byRate, Numbers.Run(Gradient.Of(map), first, r)[1]);
        Near(byFirst, Numbers.Run(Pushforward.Of(map), first, r, 1.0, 0.0)[1]);
        Near(byRate, Numbers.Run(Pushforward.Of(map), first, r, 0.0, 1.0)[1]);
    }

    [Fact]
    public void Linear_recurrence_over_an_array()
    {
        // yₖ = a·yₖ₋₁ + bₖ, so that ∂yₙ/∂bₖ = aⁿ⁻ᵏ.
        const double a = 0.9999;
        var last = Graph.Trace(
            v => [Flow.Scan([0.0], [v[1]], (s, b) => ((v[0] * s[0]) + b[0], Array.Empty<Value>())).States[0]],
            [TensorType.Float64(), TensorType.Float64(Many)]);
        var b = DerivativeCheck.Random(1, Many).ToDoubles();
        var (y, byA) = (0.0, 0.0);
        foreach (var each in b)
        {
            (y, byA) = ((a * y) + each, y + (a * byA));
        }

        var gradient = Interpreter.Run(Gradient.Of(last), a, b);
        Near(y, Numbers.Run(last, a, b)[0]);
        Near(byA, gradient[0].ToDouble());
        Numbers.Close([.. Enumerable.Range(1, Many).Select(k => Math.Pow(a, Many - k))], gradient[1].ToDoubles());
    }

    [Theory]
    [InlineData(2.0)]
    [InlineData(1e-3)]
    [InlineData(12345.678)]
    public void Newton_root_in_a_while(double at)
    {
        // Two steps behind the last that the loop needs, so that the derivatives have converged as well.
        var root = Graph.Trace(a =>
        {
            var near = Flow.While([1.0], s => Abs((s[0] * s[0]) - a) > a * 1e-10, s => Step(s[0], a))[0];
            return Step(Step(near, a), a);
        });
        var (first, second) = (0.5 / Math.Sqrt(at), -0.25 / (at * Math.Sqrt(at)));
        Near(Math.Sqrt(at), Numbers.Run(root, at)[0]);
        Near(first, Numbers.Run(Gradient.Of(root), at)[0]);
        Near(second, Numbers.Run(HessianVectorProduct.Of(root), at, 1.0)[0]);
        Near(second, Numbers.Run(Gradient.Of(Gradient.Of(root)), at)[0]);
        Near(-1.5 * second / at, Numbers.Run(Gradient.Of(Gradient.Of(Gradient.Of(root))), at)[0], 1e-7);

        static Value Step(Value x, Value a) => (x + (a / x)) / 2;
    }

    // A scan or, counting, a while.
    private static Value[] Steps(bool open, Value[] states, Func<Value[], Value> step, int count = Many) => open
        ? Flow.While([.. states, 0.0], s => s[1] < count, s => (step(s), s[1] + 1))
        : Flow.Scan(states, [], (s, _) => (step(s), Array.Empty<Value>()), length: count).States;

    private static void Near(double expected, double actual, double tolerance = 1e-9) => Assert.True(
        Math.Abs(expected - actual) <= tolerance * Math.Abs(expected),
        FormattableString.Invariant($"expected {expected:R}, got {actual:R}"));
}
