using System.Runtime.CompilerServices;

namespace Aresta.Kernels;

/// <summary>xʸ = e^(y·log |x|), in double: the logarithm to some 65 bits, since y may multiply its error by 700.</summary>
internal static class Powers<V, T> where V : struct, ILanes<V, T> where T : unmanaged
{
    /// <summary>xʸ, with the exceptions of C's pow: x⁰ = 1ʸ = 1, NaN for a negative x unless y is whole.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static V Power(V x, V y)
    {
        V zero = V.Constant(0), one = V.Constant(1), infinity = V.Constant(double.PositiveInfinity);
        var size = V.Abs(x);
        var high = Log(size, out var low);
        var product = y * high;
        var rest = V.MultiplyAdd(y, high, -product) + y * low;
        // Where the product has left the range of the exponential, what rounding took no longer matters, and may be ∞ − ∞.
        rest = V.Select(V.IsLess(V.Abs(product), V.Constant(1000)), rest, zero);
        var power = V.Select(V.IsEqual(size, one), one, Exponentials<V, T>.Exp(product, rest));

        var isZero = V.IsEqual(size, zero);
        power = V.Select(isZero | V.IsEqual(size, infinity), V.Select(isZero ^ V.IsLess(y, zero), zero, infinity), power);

        var half = y * V.Constant(0.5);
        var whole = V.IsEqual(V.Truncate(y), y);
        var odd = whole & ~V.IsEqual(V.Truncate(half), half);
        power ^= odd & x & Bits.Sign<V, T>();
        power = V.Select(V.IsLess(x, zero) & V.IsLess(-infinity, x) & ~whole, V.Constant(double.NaN), power);
        power = V.Select(V.IsEqual(x, x) & V.IsEqual(y, y), power, V.Constant(double.NaN));
        return V.Select(V.IsEqual(y, zero) | V.IsEqual(x, one), one, power);
    }

    /// <summary>∛x: e^(log|x|/3), and a step of Newton's method with y³ in twice the precision.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static V Cbrt(V x)
    {
        // Where a cube would lose digits below the normal numbers, 2⁹⁰⁰ times as much.
        V size = V.Abs(x), small = V.IsLess(size, V.Constant(1.1830521861667747e-271));
        var a = V.Select(small, size * V.Constant(8.452712498170644e+270), size);
        var y = Exponentials<V, T>.Exp(Logarithms<V, T>.Log(a) * V.Constant(0.3333333333333333));
        var square = y * y;
        var rest = V.MultiplyAdd(y, square, -a) + y * V.MultiplyAdd(y, y, -square);
        y -= rest / (V.Constant(3) * square);
        y = V.Select(small, y * V.Constant(4.909093465297727e-91), y);
        var itself = V.IsEqual(size, V.Constant(0)) | V.IsEqual(size, V.Constant(double.PositiveInfinity));
        return V.Select(itself, x, Bits.CopySign<V, T>(y, x));
    }

    /// <summary>xⁿ for the whole numbers that are quick; false for the others.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static bool TryPower(V x, int n, out V power)
    {
        switch (n)
        {
            case 0: power = V.Constant(1); return true;
            case 1: power = x; return true;
            case 2: power = x * x; return true;
            case 3: power = x * x * x; return true;
            case -1: power = V.Constant(1) / x; return true;
            default: power = x; return false;
        }
    }

    /// <summary>
    /// log x = high + low: with s = (m − 1)/(m + 1), log m = 2s + s³·(2/3 + s²·D(s²)), all but D in twice the precision.
    /// </summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static V Log(V x, out V low)
    {
        V one = V.Constant(1), twoThirds = V.Constant(0.6666666666666666);
        var m = Bits.Split<V, T>(x, out var k);
        var (d, u) = (m - one, m + one);
        var uLow = m - (u - one);
        var s = d / u;
        var sLow = (V.MultiplyAdd(-s, u, d) - s * uLow) / u;

        var z = s * s;
        var zLow = V.MultiplyAdd(s, s, -z) + (s + s) * sLow;
        var q = z * Polynomial<V, T>.Before(
            Polynomial<V, T>.At(z, 0.15384559370653972, 0.13336233525512456, 0.11676324572235618, 0.11977798253673592),
            z, 0.3999999999999998, 0.28571428571443, 0.22222222217952275, 0.18181818827573734);
        var c = twoThirds + q;
        var cLow = twoThirds - c + q + V.Constant(3.700743415417188e-17);

        var cube = s * z;
        var cubeLow = V.MultiplyAdd(s, z, -cube) + V.MultiplyAdd(s, zLow, sLow * z);
        var term = cube * c;
        var termLow = V.MultiplyAdd(cube, c, -term) + V.MultiplyAdd(cube, cLow, cubeLow * c);

        var twice = s + s;
        var logM = twice + term;
        var logMLow = twice - logM + term + (sLow + sLow + termLow);

        // k times the first 42 bits of ln 2 is exact.
        var powers = k * V.Constant(0.693147180559663);
        var sum = powers + logM;
        var rest = powers - sum + logM + V.MultiplyAdd(k, V.Constant(2.8235290563031577e-13), logMLow);
        var high = sum + rest;
        low = sum - high + rest;
        return high;
    }
}
