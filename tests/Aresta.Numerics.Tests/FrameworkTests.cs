using System.Globalization;
using System.Numerics;
using System.Numerics.Tensors;
using Aresta.Numerics.Framework;
using Aresta.Numerics.Lanes;
using Aresta.Numerics.Series;
using Second = Aresta.Numerics.Dual<Aresta.Numerics.Dual<Aresta.Numerics.Float64>>;
using Single = Aresta.Numerics.Dual<Aresta.Numerics.Float32>;
using X = Aresta.Numerics.Dual<Aresta.Numerics.Float64>;

namespace Aresta.Numerics.Tests;

/// <summary>Code that knows only the framework's interfaces, differentiated as it stands.</summary>
public class FrameworkTests
{
    // A user's own code: loops, branches, structs, recursion; not a word of Aresta.
    private static T Newton<T>(T a) where T : INumber<T>
    {
        var x = T.One;
        while (T.Abs(x * x - a) > T.CreateChecked(1e-14))
            x = (x + a / x) / T.CreateChecked(2);
        return x;
    }

    private static T Price<T>(T spot, T strike, T rate, T volatility, T time)
        where T : IRootFunctions<T>, IExponentialFunctions<T>, ILogarithmicFunctions<T>
    {
        static T Normal(T x) => T.One / (T.One + T.Exp(T.CreateChecked(-1.702) * x));
        var d1 = (T.Log(spot / strike) + (rate + volatility * volatility / T.CreateChecked(2)) * time) / (volatility * T.Sqrt(time));
        return spot * Normal(d1) - strike * T.Exp(-rate * time) * Normal(d1 - volatility * T.Sqrt(time));
    }

    private readonly record struct ComplexOf<T>(T Re, T Im) where T : IFloatingPointIeee754<T>
    {
        public static ComplexOf<T> operator *(ComplexOf<T> x, ComplexOf<T> y) =>
            new(x.Re * y.Re - x.Im * y.Im, x.Re * y.Im + x.Im * y.Re);

        public T Phase => T.Atan2(Im, Re);

        public T Abs => T.Hypot(Re, Im);
    }

    private static T Fibonacci<T>(int n, T x) where T : INumberBase<T> => n < 2 ? x : Fibonacci(n - 1, x) + x * Fibonacci(n - 2, x);

    private static T Sum<T>(IEnumerable<T> terms) where T : IAdditionOperators<T, T, T>, IAdditiveIdentity<T, T> =>
        terms.Aggregate(T.AdditiveIdentity, (sum, term) => sum + term);

    [Fact]
    public void A_loop_until_convergence()
    {
        var y = Newton(new X(2, 1));
        Assert.Equal(Math.Sqrt(2), y.Primal, 1e-15);
        Assert.Equal(0.5 / Math.Sqrt(2), y.Tangent, 1e-13);
        Assert.Equal(-0.25 * Math.Pow(2, -1.5), Newton(new Second(new(2, 1), new(1, 0))).Tangent.Tangent, 1e-12);
    }

    [Fact]
    public void A_formula_of_five_arguments()
    {
        static double At(double volatility) => Price<double>(100, 95, 0.03, volatility, 0.5);
        var y = Price<X>(new(100, 0), new(95, 0), new(0.03, 0), new(0.2, 1), new(0.5, 0));
        Assert.Equal(At(0.2), y.Primal, 1e-12);
        Assert.Equal((At(0.2001) - At(0.1999)) / 2e-4, y.Tangent, 1e-5);
    }

    [Fact]
    public void A_struct_over_numbers()
    {
        var z = new ComplexOf<X>(new(3, 1), new(4, 0));
        Assert.Equal(new X(25, 6), (z * z).Abs);
        Assert.Equal(-4.0 / 25, z.Phase.Tangent, 1e-15);
        Assert.Equal(2 * -4.0 / 25, (z * z).Phase.Tangent, 1e-15);
    }

    [Fact]
    public void Recursion_and_sums()
    {
        // F(4) = x + 3x² + x³.
        Assert.Equal(new X(22, 25), Fibonacci(4, new X(2, 1)));
        Assert.Equal(new X(14, 12), Sum(from x in (double[])[1, 2, 3] let v = new X(x, 1) select v * v));
        Assert.Equal(new X(3, 1), new X[] { new(1, 0), new(3, 1), new(2, 5) }.Max());
    }

