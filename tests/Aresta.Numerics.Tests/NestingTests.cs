using Aresta.Numerics.Lanes;
using Aresta.Numerics.Series;
using static Aresta.Numerics.Elementary;

namespace Aresta.Numerics.Tests;

/// <summary>
/// Derivatives within derivatives, and the traps of J. M. Siskind and B. A. Pearlmutter (<em>Perturbation confusion and referential
/// transparency</em>, IFL 2005; <em>Nesting forward-mode AD in a functional framework</em>, 2008). What protects is that every level is a
/// type of its own: a derivative is taken of a function of <c>Level&lt;T&gt;</c>, into which a T comes only as a constant, by its
/// constructor.
/// </summary>
public class NestingTests
{
    /// <summary>A derivative operator for every kind of level.</summary>
    private interface ILevel
    {
        /// <summary>The derivative at x of a function, which is given the variable and a way to bring numbers from outside in.</summary>
        static abstract T Derivative<T>(IBody<T> body, T x) where T : IReal<T>;
    }

    private interface IBody<T> where T : IReal<T>
    {
        U Value<U>(U y, Func<T, U> lift) where U : IReal<U>;
    }

    private readonly struct OneDirection : ILevel
    {
        public static T Derivative<T>(IBody<T> body, T x) where T : IReal<T> =>
            body.Value(new Dual<T>(x, T.Constant(1)), c => new(c, T.Constant(0))).Tangent;
    }

    private readonly struct Lane : ILevel
    {
        public static T Derivative<T>(IBody<T> body, T x) where T : IReal<T> =>
            body.Value(Dual<T, Twice<Lane<T>, T>>.Variable(x, 1), c => new(c, default)).Tangents[1];
    }

    private readonly struct Series : ILevel
    {
        public static T Derivative<T>(IBody<T> body, T x) where T : IReal<T> =>
            body.Value(Taylor<T, Terms4<T>>.Variable(x), c => new(c))[1];
    }

    private readonly struct OnTape : ILevel
    {
        public static T Derivative<T>(IBody<T> body, T x) where T : IReal<T>
        {
            using var tape = new Tape<T>();
            var y = tape.Variable(x);
            tape.Reverse(body.Value(y, c => tape.Variable(c)));
            return tape.Adjoint(y);
        }
    }

    /// <summary>x ↦ x · d/dy (x + y) at y = x: its derivative is 1, and 2 for who confuses the two perturbations.</summary>
    private sealed class Sum<T, TInner> : IBody<T> where T : IReal<T> where TInner : ILevel
    {
        public U Value<U>(U x, Func<T, U> lift) where U : IReal<U> => x * TInner.Derivative(new Inner<U>(x), x);

        private sealed class Inner<U>(U x) : IBody<U> where U : IReal<U>
        {
            public V Value<V>(V y, Func<U, V> lift) where V : IReal<V> => lift(x) + y;
        }
    }

    /// <summary>x ↦ d/dy (x·y·y) at y = 3 is 6x: its derivative is 6, while a confused one differentiates by both.</summary>
    private sealed class Product<T, TInner> : IBody<T> where T : IReal<T> where TInner : ILevel
    {
        public U Value<U>(U x, Func<T, U> lift) where U : IReal<U> => TInner.Derivative(new Inner<U>(x), U.Constant(3));

        private sealed class Inner<U>(U x) : IBody<U> where U : IReal<U>
        {
            public V Value<V>(V y, Func<U, V> lift) where V : IReal<V> => lift(x) * y * y;
        }
    }

    /// <summary>x ↦ d/dy (d/dz (x·y·z)²) at z = x, y = x², which is 4x⁵: three levels at a time.</summary>
    private sealed class Deep<T, TInner, TInnermost> : IBody<T> where T : IReal<T> where TInner : ILevel where TInnermost : ILevel
    {
        public U Value<U>(U x, Func<T, U> lift) where U : IReal<U> => TInner.Derivative(new Inner<U>(x), x * x);

        private sealed class Inner<U>(U x) : IBody<U> where U : IReal<U>
        {
            public V Value<V>(V y, Func<U, V> lift) where V : IReal<V> =>
                TInnermost.Derivative(new Innermost<V>(lift(x), y), lift(x));
        }

        private sealed class Innermost<V>(V x, V y) : IBody<V> where V : IReal<V>
        {
            public W Value<W>(W z, Func<V, W> lift) where W : IReal<W> => Square(lift(x) * lift(y) * z);
        }
    }

    [Fact]
    public void No_pair_of_levels_confuses_its_perturbations()
    {
        Outer<OneDirection>();
        Outer<Lane>();
        Outer<Series>();
        Outer<OnTape>();

        static void Outer<TOuter>() where TOuter : ILevel
        {
            Pair<TOuter, OneDirection>();
            Pair<TOuter, Lane>();
            Pair<TOuter, Series>();
            Pair<TOuter, OnTape>();
        }

        static void Pair<TOuter, TInner>() where TOuter : ILevel where TInner : ILevel
        {
            Assert.Equal(1, TOuter.Derivative<Float64>(new Sum<Float64, TInner>(), 1).Value);
            Assert.Equal(6, TOuter.Derivative<Float64>(new Product<Float64, TInner>(), 2).Value);
        }
    }

    [Fact]
    public void Nor_do_three_levels()
    {
        Triple<OneDirection, OneDirection, OneDirection>();
        Triple<OneDirection, Series, Lane>();
        Triple<Series, Lane, OneDirection>();
        Triple<Lane, OneDirection, Series>();
        Triple<OnTape, OneDirection, Series>();
        Triple<Series, OnTape, Lane>();
        Triple<OneDirection, Series, OnTape>();
        Triple<OnTape, OnTape, OnTape>();

        static void Triple<TOuter, TInner, TInnermost>() where TOuter : ILevel where TInner : ILevel where TInnermost : ILevel =>
            Assert.Equal(20 * Math.Pow(1.5, 4), TOuter.Derivative<Float64>(new Deep<Float64, TInner, TInnermost>(), 1.5).Value, 1e-12);
    }

    [Fact]
    public void Nested_levels_of_a_composed_function_give_its_second_derivative()
    {
        static T F<T>(T x) where T : IElementary<T> => Exp(Sin(x)) / (Cosh(x) + T.Constant(1)) + BesselJ(1, x);
        var expected = F(new Dual<Dual<Float64>>(new(0.6, 1), new(1, 0))).Tangent.Tangent.Value;
        Assert.Equal(expected, 2 * F(Taylor<Float64, Terms8<Float64>>.Variable(0.6))[2], 1e-13);
        Assert.Equal(expected, F(Taylor<Dual<Float64>, Terms4<Dual<Float64>>>.Variable(new(0.6, 1)))[1].Tangent, 1e-13);
        Assert.Equal(expected, F(new Dual<Taylor<Float64, Terms4<Float64>>>(Taylor<Float64, Terms4<Float64>>.Variable(0.6),
            Taylor<Float64, Terms4<Float64>>.Constant(1))).Tangent[1], 1e-13);
        Assert.Equal(expected, F(Dual<Dual<Float64>, Lane<Dual<Float64>>>.Variable(new(0.6, 1), 0)).Tangents[0].Tangent, 1e-13);
        var inner = Taylor<Float64, Terms4<Float64>>.Variable(0.6);
        var twofold = F(Taylor<Taylor<Float64, Terms4<Float64>>, Terms4<Taylor<Float64, Terms4<Float64>>>>.Variable(inner));
        Assert.Equal(expected, twofold[1][1], 1e-13);
    }
}
