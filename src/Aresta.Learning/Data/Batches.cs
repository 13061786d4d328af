using Aresta.Tensors;

namespace Aresta.Learning.Data;

/// <summary>
/// The examples of an epoch in batches: shuffled by seed and epoch, or in order. The last batch may be smaller. Batch after batch is
/// written into the same memory, the next one while the caller works on this one.
/// </summary>
public sealed class Batches
{
    private readonly ExampleSource source;
    private readonly int size;
    private readonly long? seed;

    /// <summary>Examples in batches.</summary>
    /// <param name="source">The examples.</param>
    /// <param name="size">How many examples a batch has.</param>
    /// <param name="seed">What the order follows from; null for the order in which they are.</param>
    public Batches(ExampleSource source, int size, long? seed = null)
    {
        ArgumentNullException.ThrowIfNull(source);
        ArgumentOutOfRangeException.ThrowIfNegativeOrZero(size);
        (this.source, this.size, this.seed) = (source, size, seed);
    }

    /// <summary>How many batches an epoch has.</summary>
    public int Count => (int)(((long)source.Count + size - 1) / size);

    /// <summary>The batches of an epoch.</summary>
    /// <param name="epoch">1, 2, … in training; 0 for the examples as they are.</param>
    /// <param name="skip">How many batches were there before: where a training goes on that was interrupted.</param>
    /// <returns>Tensors that hold what they hold only until the next batch is asked for.</returns>
    public IEnumerable<(Tensor Inputs, Tensor Targets)> Epoch(int epoch, int skip = 0)
    {
        var order = new int[source.Count];
        if (seed is { } s)
        {
            Shuffle.Fill(order, s, epoch);
        }
        else
        {
            order = [.. Enumerable.Range(0, source.Count)];
        }

        var memory = new Dictionary<(int Size, int Turn), (Tensor, Tensor)>();
        (Tensor, Tensor) Read(int batch)
        {
            var rows = order.AsSpan(batch * size, Math.Min(size, source.Count - (batch * size)));
            if (!memory.TryGetValue((rows.Length, batch % 2), out var tensors))
            {
                memory.Add((rows.Length, batch % 2), tensors = source.Batch(rows.Length));
            }

            source.Read(rows, epoch, tensors.Item1, tensors.Item2);
            return tensors;
        }

        var next = skip < Count ? Task.Run(() => Read(skip)) : null;
        for (var batch = skip; next is not null; batch++)
        {
            var current = next.GetAwaiter().GetResult();
            var following = batch + 1;
            next = following < Count ? Task.Run(() => Read(following)) : null;
            yield return current;
        }
    }
}