    [Fact]
    public void The_interpolation_of_the_framework()
    {
        static T Lerp<T>(T a, T b, T t) where T : IFloatingPointIeee754<T> => T.Lerp(a, b, t);
        Assert.Equal(new X(2.5, 6), Lerp(new X(1, 0), new X(7, 0), new X(0.25, 1)));
    }

    [Fact]
    public void The_tensor_primitives_of_the_framework()
    {
        X[] x = [new(1, 1), new(2, 0), new(-0.5, 0)];
        X[] y = [new(3, 0), new(0.25, 2), new(1, 1)];
        Assert.Equal(new X(3, 3 + 2 * 2 - 0.5), TensorPrimitives.Dot<X>(x, y));
        Assert.Equal(new X(Math.Sqrt(5.25), 1 / Math.Sqrt(5.25)), TensorPrimitives.Norm<X>(x));
        Assert.Equal(new X(2, 0), TensorPrimitives.Max<X>(x));
        Assert.Equal(2, TensorPrimitives.IndexOfMin<X>(x));
        var result = new X[3];
        TensorPrimitives.SoftMax<X>(x, result);
        var (exp, sum) = (Math.Exp(1), Math.Exp(1) + Math.Exp(2) + Math.Exp(-0.5));
        Assert.Equal(exp / sum, result[0].Primal, 1e-15);
        Assert.Equal(exp / sum * (1 - exp / sum), result[0].Tangent, 1e-15);
        TensorPrimitives.Tanh<X>(x, result);
        Assert.Equal(1 / Math.Pow(Math.Cosh(1), 2), result[0].Tangent, 1e-15);
    }

    [Fact]
    public void Comparisons_act_on_the_value()
    {
        static (bool, bool, bool, int) Ask<T>(T x, T y) where T : INumber<T> => (x < y, x == y, x >= y, T.Sign(x));
        var (x, same, more) = (new X(2, 1), new X(2, -7), new X(3, 0));
        Assert.Equal((false, true, true, 1), Ask(x, same));
        Assert.Equal((true, false, false, 1), Ask(x, more));
        Assert.Equal((false, false, false, -1), Ask(new X(-1, 0), new X(double.NaN, 0)));
        Assert.True(x == same && x <= same && x < more && more > x && more >= x && x != more && more % x == new X(1, 0));
        Assert.False(x.Equals(same));
        Assert.Equal(0, x.CompareTo(same));
        Assert.Throws<ArgumentException>(() => ((IComparable)x).CompareTo(2.0));
        Assert.Equal([more, x], new[] { x, more }.OrderDescending());
    }

    [Fact]
    public void Each_function_of_the_framework_has_the_value_and_the_slope_of_its_own_double()
    {
        foreach (var (name, f) in Functions<double>.All)
        {
            var dual = Functions<X>.All[name];
            foreach (var x in (double[])[0.3, -0.6, 1.7, 7.23])
            {
                var expected = f(x);
                var actual = dual(new(x, 1));
                Assert.True(Close(expected, actual.Primal, 1e-14), $"{name}({x}) = {actual.Primal} instead of {expected}");
                Assert.True(Close(expected, Functions<Float64>.All[name](x), 1e-14), name);
                Assert.True(Close(expected, Functions<Single>.All[name](new((float)x, 1)).Primal, 3e-5), $"{name}({x}) as float");
                var h = Math.ScaleB(1, -16);
                var slope = (8 * (f(x + h) - f(x - h)) - (f(x + 2 * h) - f(x - 2 * h))) / (12 * h);
                if (double.IsFinite(slope) && double.IsFinite(expected))
                    Assert.True(Close(slope, actual.Tangent, 1e-7), $"{name}′({x}) = {actual.Tangent} instead of {slope}");
            }
        }

    }

