namespace Aresta.Tests.Shared;

/// <summary>Whether something allocates each time it runs.</summary>
internal static class Allocations
{
    /// <summary>
    /// Fails if every one of many runs allocates: single ones may, as the first grows a pool, other tests may hold what has grown, and the
    /// collector empties pools that rest.
    /// </summary>
    /// <param name="run">What is run.</param>
    /// <param name="unoptimized">How many bytes of boxes are let pass in a Debug build, in which the compiler leaves them.</param>
    public static void None(Action run, long unoptimized = 0)
    {
        var least = long.MaxValue;
        for (var i = 0; i < 30 && least > 0; i++)
        {
            var before = GC.GetAllocatedBytesForCurrentThread();
            run();
            least = Math.Min(least, GC.GetAllocatedBytesForCurrentThread() - before);
        }

#if DEBUG
        Assert.InRange(least, 0, unoptimized);
#else
        Assert.Equal(0, least);
#endif
    }
}
