namespace Aresta.Kernels;

/// <summary>The lengths of an attention, softmax(scale·q·kᵀ)·v, for each of several heads.</summary>
/// <param name="Batch">The lengths of the axes over which it is repeated.</param>
/// <param name="Queries">How many queries a head has: rows of q.</param>
/// <param name="Keys">How many keys: rows of k and of v.</param>
/// <param name="Width">Columns of q and k.</param>
/// <param name="Values">Columns of v.</param>
/// <param name="Scale">What q is multiplied by.</param>
/// <param name="Ends">
/// Of each query how many keys it may attend to: the first ones; null for all. What lies beyond is not computed.
/// </param>
/// <param name="IsMasked">Whether a mask says in addition who may attend to whom.</param>
internal sealed record AttentionShape(
    int[] Batch, int Queries, int Keys, int Width, int Values, double Scale, int[]? Ends, bool IsMasked)
{
    /// <summary>The most keys: of so many the scores of some rows stay in the second cache.</summary>
    public const int MostKeys = 4096;

    /// <summary>How many heads there are.</summary>
    public int Heads => Axis.Product(Batch);

    /// <summary>Multiplications and additions of the products, from queries to averages, of what is computed.</summary>
    public double MultiplyAdds => (double)Heads * (Ends?.Sum(end => (double)end) ?? (double)Queries * Keys) * (Width + Values);

    /// <summary>How many keys a query may attend to.</summary>
    public int End(int query) => Ends is null ? Keys : Ends[query];

    /// <summary>The most keys that one of some queries may attend to.</summary>
    public int End(int from, int to)
    {
        var end = 0;
        for (var query = from; query < to; query++)
        {
            end = Math.Max(end, End(query));
        }

        return end;
    }
}

/// <summary>One operand of an attention.</summary>
/// <param name="at">Its first element.</param>
/// <param name="strides">From step to step along each axis of the batch, from row to row, from column to column.</param>
internal readonly unsafe struct HeadOperand<T>(T* at, nint[] strides) where T : unmanaged
{
    private readonly T* at = at;

    /// <summary>The matrix of a head.</summary>
    public Matrix<T> Of(AttentionShape shape, int head)
    {
        var (first, rest) = ((nint)0, head);
        for (var axis = shape.Batch.Length - 1; axis >= 0; axis--)
        {
            (rest, var index) = Math.DivRem(rest, shape.Batch[axis]);
            first += index * strides[axis];
        }

        return new(at + first, strides[^2], strides[^1]);
    }
}
