namespace Aresta.Kernels;

/// <summary>A number of rows that is known when a kernel is compiled.</summary>
internal interface IRows
{
    /// <summary>The number.</summary>
    static abstract int Count { get; }
}

/// <summary>The tile kernels of a kind of vector, by the height of the tile. What is never asked for is never compiled.</summary>
internal static unsafe class TileKernels<T, V, L, P>
    where T : unmanaged
    where V : struct
    where L : IVectors<T, V>
    where P : struct, IPanelRows<T>
{
    /// <summary>The kernel of a tile of so many rows, 1 to 14, two vectors wide or one.</summary>
    public static delegate*<nint, T*, nint, nint, P, T*, nint, bool, void> Of(int rows, bool wide) => rows switch
    {
        1 => wide ? &TileKernel<T, V, L, P, Rows.Of1>.Wide : &TileKernel<T, V, L, P, Rows.Of1>.Narrow,
        2 => wide ? &TileKernel<T, V, L, P, Rows.Of2>.Wide : &TileKernel<T, V, L, P, Rows.Of2>.Narrow,
        3 => wide ? &TileKernel<T, V, L, P, Rows.Of3>.Wide : &TileKernel<T, V, L, P, Rows.Of3>.Narrow,
        4 => wide ? &TileKernel<T, V, L, P, Rows.Of4>.Wide : &TileKernel<T, V, L, P, Rows.Of4>.Narrow,
        5 => wide ? &TileKernel<T, V, L, P, Rows.Of5>.Wide : &TileKernel<T, V, L, P, Rows.Of5>.Narrow,
        6 => wide ? &TileKernel<T, V, L, P, Rows.Of6>.Wide : &TileKernel<T, V, L, P, Rows.Of6>.Narrow,
        7 => wide ? &TileKernel<T, V, L, P, Rows.Of7>.Wide : &TileKernel<T, V, L, P, Rows.Of7>.Narrow,
        8 => wide ? &TileKernel<T, V, L, P, Rows.Of8>.Wide : &TileKernel<T, V, L, P, Rows.Of8>.Narrow,
        9 => wide ? &TileKernel<T, V, L, P, Rows.Of9>.Wide : &TileKernel<T, V, L, P, Rows.Of9>.Narrow,
        10 => wide ? &TileKernel<T, V, L, P, Rows.Of10>.Wide : &TileKernel<T, V, L, P, Rows.Of10>.Narrow,
        11 => wide ? &TileKernel<T, V, L, P, Rows.Of11>.Wide : &TileKernel<T, V, L, P, Rows.Of11>.Narrow,
        12 => wide ? &TileKernel<T, V, L, P, Rows.Of12>.Wide : &TileKernel<T, V, L, P, Rows.Of12>.Narrow,
        13 => wide ? &TileKernel<T, V, L, P, Rows.Of13>.Wide : &TileKernel<T, V, L, P, Rows.Of13>.Narrow,
        _ => wide ? &TileKernel<T, V, L, P, Rows.Of14>.Wide : &TileKernel<T, V, L, P, Rows.Of14>.Narrow,
    };
}
