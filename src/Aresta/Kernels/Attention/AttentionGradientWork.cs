using System.Numerics;

namespace Aresta.Kernels;

/// <summary>
/// The cotangents of queries, keys and values, head by head. Scores and weights are computed anew, some rows at a time: they are cheaper
/// than to keep and fetch. With weights w, their cotangents c = dy·vᵀ and s = w·(c − Σ w·c): dv = wᵀ·dy, dq = scale·s·k, dk = scale·sᵀ·q.
/// </summary>
/// <param name="shape">The lengths.</param>
/// <param name="given">Queries, keys, values, and the cotangent of the averages.</param>
/// <param name="mask">Who may attend to whom, if the shape says that there is one.</param>
/// <param name="wanted">Where the cotangents of queries, keys and values go.</param>
/// <param name="scratch">Memory for each thread, <see cref="ScratchBytes"/>.</param>
internal readonly unsafe struct AttentionGradientWork<T, V, L, W>(
    AttentionShape shape, (HeadOperand<T> Q, HeadOperand<T> K, HeadOperand<T> V, HeadOperand<T> Y) given, HeadOperand<byte> mask,
    (HeadOperand<T> Q, HeadOperand<T> K, HeadOperand<T> V) wanted, byte* scratch) : IChunks
    where T : unmanaged, IFloatingPointIeee754<T>
    where V : struct
    where L : IVectors<T, V>
    where W : struct, ILanes<W, T>
{
    // Bytes of the scores and their cotangents in a block of rows: with the rest they stay in the second cache.
    private const int Cached = 192 << 10;
    private const int MostTiles = 8;

    private readonly byte* scratch = scratch;

    private static int Up(int length) => PaddedTiles<T, V, L>.Up(length);

    // A row of scores, and a line that fills may run over.
    private static int ScoreRow(AttentionShape shape) => Up(shape.Keys) + PaddedTiles<T, V, L>.Line;

    // Rows of a block: whole tiles, but the last.
    private static int BlockRows(AttentionShape shape)
    {
        var fitting = Math.Clamp(Cached / (2 * sizeof(T) * ScoreRow(shape)) / L.Rows, 1, MostTiles) * L.Rows;
        var blocks = (shape.Queries + fitting - 1) / fitting;
        return (shape.Queries + blocks - 1) / blocks;
    }

    /// <summary>The scratch memory of one thread.</summary>
    public static long ScratchBytes(AttentionShape shape)
    {
        var (scoreRow, valueRow, queryRow, block) = (ScoreRow(shape), Up(shape.Values), Up(shape.Width), (long)BlockRows(shape));
        return sizeof(T) * (((long)(shape.Width + shape.Values) * scoreRow) + ((long)shape.Keys * ((2 * queryRow) + valueRow))
            + (block * (queryRow + valueRow + (2 * scoreRow))) + (L.Rows * queryRow) + PaddedTiles<T, V, L>.Line);
    }

    public void Run(int head, int worker)
    {
        var (scoreRow, valueRow, queryRow, block) = (ScoreRow(shape), Up(shape.Values), Up(shape.Width), BlockRows(shape));
        var factors = (T*)(scratch + (worker * ScratchBytes(shape)));
        var turnedKeys = factors + PaddedTiles<T, V, L>.Line;
        var turnedValues = turnedKeys + ((nint)shape.Width * scoreRow);
        var keys = turnedValues + ((nint)shape.Values * scoreRow);
        var dKeys = keys + ((nint)shape.Keys * queryRow);
        var dValues = dKeys + ((nint)shape.Keys * queryRow);
        var queries = dValues + ((nint)shape.Keys * valueRow);
        var dAverages = queries + ((nint)block * queryRow);
        var weights = dAverages + ((nint)block * valueRow);
        var dScores = weights + ((nint)block * scoreRow);
        var dQueries = dScores + ((nint)block * scoreRow);

        var scale = T.CreateTruncating(shape.Scale);
        (factors[0], factors[1]) = (T.One, scale);
        var (q, k, v) = (given.Q.Of(shape, head), given.K.Of(shape, head), given.V.Of(shape, head));
        var (dy, dq) = (given.Y.Of(shape, head), wanted.Q.Of(shape, head));
        var allowed = shape.IsMasked ? mask.Of(shape, head) : default;
        PaddedTiles<T, V, L>.Turn(k, shape.Keys, shape.Width, turnedKeys, scoreRow);
        PaddedTiles<T, V, L>.Turn(v, shape.Keys, shape.Values, turnedValues, scoreRow);
        PaddedTiles<T, V, L>.Take(k, shape.Keys, shape.Width, keys, queryRow, T.One);
        for (var first = 0; first < shape.Queries; first += block)
        {
            var height = Math.Min(block, shape.Queries - first);
            PaddedTiles<T, V, L>.Take(q.Moved(first * q.Row), height, shape.Width, queries, queryRow, scale);
            PaddedTiles<T, V, L>.Take(dy.Moved(first * dy.Row), height, shape.Values, dAverages, valueRow, T.One);
            var tiles = (height + L.Rows - 1) / L.Rows;
            for (var tile = 0; tile < tiles; tile++)
            {
                var (row, next) = (height * tile / tiles, height * (tile + 1) / tiles);
                var (rows, end) = (next - row, shape.End(first + row, first + next));
                T* w = weights + ((nint)row * scoreRow), s = dScores + ((nint)row * scoreRow);
                PaddedTiles<T, V, L>.Multiply(
                    rows, Up(end), shape.Width, queries + ((nint)row * queryRow), queryRow, 1, turnedKeys, scoreRow, w, scoreRow, false);
                PaddedTiles<T, V, L>.Multiply(
                    rows, Up(end), shape.Values, dAverages + ((nint)row * valueRow), valueRow, 1, turnedValues, scoreRow, s, scoreRow,
                    false);
                for (var i = 0; i < rows; i++, w += scoreRow, s += scoreRow)
                {
                    var query = first + row + i;
                    var may = shape.IsMasked ? allowed.Of(query, 0) : null;
                    var sum = SoftmaxRows<T, W>.Exponentials(
                        w, shape.End(query), Up(end), shape.Keys, may, allowed.Column, out var isFinite);
                    SoftmaxRows<T, W>.Pullback(w, s, T.One / sum, shape.End(query), Up(end), may, allowed.Column);
                    SoftmaxRows<T, W>.Fill(w + Up(end), shape.Keys - Up(end), T.Zero);
                    var rest = isFinite ? Up(end) : 0;
                    SoftmaxRows<T, W>.Fill(s + rest, shape.Keys - rest, T.Zero);
                }

                PaddedTiles<T, V, L>.Multiply(
                    rows, queryRow, end, dScores + ((nint)row * scoreRow), scoreRow, 1, keys, queryRow, dQueries, queryRow, false);
                PaddedTiles<T, V, L>.Give(
                    dQueries, queryRow, dq.Moved((first + row) * dq.Row), rows, shape.Width, factors + 1, 0);
            }

            Transposed(first, height, weights, dAverages, valueRow, dValues, first > 0);
            Transposed(first, height, dScores, queries, queryRow, dKeys, first > 0);
        }

        PaddedTiles<T, V, L>.Give(dKeys, queryRow, wanted.K.Of(shape, head), shape.Keys, shape.Width, factors, 0);
        PaddedTiles<T, V, L>.Give(dValues, valueRow, wanted.V.Of(shape, head), shape.Keys, shape.Values, factors, 0);
    }

    // result ← scoresᵀ·factor, or added to it: of a tile of keys from the first query on that attends to one of them.
    private void Transposed(int first, int height, T* scores, T* factor, int length, T* result, bool accumulate)
    {
        var (scoreRow, tiles) = (ScoreRow(shape), (shape.Keys + L.Rows - 1) / L.Rows);
        for (var tile = 0; tile < tiles; tile++)
        {
            var (key, next) = ((int)((long)shape.Keys * tile / tiles), (int)((long)shape.Keys * (tile + 1) / tiles));
            var from = 0;
            while (from < height && shape.End(first + from) <= key)
            {
                from++;
            }

            if (from < height || !accumulate)
            {
                PaddedTiles<T, V, L>.Multiply(
                    next - key, length, height - from, scores + ((nint)from * scoreRow) + key, 1, scoreRow,
                    factor + ((nint)from * length), length, result + ((nint)key * length), length, accumulate);
            }
        }
    }
}
