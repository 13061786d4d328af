using System.Runtime.Intrinsics;

namespace Aresta.Kernels;

/// <summary>One element of a strip in another type.</summary>
internal interface IConversion<TFrom, TTo> where TFrom : unmanaged where TTo : unmanaged
{
    /// <summary>The element converted.</summary>
    static abstract TTo Of(TFrom x);
}

/// <summary>
/// To integers toward zero, saturated, NaN to 0; to truth values everything but 0 is true. Integers reach float by way of double, as the
/// interpreter takes them.
/// </summary>
internal readonly struct Conversion :
    IConversion<float, double>, IConversion<float, int>, IConversion<float, long>,
    IConversion<double, float>, IConversion<double, int>, IConversion<double, long>,
    IConversion<int, float>, IConversion<int, double>, IConversion<int, long>,
    IConversion<long, float>, IConversion<long, double>, IConversion<long, int>
{
    static double IConversion<float, double>.Of(float x) => x;
    static int IConversion<float, int>.Of(float x) => (int)x;
    static long IConversion<float, long>.Of(float x) => (long)x;
    static float IConversion<double, float>.Of(double x) => (float)x;
    static int IConversion<double, int>.Of(double x) => (int)x;
    static long IConversion<double, long>.Of(double x) => (long)x;
    static float IConversion<int, float>.Of(int x) => x;
    static double IConversion<int, double>.Of(int x) => x;
    static long IConversion<int, long>.Of(int x) => x;
    static float IConversion<long, float>.Of(long x) => (float)(double)x;
    static double IConversion<long, double>.Of(long x) => x;
    static int IConversion<long, int>.Of(long x) => unchecked((int)x);
}

/// <summary>Between masks.</summary>
internal readonly struct MaskConversion : IConversion<int, long>, IConversion<long, int>
{
    static long IConversion<int, long>.Of(int x) => x;
    static int IConversion<long, int>.Of(long x) => (int)x;
}

/// <summary>Truth values of integers, as masks.</summary>
internal readonly struct TruthConversion : IConversion<int, int>, IConversion<long, long>
{
    static int IConversion<int, int>.Of(int x) => x == 0 ? 0 : -1;
    static long IConversion<long, long>.Of(long x) => x == 0 ? 0 : -1;
}

/// <summary>A conversion over strips, by vectors where it is between float and double.</summary>
internal sealed unsafe class ConversionKernel<TConversion, TFrom, TTo> : StripKernel
    where TConversion : struct, IConversion<TFrom, TTo> where TFrom : unmanaged where TTo : unmanaged
{
    public override string Name => "convert";

    public override void Run(byte* target, in StripOperands operands, nint count)
    {
        var x = (TFrom*)operands.X;
        var to = (TTo*)target;
        var step = operands.StepX;
        nint i = 0;
        if (typeof(TFrom) == typeof(float) && typeof(TTo) == typeof(double) && step == 1)
        {
            for (; i <= count - Vector256<float>.Count; i += Vector256<float>.Count)
            {
                var (low, high) = Vector256.Widen(Vector256.Load((float*)operands.X + i));
                low.Store((double*)target + i);
                high.Store((double*)target + i + Vector256<double>.Count);
            }
        }
        else if (typeof(TFrom) == typeof(double) && typeof(TTo) == typeof(float) && step == 1)
        {
            for (; i <= count - Vector256<float>.Count; i += Vector256<float>.Count)
            {
                var from = (double*)operands.X + i;
                Vector256.Narrow(Vector256.Load(from), Vector256.Load(from + Vector256<double>.Count)).Store((float*)target + i);
            }
        }

        for (; i < count; i++)
            to[i] = TConversion.Of(x[i * step]);
    }
}
