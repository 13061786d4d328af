namespace Aresta.Kernels;

/// <summary>What happens to each part of a result as soon as it is finished, while it is in cache.</summary>
/// <typeparam name="T">The numbers.</typeparam>
internal interface IEpilogue<T> where T : unmanaged
{
    /// <summary>Changes a finished block in place. Blocks come in any order, on any thread, each element in exactly one.</summary>
    void Apply(in Block<T> block);
}

/// <summary>A block of a result.</summary>
/// <param name="Batch">Of which product of the batch.</param>
/// <param name="Row">Its first row in that product.</param>
/// <param name="Column">Its first column in that product.</param>
/// <param name="Rows">How many rows it has.</param>
/// <param name="Columns">How many columns it has.</param>
/// <param name="Values">The block itself.</param>
internal readonly record struct Block<T>(int Batch, int Row, int Column, int Rows, int Columns, Matrix<T> Values) where T : unmanaged
{
    /// <summary>Whose thread it comes on: blocks that come at once have different ones, below the number of threads.</summary>
    public int Worker { get; init; }
}

/// <summary>Nothing happens.</summary>
internal readonly struct NoEpilogue<T> : IEpilogue<T> where T : unmanaged
{
    public void Apply(in Block<T> block)
    {
    }
}
