namespace Aresta.Kernels;

/// <summary>Work in chunks that may run in any order, at once, on any thread.</summary>
internal interface IChunks
{
    /// <summary>Does one chunk.</summary>
    /// <param name="chunk">Which, from 0.</param>
    /// <param name="worker">Who asks, from 0 and below the number of threads: two chunks that run at once have different ones.</param>
    void Run(int chunk, int worker);
}
