using System.Globalization;
using Aresta.Numerics.Framework;

namespace Aresta.Numerics.Tests.Sparsity;

/// <summary>
/// Every rule of the table, by the tape of second partials: the Hessian of dual numbers in dual numbers; and no entry of it outside of the
/// pattern that is read off the partials.
/// </summary>
public class SecondOrderTests
{
    private static readonly double[] Points = [-2.5, -1, -0.6, 0, 0.3, 0.9, 1, 1.7, 4];

    private readonly struct Unary<TRule>(TRule rule) : IFunction where TRule : struct, IUnaryRule
    {
        public T Value<T>(ReadOnlySpan<T> x) where T : IFrameworkNumber<T> => T.Apply(rule, x[0] * x[1]) * x[2];
    }

    private readonly struct Binary<TRule>(TRule rule) : IFunction where TRule : struct, IBinaryRule
    {
        public T Value<T>(ReadOnlySpan<T> x) where T : IFrameworkNumber<T> =>
            T.Apply(rule, x[0], x[1]) * x[2] + T.Apply(rule, x[0], T.Constant(0.7)) + T.Apply(rule, T.Constant(0.7), x[0])
            + T.Apply(rule, x[2], x[2]);
    }

    private readonly struct Ternary<TRule>(TRule rule) : IFunction where TRule : struct, ITernaryRule
    {
        public T Value<T>(ReadOnlySpan<T> x) where T : IFrameworkNumber<T> =>
            Elementary.Square(T.Apply(rule, x[0], x[1], x[2])) + T.Apply(rule, x[1], T.Constant(0.7), x[1]);
    }

    /// <summary>A rule of one's own, with all second partials: e^(x·y)·z².</summary>
    private readonly struct Own : ITernaryRule
    {
        public static string Name => "own";

        public double Value(double x, double y, double z) => Math.Exp(x * y) * z * z;

        public T PartialX<T>(T x, T y, T z, T w) where T : IElementary<T> => y * w;

        public T PartialY<T>(T x, T y, T z, T w) where T : IElementary<T> => x * w;

        public T PartialZ<T>(T x, T y, T z, T w) where T : IElementary<T> => Elementary.Exp(x * y) * z * 2;
    }

    private sealed class All : IRuleVisitor
    {
        public int Finite { get; private set; }

        void IRuleVisitor.Unary<TRule>() => Check(TRule.Name, new Unary<TRule>(default));

        void IRuleVisitor.Ordered<TRule>() => Check(TRule.Name, new Unary<TRule>(TRule.WithOrder(2)));

        void IRuleVisitor.Binary<TRule>() => Check(TRule.Name, new Binary<TRule>(default));

        void IRuleVisitor.Ternary<TRule>() => Check(TRule.Name, new Ternary<TRule>(default));

        void IRuleVisitor.Comparison<TRule>()
        {
        }

        public void Check<TFunction>(string name, TFunction f) where TFunction : IFunction
        {
            foreach (var a in Points)
                foreach (var b in Points)
                    Check(name, f, [a, b, 1.3]);
        }

        private void Check<TFunction>(string name, TFunction f, double[] x) where TFunction : IFunction
        {
            var (hessian, pattern) = (Derivatives.Hessian(f, x), SparsityPattern.OfHessian(f, x));
            for (var i = 0; i < 3; i++)
                for (var j = 0; j < 3; j++)
                {
                    var expected = f.Value<Dual<Dual<Float64>>>(
                    [
                        .. x.Select((v, k) => new Dual<Dual<Float64>>(new(v, k == i ? 1 : 0), new(k == j ? 1 : 0, 0))),
                    ]).Tangent.Tangent.Value;
                    if (!double.IsFinite(expected))
                        continue; // at poles, and beyond where a function is defined, it is no number by either
                    Finite++;
                    var scale = 1 + hessian.Cast<double>().Where(double.IsFinite).Max(Math.Abs);
                    Assert.True(Math.Abs(expected - hessian[i, j]) <= 1e-13 * scale, string.Create(CultureInfo.InvariantCulture,
                        $"{name} at {x[0]}, {x[1]}: the entry {i}, {j} is {hessian[i, j]:R} instead of {expected:R}."));
                    Assert.True(expected == 0 || pattern.IndexOf(i, j) >= 0, string.Create(CultureInfo.InvariantCulture,
                        $"{name} at {x[0]}, {x[1]}: the entry {i}, {j} is {expected:R}, but not in the pattern."));
                }
        }
    }

    [Fact]
    public void Of_every_rule()
    {
        var all = new All();
        RuleTable.Accept(all);
        all.Check("own", new Ternary<Own>(default));
        Assert.True(all.Finite > 40_000);
    }
}
