using System.Diagnostics;
using System.Runtime.CompilerServices;
using System.Runtime.ExceptionServices;
using System.Runtime.InteropServices;

namespace Aresta.Kernels;

/// <summary>
/// Threads that wait for work: <see cref="Run{TChunks}"/> hands out its chunks one by one to the calling thread and to as many workers as
/// are wanted and come in time, and returns when all chunks are done. Nothing is allocated but the threads, at their first use.
/// </summary>
/// <remarks>
/// One word, the gate, joins all: an epoch, whether it is open, and how many workers are inside. A worker enters an open gate by adding
/// itself; the caller closes the gate once no chunk is left, and waits only for those inside: a worker that a busy machine woke late finds
/// the gate closed, and nobody has waited for it. Who calls while the gate is taken, from another thread or from within a chunk, does the
/// chunks itself; so there is nothing to wait for in a circle. Workers spin for some microseconds after work and then sleep; they are
/// background threads, and never keep a process alive.
/// </remarks>
internal sealed unsafe class Workers
{
    /// <summary>The most threads that share one piece of work.</summary>
    public const int Most = 256;

    private const long Open = 1L << 31;
    private const long Inside = Open - 1;
    private const int Epoch = 32;

    private static readonly long Patience = Stopwatch.Frequency / 20_000;

    private readonly Worker?[] _workers = new Worker?[Most];
    private int _taken;
    private int _started;
    private ExceptionDispatchInfo? _error;
    private Lines _lines;

    /// <summary>The workers of this process.</summary>
    public static Workers Shared { get; } = new();

    /// <summary>How many workers have given up spinning and sleep at this moment.</summary>
    internal int Asleep => _workers.Count(worker => worker?.IsAsleep == true);

    /// <summary>Does all chunks, and returns when they are done.</summary>
    /// <param name="work">The work. All threads share one copy of it: what it finds out goes where its fields point to.</param>
    /// <param name="chunks">How many chunks there are.</param>
    /// <param name="threads">How many threads at most share them, the calling one included; more than there are cores is allowed.</param>
    /// <exception cref="Exception">Whatever a chunk threw first; chunks not begun by then are left out.</exception>
    public void Run<TChunks>(TChunks work, int chunks, int threads) where TChunks : struct, IChunks
    {
        threads = Math.Min(Math.Min(threads, chunks), Most);
        if (threads <= 1 || Interlocked.CompareExchange(ref _taken, 1, 0) != 0)
        {
            for (var chunk = 0; chunk < chunks; chunk++)
            {
                work.Run(chunk, 0);
            }

            return;
        }

        try
        {
            Start(threads - 1);
            Share(Unsafe.AsPointer(ref work), &Call<TChunks>, chunks, threads - 1);
        }
        finally
        {
            Volatile.Write(ref _taken, 0);
        }
    }

    // The work lives in the frame of Run, which does not return before all are out of the gate.
    private static void Call<TChunks>(void* work, int chunk, int worker) where TChunks : struct, IChunks =>
        Unsafe.AsRef<TChunks>(work).Run(chunk, worker);

    private void Share(void* work, delegate*<void*, int, int, void> call, int chunks, int helpers)
    {
        _lines.Work = work;
        _lines.Call = call;
        _lines.Chunks = chunks;
        _lines.Helpers = helpers;
        _lines.Next = 0;
        Interlocked.Exchange(ref _lines.Gate, (((_lines.Gate >> Epoch) + 1) << Epoch) | Open);
        for (var i = 0; i < helpers; i++)
        {
            _workers[i]!.WakeIfAsleep();
        }

        Take(work, call, chunks, 0);
        Interlocked.And(ref _lines.Gate, ~Open);
        var spin = default(SpinWait);
        while ((Volatile.Read(ref _lines.Gate) & Inside) != 0)
        {
            spin.SpinOnce(sleep1Threshold: -1);
        }

        if (_error is { } error)
        {
            _error = null;
            error.Throw();
        }
    }

