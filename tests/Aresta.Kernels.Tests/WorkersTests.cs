namespace Aresta.Kernels.Tests;

/// <summary>The pool under stress.</summary>
[CollectionDefinition(nameof(WorkersTests), DisableParallelization = true), Collection(nameof(WorkersTests))]
public class WorkersTests
{
    [Theory, InlineData(1), InlineData(2), InlineData(3), InlineData(8), InlineData(40)]
    public void Every_chunk_is_done_once(int threads)
    {
        var pool = new Workers();
        foreach (var chunks in new[] { 0, 1, 2, 3, 7, 100, 1000 })
        {
            for (var round = 0; round < 50; round++)
            {
                var done = new int[chunks];
                pool.Run(new Counting(done, threads), chunks, threads);
                Assert.All(done, count => Assert.Equal(1, count));
            }
        }
    }

    [Fact]
    public void Forks_follow_each_other_without_losing_any()
    {
        var pool = new Workers();
        var done = new int[4];
        for (var i = 0; i < 20_000; i++)
        {
            pool.Run(new Counting(done, 3), 4, 3);
        }

        Assert.All(done, count => Assert.Equal(20_000, count));
    }

    [Fact]
    public void All_threads_that_are_asked_for_come()
    {
        using var barrier = new Barrier(8);
        var background = new bool[8];
        new Workers().Run(new Meeting(barrier, background), 8, 8);
        Assert.All(background[1..], Assert.True); // they never keep a process alive
    }

    [Fact]
    public void Workers_sleep_and_wake()
    {
        var pool = new Workers();
        for (var i = 0; i < 5; i++)
        {
            using var barrier = new Barrier(3);
            pool.Run(new Meeting(barrier, new bool[3]), 3, 3);
            Assert.True(SpinWait.SpinUntil(() => pool.Asleep == 2, TimeSpan.FromSeconds(60)), "A worker without work does not sleep.");
        }
    }

    [Fact]
    public void Callers_at_once_do_not_wait_for_each_other()
    {
        var pool = new Workers();
        var done = new int[6][];
        var callers = Enumerable.Range(0, 6).Select(i => new Thread(() =>
        {
            done[i] = new int[50];
            for (var round = 0; round < 500; round++)
            {
                pool.Run(new Counting(done[i], 4), 50, 4);
            }
        })).ToArray();
        Array.ForEach(callers, caller => caller.Start());
        Assert.All(callers, caller => Assert.True(caller.Join(TimeSpan.FromSeconds(60))));
        Assert.All(done, counts => Assert.All(counts, count => Assert.Equal(500, count)));
    }

    [Fact]
    public void Within_a_chunk_the_chunks_are_done_in_place()
    {
        var pool = new Workers();
        var done = new int[100];
        pool.Run(new Nesting(pool, done), 10, 3);
        Assert.All(done, count => Assert.Equal(1, count));
    }

    [Theory, InlineData(1), InlineData(2), InlineData(5)]
    public void An_exception_reaches_the_caller_and_the_pool_lives_on(int threads)
    {
        var pool = new Workers();
        for (var i = 0; i < 200; i++)
        {
            var error = Assert.Throws<InvalidOperationException>(() => pool.Run(new Failing(), 64, threads));
            Assert.Equal("chunk 5", error.Message);
            var done = new int[16];
            pool.Run(new Counting(done, threads), 16, threads);
            Assert.All(done, count => Assert.Equal(1, count));
        }
    }

    [Fact]
    public void A_fork_allocates_nothing()
    {
        var pool = new Workers();
        var work = new Counting(new int[8], 2);
        pool.Run(work, 8, 2);
        var before = GC.GetAllocatedBytesForCurrentThread();
        for (var i = 0; i < 1000; i++)
        {
            pool.Run(work, 8, 2);
        }

        Assert.Equal(before, GC.GetAllocatedBytesForCurrentThread());
    }

    private readonly struct Counting(int[] done, int threads) : IChunks
    {
        public void Run(int chunk, int worker)
        {
            Assert.True(worker >= 0 && worker < threads);
            Interlocked.Increment(ref done[chunk]);
        }
    }

    private readonly struct Meeting(Barrier barrier, bool[] background) : IChunks
    {
        public void Run(int chunk, int worker)
        {
            background[worker] = Thread.CurrentThread.IsBackground;
            Assert.True(barrier.SignalAndWait(TimeSpan.FromSeconds(60)));
        }
    }

    private readonly struct Nesting(Workers pool, int[] done) : IChunks
    {
        public void Run(int chunk, int worker) => pool.Run(new Shifted(done, chunk * 10), 10, 3);
    }

    private readonly struct Shifted(int[] done, int start) : IChunks
    {
        public void Run(int chunk, int worker)
        {
            Assert.Equal(0, worker);
            Interlocked.Increment(ref done[start + chunk]);
        }
    }

    private readonly struct Failing : IChunks
    {
        public void Run(int chunk, int worker)
        {
            if (chunk == 5)
            {
                throw new InvalidOperationException("chunk 5");
            }
        }
    }
}
