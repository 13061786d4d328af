using First = Aresta.Numerics.Dual<Aresta.Numerics.Float64>;
using Second = Aresta.Numerics.Dual<Aresta.Numerics.Dual<Aresta.Numerics.Float64>>;

namespace Aresta.Numerics.Tests;

/// <summary>
/// Every rule of the table against numbers of 30 digits: value and first partials within 4 ulp (of the largest term of the formula where
/// the table names one), second derivatives by nested dual numbers within 64. A rule without a table fails.
/// </summary>
public class RuleTableTests
{
    private const double FirstLimit = 4, SecondLimit = 64;

    public static IEnumerable<TheoryDataRow<string>> Rules => Checks.All.Keys.Select(name => new TheoryDataRow<string>(name));

    [Theory]
    [MemberData(nameof(Rules))]
    public void Meets_its_table(string rule)
    {
        var report = Checks.All[rule]();
        TestContext.Current.TestOutputHelper?.WriteLine(report.ToString());
        report.Assert();
    }

    [Fact]
    public void Every_table_belongs_to_a_rule() =>
        Assert.Empty(typeof(Table).Assembly.GetManifestResourceNames().Except(["conventions.md", .. Checks.All.Keys]));

    [Fact]
    public void Names_are_unique_lower_case_words() =>
        Assert.All(Checks.All.Keys, name => Assert.Matches("^[a-z][a-z0-9_]*$", name));

    private sealed class Checks : IRuleVisitor
    {
        public static readonly Dictionary<string, Func<Report>> All = Collect();

        private readonly Dictionary<string, Func<Report>> all = [];

        private static Dictionary<string, Func<Report>> Collect()
        {
            var checks = new Checks();
            RuleTable.Accept(checks);
            return checks.all;
        }

        public void Unary<TRule>() where TRule : struct, IUnaryRule => all.Add(TRule.Name, () =>
        {
            var report = new Report(TRule.Name, "value", "∂", "∂²");
            foreach (var row in Table.Of(TRule.Name, 1))
                Check(report, row, default(TRule), row[0]);
            return report;
        });

        public void Ordered<TRule>() where TRule : struct, IOrderedRule<TRule> => all.Add(TRule.Name, () =>
        {
            var report = new Report(TRule.Name, "value", "∂", "∂²");
            foreach (var row in Table.Of(TRule.Name, 2))
                Check(report, row, TRule.WithOrder((int)row[0]), row[1]);
            return report;
        });

        private static void Check<TRule>(Report report, Row row, TRule rule, double x) where TRule : struct, IUnaryRule
        {
            var first = First.Apply(rule, new(x, 1));
            var second = Second.Apply(rule, new(new(x, 1), new(1, 0)));
            report.Check(0, row, row.Results[0], rule.Value(x), FirstLimit);
            report.Check(1, row, row.Results[1], rule.Partial<Float64>(x, rule.Value(x)), FirstLimit);
            report.Check(1, row, row.Results[1], first.Tangent, FirstLimit);
            report.Check(2, row, row.Results[2], second.Tangent.Tangent, SecondLimit);
        }

        public void Binary<TRule>() where TRule : struct, IBinaryRule => all.Add(TRule.Name, () =>
        {
            var report = new Report(TRule.Name, "value", "∂x", "∂y", "∂xx", "∂xy", "∂yy");
            var rule = default(TRule);
            foreach (var row in Table.Of(TRule.Name, 2))
            {
                var (x, y) = (row[0], row[1]);
                var z = rule.Value(x, y);
                report.Check(0, row, row.Results[0], z, FirstLimit);
                report.Check(1, row, row.Results[1], rule.PartialX<Float64>(x, y, z), FirstLimit);
                report.Check(2, row, row.Results[2], rule.PartialY<Float64>(x, y, z), FirstLimit);
                report.Check(1, row, row.Results[1], First.Apply(rule, new(x, 1), new(y, 0)).Tangent, FirstLimit);
                report.Check(2, row, row.Results[2], First.Apply(rule, new(x, 0), new(y, 1)).Tangent, FirstLimit);

                // The second derivative along x (1) or y (0), inner and outer.
                double Mixed(int inner, int outer) => Second.Apply(rule,
                    new(new(x, inner), new(outer, 0)), new(new(y, 1 - inner), new(1 - outer, 0))).Tangent.Tangent;
                report.Check(3, row, row.Results[3], Mixed(1, 1), SecondLimit);
                report.Check(4, row, row.Results[4], Mixed(1, 0), SecondLimit);
                report.Check(4, row, row.Results[4], Mixed(0, 1), SecondLimit);
                report.Check(5, row, row.Results[5], Mixed(0, 0), SecondLimit);
            }
            return report;
        });

        public void Ternary<TRule>() where TRule : struct, ITernaryRule => all.Add(TRule.Name, () =>
        {
            var report = new Report(TRule.Name, "value", "∂x", "∂y", "∂z");
            var rule = default(TRule);
            foreach (var row in Table.Of(TRule.Name, 3))
            {
                var (x, y, z) = (row[0], row[1], row[2]);
                var w = rule.Value(x, y, z);
                report.Check(0, row, row.Results[0], w, FirstLimit);
                report.Check(1, row, row.Results[1], rule.PartialX<Float64>(x, y, z, w), FirstLimit);
                report.Check(2, row, row.Results[2], rule.PartialY<Float64>(x, y, z, w), FirstLimit);
                report.Check(3, row, row.Results[3], rule.PartialZ<Float64>(x, y, z, w), FirstLimit);
            }
            return report;
        });

        public void Comparison<TRule>() where TRule : struct, IComparisonRule => all.Add(TRule.Name, () =>
        {
            var report = new Report(TRule.Name, "holds");
            var rule = default(TRule);
            foreach (var row in Table.Of(TRule.Name, 2))
            {
                report.Check(0, row, row.Results[0], rule.Holds(row[0], row[1]) ? 1 : 0, 0);
                if (double.IsInteger(row[0]) && double.IsInteger(row[1]))
                    report.Check(0, row, row.Results[0], rule.Holds((long)row[0], (long)row[1]) ? 1 : 0, 0);
            }
            return report;
        });
    }
}
