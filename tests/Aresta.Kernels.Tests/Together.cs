using System.Collections.Concurrent;

namespace Aresta.Kernels.Tests;

/// <summary>Changes nothing, but nobody goes on before every thread has come.</summary>
internal readonly struct Together(ConcurrentDictionary<int, bool> seen, CountdownEvent all) : IEpilogue<float>
{
    public void Apply(in Block<float> block)
    {
        if (seen.TryAdd(Environment.CurrentManagedThreadId, true))
        {
            all.Signal();
        }

        Assert.True(all.Wait(TimeSpan.FromSeconds(60)), "Not every thread came.");
    }
}
