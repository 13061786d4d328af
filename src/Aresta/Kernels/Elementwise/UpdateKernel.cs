using System.Runtime.CompilerServices;

namespace Aresta.Kernels;

/// <summary>
/// One step of an optimizer that keeps a mean of gradients and one of their squares, in one pass over memory: m ← a·m + b·g,
/// v ← c·v + d·(g·g), w ← w − r·m/(√v·s + ε), each operation rounded as if it stood alone.
/// </summary>
/// <remarks>
/// As strips this is five passes that wait for each other: their loads and stores come on top of the root and the division, and their
/// streams stand still while others run. Here what is not root or division hides behind them.
/// </remarks>
internal abstract unsafe class UpdateKernel
{
    /// <summary>How many strips it reads: a, m, b, g, c, v, d, w, r, s, ε.</summary>
    public const int Operands = 11;

    /// <summary>How many strips it writes: m, v, w.</summary>
    public const int Results = 3;

    /// <summary>What plans and errors call it.</summary>
    public static string Name => "update";

    /// <summary>The kernel for elements of 4 or 8 bytes.</summary>
    public static UpdateKernel Of(int size, VectorWidth width) => (size, width) switch
    {
        (4, VectorWidth.Bits512) => new UpdateKernel<Lanes512<float>, float>(),
        (4, VectorWidth.Bits256) => new UpdateKernel<Lanes256<float>, float>(),
        (4, _) => new UpdateKernel<Lanes128<float>, float>(),
        (_, VectorWidth.Bits512) => new UpdateKernel<Lanes512<double>, double>(),
        (_, VectorWidth.Bits256) => new UpdateKernel<Lanes256<double>, double>(),
        _ => new UpdateKernel<Lanes128<double>, double>(),
    };

    /// <summary>Computes so many elements.</summary>
    /// <param name="strips">
    /// The operands, each with step 1, or 0 for one number, repeated <see cref="StripOperands.SplatBytes"/> long; and behind them where m,
    /// v and w go, each of which may be one of the operands, but may not overlap them in any other way.
    /// </param>
    /// <param name="count">How many elements.</param>
    public abstract void Run(Strip* strips, nint count);

    /// <summary>Where a strip is.</summary>
    /// <param name="Address">Its first element.</param>
    /// <param name="Step">From element to element: 0 or 1.</param>
    public record struct Strip(nint Address, nint Step);
}

/// <inheritdoc/>
internal sealed unsafe class UpdateKernel<V, T> : UpdateKernel where V : struct, ILanes<V, T> where T : unmanaged
{
    private const int Mean = 1, Gradient = 3, Square = 5, Weight = 7;

    public override void Run(Strip* strips, nint count)
    {
        Order(strips, Mean);
        Order(strips, Square);
        var whole = count & -V.Count;
        if ((strips[0].Step | strips[2].Step | strips[4].Step | strips[6].Step | strips[8].Step | strips[9].Step | strips[10].Step) == 0)
        {
            Loop(strips, 0, whole);
        }
        else
        {
            // What is meant to be one number has elements: a vector of them is as good.
            for (nint i = 0; i < whole; i += V.Count)
            {
                Loop(strips, i, V.Count);
            }
        }

        if (whole < count)
        {
            Rest(strips, whole, (int)(count - whole));
        }
    }

    // A factor and the mean it weighs, whichever of them is the number.
    private static void Order(Strip* strips, int mean)
    {
        if (strips[mean].Step == 0)
        {
            (strips[mean], strips[mean - 1]) = (strips[mean - 1], strips[mean]);
        }
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private static void Loop(Strip* strips, nint start, nint count)
    {
        V a = V.Load(At(strips, 0, start)), b = V.Load(At(strips, 2, start));
        V c = V.Load(At(strips, 4, start)), d = V.Load(At(strips, 6, start));
        V rate = V.Load(At(strips, 8, start)), correction = V.Load(At(strips, 9, start)), epsilon = V.Load(At(strips, 10, start));
        T* m = At(strips, Mean, start), g = At(strips, Gradient, start), v = At(strips, Square, start), w = At(strips, Weight, start);
        nint stepM = strips[Mean].Step * V.Count, stepG = strips[Gradient].Step * V.Count;
        nint stepV = strips[Square].Step * V.Count, stepW = strips[Weight].Step * V.Count;
        T* toM = At(strips, Operands, start), toV = At(strips, Operands + 1, start), toW = At(strips, Operands + 2, start);
        for (var end = toM + count; toM < end; toM += V.Count, toV += V.Count, toW += V.Count)
        {
            var gradient = V.Load(g);
            var mean = (a * V.Load(m)) + (b * gradient);
            var square = (c * V.Load(v)) + (d * (gradient * gradient));
            var weight = V.Load(w) - (rate * mean / ((V.Sqrt(square) * correction) + epsilon));
            V.Store(mean, toM);
            V.Store(square, toV);
            V.Store(weight, toW);
            m += stepM;
            g += stepG;
            v += stepV;
            w += stepW;
        }
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static T* At(Strip* strips, int strip, nint element) => (T*)strips[strip].Address + (strips[strip].Step * element);

    // The elements left over, in vectors of their own.
    [SkipLocalsInit]
    private static void Rest(Strip* strips, nint start, int count)
    {
        const int size = StripOperands.SplatBytes;
        var buffer = stackalloc byte[(Operands + Results) * size];
        var padded = stackalloc Strip[Operands + Results];
        for (var k = 0; k < Operands + Results; k++)
        {
            padded[k] = new((nint)(buffer + (k * size)), 1);
            for (var i = 0; i < (k < Operands ? V.Count : 0); i++)
            {
                *At(padded, k, i) = *At(strips, k, start + Math.Min(i, count - 1));
            }
        }

        Loop(padded, 0, V.Count);
        for (var k = Operands; k < Operands + Results; k++)
        {
            Unsafe.CopyBlockUnaligned(At(strips, k, start), At(padded, k, 0), (uint)(count * sizeof(T)));
        }
    }
}
