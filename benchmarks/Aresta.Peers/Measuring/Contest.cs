using System.Diagnostics;

namespace Aresta.Peers.Measuring;

/// <summary>
/// Times actions in turn, round after round, so that whatever slows the machine for a while slows all of them. On one thread the time is
/// that of the processor, so that what other processes take of the machine is not counted; on more it is that of the clock.
/// </summary>
internal static class Contest
{
    private const double Sample = 6e-3;
    private const int LeastRounds = 5;
    private const int MostRounds = 25;

    /// <summary>How long the rounds of one row may take together, in seconds.</summary>
    public static double Budget { get; set; } = 2;

    /// <summary>Seconds of one run of each action in each round.</summary>
    public static double[][] Time(int threads, params Action[] actions) =>
        Time([.. actions.Select(action => (Func<int, double>)(count => Once(action, count, threads)))]);

    /// <summary>The same of what times itself: it runs so often, and gives the seconds of one run.</summary>
    public static double[][] Time(params Func<int, double>[] actions)
    {
        var repeats = new int[actions.Length];
        for (var i = 0; i < actions.Length; i++)
        {
            // Warm: compiled, memory in place, threads awake.
            for (var clock = Stopwatch.StartNew(); repeats[i] < 3 || (clock.Elapsed.TotalSeconds < 0.02 && repeats[i] < 10_000);)
            {
                actions[i](1);
                repeats[i]++;
            }

            repeats[i] = (int)Math.Clamp(Math.Ceiling(Sample / actions[i](Math.Min(repeats[i], 100))), 1, 1_000_000);
        }

        var samples = actions.Select(_ => new List<double>()).ToArray();
        var all = Stopwatch.StartNew();
        for (var round = 0; round < LeastRounds || (round < MostRounds && all.Elapsed.TotalSeconds < Budget); round++)
        {
            for (var i = 0; i < actions.Length; i++)
            {
                samples[i].Add(actions[i](repeats[i]));
            }
        }

        return [.. samples.Select(list => list.ToArray())];
    }

    /// <summary>The value below which a share of the samples lies.</summary>
    public static double Quantile(IEnumerable<double> samples, double q)
    {
        var sorted = samples.Order().ToArray();
        var position = q * (sorted.Length - 1);
        var below = (int)position;
        return sorted[below] + ((position - below) * (sorted[Math.Min(below + 1, sorted.Length - 1)] - sorted[below]));
    }

    /// <summary>Seconds of one of so many runs: of the processor on one thread, of the clock on more.</summary>
    public static double Once(Action action, int repeats, int threads)
    {
        var (used, start) = (Environment.CpuUsage.TotalTime, Stopwatch.GetTimestamp());
        for (var i = 0; i < repeats; i++)
        {
            action();
        }

        var seconds = threads == 1
            ? (Environment.CpuUsage.TotalTime - used).TotalSeconds
            : Stopwatch.GetElapsedTime(start).TotalSeconds;
        return Math.Max(seconds, 1e-9) / repeats;
    }
}
