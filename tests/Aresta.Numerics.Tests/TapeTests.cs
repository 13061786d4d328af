using static Aresta.Numerics.Elementary;
using Number = Aresta.Numerics.Variable<Aresta.Numerics.Float64>;
using Tape = Aresta.Numerics.Tape<Aresta.Numerics.Float64>;

namespace Aresta.Numerics.Tests;

public class TapeTests
{
    [Fact]
    public void The_example_of_the_chapter()
    {
        using var tape = new Tape();
        var (a, b) = (tape.Variable(2), tape.Variable(1));
        var e = (a + b) * (b + 1);
        tape.Reverse(e);
        Assert.Equal(6, e.Value.Value);
        Assert.Equal(2, tape.Adjoint(a).Value);
        Assert.Equal(5, tape.Adjoint(b).Value);
        Assert.Equal(5, tape.Count);
    }

    [Fact]
    public void A_sweep_does_not_see_the_one_before()
    {
        using var tape = new Tape();
        var (x, y) = (tape.Variable(3), tape.Variable(5));
        var (f, g) = (x * y, Square(x) - y);
        for (var i = 0; i < 3; i++)
        {
            tape.Reverse(f);
            Assert.Equal((5, 3), ((double)tape.Adjoint(x).Value, (double)tape.Adjoint(y).Value));
            tape.Reverse(g, 2);
            Assert.Equal((12, -2), ((double)tape.Adjoint(x).Value, (double)tape.Adjoint(y).Value));
        }

        tape.Seed(f, 1);
        tape.Seed(g, 10);
        tape.Seed(y, 100);
        tape.Reverse();
        Assert.Equal((65, 93), ((double)tape.Adjoint(x).Value, (double)tape.Adjoint(y).Value));
    }

    [Fact]
    public void Nothing_is_left_behind_by_constants_and_by_terms_that_cancel()
    {
        Twice<Float64>(new(), 0, x => x);
        Twice<Float32>(new(), 0, x => (float)x);
        Twice<Dual<Float64>>(new(), new(0, 0), x => new(x, 0));

        static void Twice<T>(Tape<T> tape, T zero, Func<double, T> number) where T : IReal<T>
        {
            using (tape)
            {
                var x = tape.Variable(number(3));
                var y = Sin(x);
                var z = (1 - y) * 1 + (2 + y) + 0 * x; // y's adjoints, 1 and −1, cancel
                for (var i = 0; i < 3; i++)
                {
                    tape.Reverse(z);
                    Assert.Equal(zero, tape.Adjoint(x));
                    tape.Reverse(5 / y);
                    Assert.Equal(-5 * Math.Cos(3) / Math.Sin(3) / Math.Sin(3), T.ToDouble(tape.Adjoint(x)), 1e-4);
                }
            }
        }
    }

    [Fact]
    public void Constants_have_no_statements_and_no_derivatives()
    {
        using var tape = new Tape();
        var x = tape.Variable(2);
        Number c = 3;
        Assert.True(Sin(c * 2 + 1).IsConstant);
        Assert.Equal(1, tape.Count);
        tape.Reverse(c);
        Assert.Equal(0, tape.Adjoint(x).Value);
        Assert.Equal(3, Derivative(x => c * x));
        Assert.Equal(-0.75, Derivative(x => c / x));
        Assert.Equal(-1, Derivative(x => c - x));
        Assert.Equal(1, Derivative(x => x - c));
        Assert.Equal(12, Derivative(x => Power(x, c)));
        Assert.Equal(9 * Math.Log(3), Derivative(x => Power(c, x)));
        Assert.Equal(0, Derivative(x => c));
        Assert.Equal(1, Derivative(x => x));
        Assert.Equal(4, Derivative(x => x * x));
        Assert.Equal(0, Derivative(x => x - x));

        static double Derivative(Func<Number, Number> f)
        {
            using var tape = new Tape();
            var x = tape.Variable(2);
            tape.Reverse(f(x));
            return tape.Adjoint(x).Value;
        }
    }

