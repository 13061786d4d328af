using System.Diagnostics;

namespace Aresta.GradBench.Speed;

/// <summary>
/// Times actions in turn, so that whatever else the machine does meets all of them: the least time, which is what an action costs where
/// nothing disturbs it, and the median.
/// </summary>
internal static class Alternation
{
    private const double ShortestSample = 0.2e-3;
    private const double Budget = 1.5;
    private const int LeastRounds = 5;

    /// <summary>Seconds of each action.</summary>
    public static (double Least, double Median)[] Time(params Action[] actions)
    {
        var repeats = Array.ConvertAll(actions, action =>
        {
            Once(action, 1); // compiles
            return (int)Math.Clamp(Math.Ceiling(ShortestSample / Math.Min(Once(action, 1), Once(action, 1))), 1, 100_000);
        });
        var samples = Array.ConvertAll(actions, _ => new List<double>());
        var clock = Stopwatch.StartNew();
        for (var round = 0; round < LeastRounds || clock.Elapsed.TotalSeconds < Budget; round++)
            for (var i = 0; i < actions.Length; i++)
                samples[i].Add(Once(actions[i], repeats[i]));
        return Array.ConvertAll(samples, own => (own.Min(), own.Order().ElementAt(own.Count / 2)));
    }

    private static double Once(Action action, int repeats)
    {
        var start = Stopwatch.GetTimestamp();
        for (var i = 0; i < repeats; i++)
            action();
        return Math.Max(Stopwatch.GetElapsedTime(start).TotalSeconds, 1e-9) / repeats;
    }
}
