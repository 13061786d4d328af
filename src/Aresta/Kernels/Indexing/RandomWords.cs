using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;
using System.Runtime.Intrinsics.X86;
using Aresta.Tensors;

namespace Aresta.Kernels;

/// <summary>
/// Random words: <see cref="Philox"/> at a counter, the next, and so on, four words each; sixteen counters at once, and parts of the words
/// shared by threads. The same bits everywhere.
/// </summary>
internal readonly unsafe struct RandomWords(ulong key, UInt128 start, uint* words, long count) : IChunks
{
    private const int BlocksOfChunk = 1 << 12;
    private const int WordsOfBlock = 4;

    private readonly uint* _words = words;

    /// <summary>Fills memory.</summary>
    /// <param name="key">The key.</param>
    /// <param name="start">The first counter.</param>
    /// <param name="words">Where the words go.</param>
    /// <param name="count">How many.</param>
    /// <param name="threads">How many threads at most share it.</param>
    public static void Fill(ulong key, UInt128 start, uint* words, long count, int threads = 1)
    {
        const int WordsOfChunk = BlocksOfChunk * WordsOfBlock;
        Workers.Shared.Run(new RandomWords(key, start, words, count), (int)((count + WordsOfChunk - 1) / WordsOfChunk), threads);
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public void Run(int chunk, int worker)
    {
        var block = (long)chunk * BlocksOfChunk;
        var last = long.Min(block + BlocksOfChunk, (count + WordsOfBlock - 1) / WordsOfBlock);
        var counter = unchecked(start + (UInt128)block);
        var to = _words + (block * WordsOfBlock);

        // The vectors count in the lower half of the counter.
        if (Avx2.IsSupported && (ulong)counter <= ulong.MaxValue - BlocksOfChunk)
        {
            for (var whole = count / WordsOfBlock; block + 16 <= long.Min(last, whole); block += 16)
            {
                Sixteen((ulong)counter, (ulong)(counter >> 64), key, to);
                counter += 16;
                to += 64;
            }
        }

        for (; block < last; block++)
        {
            var (a, b, c, d) = Philox.Block(counter, key);
            ReadOnlySpan<uint> made = [a, b, c, d];
            made[..(int)long.Min(WordsOfBlock, count - (block * WordsOfBlock))].CopyTo(new(to, WordsOfBlock));
            counter = unchecked(counter + 1);
            to += WordsOfBlock;
        }
    }

    // Four times four counters: one alone would wait for its products.
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static void Sixteen(ulong low, ulong high, ulong key, uint* to)
    {
        var (p, q, r, s) = (Four.Of(low, high), Four.Of(low + 4, high), Four.Of(low + 8, high), Four.Of(low + 12, high));
        var (k, l) = ((uint)key, (uint)(key >> 32));
        for (var round = 0; round < Philox.Rounds; round++)
        {
            var (x, y) = (Vector256.Create((ulong)k), Vector256.Create((ulong)l));
            p = p.Mixed(x, y);
            q = q.Mixed(x, y);
            r = r.Mixed(x, y);
            s = s.Mixed(x, y);
            k = unchecked(k + Philox.FirstStep);
            l = unchecked(l + Philox.SecondStep);
        }

        p.Store(to);
        q.Store(to + 16);
        r.Store(to + 32);
        s.Store(to + 48);
    }

    // The words of four blocks, each in the lower half of a lane; what is in the upper half is never read.
    private readonly struct Four(Vector256<ulong> a, Vector256<ulong> b, Vector256<ulong> c, Vector256<ulong> d)
    {
        private readonly Vector256<ulong> a = a, b = b, c = c, d = d;

        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        public static Four Of(ulong low, ulong high)
        {
            var counters = Vector256.Create(low) + Vector256.Create(0UL, 1, 2, 3);
            return new(counters, counters >>> 32, Vector256.Create(high), Vector256.Create(high >> 32));
        }

        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        public Four Mixed(Vector256<ulong> k, Vector256<ulong> l)
        {
            var first = Avx2.Multiply(a.AsUInt32(), Vector256.Create((ulong)Philox.FirstFactor).AsUInt32());
            var second = Avx2.Multiply(c.AsUInt32(), Vector256.Create((ulong)Philox.SecondFactor).AsUInt32());
            return new((second >>> 32) ^ b ^ k, second, (first >>> 32) ^ d ^ l, first);
        }

        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        public void Store(uint* to)
        {
            var words = Vector256.Create((ulong)uint.MaxValue);
            var (front, back) = ((a & words) | (b << 32), (c & words) | (d << 32));
            var (even, odd) = (Avx2.UnpackLow(front, back), Avx2.UnpackHigh(front, back));
            Avx2.Permute2x128(even, odd, 0x20).AsUInt32().Store(to);
            Avx2.Permute2x128(even, odd, 0x31).AsUInt32().Store(to + 8);
        }
    }
}