    [Theory]
    [InlineData(1)]
    [InlineData(16_376)]
    [InlineData(16_377)]
    [InlineData(16_378)]
    [InlineData(16_379)]
    [InlineData(16_380)]
    [InlineData(16_381)]
    [InlineData(16_382)]
    [InlineData(16_383)]
    [InlineData(100_000)]
    public void Chains_go_over_the_borders_of_chunks(int length)
    {
        using var tape = new Tape();
        var x = tape.Variable(1);
        var y = x;
        var two = x + x;
        for (var i = 0; i < length; i++)
            y = i % 3 == 0 ? y + x : i % 3 == 1 ? y - two : x + y;
        tape.Reverse(y);
        Assert.Equal(1 + (length + 2) / 3 - 2 * ((length + 1) / 3) + length / 3, tape.Adjoint(x).Value);
    }

    [Fact]
    public void Sweeps_agree_with_dual_numbers_however_far_back_operands_are()
    {
        // Operands at all distances, constants, squares, adjoints of 0: nothing that a sweep holds in registers may be lost.
        var random = new Random(8);
        for (var round = 0; round < 300; round++)
        {
            var seed = random.Next();
            using var tape = new Tape();
            var x = tape.Variable(0.9);
            var y = Walk(new Random(seed), x, round);
            tape.Reverse(y);
            var expected = Walk(new Random(seed), new Dual<Float64>(0.9, 1), round);
            Assert.Equal(expected.Primal.Value, y.Value.Value);
            Assert.Equal(expected.Tangent.Value, tape.Adjoint(x).Value, 1e-9 * (1 + Math.Abs(expected.Tangent.Value)));
        }

        static T Walk<T>(Random random, T x, int length) where T : IElementary<T>
        {
            var values = new List<T> { x, x + T.Constant(0.25) };
            for (var i = 0; i < length; i++)
            {
                var (a, b) = (values[^random.Next(1, Math.Min(6, values.Count + 1))], values[^random.Next(1, values.Count + 1)]);
                values.Add(T.Constant(0.5) * random.Next(6) switch
                {
                    0 => a + b,
                    1 => b - a,
                    2 => a * a - b,
                    3 => a / (T.Constant(2) + b * b),
                    4 => T.WhereLess(a, b, b * T.Constant(0), a),
                    _ => T.Constant(1) - a,
                });
            }

            return values[^1];
        }
    }

    [Fact]
    public void Ten_million_operations()
    {
        const int steps = 2_000_000;
        using var tape = new Tape();
        var x = tape.Variable(0.5);
        var y = x;
        var r = tape.Variable(1.000001);
        for (var i = 0; i < steps; i++)
            y = (y + r) / r * r - r; // stays where it is, but for rounding
        tape.Reverse(y);
        Assert.Equal(4 * steps + 2, tape.Count);
        Assert.Equal(1, tape.Adjoint(x).Value, 1e-9);
        Assert.Equal(0, tape.Adjoint(r).Value, 1e-9);
    }

    [Fact]
    public void Rewinding_forgets_what_came_after_the_mark()
    {
        using var tape = new Tape();
        var x = tape.Variable(2);
        var shared = x * x;
        var mark = tape.Mark();
        for (var i = 1; i < 5000; i++)
        {
            var late = tape.Variable(i);
            var y = shared * late;
            tape.Reverse(y);
            Assert.Equal(4, tape.Adjoint(late).Value);
            Assert.Equal(4.0 * i, tape.Adjoint(x).Value);
            tape.Rewind(mark);
            Assert.Equal(2, tape.Count);
        }

        tape.Reverse(shared);
        Assert.Equal(4, tape.Adjoint(x).Value);
    }

    [Fact]
    public void A_mark_before_the_end_of_consecutive_inputs_keeps_the_first_of_them()
    {
        using var tape = new Tape();
        var x = tape.Variable(2);
        var mark = tape.Mark();
        var y = tape.Variable(3);
        tape.Reverse(x * y);
        tape.Rewind(mark);
        var z = x * x; // has the number that y had
        tape.Reverse(z * z);
        Assert.Equal(32, tape.Adjoint(x).Value);
        Assert.Throws<ArgumentException>(() => tape.Adjoint(z));
    }

