using System.Numerics;
using Aresta.Benchmarks.Measuring;
using Aresta.Paths;
using static Aresta.Benchmarks.Measuring.Wording;

namespace Aresta.Benchmarks.Chapter;

/// <summary>
/// The chapter's graph of two times three edges, X → Y → Z, set end to end k times: 9ᵏ paths over 6k edges. The derivative as the chapter
/// defines it, path by path, against the same sum with the paths merged at every vertex.
/// </summary>
internal static class PathsAgainstMerging
{
    /// <summary>Up to so many paths they are all summed; above, so many are, and the time is multiplied.</summary>
    private const int Bearable = 600_000;

    private static readonly int[] Repetitions = [1, 2, 3, 4, 5, 6, 8, 10, 20, 50, 100];

    public static List<Row> Run()
    {
        Console.WriteLine("∂Z/∂X of the 3 × 3 graph repeated k times, path by path against merged at every vertex:");
        Console.WriteLine($"{"k",6}{"paths",16}{"edges",8}{"merged",16}{"path by path",20}{"ratio",16}");
        var rows = new List<Row>();
        foreach (var k in Repetitions)
        {
            var network = Network.Of((2 * k) + 1, Enumerable.Range(0, 6 * k).Select(i => (i / 3, (i / 3) + 1)), 0, 2 * k);
            var weights = Enumerable.Range(0, 6 * k).Select(i => 0.2 + (0.1 * (i % 4))).ToArray();
            var count = network.Count();
            var all = count <= Bearable;
            var sample = all ? (int)count : Bearable / 10;
            Agree(network, weights, all);

            var times = Interleaved.Time(() => Merged(network, weights), () => PathByPath(network, weights, sample));
            var factor = all ? 1 : (double)count / sample;
            var ratio = times[1].Median * factor / times[0].Median;
            rows.Add(new("paths", k, "merged", times[0].Median, times[0].Low, times[0].High, true, 1));
            rows.Add(new("paths", k, "path by path", times[1].Median * factor, times[1].Low * factor, times[1].High * factor, all, ratio));
            var mark = all ? " " : "≈";
            Console.WriteLine(
                $"{k,6}{Shown(count),16}{6 * k,8}{Text(times[0].Median),16}"
                + $"{mark + Text(times[1].Median * factor),20}{mark + Shown(ratio) + " ×",16}");
        }

        return rows;
    }

    private static double Merged(Network network, double[] weights) => network.Sum(Semirings.Sum, edge => weights[edge]);

    private static double PathByPath(Network network, double[] weights, int most)
    {
        var sum = 0.0;
        foreach (var path in network.Enumerate())
        {
            if (most-- == 0)
            {
                break;
            }

            var product = 1.0;
            foreach (var edge in path)
            {
                product *= weights[edge];
            }

            sum += product;
        }

        return sum;
    }

    private static void Agree(Network network, double[] weights, bool all)
    {
        var merged = Merged(network, weights);
        if (all && Math.Abs(PathByPath(network, weights, int.MaxValue) - merged) > 1e-9 * merged)
        {
            throw new InvalidOperationException("The sum over paths is not the merged sum.");
        }
    }

    private static string Shown(BigInteger count) => count < 1_000_000 ? Count((long)count) : Shown((double)count);

    private static string Shown(double x) => x < 1e6 ? Digits(x) : FormattableString.Invariant($"{x:0.0e0}");
}
