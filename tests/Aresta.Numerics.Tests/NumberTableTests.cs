using System.Globalization;
using Aresta.Numerics.Lanes;
using Aresta.Numerics.Series;
using Long = Aresta.Numerics.Taylor<Aresta.Numerics.Float64, Aresta.Numerics.Series.Terms4<Aresta.Numerics.Float64>>;
using Wide = Aresta.Numerics.Dual<Aresta.Numerics.Float64, Aresta.Numerics.Lanes.Float64x8>;

namespace Aresta.Numerics.Tests;

/// <summary>
/// Every rule at every number type against numbers of 30 digits, at every point of its table, as <see cref="RuleTableTests"/> does with
/// single dual numbers: many directions, series, and both in single precision (at the points that floats can be).
/// </summary>
public class NumberTableTests
{
    private const double FirstLimit = 4, SecondLimit = 64;

    [Fact]
    public void Wide_dual_numbers()
    {
        Run(Wide<Float64x4>());
        Run(Wide<Float64x8>());
        Run(Wide<Twice<Float64x8, Float64>>());

        static Visitor<Dual<Float64, TLanes>> Wide<TLanes>() where TLanes : struct, ILanes<TLanes, Float64> => new(
            (x, directions) => new(x, Lanes<Float64, TLanes>(directions)),
            x => [x.Primal, .. from lane in Enumerable.Range(TLanes.Count - 3, 3) select x.Tangents[lane].Value], Precise);
    }

    [Fact]
    public void Wide_dual_numbers_of_dual_numbers() => Run(new Visitor<Dual<Wide>>(
        (x, v) => new(new(x, Lanes<Float64, Float64x8>(v)), new(v[0] + v[1] + v[2], default)),
        x => [x.Primal.Primal, x.Primal.Tangents[5], x.Primal.Tangents[6], x.Primal.Tangents[7]], Precise));

    [Fact]
    public void Series_of_one_variable() => Run(new Visitor<Long>(
        (x, directions) => new(x, directions[0] + directions[1] + directions[2]), x => [x[0]], Precise), 4_000);

    [Fact]
    public void Wide_dual_numbers_of_floats()
    {
        Run(Wide<Float32x4>(), 1_000);
        Run(Wide<Float32x8>(), 1_000);
        Run(Wide<Float32x16>(), 1_000);

        static Visitor<Dual<Float32, TLanes>> Wide<TLanes>() where TLanes : struct, ILanes<TLanes, Float32> => new(
            (x, directions) => new((float)x, Lanes<Float32, TLanes>(directions)),
            x => [x.Primal.Value, .. from lane in Enumerable.Range(TLanes.Count - 3, 3) select (double)x.Tangents[lane].Value], Rough)
        { Admits = IsOrdinaryFloat };
    }

    [Fact]
    public void Dual_numbers_of_floats() => Run(new Visitor<Dual<Float32>>(
        (x, directions) => new((float)x, (float)directions[0]), x => [x.Primal.Value, x.Tangent.Value], Rough)
    { Admits = IsOrdinaryFloat }, 500);

    [Fact]
    public void Series_of_floats() => Run(new Visitor<Taylor<Float32, Terms4<Float32>>>(
        (x, directions) => new((float)x, (float)(directions[0] + directions[1] + directions[2])), x => [x[0].Value], Rough)
    { Admits = IsOrdinaryFloat }, 400);

    private static bool IsOrdinaryFloat(double x) => (float)x == x && Math.Abs(x) is 0 or (> 1e-9 and < 1e9) or double.PositiveInfinity;

    [Fact]
    public void Series_have_the_second_derivatives()
    {
        var visitor = new Curvatures();
        RuleTable.Accept(visitor);
        Assert.True(visitor.Misses.Count == 0, string.Join('\n', visitor.Misses.Take(20)));
        Assert.True(visitor.Compared > 2_000, $"only {visitor.Compared} comparisons");
    }

    private static void Run<T>(Visitor<T> visitor, int atLeast = 10_000) where T : IReal<T>
    {
        RuleTable.Accept(visitor);
        Assert.True(visitor.Misses.Count == 0, $"{visitor.Misses.Count} misses\n{string.Join('\n', visitor.Misses.Take(20))}");
        Assert.True(visitor.Compared > atLeast, $"only {visitor.Compared} comparisons");
    }

    /// <summary>The direction of each argument in one of the last three lanes.</summary>
    private static TLanes Lanes<T, TLanes>(double[] directions) where T : IReal<T> where TLanes : struct, ILanes<TLanes, T>
    {
        TLanes lanes = default;
        for (var i = 0; i < directions.Length; i++)
            lanes = lanes.With(TLanes.Count - 3 + i, T.Constant(directions[i]));
        return lanes;
    }

    private static double Precise(Expected expected, double actual, double limit) => expected.Ulps(actual) / limit;

