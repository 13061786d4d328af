using System.Numerics;

namespace Aresta.Kernels;

/// <summary>
/// The kernel of a convolution, or a part of its elements, as panels of rows that are as high as tiles: block by block of channels, tile by
/// tile, the rows of a tile side by side.
/// </summary>
internal readonly unsafe struct KernelPacking<T>(Correlation plan, T* kernel, T* target, int height) : IChunks
    where T : unmanaged, IFloatingPointIeee754<T>
{
    private readonly T* _kernel = kernel;
    private readonly T* _target = target;

    /// <summary>Packs the panel of one tile, for one group, in all blocks.</summary>
    public void Run(int chunk, int worker)
    {
        var tiles = (plan.Results + height - 1) / height;
        var (group, tile) = Math.DivRem(chunk, tiles);
        var row = (int)((long)plan.Results * tile / tiles);
        var rows = (int)((long)plan.Results * (tile + 1) / tiles) - row;
        var taps = plan.Taps;
        for (var first = 0; first < plan.Sources; first += plan.Block)
        {
            var channels = Math.Min(plan.Block, plan.Sources - first);
            var to = _target + ((((nint)group * plan.Sources) + first) * taps.Length * plan.Results)
                + ((nint)row * channels * taps.Length);
            for (var channel = 0; channel < channels; channel++)
            {
                var from = _kernel + (group * plan.KernelGroup) + (row * plan.KernelResult) + ((first + channel) * plan.KernelSource);
                for (var tap = 0; tap < taps.Length; tap++, to += rows)
                {
                    for (var i = 0; i < rows; i++)
                    {
                        to[i] = from[(i * plan.KernelResult) + taps[tap]];
                    }
                }
            }
        }
    }
}
