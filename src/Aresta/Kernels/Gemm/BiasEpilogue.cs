using System.Numerics;
using System.Runtime.Intrinsics;

namespace Aresta.Kernels;

/// <summary>A function of one number that follows the bias.</summary>
internal interface IActivation
{
    /// <summary>Its values for a vector of numbers.</summary>
    static abstract V Of<T, V, L>(V x) where T : unmanaged where V : struct where L : IVectors<T, V>;
}

/// <summary>x.</summary>
internal readonly struct IdentityActivation : IActivation
{
    public static V Of<T, V, L>(V x) where T : unmanaged where V : struct where L : IVectors<T, V> => x;
}

/// <summary>max(x, 0).</summary>
internal readonly struct ReluActivation : IActivation
{
    public static V Of<T, V, L>(V x) where T : unmanaged where V : struct where L : IVectors<T, V> => L.Max(x, L.Zero);
}

/// <summary>c[i, j] ← activation(c[i, j] + bias[j]).</summary>
/// <param name="bias">One number for each column, contiguous.</param>
internal readonly unsafe struct BiasEpilogue<T, TActivation>(T* bias) : IEpilogue<T>
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
        var (values, count) = (block.Values, L.Count);
        var last = stackalloc T[count]; // what is left of a row, as a whole vector
        var lastBias = stackalloc T[count];
        for (var i = 0; i < block.Rows; i++)
        {
            var j = 0;
            for (; values.Column == 1 && j <= block.Columns - count; j += count)
            {
                var c = values.Of(i, j);
                L.Store(c, TActivation.Of<T, V, L>(L.Add(L.Load(c), L.Load(_bias + block.Column + j))));
            }

            for (; j < block.Columns; j += count)
            {
                var left = Math.Min(count, block.Columns - j);
                for (var k = 0; k < left; k++)
                {
                    (last[k], lastBias[k]) = (*values.Of(i, j + k), _bias[block.Column + j + k]);
                }

                L.Store(last, TActivation.Of<T, V, L>(L.Add(L.Load(last), L.Load(lastBias))));
                for (var k = 0; k < left; k++)
                {
                    *values.Of(i, j + k) = last[k];
                }
            }
        }
    }
}
