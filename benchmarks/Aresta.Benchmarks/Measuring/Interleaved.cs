using System.Diagnostics;

namespace Aresta.Benchmarks.Measuring;

/// <summary>
/// Times several actions in turn, round after round, so that whatever slows the machine for a while slows all of them. Short actions are
/// repeated within a round until the clock is fine enough.
/// </summary>
internal static class Interleaved
{
    private const double ShortestSample = 0.5e-3;
    private const double Budget = 1.0;
    private const int LeastRounds = 3;
    private const int MostRounds = 51;

    /// <summary>Seconds of each action: the lower quartile, the median, the upper quartile.</summary>
    public static (double Low, double Median, double High)[] Time(params Action[] actions)
    {
        var repeats = new int[actions.Length];
        for (var i = 0; i < actions.Length; i++)
        {
            // The first run compiles; only short ones are worth a second.
            var first = Once(actions[i], 1);
            repeats[i] = first > 0.1 ? 1 : (int)Math.Clamp(Math.Ceiling(ShortestSample / Once(actions[i], 1)), 1, 100_000);
        }

        var samples = actions.Select(_ => new List<double>()).ToArray();
        var clock = Stopwatch.StartNew();
        for (var round = 0; round < LeastRounds || (round < MostRounds && clock.Elapsed.TotalSeconds < Budget); round++)
        {
            for (var i = 0; i < actions.Length; i++)
            {
                samples[i].Add(Once(actions[i], repeats[i]));
            }
        }

        return [.. samples.Select(s => (Quantile(s, 0.25), Quantile(s, 0.5), Quantile(s, 0.75)))];
    }

    /// <summary>Seconds of one run of an action, that has been run before.</summary>
    public static double Once(Action action, int repeats)
    {
        var start = Stopwatch.GetTimestamp();
        for (var i = 0; i < repeats; i++)
        {
            action();
        }

        return Math.Max(Stopwatch.GetElapsedTime(start).TotalSeconds, 1e-9) / repeats;
    }

    private static double Quantile(List<double> samples, double q)
    {
        var sorted = samples.Order().ToArray();
        var position = q * (sorted.Length - 1);
        var below = (int)position;
        return sorted[below] + ((position - below) * (sorted[Math.Min(below + 1, sorted.Length - 1)] - sorted[below]));
    }
}