    [Fact]
    public void Mistakes_are_told()
    {
        using var tape = new Tape();
        using var other = new Tape();
        var (x, y) = (tape.Variable(2), other.Variable(3));
        Contains("different tapes", Assert.Throws<InvalidOperationException>(() => x * y));
        Contains("another tape", Assert.Throws<ArgumentException>(() => tape.Reverse(y)));
        Contains("another tape", Assert.Throws<ArgumentException>(() => tape.Adjoint(y)));
        Contains("a constant", Assert.Throws<ArgumentException>(() => tape.Adjoint(1)));
        Contains("a result", Assert.Throws<ArgumentException>(() => tape.Adjoint(x + 1)));
        Assert.Throws<ArgumentException>(() => tape.Rewind(other.Mark()));
        var mark = tape.Mark();
        tape.Clear();
        Assert.Throws<ArgumentException>(() => tape.Rewind(mark));
        Contains("ended", Assert.Throws<InvalidOperationException>(() => x + 1));
        Contains("ended", Assert.Throws<InvalidOperationException>(() => Sin(x)));
        Contains("different", Assert.Throws<InvalidOperationException>(() => tape.Variable(1) + x));
        tape.Dispose();
        Assert.Throws<ObjectDisposedException>(() => tape.Variable(1));
        Assert.Throws<ObjectDisposedException>(tape.Clear);

        static void Contains(string part, Exception error) => Assert.Contains(part, error.Message);
    }

    [Fact]
    public void The_adjoints_of_a_guarded_branch_do_not_leak()
    {
        using var tape = new Tape();
        var x = tape.Variable(0);
        tape.Reverse(Number.WhereLess(0, x, Sqrt(x), 0) + x);
        Assert.Equal(1, tape.Adjoint(x).Value);
        tape.Reverse(Sqrt(Square(x))); // an infinite partial with a cotangent of 0 behind it
        Assert.Equal(0, tape.Adjoint(x).Value);
        var y = tape.Variable(2);
        tape.Reverse((y - 2) * Sqrt(x) + y); // ∂/∂x is 0·∞
        Assert.Equal((0, 1), ((double)tape.Adjoint(x).Value, (double)tape.Adjoint(y).Value));
    }

    [Fact]
    public void Recordings_allocate_nothing_once_warm()
    {
        using var tape = new Tape();
        Span<Float64> gradient = stackalloc Float64[3];
        Span<Number> x = stackalloc Number[3];
        Float64[] at = [1, 2, 3];
        double sum = 0;
        for (var i = 0; i < 2; i++)
        {
            var before = GC.GetAllocatedBytesForCurrentThread();
            for (var k = 0; k < 10; k++)
            {
                tape.Clear();
                tape.Variables(at, x);
                Number y = 0;
                for (var j = 0; j < 1000; j++)
                    y = y * x[0] / x[1] + Sin(x[2]) - 1;
                tape.Reverse(y);
                tape.Adjoints(x, gradient);
                sum += gradient[0];
            }

            if (i > 0)
                Assert.Equal(0, GC.GetAllocatedBytesForCurrentThread() - before);
        }

        Assert.NotEqual(0, sum);
    }

    [Fact]
    public void A_million_recordings_leave_nothing_behind()
    {
        using var tape = new Tape();
        for (var i = 0; i < 1_000_000; i++)
        {
            tape.Clear();
            var x = tape.Variable(i);
            tape.Reverse(x * x);
            if (tape.Adjoint(x).Value != 2.0 * i)
                Assert.Fail($"recording {i}");
        }
    }

    [Fact]
    public void Tapes_that_are_forgotten_are_collected()
    {
        for (var i = 0; i < 8000; i++)
        {
            var tape = new Tape();
            var x = tape.Variable(i);
            tape.Reverse(x * x);
            Assert.Equal(2.0 * i, tape.Adjoint(x).Value);
            if (i % 1000 == 999)
                for (var k = 0; k < 2; k++)
                {
                    GC.Collect();
                    GC.WaitForPendingFinalizers();
                }
        }
    }

    [Fact]
    public void Threads_have_their_own_tapes() => Parallel.For(0, 64, i =>
    {
        using var tape = new Tape();
        for (var k = 0; k < 20; k++)
        {
            tape.Clear();
            var x = tape.Variable(i);
            Number y = 1;
            for (var j = 0; j < 2000; j++)
                y = (y + x) * 0.5;
            tape.Reverse(y);
            Assert.Equal(1, tape.Adjoint(x).Value, 1e-12);
            Assert.Equal(i, y.Value.Value, 1e-9);
        }
    });
}
