namespace Aresta.Numerics;

/// <summary>
/// Gives every recording a tag, which its variables carry, so that a variable of another tape, or of an earlier recording, is noticed.
/// </summary>
/// <remarks>
/// A tag is a slot of the table (14 bits, 7 of them set) and a generation (18 bits, 9 of them set). No such word is contained in another:
/// the OR of two different tags is never a tag. So a recorder finds out that the operands of an operation are both its own, or one its
/// own and one a constant (tag 0), by a single comparison.
/// </remarks>
internal static class Tags<T> where T : IReal<T>
{
    private const int SlotBits = 14, GenerationBits = 32 - SlotBits;
    private const uint FirstSlot = (1u << (SlotBits / 2)) - 1, FirstGeneration = (1u << (GenerationBits / 2)) - 1;

    private static readonly Recorder<T>?[] Table = new Recorder<T>?[1 << SlotBits];
    private static readonly Stack<uint> Free = new();
    private static readonly Lock Gate = new();
    private static uint nextSlot = FirstSlot;

    /// <summary>A tag that no other recorder has.</summary>
    public static uint Take(Recorder<T> recorder)
    {
        lock (Gate)
        {
            if (Free.Count == 0 && nextSlot >> SlotBits != 0)
                throw new InvalidOperationException(
                    "There can be 3,432 tapes of a number type at a time, and all are in use: dispose of some.");
            if (!Free.TryPop(out var tag))
            {
                tag = nextSlot << GenerationBits | FirstGeneration;
                nextSlot = Following(nextSlot);
            }

            Table[tag >> GenerationBits] = recorder;
            return tag;
        }
    }

    /// <summary>The tag for the next recording in the same slot.</summary>
    public static uint Renew(uint tag)
    {
        var generation = Following(tag & ((1u << GenerationBits) - 1));
        return tag >> GenerationBits << GenerationBits | (generation >> GenerationBits == 0 ? generation : FirstGeneration);
    }

    /// <summary>Gives a tag back.</summary>
    public static void Return(uint tag)
    {
        lock (Gate)
        {
            Table[tag >> GenerationBits] = null;
            Free.Push(Renew(tag));
        }
    }

    /// <summary>Who has this tag now, if anyone has.</summary>
    public static Recorder<T>? Find(uint tag) => Table[tag >> GenerationBits] is { } recorder && recorder.Tag == tag ? recorder : null;

    /// <summary>The next greater word with as many bits set (Gosper's way, HAKMEM item 175).</summary>
    private static uint Following(uint word)
    {
        var lowest = word & (0 - word);
        var ripple = word + lowest;
        return (((ripple ^ word) >> 2) / lowest) | ripple;
    }
}