    [Fact]
    public void Each_function_of_the_framework_is_known_to_numbers_of_every_kind()
    {
        using var tape = new Tape<Float64>();
        Variable<Float64> taped = 0;
        Trace<Float64>? trace = null;
        Check(x => Dual<Float64, Float64x4>.Variable(x, 2), y => y.Tangents[2]);
        Check(x => Dual<Float64, Float64x8>.Variable(x, 7), y => y.Tangents[7]);
        Check(x => new Second(new(x, 1), default), y => y.Primal.Tangent);
        Check(x => new Taylor<Float64, Terms4<Float64>>(x, 1), y => y[1]);
        Check(x => taped = tape.Variable(x), y =>
        {
            tape.Reverse(y);
            return tape.Adjoint(taped).Value;
        });
        Check(x => (trace = new()).Input(x), y =>
        {
            var gradient = new Float64[1];
            trace!.Compile(y).Start().Gradient([0.3], gradient);
            return gradient[0].Value;
        });
        Check(x => Dependent.Input(x, 0));
        Check(x => Coupled.Input(x, 0));

        static void Check<T>(Func<double, T> input, Func<T, double>? slope = null) where T : IFrameworkNumber<T>
        {
            foreach (var (name, f) in Functions<X>.All)
            {
                var expected = f(new(0.3, 1));
                var actual = Functions<T>.All[name](input(0.3));
                Assert.True(Close(expected.Primal, T.ToDouble(actual), 1e-14), $"{name} of {typeof(T)}: {actual} instead of {expected}");
                if (slope?.Invoke(actual) is { } found)
                    Assert.True(Close(expected.Tangent, found, 1e-13), $"{name}′ of {typeof(T)}: {found} instead of {expected.Tangent}");
            }
        }
    }

    private static bool Close(double expected, double actual, double tolerance) =>
        expected.Equals(actual) || Math.Abs(expected - actual) <= tolerance * (1 + Math.Abs(expected));

    [Theory]
    [InlineData(2.5)]
    [InlineData(-3.0)]
    [InlineData(0.0)]
    [InlineData(4.0)]
    [InlineData(5e-320)]
    [InlineData(double.NaN)]
    [InlineData(double.PositiveInfinity)]
    [InlineData(double.NegativeInfinity)]
    public void Predicates_speak_of_the_value(double x)
    {
        static bool[] Ask<T>(T x) where T : IFloatingPointIeee754<T> =>
        [
            T.IsCanonical(x), T.IsComplexNumber(x), T.IsEvenInteger(x), T.IsFinite(x), T.IsImaginaryNumber(x), T.IsInfinity(x),
            T.IsInteger(x),
            T.IsNaN(x), T.IsNegative(x), T.IsNegativeInfinity(x), T.IsNormal(x), T.IsOddInteger(x), T.IsPositive(x),
            T.IsPositiveInfinity(x), T.IsRealNumber(x), T.IsSubnormal(x), T.IsZero(x),
        ];
        static int[] Bits<T>(T x) where T : IFloatingPointIeee754<T>
        {
            Span<byte> bytes = stackalloc byte[16];
            return
            [
                x.GetExponentByteCount(), x.GetExponentShortestBitLength(), x.GetSignificandBitLength(), x.GetSignificandByteCount(),
                T.ILogB(x),
                .. bytes[..x.WriteExponentLittleEndian(bytes)].ToArray(), .. bytes[..x.WriteExponentBigEndian(bytes)].ToArray(),
                .. bytes[..x.WriteSignificandLittleEndian(bytes)].ToArray(), .. bytes[..x.WriteSignificandBigEndian(bytes)].ToArray(),
            ];
        }
        Assert.Equal(Ask(x), Ask(new X(x, 3)));
        Assert.Equal(Bits(x), Bits(new X(x, 3)));
        Assert.Equal(Bits((float)x), Bits<Single>(new((float)x, 3)));
        Assert.Equal(Ask((float)x), Ask(new Single((float)x, 3)));
    }

