using System.Runtime.CompilerServices;
using Aresta.Numerics.Rules;

namespace Aresta.Kernels;

/// <summary>A function of one number and its slope, which share what is expensive: what becomes a kernel with two targets.</summary>
internal interface ISlopedFunction
{
    /// <summary>What plans and errors call it.</summary>
    static abstract string Name { get; }

    /// <summary>f(x) and f′(x).</summary>
    static abstract V Invoke<V, T>(V x, out V slope) where V : struct, ILanes<V, T> where T : unmanaged;
}

/// <summary>σ(x), with the bits of <see cref="Sigmoid"/>, and σ(x)·σ(−x).</summary>
internal readonly struct SlopedSigmoid : ISlopedFunction
{
    public static string Name => "sigmoid with slope";

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static V Invoke<V, T>(V x, out V slope) where V : struct, ILanes<V, T> where T : unmanaged =>
        Exponentials<V, T>.Sigmoid(x, out slope);
}

/// <summary>tanh x, with the bits of <see cref="Tanh"/>, and 1/cosh²x.</summary>
internal readonly struct SlopedTanh : ISlopedFunction
{
    public static string Name => "tanh with slope";

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static V Invoke<V, T>(V x, out V slope) where V : struct, ILanes<V, T> where T : unmanaged =>
        Exponentials<V, T>.Tanh(x, out slope);
}

/// <summary>erfc x, computed from e^(−x²), and that, which is its slope but for a factor.</summary>
internal readonly struct SlopedErfc : ISlopedFunction
{
    public static string Name => "erfc with slope";

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static V Invoke<V, T>(V x, out V slope) where V : struct, ILanes<V, T> where T : unmanaged
    {
        slope = Exponentials<V, T>.Gaussian(x);
        return ErrorFunction<V, T>.Erfc(x, slope);
    }
}

/// <summary>A function and its slope over strips: the slopes go to the strip that is the operand W.</summary>
internal sealed unsafe class SlopedKernel<TFunction, V, T> : StripKernel
    where TFunction : struct, ISlopedFunction where V : struct, ILanes<V, T> where T : unmanaged
{
    public override string Name => TFunction.Name;

    public override bool MayPad => true;

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public override void Run(byte* target, in StripOperands operands, nint count)
    {
        T* x = (T*)operands.X, to = (T*)target, slopes = (T*)operands.W;
        var step = operands.StepX * V.Count;
        var end = to + (count - (count & (V.Count - 1)));
        for (; to < end; to += V.Count, x += step, slopes += V.Count)
        {
            V.Store(TFunction.Invoke<V, T>(V.Load(x), out var slope), to);
            V.Store(slope, slopes);
        }

        if ((count & (V.Count - 1)) != 0)
            Rest(x, to, slopes, operands.StepX, (int)(count & (V.Count - 1)));
    }

    /// <summary>The elements left over, and copies of the last, as one vector.</summary>
    [SkipLocalsInit, MethodImpl(MethodImplOptions.NoInlining)]
    private void Rest(T* x, T* to, T* slopes, nint step, int count)
    {
        const int size = StripOperands.SplatBytes;
        var buffer = stackalloc byte[3 * size];
        for (var i = 0; i < V.Count; i++)
            ((T*)buffer)[i] = x[step * Math.Min(i, count - 1)];
        Run(buffer + size, new() { X = buffer, StepX = 1, W = buffer + (2 * size) }, V.Count);
        Unsafe.CopyBlockUnaligned(to, buffer + size, (uint)(count * sizeof(T)));
        Unsafe.CopyBlockUnaligned(slopes, buffer + (2 * size), (uint)(count * sizeof(T)));
    }
}
