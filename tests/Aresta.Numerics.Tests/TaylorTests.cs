using System.Globalization;
using System.Numerics;
using Aresta.Numerics.Series;
using static Aresta.Numerics.Elementary;
using Long = Aresta.Numerics.Taylor<Aresta.Numerics.Float64, Aresta.Numerics.Series.Terms32<Aresta.Numerics.Float64>>;
using Short = Aresta.Numerics.Taylor<Aresta.Numerics.Float64, Aresta.Numerics.Series.Terms4<Aresta.Numerics.Float64>>;
using Third = Aresta.Numerics.Dual<Aresta.Numerics.Dual<Aresta.Numerics.Dual<Aresta.Numerics.Float64>>>;
using X = Aresta.Numerics.Dual<Aresta.Numerics.Float64>;

namespace Aresta.Numerics.Tests;

public class TaylorTests
{
    /// <summary>Coefficients from textbooks, as functions of the order.</summary>
    private static readonly Dictionary<string, (Func<Long, Long> Function, double At, Func<int, double> Coefficient)> Known = new()
    {
        ["1/(1 − x)"] = (x => Long.Constant(1) / (Long.Constant(1) - x), 0, _ => 1),
        ["1/x at 2"] = (Reciprocal, 2, k => Sign(k) / Math.Pow(2, k + 1)),
        ["(1 + x)⁷"] = (x => Power(Long.Constant(1) + x, 7), 0, k => Binomial(7, k)),
        ["x⁷ by a real exponent"] = (x => Power(x, Long.Constant(7)), 1, k => Binomial(7, k)),
        ["√(1 + x)"] = (x => Sqrt(Long.Constant(1) + x), 0, k => Binomial(0.5, k)),
        ["∛x at 1"] = (Cbrt, 1, k => Binomial(1.0 / 3, k)),
        ["1/√x at 1"] = (Rsqrt, 1, k => Binomial(-0.5, k)),
        ["exp"] = (Exp, 0, k => 1 / Factorial(k)),
        ["exp at 1"] = (Exp, 1, k => Math.E / Factorial(k)),
        ["2ˣ"] = (Exp2, 0, k => Math.Pow(Math.Log(2), k) / Factorial(k)),
        ["expm1"] = (Expm1, 0, k => k == 0 ? 0 : 1 / Factorial(k)),
        ["exp(−x²)"] = (Gaussian, 0, k => k % 2 == 0 ? Sign(k / 2) / Factorial(k / 2) : 0),
        ["log1p"] = (Log1p, 0, k => k == 0 ? 0 : -Sign(k) / k),
        ["log at 2"] = (Log, 2, k => k == 0 ? Math.Log(2) : -Sign(k) / k / Math.Pow(2, k)),
        ["sin"] = (Sin, 0, k => k % 2 == 1 ? Sign(k / 2) / Factorial(k) : 0),
        ["cos"] = (Cos, 0, k => k % 2 == 0 ? Sign(k / 2) / Factorial(k) : 0),
        ["tan"] = (Tan, 0, k => TangentNumber(k) / Factorial(k)),
        ["tanh"] = (Tanh, 0, k => Sign(k / 2) * TangentNumber(k) / Factorial(k)),
        ["sinh"] = (Sinh, 0, k => k % 2 == 1 ? 1 / Factorial(k) : 0),
        ["cosh"] = (Cosh, 0, k => k % 2 == 0 ? 1 / Factorial(k) : 0),
        ["asin"] = (Asin, 0, k => k % 2 == 1 ? Math.Abs(Binomial(-0.5, k / 2)) / k : 0),
        ["asinh"] = (Asinh, 0, k => k % 2 == 1 ? Binomial(-0.5, k / 2) / k : 0),
        ["atan"] = (Atan, 0, k => k % 2 == 1 ? Sign(k / 2) / k : 0),
        ["atan2 on the circle"] = (x => Atan2(Sin(x), Cos(x)), 0.5, k => k switch { 0 => 0.5, 1 => 1, _ => 0 }),
        ["atanh"] = (Atanh, 0, k => k % 2 == 1 ? 1.0 / k : 0),
        ["erf"] = (Erf, 0, k => k % 2 == 1 ? 2 / Math.Sqrt(Math.PI) * Sign(k / 2) / Factorial(k / 2) / k : 0),
        ["σ(x) + σ(−x)"] = (x => Sigmoid(x) + Sigmoid(-x), 0.3, k => k == 0 ? 1 : 0),
        ["σ is tanh"] = (x => Sigmoid(x + x) - (Tanh(x) + Long.Constant(1)) / Long.Constant(2), 0, _ => 0),
        ["J₀"] = (x => BesselJ(0, x), 0, k => BesselCoefficient(0, k)),
        ["J₃"] = (x => BesselJ(3, x), 0, k => BesselCoefficient(3, k)),
        ["I₂"] = (x => BesselI(2, x), 0, k => Math.Abs(BesselCoefficient(2, k))),
        ["sinc"] = (Sinc, 0, k => k % 2 == 0 ? Sign(k / 2) * Math.Pow(Math.PI, k) / Factorial(k + 1) : 0),
        ["lgamma at 1"] = (Lgamma, 1, k => k switch { 0 => 0, 1 => -0.57721566490153286, _ => Sign(k) * Zeta(k) / k }),
        ["x·log x at 1"] = (x => Xlogy(x, x), 1, k => k switch { 0 => 0, 1 => 1, _ => Sign(k) / (k * (k - 1.0)) }),
        ["hypot(x, 1)"] = (x => Hypot(x, Long.Constant(1)), 0, k => k % 2 == 0 ? Binomial(0.5, k / 2) : 0),
        ["log(exp 2x + exp 2x) = 2x + log 2"] =
            (x => LogAddExp(x + x, x + x), 1, k => k switch { 0 => 2 + Math.Log(2), 1 => 2, _ => 0 }),
        ["|x| at −3"] = (Abs, -3, k => k switch { 0 => 3, 1 => -1, _ => 0 }),
        ["max(x, 2) at 3"] = (x => Max(x, Long.Constant(2)), 3, k => k switch { 0 => 3, 1 => 1, _ => 0 }),
        ["clamp"] = (x => Clamp(x * x, Long.Constant(0), Long.Constant(4)), 1, k => k switch { 0 => 1, 1 => 2, 2 => 1, _ => 0 }),
        ["x mod 2 at 5"] = (x => Remainder(x, Long.Constant(2)), 5, k => k < 2 ? 1 : 0),
    };

