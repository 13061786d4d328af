using System.Globalization;
using System.Numerics;
using System.Runtime.InteropServices;

namespace Aresta.Peers.Measuring;

/// <summary>What one core does at most, measured in the same minutes as the rows.</summary>
internal static unsafe class Machine
{
    private const int Steps = 20_000;

    private static float kept;

    /// <summary>Whether more processes wished to run than there are processors, when this one began.</summary>
    public static bool IsBusy { get; } = Load() > Environment.ProcessorCount + 0.5;

    /// <summary>Multiplications and additions a second, single precision: the best of some tries.</summary>
    public static double Peak() => Peak(Contest.Time(1, Multiply)[0].Min());

    /// <summary>Multiplies and adds in registers, on one core.</summary>
    public static void Multiply() => kept += Benchmarks.Products.Peak.Multiply(Steps);

    /// <summary>
    /// The share of what so many cores can do: the median over the rounds, in each of which <see cref="Multiply"/> was timed too, so that
    /// what a neighbor takes of the core counts for both.
    /// </summary>
    public static double Share(double operations, double[] samples, double[] limits, int threads) => Contest.Quantile(
        samples.Zip(limits, (seconds, limit) => operations / seconds / (Peak(limit) * threads)), 0.5);

    /// <summary>
    /// Seconds in which an array of so many floats is read and another one written, by one thread that does nothing else: the best of
    /// some tries.
    /// </summary>
    public static double ReadAndWrite(int length)
    {
        float* from = Make(length), to = Make(length);
        var best = Contest.Time(1, () => Copy(from, to, length)).SelectMany(samples => samples).Min();
        NativeMemory.AlignedFree(from);
        NativeMemory.AlignedFree(to);
        return best;
    }

    // The mean number of processes that ran or waited, over the last minute.
    private static double Load() => File.Exists("/proc/loadavg")
        ? double.Parse(File.ReadAllText("/proc/loadavg").Split(' ')[0], CultureInfo.InvariantCulture) : 0;

    private static double Peak(double seconds) => Benchmarks.Products.Peak.Operations(Steps) / seconds;

    private static void Copy(float* from, float* to, int length)
    {
        var one = Vector<float>.One;
        for (var i = 0; i + Vector<float>.Count <= length; i += Vector<float>.Count)
        {
            (Vector.Load(from + i) + one).Store(to + i);
        }
    }

    private static float* Make(int length)
    {
        var memory = (float*)NativeMemory.AlignedAlloc((nuint)length * sizeof(float), 64);
        new Span<float>(memory, length).Fill(1);
        return memory;
    }
}
