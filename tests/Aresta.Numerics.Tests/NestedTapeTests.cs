using Aresta.Numerics.Framework;
using static Aresta.Numerics.Elementary;
using First = Aresta.Numerics.Variable<Aresta.Numerics.Float64>;
using Forward = Aresta.Numerics.Dual<Aresta.Numerics.Float64>;
using Second = Aresta.Numerics.Variable<Aresta.Numerics.Variable<Aresta.Numerics.Float64>>;

namespace Aresta.Numerics.Tests;

/// <summary>Tapes within tapes, and beside dual numbers, in every order; and the traps of nested derivatives.</summary>
public class NestedTapeTests
{
    private static T F<T>(T x, T y) where T : IElementary<T> => Sin(x * y) * Exp(x / y) + Power(x, 3) / y;

    private const double X = 0.7, Y = 1.3;

    private static readonly (double XX, double XY, double YY) Expected = Exact();

    private static (double XX, double XY, double YY) Exact()
    {
        return (Along(1, 0, 1, 0), Along(1, 0, 0, 1), Along(0, 1, 0, 1));

        static double Along(double a, double b, double c, double d) =>
            F<Dual<Forward>>(new(new(X, a), new(c, 0)), new(new(Y, b), new(d, 0))).Tangent.Tangent.Value;
    }

    private static void Hessian(double xx, double xy, double yx, double yy)
    {
        Assert.Equal(Expected.XX, xx, 1e-12);
        Assert.Equal(Expected.XY, xy, 1e-12);
        Assert.Equal(Expected.XY, yx, 1e-12);
        Assert.Equal(Expected.YY, yy, 1e-12);
    }

    [Fact]
    public void Forward_over_a_tape()
    {
        using var tape = new Tape<Float64>();
        var (x, y) = (tape.Variable(X), tape.Variable(Y));
        var along = F<Dual<First>>(new(x, 1), new(y, 0)).Tangent;
        tape.Reverse(along);
        var (xx, xy) = (tape.Adjoint(x).Value, tape.Adjoint(y).Value);
        along = F<Dual<First>>(new(x, 0), new(y, 1)).Tangent;
        tape.Reverse(along);
        Hessian(xx, xy, tape.Adjoint(x).Value, tape.Adjoint(y).Value);
    }

    [Fact]
    public void A_tape_of_dual_numbers()
    {
        using var tape = new Tape<Forward>();
        var (x, y) = (tape.Variable(new(X, 1)), tape.Variable(new(Y, 0)));
        tape.Reverse(F(x, y));
        var (xx, xy) = (tape.Adjoint(x).Tangent.Value, tape.Adjoint(y).Tangent.Value);
        tape.Clear();
        (x, y) = (tape.Variable(new(X, 0)), tape.Variable(new(Y, 1)));
        tape.Reverse(F(x, y));
        Hessian(xx, xy, tape.Adjoint(x).Tangent.Value, tape.Adjoint(y).Tangent.Value);
    }

    [Fact]
    public void A_tape_over_a_tape()
    {
        using var inner = new Tape<Float64>();
        using var outer = new Tape<First>();
        var (a, b) = (inner.Variable(X), inner.Variable(Y));
        var (x, y) = (outer.Variable(a), outer.Variable(b));
        outer.Reverse(F(x, y));
        var (dx, dy) = (outer.Adjoint(x), outer.Adjoint(y));
        inner.Reverse(dx);
        var (xx, xy) = (inner.Adjoint(a).Value, inner.Adjoint(b).Value);
        inner.Reverse(dy);
        Hessian(xx, xy, inner.Adjoint(a).Value, inner.Adjoint(b).Value);
    }

    [Fact]
    public void Three_levels()
    {
        using var tape = new Tape<Variable<Forward>>();
        using var below = new Tape<Forward>();
        var a = below.Variable(new(X, 1));
        var x = tape.Variable(a);
        tape.Reverse(Exp(x * 2));
        below.Reverse(tape.Adjoint(x));
        Assert.Equal(8 * Math.Exp(2 * X), below.Adjoint(a).Tangent.Value, 1e-12);
    }

    [Fact]
    public void Perturbations_are_not_confused()
    {
        // d/dx (x · d/dy (x + y)) = 1, but 2 for who mistakes the inner derivative for the outer one.
        using var outer = new Tape<Float64>();
        var x = outer.Variable(1);

        using var inner = new Tape<First>();
        var y = inner.Variable(1);
        var sum = inner.Variable(x) + y;
        inner.Reverse(sum);
        outer.Reverse(x * inner.Adjoint(y));
        Assert.Equal(1, outer.Adjoint(x).Value);

        // d/dx (x · d/dy (x · y)) = 2x: the inner derivative, x, moves with x.
        inner.Clear();
        y = inner.Variable(1);
        Second lifted = inner.Variable(x);
        inner.Reverse(lifted * y);
        outer.Reverse(x * inner.Adjoint(y));
        Assert.Equal(2, outer.Adjoint(x).Value);
    }

