using System.Globalization;
using System.Numerics;
using static Aresta.Numerics.Elementary;
using Number = Aresta.Numerics.Traced<Aresta.Numerics.Float64>;

namespace Aresta.Numerics.Tests;

/// <summary>Computations recorded once and replayed: values to the last bit, derivatives, and branches that change.</summary>
public class ProgramTests
{
    private static T Mixed<T>(T a, T b, T c) where T : IElementary<T> =>
        a * b + c - (a - b * c) / (a * c - b) + Square(a) * -b + (-c) / (1 + a * a)
        + T.WhereLess(a, b, Sin(a) * b, Power(c, 3)) * Max(a, c);

    [Fact]
    public void A_program_computes_what_the_code_computes()
    {
        var trace = new Trace<Float64>();
        var program = trace.Compile(Mixed(trace.Input(0.1), trace.Input(0.2), trace.Input(0.3)));
        var replay = program.Start();
        var random = new Random(1);
        Span<Float64> x = new Float64[3], gradient = new Float64[3];
        for (var i = 0; i < 1000; i++)
        {
            for (var j = 0; j < 3; j++)
                x[j] = random.NextDouble() * 4 - 2;
            var value = replay.Gradient(x, gradient);
            Assert.Equal(Mixed(x[0], x[1], x[2]), value);
            for (var j = 0; j < 3; j++)
            {
                Dual<Float64> At(int k, Span<Float64> x) => new(x[k], k == j ? 1 : 0);
                var expected = Mixed(At(0, x), At(1, x), At(2, x)).Tangent.Value;
                Assert.Equal(expected, gradient[j].Value, 1e-12 * (1 + Math.Abs(expected)));
            }
        }
    }

    [Fact]
    public void What_is_not_needed_is_dropped_and_what_is_computed_twice_stands_there_once()
    {
        var trace = new Trace<Float64>();
        var (x, y) = (trace.Input(2), trace.Input(3));
        _ = Exp(x);
        var program = trace.Compile(Sin(x * y) + Sin(x * y) * 2 + 1 * y);
        Assert.Equal(1, Count(program, "sin"));
        Assert.Equal(0, Count(program, "exp"));
        // x·y, its sine, the two sums with the products in them.
        Assert.Equal(4, program.InstructionCount);
    }

    private static int Count<T>(ScalarProgram<T> program, string word) where T : IReal<T> => program.ToString().Split(word).Length - 1;

    [Fact]
    public void Outputs_may_be_inputs_constants_or_each_other()
    {
        var trace = new Trace<Float64>();
        var (x, y) = (trace.Input(2), trace.Input(3));
        var product = x * y;
        var replay = trace.Compile(x, 7, product, product + 1, product).Start();
        var outputs = new Float64[5];
        replay.Run([5, 6], outputs);
        Assert.Equal([5, 7, 30, 31, 30], outputs);
        var gradient = new Float64[2];
        replay.Pull([1000, 100, 1, 10, 100], gradient);
        Assert.Equal([1000 + 111 * 6, 111 * 5], gradient);
        replay.Pull([1, 0, 0, 0, 0], gradient);
        Assert.Equal([1, 0], gradient);
    }

    [Fact]
    public void Zeros_keep_their_signs()
    {
        var trace = new Trace<Float64>();
        var (x, y) = (trace.Input(1), trace.Input(1));
        var replay = trace.Compile(x + y, x - y, x * y, -x, x * 1 + -0.0, Square(x) * y).Start();
        var outputs = new Float64[6];
        double[] zeros = [0.0, -0.0, 3, -3];
        foreach (var a in zeros)
            foreach (var b in zeros)
            {
                replay.Run([a, b], outputs);
                Assert.Equal(((double[])[a + b, a - b, a * b, -a, a * 1 + -0.0, a * a * b]).Select(BitConverter.DoubleToInt64Bits),
                    outputs.Select(o => BitConverter.DoubleToInt64Bits(o.Value)));
            }
    }

    private static T Root<T>(T a) where T : INumber<T>
    {
        var x = a > T.One ? a : T.One;
        for (var i = 0; i < 50; i++)
        {
            var next = (x + a / x) / (T.One + T.One);
            if (next == x)
                break;
            x = next;
        }

        return x;
    }

