using System.Runtime.Intrinsics;

namespace Aresta.Kernels;

/// <summary>How products are computed, where the default is not wanted: results stay within rounding, and mostly the same bits.</summary>
/// <param name="Bits">The width of the vectors: 512, 256 or 128; 0 for the widest of the machine.</param>
/// <param name="PackLeft">Whether panels of A are copied; null: where that pays.</param>
/// <param name="PackRight">Whether panels of B are copied, even if its rows are contiguous; null: where that pays.</param>
/// <param name="RowsFirst">Whether the tiles of a row come one after another, instead of those of a column; null: where that pays.</param>
/// <param name="Depth">How many k a packed panel has at most; 0 for what suits the caches.</param>
/// <param name="Rows">How many rows of A stay in the second cache; 0 for what suits it.</param>
/// <param name="Columns">How many columns of B stay in the third cache; 0 for what suits it.</param>
internal readonly record struct Tuning(
    int Bits = 0, bool? PackLeft = null, bool? PackRight = null, bool? RowsFirst = null, int Depth = 0, int Rows = 0, int Columns = 0)
{
    /// <summary>The width in bits of the vectors that will be used.</summary>
    public int Width => Bits != 0 ? Bits : Vector512.IsHardwareAccelerated ? 512 : Vector256.IsHardwareAccelerated ? 256 : 128;
}
