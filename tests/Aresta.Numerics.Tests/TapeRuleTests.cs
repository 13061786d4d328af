using System.Globalization;

namespace Aresta.Numerics.Tests;

/// <summary>Every rule of the table on a tape, to the last bit what dual numbers say of it, at every point of its table; in both
/// precisions,
/// and with a constant for each operand.</summary>
public class TapeRuleTests
{
    [Fact]
    public void Doubles() => Check<Float64>();

    [Fact]
    public void Floats() => Check<Float32>();

    [Fact]
    public void Tapes_of_dual_numbers() => Check<Dual<Float64>>();

    [Fact]
    public void Tapes_of_tapes() => Check<Variable<Float64>>();

    private static void Check<T>() where T : IReal<T>
    {
        using var tape = new Tape<T>();
        var visitor = new Visitor<T>(tape);
        RuleTable.Accept(visitor);
        Assert.True(visitor.Misses.Count == 0, string.Join('\n', visitor.Misses.Take(20)));
        Assert.True(visitor.Compared > 7_000, $"only {visitor.Compared} comparisons");
    }

    private sealed class Visitor<T>(Tape<T> tape) : IRuleVisitor where T : IReal<T>
    {
        public List<string> Misses { get; } = [];

        public int Compared { get; private set; }

        public void Unary<TRule>() where TRule : struct, IUnaryRule => Unary<TRule>(Table.Of(TRule.Name, 1), 0, _ => default);

        public void Ordered<TRule>() where TRule : struct, IOrderedRule<TRule> =>
            Unary(Table.Of(TRule.Name, 2), 1, row => TRule.WithOrder((int)row[0]));

        private void Unary<TRule>(IReadOnlyList<Row> rows, int argument, Func<Row, TRule> rule) where TRule : struct, IUnaryRule
        {
            foreach (var row in rows)
                Compare(TRule.Name, [row[argument]],
                    x => Variable<T>.Apply(rule(row), x[0]), x => Dual<T>.Apply(rule(row), x[0]));
        }

        public void Binary<TRule>() where TRule : struct, IBinaryRule
        {
            foreach (var row in Table.Of(TRule.Name, 2))
                Compare(TRule.Name, [row[0], row[1]],
                    x => Variable<T>.Apply(default(TRule), x[0], x[1]), x => Dual<T>.Apply(default(TRule), x[0], x[1]));
        }

        public void Ternary<TRule>() where TRule : struct, ITernaryRule
        {
            foreach (var row in Table.Of(TRule.Name, 3))
                Compare(TRule.Name, [row[0], row[1], row[2]],
                    x => Variable<T>.Apply(default(TRule), x[0], x[1], x[2]), x => Dual<T>.Apply(default(TRule), x[0], x[1], x[2]));
        }

        public void Comparison<TRule>() where TRule : struct, IComparisonRule
        {
        }

        private void Compare(string name, double[] at, Func<Variable<T>[], Variable<T>> onTape, Func<Dual<T>[], Dual<T>> dual)
        {
            // Each bit says whether an operand is a variable.
            for (var active = 1; active < 1 << at.Length; active++)
            {
                tape.Clear();
                var x = at.Select((value, i) => (active >> i & 1) != 0 ? tape.Variable(T.Constant(value)) : value).ToArray();
                var y = onTape(x);
                tape.Reverse(y);
                for (var i = 0; i < at.Length; i++)
                {
                    if (x[i].IsConstant)
                        continue;
                    var z = dual([.. at.Select((value, j) => new Dual<T>(T.Constant(value), T.Constant(i == j ? 1 : 0)))]);
                    Compared++;
                    if (!Same(y.Value, z.Primal) || !Same(tape.Adjoint(x[i]), z.Tangent))
                        Misses.Add(string.Create(CultureInfo.InvariantCulture, $"{name} at ({string.Join(", ", at)}), operand {i}, "
                            + $"variables {active}: {y.Value}, {tape.Adjoint(x[i])} instead of {z.Primal}, {z.Tangent}"));
                }
            }
        }

        private static bool Same(T x, T y) => T.ToDouble(x).Equals(T.ToDouble(y));
    }
}