    private void Take(void* work, delegate*<void*, int, int, void> call, int chunks, int worker)
    {
        try
        {
            for (int chunk; (chunk = Interlocked.Increment(ref _lines.Next) - 1) < chunks;)
            {
                call(work, chunk, worker);
            }
        }
        catch (Exception error)
        {
            Interlocked.CompareExchange(ref _error, ExceptionDispatchInfo.Capture(error), null);
            Interlocked.Exchange(ref _lines.Next, chunks);
        }
    }

    // Enters the gate if it is open, this worker is wanted and has not been inside in this epoch.
    private bool Enter(int worker, ref long seen)
    {
        var gate = Volatile.Read(ref _lines.Gate);
        if ((gate & Open) == 0 || gate >> Epoch == seen)
        {
            return false;
        }

        var work = _lines.Work;
        var call = _lines.Call;
        var (chunks, wanted) = (_lines.Chunks, worker <= _lines.Helpers);
        if (!wanted)
        {
            // Read before the next epoch opened or not: if not, the loop comes here again.
            seen = Volatile.Read(ref _lines.Gate) >> Epoch == gate >> Epoch ? gate >> Epoch : seen;
            return false;
        }

        if (Interlocked.CompareExchange(ref _lines.Gate, gate + 1, gate) != gate)
        {
            return false;
        }

        seen = gate >> Epoch;
        Take(work, call, chunks, worker);
        Interlocked.Decrement(ref _lines.Gate);
        return true;
    }

    // Work that this worker has not seen is waiting.
    private bool Waits(int worker, long seen)
    {
        var gate = Volatile.Read(ref _lines.Gate);
        return (gate & Open) != 0 && gate >> Epoch != seen && worker <= _lines.Helpers;
    }

    // Only who has taken the gate comes here.
    private void Start(int helpers)
    {
        for (; _started < helpers; _started++)
        {
            _workers[_started] = new(this, _started + 1);
        }
    }

    /// <summary>What the threads share, on cache lines apart: what is written for every chunk must not disturb who waits.</summary>
    [StructLayout(LayoutKind.Explicit, Size = 512)]
    private struct Lines
    {
        [FieldOffset(128)]
        public long Gate;
        [FieldOffset(256)]
        public void* Work;
        [FieldOffset(264)]
        public delegate*<void*, int, int, void> Call;
        [FieldOffset(272)]
        public int Chunks;
        [FieldOffset(276)]
        public int Helpers;
        [FieldOffset(384)]
        public int Next;
    }

    /// <summary>One thread of the pool.</summary>
    private sealed class Worker
    {
        private readonly Workers _pool;
        private readonly int _index;
        private readonly SemaphoreSlim _bell = new(0);
        private int _asleep;

        public Worker(Workers pool, int index)
        {
            (_pool, _index) = (pool, index);
            new Thread(Live, 1 << 20) { IsBackground = true, Name = $"Aresta worker {index}" }.UnsafeStart();
        }

        public bool IsAsleep => Volatile.Read(ref _asleep) != 0;

        /// <summary>Wakes it; whoever is awake looks at the gate by itself.</summary>
        public void WakeIfAsleep()
        {
            if (IsAsleep && Interlocked.Exchange(ref _asleep, 0) != 0)
            {
                _bell.Release();
            }
        }

        private void Live()
        {
            var seen = -1L;
            // More threads than cores would only keep each other from working.
            var patience = _index < Environment.ProcessorCount ? Patience : 0;
            while (true)
            {
                var since = Stopwatch.GetTimestamp();
                do
                {
                    for (var i = 0; i < 32; i++)
                    {
                        if (_pool.Enter(_index, ref seen))
                        {
                            since = Stopwatch.GetTimestamp();
                        }

                        Thread.SpinWait(1);
                    }
                }
                while (Stopwatch.GetTimestamp() - since < patience);

                // Either the caller sees this worker asleep, or this worker sees the gate open.
                Interlocked.Exchange(ref _asleep, 1);
                if (_pool.Waits(_index, seen) && Interlocked.Exchange(ref _asleep, 0) != 0)
                {
                    continue;
                }

                _bell.Wait();
            }
        }
    }
}