    [Fact]
    public void Constants_have_no_derivative()
    {
        static T[] All<T>() where T : IFloatingPointIeee754<T>, IMinMaxValue<T> =>
        [
            T.Zero, T.One, T.NegativeOne, T.E, T.Pi, T.Tau, T.Epsilon, T.NaN, T.PositiveInfinity, T.NegativeInfinity, T.NegativeZero,
            T.MinValue, T.MaxValue, T.AdditiveIdentity, T.MultiplicativeIdentity, T.CreateChecked(7), T.CreateSaturating(2.5f),
            T.CreateTruncating(-3L), T.BitIncrement(T.One), T.BitDecrement(T.One), T.BitIncrement(T.MaxValue), T.Parse("1.5",
            CultureInfo.InvariantCulture),
            T.Parse("1,5", NumberStyles.Float,
            new NumberFormatInfo { NumberDecimalSeparator = "," }) == T.CreateChecked(1.5) ? T.One : T.Zero,
        ];
        Assert.Equal(All<double>().Select(x => new X(x, 0)), All<X>());
        Assert.Equal(All<double>().Select(x => new Float64(x)), All<Float64>());
        Assert.Equal(All<float>().Select(x => new Float32(x)), All<Float32>());
    }

    [Fact]
    public void A_conversion_that_would_lose_derivatives_is_refused_and_one_to_an_integer_is_not()
    {
        static TTo To<TFrom, TTo>(TFrom x) where TFrom : INumberBase<TFrom> where TTo : INumberBase<TTo> => TTo.CreateChecked(x);
        Assert.Equal(2, To<X, int>(new(2.7, 1)));
        Assert.Equal(2.7, To<Float64, double>(2.7));
        Assert.Equal(new X(2.5, 0), To<Float32, X>(2.5f));
        Assert.Equal(new X(2.7, 1), To<X, X>(new(2.7, 1)));
        Assert.Throws<OverflowException>(() => To<X, int>(new(1e10, 1)));
        Assert.Contains("would lose its derivatives", Assert.Throws<NotSupportedException>(() => To<X, double>(new(2, 1))).Message);
        // Levels of nesting are types: one number does not slip into another level unnoticed.
        Assert.Contains("would lose its derivatives", Assert.Throws<NotSupportedException>(() => To<X, Second>(new(2, 1))).Message);
    }

    [Fact]
    public void Text_follows_format_and_provider()
    {
        var x = new X(1.5, -0.25);
        Assert.Equal("1.50 + -0.25ε", x.ToString("F2", CultureInfo.InvariantCulture));
        Assert.Equal("1,5 + -0,25ε", x.ToString(null, new NumberFormatInfo { NumberDecimalSeparator = "," }));
        Assert.Equal("1.5 + -0.25ε", string.Create(CultureInfo.InvariantCulture, $"{x}"));
        Assert.False(((ISpanFormattable)x).TryFormat(new char[3], out var written, default, null));
        Assert.Equal(0, written);

        static bool TryRead<T>(string? text, out T x) where T : INumber<T> => T.TryParse(text, CultureInfo.InvariantCulture, out x!);
        Assert.True(TryRead<X>("2.5e3", out var read));
        Assert.Equal(new X(2500, 0), read);
        Assert.False(TryRead<X>("two", out _));
        Assert.False(TryRead<X>(null, out _));
    }

    /// <summary>The functions of one argument that the framework's interfaces have.</summary>
    private static class Functions<T> where T : IFloatingPointIeee754<T>
    {
        private static T Two => T.CreateChecked(2);

