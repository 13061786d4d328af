using System.Numerics;

namespace Aresta.Kernels;

/// <summary>
/// Averages of values, head by head: of a tile of queries the scores, their exponentials, and the products of these with the values, all
/// in the caches. Scores are in memory for the rows of one tile only.
/// </summary>
/// <param name="shape">The lengths.</param>
/// <param name="q">Queries.</param>
/// <param name="k">Keys.</param>
/// <param name="v">Values.</param>
/// <param name="mask">Who may attend to whom, if the shape says that there is one.</param>
/// <param name="result">Where the averages go.</param>
/// <param name="parts">Into how many parts the queries of a head are cut.</param>
/// <param name="scratch">Memory for each thread, <see cref="ScratchBytes"/>.</param>
internal readonly unsafe struct AttentionWork<T, V, L, W>(
    AttentionShape shape, HeadOperand<T> q, HeadOperand<T> k, HeadOperand<T> v, HeadOperand<byte> mask, HeadOperand<T> result, int parts,
    byte* scratch) : IChunks
    where T : unmanaged, IFloatingPointIeee754<T>
    where V : struct
    where L : IVectors<T, V>
    where W : struct, ILanes<W, T>
{
    private readonly byte* scratch = scratch;

    private static int Up(int length) => PaddedTiles<T, V, L>.Up(length);

    // A row of scores, and a line that fills may run over.
    private static int ScoreRow(AttentionShape shape) => Up(shape.Keys) + PaddedTiles<T, V, L>.Line;

    /// <summary>The scratch memory of one thread.</summary>
    public static long ScratchBytes(AttentionShape shape) => sizeof(T)
        * (((long)(shape.Width + L.Rows) * ScoreRow(shape)) + ((long)(shape.Keys + L.Rows) * Up(shape.Values)) + Up(L.Rows)
            + ((long)L.Rows * Up(shape.Width)));

    public void Run(int chunk, int worker)
    {
        var (head, part) = Math.DivRem(chunk, parts);
        var (first, last) = ((int)((long)shape.Queries * part / parts), (int)((long)shape.Queries * (part + 1) / parts));
        var keys = shape.End(first, last);
        var (scoreRow, valueRow, queryRow) = (ScoreRow(shape), Up(shape.Values), Up(shape.Width));
        var turned = (T*)(scratch + (worker * ScratchBytes(shape)));
        var values = turned + ((nint)shape.Width * scoreRow);
        var queries = values + ((nint)shape.Keys * valueRow);
        var scores = queries + ((nint)L.Rows * queryRow);
        var averages = scores + ((nint)L.Rows * scoreRow);
        var inverses = averages + ((nint)L.Rows * valueRow);
        PaddedTiles<T, V, L>.Turn(k.Of(shape, head), keys, shape.Width, turned, scoreRow);
        PaddedTiles<T, V, L>.Take(v.Of(shape, head), keys, shape.Values, values, valueRow, T.One);
        var (from, to, allowed) = (q.Of(shape, head), result.Of(shape, head), shape.IsMasked ? mask.Of(shape, head) : default);
        var tiles = (last - first + L.Rows - 1) / L.Rows;
        for (var tile = 0; tile < tiles; tile++)
        {
            var (row, next) = (first + ((last - first) * tile / tiles), first + ((last - first) * (tile + 1) / tiles));
            var (rows, end) = (next - row, shape.End(row, next));
            PaddedTiles<T, V, L>.Take(
                from.Moved(row * from.Row), rows, shape.Width, queries, queryRow, T.CreateTruncating(shape.Scale));
            PaddedTiles<T, V, L>.Multiply(
                rows, Up(end), shape.Width, queries, queryRow, 1, turned, scoreRow, scores, scoreRow, false);
            for (var i = 0; i < rows; i++)
            {
                inverses[i] = T.One / SoftmaxRows<T, W>.Exponentials(
                    scores + ((nint)i * scoreRow), shape.End(row + i), Up(end), shape.Keys,
                    shape.IsMasked ? allowed.Of(row + i, 0) : null, allowed.Column, out _);
            }

            PaddedTiles<T, V, L>.Multiply(rows, valueRow, end, scores, scoreRow, 1, values, valueRow, averages, valueRow, false);
            PaddedTiles<T, V, L>.Give(averages, valueRow, to.Moved(row * to.Row), rows, shape.Values, inverses, 1);
        }
    }
}
