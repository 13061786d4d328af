using Aresta.Kernels;
using Aresta.Numerics;
using Aresta.Numerics.Rules;

namespace Aresta.Benchmarks.Kernels;

/// <summary>The largest error of float kernels over all 2³² inputs, or every so many of them, against the rules in double.</summary>
internal static unsafe class SinglePrecisionErrors
{
    private const int Length = 1 << 16;

    private static long stride = 1;

    public static void Run(long every)
    {
        stride = every;
        Of<Exp>();
        Of<Exp2>();
        Of<Exp10>();
        Of<Expm1>();
        Of<Gaussian>();
        Of<Log>();
        Of<Log1p>();
        Of<Sigmoid>();
        Of<Softplus>();
        Of<Tanh>();
        Of<Sinh>();
        Of<Cosh>();
        Of<Erf>();
        Of<Erfc>();
        Of<Atan>();
        Of<Asin>();
        Of<Acos>();
        Of<Asinh>();
        Of<Acosh>();
        Of<Atanh>();
        Of<Cbrt>();
        Of<Sin>();
        Of<Cos>();
        Of<Tan>();
    }

    private static void Of<TRule>() where TRule : struct, IUnaryRule
    {
        var kernel = StripKernels.Of(default(UnaryValue<TRule>), sizeof(float), VectorWidths.Best);
        var (worst, at, mutex) = (0.0, 0f, new Lock());
        Parallel.For(0, (1L << 32) / Length / stride, part =>
        {
            var (x, y) = (new float[Length], new float[Length]);
            for (var i = 0; i < Length; i++)
                x[i] = BitConverter.UInt32BitsToSingle((uint)(((part * Length) + i) * stride));
            fixed (float* source = x, target = y)
            {
                StripOperands operands = default;
                operands.X = (byte*)source;
                operands.StepX = 1;
                kernel.Run((byte*)target, operands, Length);
            }

            var (most, place) = (0.0, 0f);
            for (var i = 0; i < Length; i++)
            {
                var error = Error(default(TRule).Value(x[i]), y[i]);
                if (!(error <= most))
                    (most, place) = (error, x[i]);
            }

            lock (mutex)
            {
                if (!(most <= worst))
                    (worst, at) = (most, place);
            }
        });
        Console.WriteLine(FormattableString.Invariant($"{TRule.Name,-12}{worst,8:0.000} ulp at {at:R}"));
    }

    /// <summary>In units of the last place of the exact value; ∞ for a wrong special value or a wrong sign of 0.</summary>
    private static double Error(double exact, float actual)
    {
        var rounded = (float)exact;
        if (float.IsNaN(rounded) || float.IsNaN(actual) || float.IsInfinity(rounded) || float.IsInfinity(actual) || exact == 0)
        {
            var same = float.IsNaN(rounded) ? float.IsNaN(actual)
                : BitConverter.SingleToInt32Bits(rounded) == BitConverter.SingleToInt32Bits(actual);
            return same ? 0 : Math.Abs(rounded) == float.MaxValue || Math.Abs(actual) == float.MaxValue ? 1 : double.PositiveInfinity;
        }

        var exponent = rounded == 0 ? -126 : Math.Max(Math.ILogB(rounded), -126);
        return Math.Abs(actual - exact) / Math.ScaleB(1, exponent - 23);
    }
}
