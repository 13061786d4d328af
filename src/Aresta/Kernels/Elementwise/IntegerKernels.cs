using System.Numerics;
using Aresta.Numerics;

namespace Aresta.Kernels;

/// <summary>A function of up to three integers.</summary>
internal interface IIntegerFunction
{
    /// <summary>How many operands it takes.</summary>
    static abstract int Arity { get; }

    /// <summary>Its value in 64 bits, which int32 wraps around.</summary>
    long Invoke(long x, long y, long z);
}

/// <summary>f(x) on integers.</summary>
internal readonly struct IntegerUnaryValue(IIntegerUnaryRule rule) : IIntegerFunction
{
    public static int Arity => 1;
    public long Invoke(long x, long y, long z) => rule.Value(x);
}

/// <summary>f(x, y) on integers.</summary>
internal readonly struct IntegerBinaryValue(IIntegerBinaryRule rule) : IIntegerFunction
{
    public static int Arity => 2;
    public long Invoke(long x, long y, long z) => rule.Value(x, y);
}

/// <summary>f(x, y, z) on integers.</summary>
internal readonly struct IntegerTernaryValue(IIntegerTernaryRule rule) : IIntegerFunction
{
    public static int Arity => 3;
    public long Invoke(long x, long y, long z) => rule.Value(x, y, z);
}

/// <summary>Where a comparison of integers holds: all ones, or 0.</summary>
internal readonly struct IntegerComparison(IComparisonRule rule) : IIntegerFunction
{
    public static int Arity => 2;
    public long Invoke(long x, long y, long z) => rule.Holds(x, y) ? -1 : 0;
}

/// <summary>A function of integers over strips, one after another.</summary>
internal sealed unsafe class IntegerKernel<TFunction, T>(TFunction function, string name) : StripKernel
    where TFunction : struct, IIntegerFunction where T : unmanaged, IBinaryInteger<T>
{
    public override string Name => name;

    public override void Run(byte* target, in StripOperands operands, nint count)
    {
        var f = function;
        T* x = (T*)operands.X, y = (T*)operands.Y, z = (T*)operands.Z;
        nint stepX = operands.StepX, stepY = operands.StepY, stepZ = operands.StepZ;
        var to = (T*)target;
        for (nint i = 0; i < count; i++)
        {
            var a = long.CreateTruncating(x[i * stepX]);
            var b = TFunction.Arity > 1 ? long.CreateTruncating(y[i * stepY]) : 0;
            var c = TFunction.Arity > 2 ? long.CreateTruncating(z[i * stepZ]) : 0;
            to[i] = T.CreateTruncating(f.Invoke(a, b, c));
        }
    }
}
