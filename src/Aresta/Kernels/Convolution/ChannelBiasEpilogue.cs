using System.Numerics;
using System.Runtime.Intrinsics;

namespace Aresta.Kernels;

/// <summary>c[i, j] ← activation(c[i, j] + bias[g·rows + i]) in the blocks of a convolution: one number for each channel.</summary>
/// <param name="bias">One number for each channel of the result, contiguous.</param>
/// <param name="groups">How many groups of channels there are.</param>
internal readonly unsafe struct ChannelBiasEpilogue<T, TActivation>(T* bias, int groups) : IEpilogue<T>
    where T : unmanaged, IFloatingPointIeee754<T>
    where TActivation : IActivation
{
    private readonly T* _bias = bias;

    public void Apply(in Block<T> block)
    {
        if (Vector512.IsHardwareAccelerated)
        {
            Apply<Vector512<T>, Vectors512<T>>(block);
        }
        else
        {
            Apply<Vector128<T>, Vectors128<T>>(block);
        }
    }

    private void Apply<V, L>(in Block<T> block) where V : struct where L : IVectors<T, V>
    {
        var own = _bias + ((nint)(block.Batch % groups) * block.Rows);
        var last = stackalloc T[L.Count]; // what is left of a row, as a whole vector
        for (var i = 0; i < block.Rows; i++)
        {
            var (b, c, j) = (L.Splat(own[i]), (nint)block.Values.Of(i, 0), 0);
            for (; j <= block.Columns - L.Count; j += L.Count)
            {
                L.Store((T*)c + j, TActivation.Of<T, V, L>(L.Add(L.Load((T*)c + j), b)));
            }

            var left = block.Columns - j;
            if (left > 0)
            {
                new ReadOnlySpan<T>((T*)c + j, left).CopyTo(new(last, left));
                L.Store(last, TActivation.Of<T, V, L>(L.Add(L.Load(last), b)));
                new ReadOnlySpan<T>(last, left).CopyTo(new((T*)c + j, left));
            }
        }
    }
}