        public static readonly Dictionary<string, Func<T, T>> All = new()
        {
            ["Abs"] = T.Abs,
            ["Acos"] = T.Acos,
            ["Acosh"] = T.Acosh,
            ["AcosPi"] = T.AcosPi,
            ["Asin"] = T.Asin,
            ["Asinh"] = T.Asinh,
            ["AsinPi"] = T.AsinPi,
            ["Atan"] = T.Atan,
            ["Atanh"] = T.Atanh,
            ["AtanPi"] = T.AtanPi,
            ["Cbrt"] = T.Cbrt,
            ["Ceiling"] = T.Ceiling,
            ["Cos"] = T.Cos,
            ["Cosh"] = T.Cosh,
            ["CosPi"] = T.CosPi,
            ["Degrees"] = T.DegreesToRadians,
            ["Exp"] = T.Exp,
            ["Exp10"] = T.Exp10,
            ["Exp10M1"] = T.Exp10M1,
            ["Exp2"] = T.Exp2,
            ["Exp2M1"] = T.Exp2M1,
            ["ExpM1"] = T.ExpM1,
            ["Floor"] = T.Floor,
            ["Log"] = T.Log,
            ["Log10"] = T.Log10,
            ["Log10P1"] = T.Log10P1,
            ["Log2"] = T.Log2,
            ["Log2P1"] = T.Log2P1,
            ["LogP1"] = T.LogP1,
            ["Radians"] = T.RadiansToDegrees,
            ["Round"] = T.Round,
            ["Round to even"] = x => T.Round(x, 1, MidpointRounding.ToEven),
            ["Round away"] = x => T.Round(x, 1, MidpointRounding.AwayFromZero),
            ["Sin"] = T.Sin,
            ["Sinh"] = T.Sinh,
            ["SinPi"] = T.SinPi,
            ["SinCos"] = x => T.SinCos(x).Sin * T.SinCos(x).Cos,
            ["SinCosPi"] = x => T.SinCosPi(x).SinPi * T.SinCosPi(x).CosPi,
            ["Sqrt"] = T.Sqrt,
            ["Tan"] = T.Tan,
            ["Tanh"] = T.Tanh,
            ["TanPi"] = T.TanPi,
            ["Truncate"] = T.Truncate,
            ["Negate"] = x => -x,
            ["Plus"] = x => +x,
            ["Increment"] = x => ++x,
            ["Decrement"] = x => --x,
            ["Modulus"] = x => x % Two,
            ["of Modulus"] = x => Two % x,
            ["Log, base 2"] = x => T.Log(x, Two),
            ["Log, base x"] = x => T.Log(Two, x),
            ["Pow"] = x => T.Pow(x, Two),
            ["of Pow"] = x => T.Pow(Two, x),
            ["Hypot"] = x => T.Hypot(x, Two),
            ["Atan2"] = x => T.Atan2(x, Two),
            ["Atan2Pi"] = x => T.Atan2Pi(Two, x),
            ["Root 0"] = x => T.RootN(x, 0),
            ["Root 1"] = x => T.RootN(x, 1),
            ["Root 2"] = x => T.RootN(x, 2),
            ["Root 3"] = x => T.RootN(x, 3),
            ["Root 4"] = x => T.RootN(x, 4),
            ["Root 5"] = x => T.RootN(x, 5),
            ["Root -1"] = x => T.RootN(x, -1),
            ["Root -3"] = x => T.RootN(x, -3),
            ["Root -4"] = x => T.RootN(x, -4),
            ["Max"] = x => T.Max(x, T.One),
            ["Min"] = x => T.Min(T.One, x),
            ["MaxNumber"] = x => T.MaxNumber(x, T.NaN),
            ["MinNumber"] = x => T.MinNumber(T.One, x),
            ["Clamp"] = x => T.Clamp(x, T.Zero,
            T.One),
            ["MaxMagnitude"] = x => T.MaxMagnitude(x, T.One),
            ["MinMagnitude"] = x => T.MinMagnitude(x, T.One),
            ["MaxMagnitudeNumber"] = x => T.MaxMagnitudeNumber(x, T.NaN),
            ["MinMagnitudeNumber"] = x => T.MinMagnitudeNumber(T.NaN, x),
            ["CopySign"] = x => T.CopySign(x, T.NegativeOne),
            ["FusedMultiplyAdd"] = x => T.FusedMultiplyAdd(x, x, Two),
            ["MultiplyAddEstimate"] = x => T.MultiplyAddEstimate(Two, x, x),
            ["Ieee754Remainder"] = x => T.Ieee754Remainder(x, Two),
            ["of Ieee754Remainder"] = x => T.Ieee754Remainder(Two, x),
            ["ScaleB"] = x => T.ScaleB(x, -3),
            ["ScaleB far"] = x => T.ScaleB(x, -1010),
            ["BitIncrement"] = T.BitIncrement,
            ["BitDecrement"] = T.BitDecrement,
            ["Reciprocal"] = x => T.One / x,
        };
    }
}
