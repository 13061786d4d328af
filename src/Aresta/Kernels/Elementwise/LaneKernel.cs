using System.Runtime.CompilerServices;

namespace Aresta.Kernels;

/// <summary>A function over strips: whole vectors, then the elements left over in one more vector, padded.</summary>
internal sealed unsafe class LaneKernel<TFunction, V, T>(TFunction function) : StripKernel
    where TFunction : struct, ILaneFunction where V : struct, ILanes<V, T> where T : unmanaged
{
    public override string Name => function.Name;

    public override bool MayPad => true;

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public override void Run(byte* target, in StripOperands operands, nint count)
    {
        var f = function;
        T* x = (T*)operands.X, y = (T*)operands.Y, z = (T*)operands.Z, w = (T*)operands.W;
        nint stepX = operands.StepX * V.Count, stepY = operands.StepY * V.Count;
        nint stepZ = operands.StepZ * V.Count, stepW = operands.StepW * V.Count;
        var to = (T*)target;
        var end = to + (count - (count & (V.Count - 1)));
        for (; to < end; to += V.Count)
        {
            var (a, b, c, d) = (V.Load(x), default(V), default(V), default(V));
            x += stepX;
            if (TFunction.Arity > 1)
            {
                b = V.Load(y);
                y += stepY;
            }

            if (TFunction.Arity > 2)
            {
                c = V.Load(z);
                z += stepZ;
            }

            if (TFunction.Arity > 3)
            {
                d = V.Load(w);
                w += stepW;
            }

            V.Store(f.Invoke<V, T>(a, b, c, d), to);
        }

        if ((count & (V.Count - 1)) != 0)
            Rest(target, operands, count);
    }

    /// <summary>The same loop, over copies as long as a vector.</summary>
    [SkipLocalsInit, MethodImpl(MethodImplOptions.NoInlining)]
    private void Rest(byte* target, in StripOperands operands, nint all)
    {
        var count = (int)(all & (V.Count - 1));
        var done = (all - count) * sizeof(T);
        const int size = StripOperands.SplatBytes;
        var buffer = stackalloc byte[5 * size];
        StripOperands padded = default;
        padded.X = Padded(operands.X + (operands.StepX * done), operands.StepX, count, buffer);
        if (TFunction.Arity > 1)
            padded.Y = Padded(operands.Y + (operands.StepY * done), operands.StepY, count, buffer + size);
        if (TFunction.Arity > 2)
            padded.Z = Padded(operands.Z + (operands.StepZ * done), operands.StepZ, count, buffer + (2 * size));
        if (TFunction.Arity > 3)
            padded.W = Padded(operands.W + (operands.StepW * done), operands.StepW, count, buffer + (3 * size));
        Run(buffer + (4 * size), padded, V.Count);
        Unsafe.CopyBlockUnaligned(target + done, buffer + (4 * size), (uint)(count * sizeof(T)));
    }

    /// <summary>The elements there are, and copies of the last.</summary>
    private static byte* Padded(byte* source, nint step, int count, byte* buffer)
    {
        for (var i = 0; i < V.Count; i++)
            ((T*)buffer)[i] = ((T*)source)[step * Math.Min(i, count - 1)];
        return buffer;
    }
}
