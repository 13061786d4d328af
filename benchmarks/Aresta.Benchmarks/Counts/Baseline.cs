using Aresta.Execution;

namespace Aresta.Benchmarks.Counts;

/// <summary>
/// The counts of plans, beside those that were written down: whoever makes a plan do more is told so, on any machine and in no time.
/// </summary>
internal static class Baseline
{
    /// <summary>Where they are written down.</summary>
    private static string File => Path.Combine(AppContext.BaseDirectory, "counts.txt");

    /// <summary>Prints the counts and what is worse; 0 if nothing is.</summary>
    public static int Compare()
    {
        var before = System.IO.File.ReadLines(File).Skip(1).Select(PlanCounts.Parse).ToDictionary(counts => counts.Name);
        var now = Count();
        Console.WriteLine(PlanCounts.Head);
        now.ForEach(Console.WriteLine);
        var against = now.Where(counts => before.ContainsKey(counts.Name))
            .Select(counts => (counts.Name, Change: counts.Against(before[counts.Name]))).ToArray();
        string[] worse =
        [
            .. against.Where(pair => pair.Change.Worse is not null).Select(pair => pair.Change.Worse!),
            .. now.Where(counts => !before.ContainsKey(counts.Name)).Select(counts => $"{counts.Name} is not written down"),
        ];
        string[] better = [.. against.Where(pair => pair.Change.Better).Select(pair => pair.Name)];
        if (worse.Length + better.Length > 0)
        {
            Console.WriteLine();
            Console.WriteLine(worse.Length > 0 ? string.Join('\n', worse) : $"Better: {string.Join(", ", better)}.");
            Console.WriteLine("If that is meant, `benchmarks/run counts --update` writes it down.");
        }

        return worse.Length > 0 ? 1 : 0;
    }

    /// <summary>Writes the counts down.</summary>
    /// <param name="file">The file in the source.</param>
    public static void Update(string file) =>
        System.IO.File.WriteAllLines(file, [PlanCounts.Head, .. Count().Select(counts => counts.ToString())]);

    // Two threads, whatever the machine has.
    private static List<PlanCounts> Count() =>
    [
        .. CountedModels.All.SelectMany(model => new[]
        {
            PlanCounts.Of(model.Name, model.Graph.Compile(new() { ThreadCount = 2 })),
            PlanCounts.Of($"{model.Name} gradient", CountedModels.WithGradient(model.Graph).Compile(new() { ThreadCount = 2 })),
        }),
    ];
}