    [Fact]
    public void A_branch_that_changes_is_told()
    {
        var trace = new Trace<Float64>();
        var replay = trace.Compile(Root<Number>(trace.Input(2))).Start();
        var y = new Float64[1];
        Assert.True(replay.TryRun([2], y));
        Assert.Equal(Math.Sqrt(2), y[0], 1e-15);
        Assert.Null(replay.WhatChanged);

        Assert.False(replay.TryRun([0.5], y));
        Assert.Equal("1 < 2 was True when the program was recorded; now 1 < 0.5 is False (question 1 of 7)", replay.WhatChanged);
        var error = Assert.Throws<BranchChangedException>(() => replay.Run([100], new Float64[1]));
        Assert.Contains("= ", error.Message); // the loop ends elsewhere
        Assert.Throws<InvalidOperationException>(() => replay.Pull([1], new Float64[1]));
        Assert.True(replay.TryRun([2], y));
    }

    [Fact]
    public void All_that_generic_code_asks_is_watched()
    {
        Assert.Equal(1, Watch(x => x.CompareTo(1) < 0 ? x : -x, 0.5, 2, 0.7));
        Assert.Equal(1, Watch(x => (x < 1) == (x < 1) ? x : -x, 0.5, 2, 0.7));
        Assert.Equal(1, Watch(x => IsNegative(x) ? -x : x, -0.5, 2, -0.7));
        Assert.Equal(1, Watch(x => IsNaN(x) ? 0 : x, 0.5, double.NaN, 7));
        Assert.Equal(1, Watch(x => IsFinite(x) ? x : 0, 0.5, double.PositiveInfinity, 7));
        Assert.Equal(1, Watch(x => x * Sign(x), 0.5, -2, 7));
        Assert.Equal(1, Watch(x => x * ToInt(x), 2.5, 3.5, 2.5)); // the value itself was read

        static bool IsNegative<T>(T x) where T : INumberBase<T> => T.IsNegative(x);
        static bool IsNaN<T>(T x) where T : INumberBase<T> => T.IsNaN(x);
        static bool IsFinite<T>(T x) where T : INumberBase<T> => T.IsFinite(x);
        static int Sign<T>(T x) where T : INumber<T> => T.Sign(x);
        static int ToInt<T>(T x) where T : INumber<T> => int.CreateTruncating(x);

        static int Watch(Func<Number, Number> f, double at, double changed, double same)
        {
            var trace = new Trace<Float64>();
            var program = trace.Compile(f(trace.Input(at)));
            var replay = program.Start();
            Assert.True(replay.TryRun([at], new Float64[1]));
            Assert.True(replay.TryRun([same], new Float64[1]));
            Assert.False(replay.TryRun([changed], new Float64[1]));
            Assert.NotNull(replay.WhatChanged);
            return program.GuardCount;
        }
    }

    [Fact]
    public void Programs_of_dual_numbers_give_second_derivatives()
    {
        var trace = new Trace<Dual<Float64>>();
        var program = trace.Compile(Mixed(trace.Input(default), trace.Input(default), trace.Input(default)));
        var gradient = new Dual<Float64>[3];
        program.Start().Gradient([new(0.5, 1), new(-0.3, 0), new(1.1, 0)], gradient);
        var tape = new Tape<Dual<Float64>>();
        var x = new Variable<Dual<Float64>>[3];
        tape.Variables([new(0.5, 1), new(-0.3, 0), new(1.1, 0)], x);
        tape.Reverse(Mixed(x[0], x[1], x[2]));
        for (var i = 0; i < 3; i++)
            Assert.Equal(tape.Adjoint(x[i]).Tangent.Value, gradient[i].Tangent.Value, 1e-11);
    }

    [Fact]
    public void Numbers_of_two_traces_are_refused()
    {
        var (x, y) = (new Trace<Float64>().Input(1), new Trace<Float64>().Input(2));
        Assert.Contains("another trace", Assert.Throws<InvalidOperationException>(() => x * y).Message);
        Assert.Throws<InvalidOperationException>(() => x < y);
        Assert.Throws<ArgumentException>(() => new Trace<Float64>().Compile(1).Start().Run([1], new Float64[1]));
    }

