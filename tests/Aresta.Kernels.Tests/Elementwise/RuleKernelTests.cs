using Aresta.Numerics;

namespace Aresta.Kernels.Tests.Elementwise;

/// <summary>
/// Every rule of the table as kernels, values and partials: the same bits at every width, and what the scalar numbers give within some
/// units of the last place. What these are for the functions of our own is held tighter in <see cref="AccuracyTests"/>.
/// </summary>
public class RuleKernelTests
{
    // 3 whole vectors of the widest kind of float, and all tails of them.
    private const int Count = 700 + 13;

    private const int LaneByLane = 100 + 3;

    [Theory, InlineData(true), InlineData(false)]
    public void Kernels_give_what_the_scalar_numbers_give(bool single)
    {
        var walk = new Walk(single);
        RuleTable.Accept(walk);
        Assert.True(walk.Misses.Count == 0, string.Join('\n', walk.Misses.Take(60)));
    }

    [Theory, InlineData(true), InlineData(false)]
    public void An_element_depends_on_no_other(bool single)
    {
        var x = Strips.Numbers(Count, 5, single);
        UnaryValue<Numerics.Rules.Sin> sin = default;
        var whole = Strips.Run(sin, single, x);
        for (var start = 0; start < 20; start++)
        {
            for (var length = 1; length < 40; length += 3)
            {
                var range = start..(start + length);
                Assert.Equal(whole[range], Strips.Run(sin, single, x[range]));
            }
        }
    }

    [Fact]
    public void A_repeated_number_is_as_good_as_a_strip_of_it()
    {
        var x = Strips.Numbers(Count, 6, false);
        foreach (var width in Strips.Widths)
        {
            var kernel = StripKernels.Of(default(BinaryValue<Numerics.Rules.Subtract>), 8, width);
            Assert.Equal(
                Strips.Run(kernel, [[3.0], x], Count),
                Strips.Run(kernel, [[.. Enumerable.Repeat(3.0, Count)], x], Count));
        }
    }

    private sealed class Walk(bool single) : IRuleVisitor
    {
        // Of which the scalar numbers may err by some 2.5 themselves.
        private const double ValueLimit = 4, PartialLimit = 8;

        public List<string> Misses { get; } = [];

        public void Unary<TRule>() where TRule : struct, IUnaryRule => Check(default(TRule), TRule.Name);

        public void Ordered<TRule>() where TRule : struct, IOrderedRule<TRule>
        {
            int[] orders = typeof(TRule) == typeof(Numerics.Rules.IntegerPower) ? [-7, -2, -1, 0, 1, 2, 3, 4, 11, 100] : [0, 2];
            foreach (var order in orders)
            {
                Check(TRule.WithOrder(order), FormattableString.Invariant($"{TRule.Name}({order})"));
            }
        }

        public void Binary<TRule>() where TRule : struct, IBinaryRule
        {
            var (x, y) = Pairs();
            TRule rule = default;
            var z = x.Zip(y, (a, b) => Round(rule.Value(a, b))).ToArray();
            Hold(TRule.Name, x.Zip(y, rule.Value).ToArray(), Strips.Run(new BinaryValue<TRule>(rule), single, x, y), ValueLimit, x, y);
            Hold(
                "∂x " + TRule.Name,
                Scalar(
                    i => rule.PartialX<Float64>(x[i], y[i], z[i]),
                    i => rule.PartialX<Float32>((float)x[i], (float)y[i], (float)z[i]), x.Length),
                Strips.Run(new BinaryPartialX<TRule>(rule), single, x, y, z), PartialLimit, x, y);
            Hold(
                "∂y " + TRule.Name,
                Scalar(
                    i => rule.PartialY<Float64>(x[i], y[i], z[i]),
                    i => rule.PartialY<Float32>((float)x[i], (float)y[i], (float)z[i]), x.Length),
                Strips.Run(new BinaryPartialY<TRule>(rule), single, x, y, z), PartialLimit, x, y);
        }

