using System.Numerics;

namespace Aresta.Kernels;

/// <summary>How a product is cut: into blocks that stay in the caches, and into chunks for the threads.</summary>
/// <remarks>
/// None of it changes the order of a sum: a tile goes on from what the block of k before left in C, and chunks share no element of C.
/// </remarks>
internal readonly record struct Blocking
{
    /// <summary>Bytes of k in a block of packed panels of both: longer ones fill the caches, shorter ones fetch C too often.</summary>
    private const int PackedBytes = 2048;

    /// <summary>Bytes of k in a block where A lies as it is: all of it, unless the pages of B become too many.</summary>
    private const int PlainBytes = 4096;

    /// <summary>Bytes of packed rows of A: they stay in the second cache.</summary>
    private const int LeftBytes = 256 << 10;

    /// <summary>Bytes of a factor up to which the second cache holds it as it lies.</summary>
    private const int Fitting = 384 << 10;

    /// <summary>Rows of tiles, or columns of them, from which on it pays to pack what all of them use.</summary>
    private const int Reuse = 8;

    /// <summary>Bytes of packed columns of B: they stay in the third cache.</summary>
    private const int RightBytes = 4 << 20;

    /// <summary>Chunks for each thread: the more, the less a busy core holds the others up.</summary>
    private const int ChunksPerThread = 4;

    /// <summary>Elements of whole rows that are worth telling an epilogue of.</summary>
    public const int LeastFinished = 4096;

    /// <summary>Whether panels of A are copied.</summary>
    public bool PackLeft { get; private init; }

    /// <summary>Whether panels of B are copied; one that is no whole tile wide always is.</summary>
    public bool PackRight { get; private init; }

    /// <summary>
    /// Whether all columns of some rows are computed before the next rows: A is read once, B again and again; and rows are finished early.
    /// </summary>
    public bool RowsFirst { get; private init; }

    /// <summary>Whether C is nowhere: an epilogue takes its rows from scratch memory.</summary>
    public bool Passes { get; private init; }

    /// <summary>How many k a block has.</summary>
    public int Depth { get; private init; }

    /// <summary>How many tiles of rows a block has.</summary>
    public int Panels { get; private init; }

    /// <summary>How many columns a block has: whole tiles.</summary>
    public int Columns { get; private init; }

    /// <summary>Into how many parts the rows are cut.</summary>
    public int RowParts { get; private init; }

    /// <summary>Into how many parts the columns are cut.</summary>
    public int ColumnParts { get; private init; }

    /// <summary>How many products of the batch make one chunk.</summary>
    public int BatchesPerChunk { get; private init; }

    /// <summary>How many chunks there are.</summary>
    public int Chunks { get; private init; }

    /// <summary>Elements of packed A, for each thread.</summary>
    public int Left { get; private init; }

    /// <summary>Elements of packed B, or of a vector, for each thread.</summary>
    public int Right { get; private init; }

    /// <summary>Elements of a tile, or of a strip of the result, for each thread.</summary>
    public int Tile { get; private init; }

    /// <summary>Chooses.</summary>
    /// <param name="p">The product, rows and columns exchanged if they are to be.</param>
    /// <param name="kernel">What computes it.</param>
    /// <param name="lanes">The elements of a vector; a tile is two wide.</param>
    /// <param name="height">The rows of the tallest tile.</param>
    /// <param name="threads">How many threads will share it.</param>
    /// <param name="follows">Whether an epilogue follows.</param>
    /// <param name="tuning">What is asked for.</param>
    public static Blocking Of<T>(in Product<T> p, Kernel kernel, int lanes, int height, int threads, bool follows, Tuning tuning)
        where T : unmanaged, IFloatingPointIeee754<T>
    {
        var (size, width) = (tuning.Width / 8 / lanes, 2 * lanes);
        var cut = new Blocking().Cut(p, kernel, width, height, threads);
        var (rows, columns) = (Up(p.Rows, cut.RowParts), Math.Min(Up(p.Columns, width), Up(Up(p.Columns, width), cut.ColumnParts)) * width);
        // A factor is packed where it must be, or where it is too large for the second cache and used often.
        var left = tuning.PackLeft ?? ((double)rows * p.Depth * size > Fitting && columns >= Reuse * width);
        var right = tuning.PackRight ?? ((double)columns * p.Depth * size > Fitting && rows >= 2 * Reuse * height);
        left |= (p.A.Row != 1 && p.A.Column != 1) || p.Alpha != T.One;
        right |= p.B.Column != 1;
        var most = Math.Max(1, tuning.Depth > 0 ? tuning.Depth : (left ? PackedBytes : PlainBytes) / size);
        var depth = Math.Max(1, Up(p.Depth, Math.Max(1, Up(p.Depth, most))));
        var tall = tuning.Rows > 0 ? tuning.Rows : LeftBytes / size / depth;
        var wide = tuning.Columns > 0 ? tuning.Columns : RightBytes / size / depth;
        var panels = Math.Clamp(tall / height, 1, Math.Max(1, Up(rows, height)));
        wide = Math.Clamp(wide / width * width, width, Math.Max(width, columns));
        wide = Up(Up(Math.Max(columns, width), Up(Math.Max(columns, width), wide)), width) * width; // as even as whole tiles can be
        var tiles = kernel == Kernel.Tiles;
        var small = (double)wide * depth * size <= Fitting;
        return cut with
        {
            Passes = p.C.At == 0,
            RowsFirst = tuning.RowsFirst ?? (small && ((follows && p.C.Column == 1) || (double)rows * depth * size > Fitting)),
            PackLeft = left,
            PackRight = right,
            Depth = depth,
            Panels = panels,
            Columns = wide,
            Left = tiles && left ? checked(panels * height * depth) : 0,
            Right = tiles ? checked((right ? wide : width) * depth) : p.Depth,
            Tile = !tiles ? (kernel == Kernel.Lines ? VectorKernels.Strip : 4)
                : (height * width) + (p.C.At == 0 ? LeastFinished + (height * wide) : 0),
        };
    }

    /// <summary>Whether rows of C can be given to an epilogue as soon as they are computed, and be forgotten.</summary>
    public bool MayPass<T>(in Product<T> p) where T : unmanaged, IFloatingPointIeee754<T> =>
        RowsFirst && Depth >= p.Depth && Axis.Count(p.Sum) == 1 && T.IsZero(p.Beta);

    // Parts as square as they can be: each packs its own rows of A and columns of B.
    private Blocking Cut<T>(in Product<T> p, Kernel kernel, int width, int height, int threads)
        where T : unmanaged, IFloatingPointIeee754<T>
    {
        var batches = Axis.Count(p.Batch);
        var work = Math.Max(1, (double)p.Rows * p.Columns * p.Depth * Axis.Count(p.Sum));
        var least = kernel == Kernel.Tiles ? 1 << 17 : 1 << 15; // multiply-adds worth a thread: a few microseconds
        var wanted = threads <= 1 ? 1 : (int)Math.Clamp(work * batches / least, 1, threads * ChunksPerThread);
        if (batches >= wanted)
        {
            var perChunk = threads <= 1 ? batches : Math.Max(1, batches / wanted);
            return this with { RowParts = 1, ColumnParts = 1, BatchesPerChunk = perChunk, Chunks = Up(batches, perChunk) };
        }

        var parts = Up(wanted, batches);
        var (mostRows, mostColumns) = (Math.Max(1, p.Rows / (kernel == Kernel.Tiles ? height : 4)), Up(p.Columns, width));
        var (best, cost) = ((Rows: 1, Columns: 1), double.PositiveInfinity);
        for (var columns = 1; columns <= Math.Min(parts, mostColumns); columns++)
        {
            var rows = Math.Min(mostRows, Up(parts, columns));
            var packed = ((double)columns * p.Rows) + ((double)rows * p.Columns) + (rows * columns < parts ? 1e12 / (rows * columns) : 0);
            (best, cost) = packed < cost ? ((rows, columns), packed) : (best, cost);
        }

        return this with
        {
            RowParts = best.Rows,
            ColumnParts = best.Columns,
            BatchesPerChunk = 1,
            Chunks = checked(batches * best.Rows * best.Columns),
        };
    }

    private static int Up(int length, int step) => (int)(((long)length + step - 1) / step);
}
