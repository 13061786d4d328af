using System.Runtime.CompilerServices;

namespace Aresta.Kernels;

/// <summary>erf x: an odd polynomial on |x| ≤ 1, and beyond 1 − e^(−p(|x|)), where p is −log erfc.</summary>
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
