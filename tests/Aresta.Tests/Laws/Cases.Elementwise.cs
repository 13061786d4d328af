using Aresta.Numerics;
using Aresta.Graphs;
using Aresta.Primitives;
using Aresta.Tensors;

namespace Aresta.Tests.Laws;

/// <content>
/// The rule table. Every rule gets its cases from here; where it is not smooth on −2…2 its arguments are drawn as the list says, at least
/// 0.1 away from kinks, jumps and poles.
/// </content>
public static partial class PrimitiveCases
{
    private static readonly Dictionary<string, Func<Draw, double[]>> Arguments = new()
    {
        // Poles and branch points
        ["reciprocal"] = d => [d.Signed(0.4, 2)],
        ["divide"] = d => [d.Double(-2, 2), d.Signed(0.4, 2)],
        ["power"] = d => [d.Double(0.4, 2), d.Double(-2, 2)],
        ["integer_power"] = d => [d.Signed(0.4, 2)],
        ["sqrt"] = d => [d.Double(0.4, 4)],
        ["rsqrt"] = d => [d.Double(0.4, 4)],
        ["cbrt"] = d => [d.Signed(0.4, 4)],
        ["log"] = d => [d.Double(0.4, 4)],
        ["log2"] = d => [d.Double(0.4, 4)],
        ["log10"] = d => [d.Double(0.4, 4)],
        ["log1p"] = d => [d.Double(-0.6, 3)],
        ["xlogy"] = d => [d.Double(-2, 2), d.Double(0.4, 4)],
        ["xlog1py"] = d => [d.Double(-2, 2), d.Double(-0.6, 3)],
        ["logit"] = d => [d.Double(0.2, 0.8)],
        ["tan"] = d => [d.Double(-1.2, 1.2)],
        ["asin"] = d => [d.Double(-0.8, 0.8)],
        ["acos"] = d => [d.Double(-0.8, 0.8)],
        ["atan2"] = d => [d.Signed(0.4, 2), d.Signed(0.4, 2)],
        ["hypot"] = d => [d.Signed(0.4, 2), d.Signed(0.4, 2)],
        ["sec"] = d => [d.Double(-1.2, 1.2)],
        ["csc"] = d => [d.Signed(0.4, 2)],
        ["cot"] = d => [d.Signed(0.4, 2)],
        ["asec"] = d => [d.Signed(1.2, 3)],
        ["acsc"] = d => [d.Signed(1.2, 3)],
        ["acot"] = d => [d.Signed(0.4, 3)],
        ["tanpi"] = d => [d.Double(-0.3, 0.3)],
        ["acosh"] = d => [d.Double(1.3, 3)],
        ["atanh"] = d => [d.Double(-0.8, 0.8)],
        ["csch"] = d => [d.Signed(0.4, 2)],
        ["coth"] = d => [d.Signed(0.4, 2)],
        ["asech"] = d => [d.Double(0.2, 0.8)],
        ["acsch"] = d => [d.Signed(0.4, 2)],
        ["acoth"] = d => [d.Signed(1.3, 3)],
        ["erfinv"] = d => [d.Double(-0.8, 0.8)],
        ["erfcinv"] = d => [d.Double(0.2, 1.8)],
        ["lgamma"] = d => [d.Double(0.4, 4)],
        ["digamma"] = d => [d.Double(0.4, 4)],
        ["polygamma"] = d => [d.Double(0.4, 4)],
        ["bessel_y"] = d => [d.Double(0.4, 4)],

        // Kinks and jumps
        ["bessel_ie"] = d => [d.Signed(0.2, 2)],
        ["abs"] = d => [d.Signed(0.2, 2)],
        ["sign"] = d => [d.Signed(0.2, 2)],
        ["copysign"] = d => [d.Signed(0.2, 2), d.Signed(0.2, 2)],
        ["min"] = Apart,
        ["max"] = Apart,
        ["fmin"] = Apart,
        ["fmax"] = Apart,
        ["clamp"] = d =>
        {
            var (low, width) = (d.Double(-2, 1), d.Double(0.6, 2));
            var x = d.Int(0, 2) switch
            {
                0 => low - d.Double(0.2, 1),
                1 => low + d.Double(0.2, width - 0.2),
                _ => low + width + d.Double(0.2, 1),
            };
            return [x, low, low + width];
        },
        ["floor"] = d => [d.Int(-3, 2) + d.Double(0.2, 0.8)],
        ["ceil"] = d => [d.Int(-3, 2) + d.Double(0.2, 0.8)],
        ["truncate"] = d => [d.Int(-3, 2) + d.Double(0.2, 0.8)],
        ["round"] = d => [d.Int(-3, 3) + d.Double(-0.3, 0.3)],
        ["remainder"] = Quotient,
        ["fmod"] = Quotient,
        ["floor_divide"] = Quotient,
    };

    // Families of functions: 0 to 3, unless they begin elsewhere.
    private static readonly Dictionary<string, (int Low, int High)> Orders = new() { ["integer_power"] = (-3, 4), ["polygamma"] = (1, 3) };

    private static Dictionary<string, Func<Draw, PrimitiveCase>> Elementwise()
    {
        var rules = new Rules();
        RuleTable.Accept(rules);
        return rules.Cases;
    }

    private static double[] Apart(Draw d)
    {
        var x = d.Double(-2, 2);
        return [x, x + d.Signed(0.2, 2)];
    }

    // x ÷ y is far from integers.
    private static double[] Quotient(Draw d)
    {
        var y = d.Signed(1, 2);
        return [(d.Int(-2, 1) + d.Double(0.2, 0.8)) * y, y];
    }

    private sealed class Rules : IRuleVisitor
    {
        public Dictionary<string, Func<Draw, PrimitiveCase>> Cases { get; } = [];

        public void Unary<TRule>() where TRule : struct, IUnaryRule => Add(TRule.Name, 1, _ => []);

        public void Ordered<TRule>() where TRule : struct, IOrderedRule<TRule>
        {
            var (low, high) = Orders.TryGetValue(TRule.Name, out var range) ? range : (0, 3);
            Add(TRule.Name, 1, d => [("order", d.Int(low, high))]);
        }

        public void Binary<TRule>() where TRule : struct, IBinaryRule => Add(TRule.Name, 2, _ => []);

        public void Ternary<TRule>() where TRule : struct, ITernaryRule => Add(TRule.Name, 3, _ => []);

        public void Comparison<TRule>() where TRule : struct, IComparisonRule => Cases.Add(TRule.Name, d =>
        {
            var shape = d.Shape();
            Func<Tensor> operand = d.Int(0, 2) switch
            {
                0 => () => d.Tensor(shape, () => d.Int(-1, 1)),
                1 => () => Tensor.Of(d.Tensor(shape, () => d.Int(-1, 1)).ToDoubles().Select(x => (long)x).ToArray(), shape),
                _ => () => d.Flags(shape),
            };
            return new(Registry.Readers[TRule.Name]([]), [operand(), operand()]);
        });

        private void Add(string name, int arity, Func<Draw, Attributes> attributes) => Cases.Add(name, d =>
        {
            var shape = d.Shape();
            var rows = Enumerable.Range(0, shape.Size)
                .Select(_ => Arguments.TryGetValue(name, out var drawn) ? drawn(d) : d.Tensor([arity]).ToDoubles()).ToArray();
            return new(
                Registry.Readers[name](attributes(d)),
                [.. Enumerable.Range(0, arity).Select(i => Tensor.Of(rows.Select(row => row[i]).ToArray(), shape))]);
        });
    }
}