        public void Ternary<TRule>() where TRule : struct, ITernaryRule
        {
            var (x, y) = Pairs();
            var z = y.Reverse().ToArray();
            TRule rule = default;
            var w = x.Select((a, i) => Round(rule.Value(a, y[i], z[i]))).ToArray();
            Hold(TRule.Name, w, Strips.Run(new TernaryValue<TRule>(rule), single, x, y, z), 0, x, y);
            Hold("∂x " + TRule.Name, [.. x.Select((a, i) => rule.PartialX<Float64>(a, y[i], z[i], w[i]).Value)],
                Strips.Run(new TernaryPartialX<TRule>(rule), single, x, y, z, w), 0, x, y);
            Hold("∂y " + TRule.Name, [.. x.Select((a, i) => rule.PartialY<Float64>(a, y[i], z[i], w[i]).Value)],
                Strips.Run(new TernaryPartialY<TRule>(rule), single, x, y, z, w), 0, x, y);
            Hold("∂z " + TRule.Name, [.. x.Select((a, i) => rule.PartialZ<Float64>(a, y[i], z[i], w[i]).Value)],
                Strips.Run(new TernaryPartialZ<TRule>(rule), single, x, y, z, w), 0, x, y);
        }

        public void Comparison<TRule>() where TRule : struct, IComparisonRule
        {
            var (x, y) = Pairs();
            foreach (var width in Strips.Widths)
            {
                // A mask of all ones is a NaN.
                var mask = Strips.Run(StripKernels.Of(default(ComparisonMask<TRule>), single ? 4 : 8, width), single, x, y);
                Assert.Equal(x.Zip(y, (a, b) => default(TRule).Holds(a, b)), mask.Select(double.IsNaN));
            }
        }

        private void Check<TRule>(TRule rule, string name) where TRule : struct, IUnaryRule
        {
            // Bessel functions of large arguments and their like take their time.
            var x = Strips.Numbers(IsSlow(name) ? LaneByLane : Count, 1, single);
            var y = Array.ConvertAll(x, a => Round(rule.Value(a)));
            Hold(name, Array.ConvertAll(x, rule.Value), Strips.Run(new UnaryValue<TRule>(rule), single, x), ValueLimit, x);
            Hold(
                "∂ " + name, Scalar(i => rule.Partial<Float64>(x[i], y[i]), i => rule.Partial<Float32>((float)x[i], (float)y[i]), x.Length),
                Strips.Run(new UnaryPartial<TRule>(rule), single, x, y), PartialLimit, x);
        }

        private static bool IsSlow(string name) => name.StartsWith("bessel", StringComparison.Ordinal);

        private double[] Scalar(Func<int, Float64> wide, Func<int, Float32> narrow, int count) =>
            [.. Enumerable.Range(0, count).Select(i => single ? narrow(i).Value : wide(i).Value)];

        private double Round(double x) => single ? (float)x : x;

        private (double[] X, double[] Y) Pairs()
        {
            var x = Strips.Numbers(Count, 2, single);
            var y = Strips.Numbers(Count, 3, single);
            new Random(4).Shuffle(y);
            for (var i = 0; i < Count; i += 7)
            {
                y[i] = x[i];
            }

            return (x, y);
        }

        private void Hold(string name, double[] expected, double[] actual, double limit, params double[][] at)
        {
            for (var i = 0; i < expected.Length; i++)
            {
                var ulps = single ? Ulps.OfSingle(expected[i], (float)actual[i]) : Ulps.Between(expected[i], actual[i], false);
                if (!(ulps <= limit))
                {
                    var place = string.Join(", ", at.Select(x => FormattableString.Invariant($"{x[i]:R}")));
                    Misses.Add(FormattableString.Invariant(
                        $"{name} at ({place}): {actual[i]:R} instead of {expected[i]:R}, {ulps:G3} ulp"));
                }
            }
        }
    }
}