    public static TheoryData<string> Names => [.. Known.Keys];

    private static double Sign(int k) => (k & 1) == 0 ? 1 : -1;

    private static double Factorial(int k) => k == 0 ? 1 : k * Factorial(k - 1);

    private static double Binomial(double a, int k) => k == 0 ? 1 : Binomial(a, k - 1) * (a - k + 1) / k;

    private static double Zeta(int s) => Enumerable.Range(1, 2000).Reverse().Sum(n => Math.Pow(n, -s))
        + Math.Pow(2000.5, 1 - s) / (s - 1) - s / 24.0 * Math.Pow(2000.5, -s - 1);

    private static double BesselCoefficient(int n, int k) => k < n || (k - n) % 2 != 0 ? 0
        : Sign((k - n) / 2) / Factorial((k - n) / 2) / Factorial((k + n) / 2) / Math.Pow(2, k);

    /// <summary>The derivatives of tan at 0, exactly: y′ = 1 + y² on integers.</summary>
    private static double TangentNumber(int k)
    {
        var y = new BigInteger[k + 2];
        var choose = (int n, int j) => Enumerable.Range(1, j).Aggregate(BigInteger.One, (c, i) => c * (n - j + i) / i);
        for (var n = 0; n < k; n++)
        {
            y[n + 1] = n == 0 ? 1 : 0;
            for (var j = 0; j <= n; j++)
                y[n + 1] += choose(n, j) * y[j] * y[n - j];
        }
        return (double)y[k];
    }

    [Theory, MemberData(nameof(Names))]
    public void Has_the_known_coefficients_to_order_20(string name)
    {
        var (f, at, coefficient) = Known[name];
        var y = f(Long.Variable(at));
        for (var k = 0; k <= 20; k++)
            Assert.Equal(coefficient(k), y[k].Value, 2e-14 * (1 + Math.Abs(coefficient(k))));
    }

