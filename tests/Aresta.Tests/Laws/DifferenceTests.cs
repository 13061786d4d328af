using Aresta.Execution;
using Aresta.Primitives;
using Aresta.Tensors;
using Aresta.Transforms;

namespace Aresta.Tests.Laws;

/// <summary>Law 2: the push is the slope of the values, as central differences of eighth order find it.</summary>
public class DifferenceTests
{
    private const double Step = 1.0 / 256;

    // f′(0) ≈ Σ cₖ·(f(kh) − f(−kh))/h, whose error is h⁸·f⁽⁹⁾/630 (Fornberg 1988, table 1).
    private static readonly double[] Stencil = [4.0 / 5, -1.0 / 5, 4.0 / 105, -1.0 / 280];

    [Theory]
    [MemberData(nameof(PrimitiveCases.Registered), MemberType = typeof(PrimitiveCases))]
    public void Push_is_the_slope(string name)
    {
        foreach (var example in PrimitiveCases.For(name).Where(c => c.Primitive is not Flat))
        {
            var graph = example.Trace();
            var v = Vectors.Directions(graph.Sources(), 3);
            var pushed = Interpreter.Run(Pushforward.Of(graph), [.. example.Operands, .. v])[graph.Outputs.Length..]
                .SelectMany(t => t.ToDoubles()).ToArray();
            var scale = 1.0;
            var (coarse, fine) = (Slope(Step), Slope(Step / 2));

            // What rounding of f and of x + t·v leaves: some units in the last place of each of the values, divided by the step.
            var rounding = 32 * example.Epsilon * example.Condition * (scale + pushed.Select(Math.Abs).DefaultIfEmpty().Max()) / (Step / 2);
            for (var i = 0; i < pushed.Length; i++)
            {
                // Halving the step divides the error of eighth order by 256: what is left is less than the change.
                var truncation = Math.Abs(coarse[i] - fine[i]);
                Assert.True(
                    truncation <= (1e-9 * scale) + (3 * rounding),
                    FormattableString.Invariant($"the differences of {example} do not converge: {coarse[i]}, {fine[i]}"));
                Assert.True(
                    Math.Abs(pushed[i] - fine[i]) <= truncation + rounding,
                    FormattableString.Invariant(
                        $"J·v is {pushed[i]}, but differences give {fine[i]} ± {truncation + rounding} for {example}"));
            }

            double[] Slope(double h)
            {
                var slope = new double[pushed.Length];
                for (var k = 1; k <= Stencil.Length; k++)
                {
                    var (up, down) = (Values(k * h), Values(-k * h));
                    for (var i = 0; i < slope.Length; i++)
                    {
                        slope[i] += Stencil[k - 1] * (up[i] - down[i]) / h;
                        scale = Math.Max(scale, Math.Max(Math.Abs(up[i]), Math.Abs(down[i])));
                    }
                }

                return slope;
            }

            double[] Values(double t) =>
                [.. Interpreter.Run(graph, example.Operands.Moved(t, v)).Where(y => y.DType.IsFloating).SelectMany(y => y.ToDoubles())];
        }
    }
}