    [Fact]
    public void A_replay_allocates_nothing()
    {
        var trace = new Trace<Float64>();
        var replay = trace.Compile(Mixed(trace.Input(0.1), trace.Input(0.2), trace.Input(0.3))).Start();
        Span<Float64> gradient = stackalloc Float64[3];
        Float64[] x = [1, 2, 3];
        replay.Gradient(x, gradient);
        var before = GC.GetAllocatedBytesForCurrentThread();
        for (var i = 0; i < 100; i++)
            replay.Gradient(x, gradient);
        Assert.Equal(0, GC.GetAllocatedBytesForCurrentThread() - before);
    }

    [Fact]
    public void Every_rule_replays_as_a_tape_records()
    {
        var visitor = new Rules();
        RuleTable.Accept(visitor);
        Assert.True(visitor.Misses.Count == 0, string.Join('\n', visitor.Misses.Take(20)));
        Assert.True(visitor.Compared > 4000, $"only {visitor.Compared} comparisons");
    }

    private sealed class Rules : IRuleVisitor
    {
        public List<string> Misses { get; } = [];

        public int Compared { get; private set; }

        public void Unary<TRule>() where TRule : struct, IUnaryRule =>
            Compare(TRule.Name, Table.Of(TRule.Name, 1).Select(row => (double[])[row[0]]),
                x => Number.Apply(default(TRule), x[0]), x => Variable<Float64>.Apply(default(TRule), x[0]));

        public void Ordered<TRule>() where TRule : struct, IOrderedRule<TRule>
        {
            foreach (var rows in Table.Of(TRule.Name, 2).GroupBy(row => (int)row[0]))
                Compare(TRule.Name, rows.Select(row => (double[])[row[1]]),
                    x => Number.Apply(TRule.WithOrder(rows.Key), x[0]), x => Variable<Float64>.Apply(TRule.WithOrder(rows.Key), x[0]));
        }

        public void Binary<TRule>() where TRule : struct, IBinaryRule =>
            Compare(TRule.Name, Table.Of(TRule.Name, 2).Select(row => (double[])[row[0], row[1]]),
                x => Number.Apply(default(TRule), x[0], x[1]), x => Variable<Float64>.Apply(default(TRule), x[0], x[1]));

        public void Ternary<TRule>() where TRule : struct, ITernaryRule =>
            Compare(TRule.Name, Table.Of(TRule.Name, 3).Select(row => (double[])[row[0], row[1], row[2]]),
                x => Number.Apply(default(TRule), x[0], x[1], x[2]), x => Variable<Float64>.Apply(default(TRule), x[0], x[1], x[2]));

        public void Comparison<TRule>() where TRule : struct, IComparisonRule
        {
        }

        private void Compare(
            string name, IEnumerable<double[]> points, Func<Number[], Number> traced, Func<Variable<Float64>[], Variable<Float64>> taped)
        {
            using var tape = new Tape<Float64>();
            ScalarReplay<Float64>? replay = null;
            foreach (var at in points)
            {
                if (replay == null)
                {
                    var trace = new Trace<Float64>();
                    replay = trace.Compile(traced([.. at.Select(value => trace.Input(value))])).Start();
                }

                tape.Clear();
                var x = at.Select(value => tape.Variable(value)).ToArray();
                var y = taped(x);
                tape.Reverse(y);
                var gradient = new Float64[at.Length];
                var value = replay.Gradient(Array.ConvertAll(at, v => (Float64)v), gradient);
                for (var i = 0; i < at.Length; i++, Compared++)
                    if (!value.Value.Equals(y.Value.Value) || !gradient[i].Value.Equals(tape.Adjoint(x[i]).Value))
                        Misses.Add(string.Create(CultureInfo.InvariantCulture,
                            $"{name} at ({string.Join(", ", at)}): {value}, {gradient[i]} instead of {y.Value}, {tape.Adjoint(x[i])}"));
            }
        }
    }
}
