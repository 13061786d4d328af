using Aresta.Execution;
using Aresta.Numerics;
using Aresta.Primitives;
using Aresta.Transforms;
using Number = Aresta.Numerics.Dual<Aresta.Numerics.Float64>;

namespace Aresta.Tests.Laws;

/// <summary>Law 2 to full precision: pushing through a node of the rule table is what dual numbers do with the same rule.</summary>
public class DualTests
{
    public static IEnumerable<TheoryDataRow<string>> Rules => Duals.All.Keys.Select(name => new TheoryDataRow<string>(name));

    [Theory]
    [MemberData(nameof(Rules))]
    public void Push_is_what_dual_numbers_do(string name)
    {
        foreach (var example in PrimitiveCases.For(name))
        {
            var graph = example.Trace();
            var v = Vectors.Directions(graph.Inputs, 4);
            var results = Interpreter.Run(Pushforward.Of(graph), [.. example.Operands, .. v]);
            for (var i = 0; i < results[0].Shape.Size; i++)
            {
                var expected = Duals.All[name](example.Primitive, [.. example.Operands.Zip(v, (x, t) => new Number(x[i], t[i]))]);
                Assert.Equal((double)expected.Primal, results[0][i]);
                Assert.Equal((double)expected.Tangent, results[1][i]);
            }
        }
    }

    private sealed class Duals : IRuleVisitor
    {
        public static readonly Dictionary<string, Func<Primitive, Number[], Number>> All = Collect();

        private readonly Dictionary<string, Func<Primitive, Number[], Number>> all = [];

        private static Dictionary<string, Func<Primitive, Number[], Number>> Collect()
        {
            var duals = new Duals();
            RuleTable.Accept(duals);
            return duals.all;
        }

        public void Unary<TRule>() where TRule : struct, IUnaryRule => all.Add(TRule.Name, (_, x) => Number.Apply(default(TRule), x[0]));

        public void Ordered<TRule>() where TRule : struct, IOrderedRule<TRule> =>
            all.Add(TRule.Name, (primitive, x) => Number.Apply(TRule.WithOrder(primitive.Attributes.Integer("order")), x[0]));

        public void Binary<TRule>() where TRule : struct, IBinaryRule =>
            all.Add(TRule.Name, (_, x) => Number.Apply(default(TRule), x[0], x[1]));

        public void Ternary<TRule>() where TRule : struct, ITernaryRule =>
            all.Add(TRule.Name, (_, x) => Number.Apply(default(TRule), x[0], x[1], x[2]));

        public void Comparison<TRule>() where TRule : struct, IComparisonRule
        {
        }
    }
}
