using System.Runtime.CompilerServices;

namespace Aresta.Kernels;

/// <summary>
/// erf x: an odd polynomial on |x| ≤ 1, and beyond 1 − e^(−p(|x|)), where p is −log erfc. erfc |x|, beyond 1/2: e^(−x²) times
/// t·P(t − 1/2), a polynomial in t = 1/(1 + 3|x|/8), right to the last subnormal number.
/// </summary>
internal static class ErrorFunction<V, T> where V : struct, ILanes<V, T> where T : unmanaged
{
    /// <summary>erf x</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static V Erf(V x)
    {
        var a = V.Abs(x);
        var near = V.MultiplyAdd(a, Near(a * a), a);
        var far = V.Constant(1) - Exponentials<V, T>.Exp(-Far(a));
        return Bits.CopySign<V, T>(V.Select(V.IsLess(a, V.Constant(1)), near, far), x);
    }

    /// <summary>erfc x: 1 − erf x for small x; then what rounding takes from x² and from t goes into the exponent.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static V Erfc(V x)
    {
        V one = V.Constant(1), part = V.Constant(0.375);
        var a = V.AtMost(V.Constant(typeof(T) == typeof(float) ? 11 : 28), V.Abs(x));
        var square = a * a;
        var near = one - V.MultiplyAdd(x, Near(square), x);
        var d = V.MultiplyAdd(a, part, one);
        var t = one / d;
        // The relative error of t, times how many times that of the result is as large.
        var rest = V.MultiplyAdd(-t, V.MultiplyAdd(a, part, one - d), V.MultiplyAdd(-t, d, one));
        rest = V.MultiplyAdd(rest, V.MultiplyAdd(t, V.Constant(2.27), 0.73), -V.MultiplyAdd(a, a, -square));
        var p = Scaled(t - V.Constant(0.5));
        var factor = t * p;
        var tail = Exponentials<V, T>.ExpTimes(-square, rest, factor, V.MultiplyAdd(t, p, -factor));
        var far = V.Select(V.IsLess(x, V.Constant(0)), V.Constant(2) - tail, tail);
        return V.Select(V.IsLess(a, V.Constant(0.5)), near, far);
    }

    /// <summary>The same where e^(−x²) is known.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static V Erfc(V x, V gaussian)
    {
        V one = V.Constant(1), part = V.Constant(0.375);
        var a = V.AtMost(V.Constant(typeof(T) == typeof(float) ? 11 : 28), V.Abs(x));
        var near = one - V.MultiplyAdd(x, Near(a * a), x);
        var d = V.MultiplyAdd(a, part, one);
        var t = one / d;
        var rest = V.MultiplyAdd(-t, V.MultiplyAdd(a, part, one - d), V.MultiplyAdd(-t, d, one));
        rest *= V.MultiplyAdd(t, V.Constant(2.27), 0.73);
        var p = Scaled(t - V.Constant(0.5));
        var factor = t * p;
        var tail = gaussian * (factor + V.MultiplyAdd(factor, rest, V.MultiplyAdd(t, p, -factor)));
        var far = V.Select(V.IsLess(x, V.Constant(0)), V.Constant(2) - tail, tail);
        return V.Select(V.IsLess(a, V.Constant(0.5)), near, far);
    }

    /// <summary>e^(x²)·erfc(x)/t in u = t − 1/2, for x from 1/2 on.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static V Scaled(V u)
    {
        if (typeof(T) == typeof(float))
        {
            return Polynomial<V, T>.Before(
                Polynomial<V, T>.At(
                    u, 0.3337904214859009, -0.009954067878425121, -0.1415298730134964, -0.04085380956530571, 0.05662053823471069),
                u, 0.39814525842666626, 0.6257567405700684, 0.755128800868988, 0.6555750966072083);
        }

        var last = Polynomial<V, T>.At(
            u, 0.01990953380376692, -0.007990751168291774, -0.01580589589053106, 0.008541500340154771, 0.010483302394655704);
        last = Polynomial<V, T>.Before(
            last, u, 0.027493386849035087, 0.00971818419374264, -0.023591004997792736, 0.0003423354594564285);
        last = Polynomial<V, T>.Before(
            last, u, 0.0615181478346236, 0.03562948597909537, -0.03594506368433935, -0.02137049757159226);
        last = Polynomial<V, T>.Before(
            last, u, 0.3337953746127662, -0.00946738155412493, -0.14174883948012285, -0.047831545284732296);
        return Polynomial<V, T>.Before(last, u, 0.3981452619877313, 0.625756803204537, 0.7551286856039048, 0.6555622824525043);
    }

    /// <summary>erf(x)/x − 1 in z = x².</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static V Near(V z) => typeof(T) == typeof(float)
        ? Polynomial<V, T>.At(
            z, 0.12837916612625122, -0.3761262595653534, 0.11283600330352783, -0.026854444295167923, 0.005189535673707724,
            -0.0008020843961276114, 7.88912657299079e-05)
        : Polynomial<V, T>.Before(
            Polynomial<V, T>.Before(
                Polynomial<V, T>.At(
                    z, 1.6461008477795947e-06, -1.6350396222798252e-07, 1.466032872232511e-08, -1.1374955734553238e-09,
                    5.960685336093912e-11),
                z, 0.005223977624828431, -0.0008548326981425541, 0.00012055331132955798, -1.4925595772180445e-05),
            z, 0.1283791670955126, -0.3761263890318375, 0.11283791670954885, -0.026866170645077875);

    /// <summary>−log erfc a, held where erf is 1 to the last place: in float in powers of a, in double of a − 2.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static V Far(V a)
    {
        if (typeof(T) == typeof(float))
        {
            return Polynomial<V, T>.At(
                V.AtMost(V.Constant(4), a), -2.2607391656492837e-05, 1.1288416385650635, 0.6345924139022827, 0.10703465342521667,
                -0.024393778294324875, 0.003925193101167679, -0.00038968707667663693, 1.7719123206916265e-05);
        }

        var t = V.AtMost(V.Constant(6), a) - V.Constant(2);
        var last = Polynomial<V, T>.At(
            t, -1.5061744091828732e-12, 1.7492866342045518e-13, -1.2006844077942278e-14, 3.7070719967498677e-16);
        last = V.MultiplyAdd(V.MultiplyAdd(last, t, V.Constant(8.378533832076766e-12)), t, V.Constant(-2.958606695205728e-11));
        last = Polynomial<V, T>.Before(
            last, t, 1.4004499478646041e-08, -2.524206226241382e-09, 2.4470723200762964e-10, 4.3301636550338974e-11);
        last = Polynomial<V, T>.Before(
            last, t, -1.9521570967670675e-06, -2.0360602775740839e-07, 1.7314841559107974e-07, -5.783224153615186e-08);
        last = Polynomial<V, T>.Before(
            last, t, -0.0035707563423727977, 0.0007323993910456997, -0.0001353093500111672, 2.0706412533623355e-05);
        return Polynomial<V, T>.Before(last, t, 5.364941264616641, 4.418160805994402, 0.9237508418234732, 0.016465118136541303);
    }
}
