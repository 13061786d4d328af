using System.Globalization;

namespace Aresta.Numerics.Tests;

/// <summary>Every row of the table of scalar functions in docs/conventions.md.</summary>
public class ConventionTests
{
    public static IEnumerable<TheoryDataRow<string, string, string>> Rows
    {
        get
        {
            using var reader = new StreamReader(typeof(ConventionTests).Assembly.GetManifestResourceStream("conventions.md")!);
            foreach (var line in reader.ReadToEnd().Split("## Scalar functions")[1].Split("\n## ")[0].Split('\n'))
                if (line.StartsWith("| `", StringComparison.Ordinal) && line.Split('|') is [_, var function, var point, var gives, ..])
                    yield return new(Code(function), Code(point), Code(gives));
        }
    }

    [Theory]
    [MemberData(nameof(Rows))]
    public void Gives(string function, string point, string derivatives)
    {
        var expected = Numbers(derivatives);
        var visitor = new Partials(function, Numbers(point));
        RuleTable.Accept(visitor);
        Assert.True(visitor.Results.Count > 0, $"The conventions speak of {function}, which is not in the rule table.");
        Assert.All(visitor.Results, actual => Assert.Equal(expected, actual));
    }

    [Fact]
    public void The_page_is_read() => Assert.True(Rows.Count() >= 40);

    private static string Code(string cell) => cell.Trim().Trim('`');

    private static double[] Numbers(string list) => [.. list.Split(',').Select(text => text.Trim() switch
    {
        "∞" => double.PositiveInfinity,
        "-∞" => double.NegativeInfinity,
        "nan" => double.NaN,
        "1/2" => 0.5,
        var number => double.Parse(number, CultureInfo.InvariantCulture),
    })];

    /// <summary>The partials of one rule at a point: as the rule states them, and as dual numbers see them.</summary>
    private sealed class Partials(string name, double[] at) : IRuleVisitor
    {
        public List<double[]> Results { get; } = [];

        private Dual<Float64> Seed(int argument, int direction) => new(at[argument], argument == direction ? 1 : 0);

        public void Unary<TRule>() where TRule : struct, IUnaryRule
        {
            var rule = default(TRule);
            if (TRule.Name != name)
                return;
            Results.Add([rule.Partial<Float64>(at[0], rule.Value(at[0]))]);
            Results.Add([Dual<Float64>.Apply(rule, Seed(0, 0)).Tangent]);
        }

        public void Binary<TRule>() where TRule : struct, IBinaryRule
        {
            var rule = default(TRule);
            if (TRule.Name != name)
                return;
            var z = rule.Value(at[0], at[1]);
            Results.Add([rule.PartialX<Float64>(at[0], at[1], z), rule.PartialY<Float64>(at[0], at[1], z)]);
            Results.Add([.. from i in (int[])[0, 1] select Dual<Float64>.Apply(rule, Seed(0, i), Seed(1, i)).Tangent.Value]);
        }

        public void Ternary<TRule>() where TRule : struct, ITernaryRule
        {
            if (TRule.Name == name)
                Results.Add([.. from i in (int[])[0, 1, 2] select
                    Dual<Float64>.Apply(default(TRule), Seed(0, i), Seed(1, i), Seed(2, i)).Tangent.Value]);
        }

        public void Ordered<TRule>() where TRule : struct, IOrderedRule<TRule>
        {
        }

        public void Comparison<TRule>() where TRule : struct, IComparisonRule
        {
        }
    }
}
