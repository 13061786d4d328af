using System.Globalization;
using Second = Aresta.Numerics.Dual<Aresta.Numerics.Dual<Aresta.Numerics.Float64>>;
using Third = Aresta.Numerics.Dual<Aresta.Numerics.Dual<Aresta.Numerics.Dual<Aresta.Numerics.Float64>>>;

namespace Aresta.Numerics.Tests;

/// <summary>
/// Third derivatives by triply nested dual numbers against differences of the second: for every rule, so that a partial whose own
/// derivatives are wrong is found however many layers down.
/// </summary>
public class HigherDerivativeTests
{
    [Fact]
    public void Third_derivatives_are_the_slopes_of_the_second()
    {
        var visitor = new Visitor();
        RuleTable.Accept(visitor);
        Assert.Empty(visitor.Misses);
        Assert.True(visitor.Compared > 300, $"only {visitor.Compared} comparisons");
    }

    private sealed class Visitor : IRuleVisitor
    {
        private static readonly double[] Points = [0.37, 1.21, -0.41, 4.2];
        private static readonly (double A, double B)[] Directions = [(1, 0), (0, 1), (1, 0.7), (0.6, -1)];

        public List<string> Misses { get; } = [];

        public int Compared { get; private set; }

        public void Unary<TRule>() where TRule : struct, IUnaryRule
        {
            foreach (var x in Points)
                Compare($"{TRule.Name} at {x}", t => Second.Apply(default(TRule), Move(x + t, 1)),
                    Third.Apply(default(TRule), MoveThird(x, 1)));
        }

        public void Ordered<TRule>() where TRule : struct, IOrderedRule<TRule>
        {
            foreach (var order in (int[])[0, 1, 2, 5])
                foreach (var x in Points)
                    Compare($"{TRule.Name} {order} at {x}", t => Second.Apply(TRule.WithOrder(order), Move(x + t, 1)),
                        Third.Apply(TRule.WithOrder(order), MoveThird(x, 1)));
        }

        public void Binary<TRule>() where TRule : struct, IBinaryRule
        {
            foreach (var x in Points)
                foreach (var y in Points)
                    foreach (var (a, b) in Directions)
                        if (x != y)
                            Compare($"{TRule.Name} at ({x}, {y}) along ({a}, {b})",
                                t => Second.Apply(default(TRule), Move(x + a * t, a), Move(y + b * t, b)),
                                Third.Apply(default(TRule), MoveThird(x, a), MoveThird(y, b)));
        }

        public void Ternary<TRule>() where TRule : struct, ITernaryRule =>
            Compare(TRule.Name, t => Second.Apply(default(TRule), Move(0.3 + t, 1), Move(0.1, 0), Move(0.9 - t, -1)),
                Third.Apply(default(TRule), MoveThird(0.3, 1), MoveThird(0.1, 0), MoveThird(0.9, -1)));

        public void Comparison<TRule>() where TRule : struct, IComparisonRule
        {
        }

        private static Second Move(double x, double v) => new(new(x, v), new(v, 0));

        private static Third MoveThird(double x, double v) => new(Move(x, v), new(new(v, 0), new(0, 0)));

        private void Compare(string what, Func<double, Second> second, Third third)
        {
            const double h = 1e-3;
            double Curvature(double t) => second(t).Tangent.Tangent;
            var slope = (8 * (Curvature(h) - Curvature(-h)) - (Curvature(2 * h) - Curvature(-2 * h))) / (12 * h);
            double actual = third.Tangent.Tangent.Tangent;
            if (!double.IsFinite(slope))
                return;
            Compared++;
            if (!(Math.Abs(actual - slope) <= 2e-6 * (1 + Math.Abs(slope))))
                Misses.Add(string.Create(CultureInfo.InvariantCulture, $"{what}: {actual} instead of {slope}"));
        }
    }
}
