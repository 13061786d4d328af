using Aresta.Numerics;
using Aresta.Numerics.Tests;

namespace Aresta.Kernels.Tests.Elementwise;

/// <summary>The stated bounds of the functions that kernels have of their own, in units of the last place.</summary>
/// <remarks>
/// float against the rule in double, on every 16 381st bit pattern of all 2³² (`benchmarks/run ulps` takes them all); double against the
/// tables of 30 digits that the rules themselves are held to.
/// </remarks>
public class AccuracyTests
{
    [Fact]
    public void Float_functions_keep_their_bounds()
    {
        var misses = new List<string>();
        RuleTable.Accept(new Singles(misses));
        Assert.True(misses.Count == 0, string.Join('\n', misses));
    }

    [Fact]
    public void Double_functions_keep_their_bounds()
    {
        var misses = new List<string>();
        RuleTable.Accept(new Doubles(misses));
        Assert.True(misses.Count == 0, string.Join('\n', misses));
    }

    private sealed class Singles(List<string> misses) : IRuleVisitor
    {
        private const uint Stride = 16_381;

        public void Unary<TRule>() where TRule : struct, IUnaryRule
        {
            if (KernelBounds.Of(TRule.Name) is not { } bound)
                return;
            var x = new float[(int)((1L << 32) / Stride)];
            for (var i = 0; i < x.Length; i++)
            {
                x[i] = BitConverter.UInt32BitsToSingle((uint)i * Stride);
            }

            var kernel = StripKernels.Of(default(UnaryValue<TRule>), 4, VectorWidths.Best);
            var y = Strips.Run(kernel, [x], x.Length);
            var (worst, at) = (-1.0, 0f);
            for (var i = 0; i < x.Length; i++)
            {
                var exact = default(TRule).Value(x[i]);
                var ulps = Ulps.OfSingle(exact, y[i]);
                if (!(ulps <= worst))
                    (worst, at) = (ulps, x[i]);
            }

            Note(misses, "float", TRule.Name, worst, bound.Single, at);
        }

        public void Ordered<TRule>() where TRule : struct, IOrderedRule<TRule> { }
        public void Binary<TRule>() where TRule : struct, IBinaryRule { }
        public void Ternary<TRule>() where TRule : struct, ITernaryRule { }
        public void Comparison<TRule>() where TRule : struct, IComparisonRule { }
    }

    private sealed class Doubles(List<string> misses) : IRuleVisitor
    {
        public void Unary<TRule>() where TRule : struct, IUnaryRule
        {
            if (KernelBounds.Of(TRule.Name) is { } bound)
                Check(TRule.Name, bound.Double, 1, StripKernels.Of(default(UnaryValue<TRule>), 8, VectorWidths.Best));
        }

        public void Ordered<TRule>() where TRule : struct, IOrderedRule<TRule> { }

        public void Binary<TRule>() where TRule : struct, IBinaryRule
        {
            if (KernelBounds.Of(TRule.Name) is { } bound)
                Check(TRule.Name, bound.Double, 2, StripKernels.Of(default(BinaryValue<TRule>), 8, VectorWidths.Best));
        }

        public void Ternary<TRule>() where TRule : struct, ITernaryRule { }
        public void Comparison<TRule>() where TRule : struct, IComparisonRule { }

        private void Check(string name, double bound, int arguments, StripKernel kernel)
        {
            var rows = Table.Of(name, arguments);
            double[][] x = [.. Enumerable.Range(0, arguments).Select(k => rows.Select(row => row[k]).ToArray())];
            var y = Strips.Run(kernel, false, x);
            var worst = rows.Select((row, i) => (Ulps: row.Results[0].Ulps(y[i]), row[0])).MaxBy(p => p.Ulps);
            Note(misses, "double", name, worst.Ulps, bound, worst.Item2);
        }
    }

    private static void Note(List<string> misses, string type, string name, double worst, double bound, double at)
    {
        var line = FormattableString.Invariant($"{type} {name}: {worst:0.000} ulp at {at:R}, bound {bound}");
        TestContext.Current.SendDiagnosticMessage(line);
        if (!(worst <= bound))
            misses.Add(line);
    }
}