    [Fact]
    public void A_series_in_a_series_is_composition()
    {
        // exp(sin(t)) two ways: composed, and by log of the result.
        var y = Exp(Sin(Long.Variable(0.4)));
        var x = Asin(Log(y));
        for (var k = 0; k <= 20; k++)
            Assert.Equal(k switch { 0 => 0.4, 1 => 1, _ => 0 }, x[k].Value, 1e-9);
    }

    [Fact]
    public void Every_rule_solves_its_own_equation()
    {
        var visitor = new Equations();
        RuleTable.Accept(visitor);
        Assert.Empty(visitor.Misses);
        Assert.True(visitor.Compared > 3000, $"only {visitor.Compared} comparisons");
    }

    [Fact]
    public void Every_rule_has_the_derivatives_of_nested_dual_numbers()
    {
        var visitor = new Derivatives();
        RuleTable.Accept(visitor);
        Assert.Empty(visitor.Misses);
        Assert.True(visitor.Compared > 900, $"only {visitor.Compared} comparisons");
    }

    [Fact]
    public void Nothing_is_allocated_once_warm()
    {
        static double Work(double x)
        {
            var t = Long.Variable(x);
            var y = Exp(Sin(t)) / (t * t + Long.Constant(1)) + BesselJ(2, t) * Power(t, 3) - Clamp(t, -t, t) + Atan2(t, t + t) * Lgamma(t);
            return y[31];
        }
        Work(1.5);
        Work(1.75);
        var before = GC.GetAllocatedBytesForCurrentThread();
        Work(1.25);
        Assert.Equal(before, GC.GetAllocatedBytesForCurrentThread());
    }

    [Fact]
    public void Threads_do_not_meet()
    {
        var expected = Tanh(Long.Variable(0.5))[30].Value;
        Parallel.For(0, 64, _ => Assert.Equal(expected, Tanh(Long.Variable(0.5))[30].Value));
    }

    [Fact]
    public void A_zero_silences()
    {
        static T Guarded<T>(T x) where T : IElementary<T> => T.WhereLess(T.Constant(0), x, Log(Sqrt(x)), T.Constant(0));
        Assert.Equal(Long.Constant(0), Guarded(Long.Variable(0)));
        Assert.Equal(0, (Long.Variable(-1) * Guarded(Long.Variable(-1)))[5].Value);
        Assert.Equal(0, Sqrt(Square(Long.Variable(0)))[1].Value);
    }

    [Fact]
    public void Numbers_print_and_compare()
    {
        Assert.Equal("2 + 1t", Short.Variable(2).ToString());
        Assert.Equal("4 + 4t + 1t^2", (Short.Variable(2) * Short.Variable(2)).ToString());
        Assert.Equal("(2 + 1ε) + (1 + 0ε)t", Taylor<X, Terms4<X>>.Variable(new(2, 1)).ToString());
        Assert.Equal("3", Short.Constant(3).ToString());
        Assert.Equal(3, Short.Order);
        Assert.True(Short.Variable(2) == Short.Constant(2));
        Assert.False(Short.Variable(2).Equals(Short.Constant(2)));
        Assert.Equal(new Short(2, 1), Short.Variable(2));
        Assert.Throws<ArgumentException>(() => new Short(1, 2, 3, 4, 5));
        Assert.Throws<IndexOutOfRangeException>(() => Short.Constant(1)[4]);
    }

    /// <summary>The series of each rule put into y′ = f′(x)·x′, which the operators of series evaluate.</summary>
    private sealed class Equations : RuleSeries
    {
        protected override void Unary<TRule>(TRule rule, string name, double at)
        {
            var x = new Long(at, 1, -0.25, 0.125);
            var y = Long.Apply(rule, x);
            Check(name, y, [(rule.Partial(x, y), x)]);
        }

        protected override void Binary<TRule>(TRule rule, string name, double a, double b)
        {
            var (x, y) = (new Long(a, 1, -0.25), new Long(b, -0.5, 0, 0.125));
            var z = Long.Apply(rule, x, y);
            Check(name, z, [(rule.PartialX(x, y, z), x), (rule.PartialY(x, y, z), y)]);
        }