    [Fact]
    public void Two_levels_of_one_type_are_refused()
    {
        // The same with a second tape of the same type: x would be a stranger on it.
        using var outer = new Tape<Float64>();
        using var inner = new Tape<Float64>();
        var (x, y) = (outer.Variable(1), inner.Variable(1));
        var error = Assert.Throws<InvalidOperationException>(() => x + y);
        Assert.Contains("nest the types", error.Message);
        inner.Reverse(x.Value + y); // as a constant
        Assert.Equal(1, inner.Adjoint(y).Value);
    }

    [Fact]
    public void An_inner_derivative_leaves_the_outer_recording_alone()
    {
        using var tape = new Tape<Float64>();
        var x = tape.Variable(2);
        var y = x * x;
        for (var i = 0; i < 3; i++)
        {
            using var other = new Tape<Float64>();
            var z = other.Variable(y.Value);
            other.Reverse(Sqrt(z));
            y = y * other.Adjoint(z).Value * 4 + 0; // 4 · 1/(2·2) = 1
        }

        tape.Reverse(y);
        Assert.Equal(4, y.Value.Value);
        Assert.Equal(4, tape.Adjoint(x).Value);
    }

    [Fact]
    public void External_functions_have_a_pullback_of_their_own()
    {
        using var tape = new Tape<Float64>();
        var (r, phi) = (tape.Variable(2), tape.Variable(0.5));
        var calls = 0;
        Span<First> polar = new First[2];
        var radius = r * 1;
        var (sin, cos) = Math.SinCos(0.5);
        tape.External([radius, phi, 7], [2 * cos, 2 * sin], (outputs, inputs) =>
        {
            calls++;
            Assert.Equal([0, 0, 0], inputs.ToArray());
            inputs[0] = outputs[0] * cos + outputs[1] * sin;
            inputs[1] = outputs[1] * (2 * cos) - outputs[0] * (2 * sin);
            inputs[2] = double.NaN; // of a constant: nobody wants it
        }, polar);
        var z = Square(polar[0]) + polar[1];
        for (var i = 1; i <= 2; i++)
        {
            tape.Reverse(z);
            Assert.Equal(4 * cos * cos + sin, tape.Adjoint(r).Value, 1e-14);
            Assert.Equal(-8 * cos * sin + 2 * cos, tape.Adjoint(phi).Value, 1e-14);
            Assert.Equal(i, calls);
        }

        tape.Reverse(radius); // does not depend on it
        Assert.Equal(2, calls);
        Assert.Throws<ArgumentException>(() => tape.Adjoint(z));
    }

    [Fact]
    public void A_pullback_that_fails_leaves_the_tape_usable()
    {
        using var tape = new Tape<Float64>();
        var x = tape.Variable(2);
        Span<First> y = new First[1];
        tape.External([x], [4], (_, _) => throw new InvalidDataException("no"), y);
        var z = y[0] * x * x;
        Assert.Throws<InvalidDataException>(() => tape.Reverse(z));
        tape.Reverse(x * x * x);
        Assert.Equal(12, tape.Adjoint(x).Value);
    }

    private readonly struct Orbit(int steps) : IVectorFunction
    {
        public void Values<T>(ReadOnlySpan<T> x, Span<T> y) where T : IFrameworkNumber<T>
        {
            var (p, q) = (x[0], x[1]);
            for (var i = 0; i < steps; i++)
            {
                q -= Sin(p) * 0.01;
                p += q * 0.01;
            }

            (y[0], y[1]) = (p, q);
        }
    }

    [Fact]
    public void Checkpoints_change_memory_but_no_derivative()
    {
        using var tape = new Tape<Float64>();
        First[] start = [tape.Variable(1), tape.Variable(0.3)];
        var end = new First[2];
        new Orbit(1000).Values<First>(start, end);
        tape.Reverse(end[0]);
        var expected = (tape.Adjoint(start[0]).Value, tape.Adjoint(start[1]).Value);
        var whole = tape.Count;

        tape.Clear();
        start = [tape.Variable(1), tape.Variable(0.3)];
        First[] now = [.. start];
        for (var i = 0; i < 10; i++)
            tape.Checkpoint<Float64, Orbit>(new Orbit(100), now.ToArray(), now);
        Assert.Equal(end[0].Value, now[0].Value);
        tape.Reverse(now[0]);
        Assert.Equal(expected, (tape.Adjoint(start[0]).Value, tape.Adjoint(start[1]).Value));
        Assert.True(tape.Count < whole / 100);
    }
}
