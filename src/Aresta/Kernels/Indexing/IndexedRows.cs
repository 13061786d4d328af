using System.Numerics;

namespace Aresta.Kernels;

/// <summary>The lengths of an indexing: x lies as [batch, before, length, inner], the index as [batch, named].</summary>
/// <param name="Batch">The axes that x and the index share, together.</param>
/// <param name="Before">The axes between them and the one that is indexed, together.</param>
/// <param name="Length">The axis that is indexed.</param>
/// <param name="Named">How many places the index names for each of the batch.</param>
/// <param name="Inner">The axes behind, together.</param>
internal readonly record struct IndexedRows(int Batch, int Before, int Length, int Named, int Inner)
{
    /// <summary>Refuses an index that names what there is not.</summary>
    /// <exception cref="ArgumentOutOfRangeException">An index is outside the axis.</exception>
    public unsafe void Check<TIndex>(TIndex* index) where TIndex : unmanaged, IBinaryInteger<TIndex>
    {
        var count = (nint)Batch * Named;
        if (Before == 0)
        {
            return;
        }

        for (nint i = 0; i < count; i++)
        {
            var at = long.CreateTruncating(index[i]);
            if ((ulong)at >= (ulong)Length)
            {
                throw new ArgumentOutOfRangeException(
                    nameof(index), at, $"index {at} is outside the axis, which has length {Length}");
            }
        }
    }
}