        private void Check(string name, Long y, (Long Partial, Long X)[] terms)
        {
            for (var k = 1; k <= 20; k++)
            {
                var (sum, scale) = (0.0, 0.0);
                foreach (var (p, x) in terms)
                    for (var j = 1; j <= k; j++)
                    {
                        var term = j * Float64.Scale(p[k - j], x[j]);
                        (sum, scale) = (sum + term, scale + Math.Abs(term));
                    }
                Compare($"{name}, order {k}", sum / k, y[k], 1e-13 * (1 + scale));
            }
        }
    }

    private sealed class Derivatives : RuleSeries
    {
        private static Third Move(double x, double v) => new(new(new(x, v), new(v, 0)), new(new(v, 0), new(0, 0)));

        protected override void Unary<TRule>(TRule rule, string name, double at) =>
            Check(name, Short.Apply(rule, Short.Variable(at)), Third.Apply(rule, Move(at, 1)));

        protected override void Binary<TRule>(TRule rule, string name, double a, double b) =>
            Check(name, Short.Apply(rule, new(a, 1), new(b, 0.7)), Third.Apply(rule, Move(a, 1), Move(b, 0.7)));

        private void Check(string name, Short actual, Third expected)
        {
            Compare(name, expected.Primal.Primal.Primal, actual[0], 0);
            double[] derivatives = [expected.Primal.Primal.Tangent, expected.Primal.Tangent.Tangent, expected.Tangent.Tangent.Tangent];
            foreach (var (k, derivative) in derivatives.Index())
                Compare($"{name}, order {k + 1}", derivative, actual[k + 1] * Factorial(k + 1), 1e-12 * (1 + Math.Abs(derivative)));
        }
    }

    /// <summary>All rules at points where most are smooth.</summary>
    private abstract class RuleSeries : IRuleVisitor
    {
        public List<string> Misses { get; } = [];

        public int Compared { get; private set; }

        protected abstract void Unary<TRule>(TRule rule, string name, double at) where TRule : struct, IUnaryRule;

        protected abstract void Binary<TRule>(TRule rule, string name, double a, double b) where TRule : struct, IBinaryRule;

        public void Unary<TRule>() where TRule : struct, IUnaryRule
        {
            foreach (var x in (double[])[0.37, 1.21, -0.41, 4.2])
                Unary(default(TRule), $"{TRule.Name} at {x}", x);
        }

        public void Ordered<TRule>() where TRule : struct, IOrderedRule<TRule>
        {
            foreach (var order in (int[])[0, 1, 2, 5])
                foreach (var x in (double[])[0.37, 1.21, 4.2])
                    Unary(TRule.WithOrder(order), $"{TRule.Name} {order} at {x}", x);
        }

        public void Binary<TRule>() where TRule : struct, IBinaryRule
        {
            foreach (var (a, b) in (ReadOnlySpan<(double, double)>)[(0.37, 1.21), (1.21, 0.37), (4.2, -0.41), (2.5, 2.25)])
                Binary(default(TRule), $"{TRule.Name} at ({a}, {b})", a, b);
        }

        public void Ternary<TRule>() where TRule : struct, ITernaryRule
        {
            foreach (var x in (double[])[0.3, 0.1, 0.05, 0.95])
            {
                var actual = Short.Apply(default(TRule), Short.Variable(x), Short.Constant(0.1), new(0.9, 2));
                var expected = X.Apply(default(TRule), new(x, 1), new(0.1, 0), new(0.9, 2));
                Compare(TRule.Name, expected.Primal, actual[0], 0);
                Compare(TRule.Name, expected.Tangent, actual[1], 0);
                Compare(TRule.Name, 0, actual[2], 0);
            }
        }

        public void Comparison<TRule>() where TRule : struct, IComparisonRule
        {
        }

        protected void Compare(string what, double expected, double actual, double tolerance)
        {
            if (!double.IsFinite(expected) || Math.Abs(expected) > 1e200)
                return;
            Compared++;
            if (!(Math.Abs(actual - expected) <= tolerance))
                Misses.Add(string.Create(CultureInfo.InvariantCulture, $"{what}: {actual} instead of {expected}"));
        }
    }
}