    /// <summary>In units of floats, where the result is an ordinary one; partials are computed in floats, with a few roundings.</summary>
    private static double Rough(Expected expected, double actual, double limit)
    {
        if (expected.IsOpen || !double.TryParse(expected.ToString().Split('~')[0], CultureInfo.InvariantCulture, out var value))
            return expected.Ulps(actual);
        return Math.Abs(value) is 0 or (> 1e-30 and < 1e30) ? expected.Ulps(actual) / (limit * (1 << 29)) : 0;
    }

    private sealed class Visitor<T>(Func<double, double[], T> number, Func<T, double[]> parts, Func<Expected, double, double, double> error)
        : IRuleVisitor where T : IReal<T>
    {
        /// <summary>Which arguments are compared.</summary>
        public Func<double, bool> Admits { get; init; } = _ => true;

        public List<string> Misses { get; } = [];

        public int Compared { get; private set; }

        private void Compare(string rule, Row row, int arguments, Func<T[], T> function)
        {
            var first = row.Arguments.Length - arguments;
            var x = Enumerable.Range(0, arguments).Select(i => row[first + i]).ToArray();
            if (!x.All(Admits))
                return;
            var y = parts(function([.. x.Select((value, i) => number(value, [.. Enumerable.Range(0, 3).Select(d => d == i ? 1.0 : 0)]))]));
            for (var k = 0; k < y.Length && k <= arguments; k++)
            {
                Compared++;
                if (!(error(row.Results[k], y[k], FirstLimit) <= 1))
                    Misses.Add(string.Create(CultureInfo.InvariantCulture,
                        $"{rule}({string.Join(", ", row.Arguments)}), {k}: {y[k]:R} instead of {row.Results[k]}"));
            }
        }

        public void Unary<TRule>() where TRule : struct, IUnaryRule
        {
            foreach (var row in Table.Of(TRule.Name, 1))
                Compare(TRule.Name, row, 1, x => T.Apply(default(TRule), x[0]));
        }

        public void Ordered<TRule>() where TRule : struct, IOrderedRule<TRule>
        {
            foreach (var row in Table.Of(TRule.Name, 2))
                Compare(TRule.Name, row, 1, x => T.Apply(TRule.WithOrder((int)row[0]), x[0]));
        }

        public void Binary<TRule>() where TRule : struct, IBinaryRule
        {
            foreach (var row in Table.Of(TRule.Name, 2))
                Compare(TRule.Name, row, 2, x => T.Apply(default(TRule), x[0], x[1]));
        }

        public void Ternary<TRule>() where TRule : struct, ITernaryRule
        {
            foreach (var row in Table.Of(TRule.Name, 3))
                Compare(TRule.Name, row, 3, x => T.Apply(default(TRule), x[0], x[1], x[2]));
        }

        public void Comparison<TRule>() where TRule : struct, IComparisonRule
        {
        }
    }

    /// <summary>First and second derivatives out of series, each argument alone and two of them together.</summary>
    private sealed class Curvatures : IRuleVisitor
    {
        public List<string> Misses { get; } = [];

        public int Compared { get; private set; }

        private void Compare(string rule, Row row, Expected first, Expected second, Long y)
        {
            Compared += 2;
            if (!(first.Ulps(y[1]) <= FirstLimit) || !(second.Ulps(2 * y[2]) <= SecondLimit))
                Misses.Add(string.Create(CultureInfo.InvariantCulture,
                    $"{rule}({string.Join(", ", row.Arguments)}): {y[1]}, {2 * y[2]:R} instead of {first}, {second}"));
        }

        public void Unary<TRule>() where TRule : struct, IUnaryRule
        {
            foreach (var row in Table.Of(TRule.Name, 1))
                Compare(TRule.Name, row, row.Results[1], row.Results[2], Long.Apply(default(TRule), Long.Variable(row[0])));
        }

        public void Ordered<TRule>() where TRule : struct, IOrderedRule<TRule>
        {
            foreach (var row in Table.Of(TRule.Name, 2))
                Compare(TRule.Name, row, row.Results[1], row.Results[2],
                    Long.Apply(TRule.WithOrder((int)row[0]), Long.Variable(row[1])));
        }

        public void Binary<TRule>() where TRule : struct, IBinaryRule
        {
            foreach (var row in Table.Of(TRule.Name, 2))
            {
                var (x, y) = (Long.Constant(row[0]), Long.Constant(row[1]));
                Compare(TRule.Name, row, row.Results[1], row.Results[3], Long.Apply(default(TRule), Long.Variable(row[0]), y));
                Compare(TRule.Name, row, row.Results[2], row.Results[5], Long.Apply(default(TRule), x, Long.Variable(row[1])));
            }
        }

        public void Ternary<TRule>() where TRule : struct, ITernaryRule
        {
        }

        public void Comparison<TRule>() where TRule : struct, IComparisonRule
        {
        }
    }
}
