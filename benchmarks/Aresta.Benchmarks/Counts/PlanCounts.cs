using System.Globalization;
using Aresta.Execution;

namespace Aresta.Benchmarks.Counts;

/// <summary>What a run of a plan does, counted: nothing of it depends on the machine or on its load.</summary>
/// <param name="Name">What the plan computes.</param>
/// <param name="Steps">Its steps, those of bodies included.</param>
/// <param name="Kernels">How many kernels run: steps of bodies as often as they do.</param>
/// <param name="Flops">Additions, multiplications and functions.</param>
/// <param name="Bytes">Bytes of what kernels read and write.</param>
/// <param name="Peak">Bytes of memory at most.</param>
internal sealed record PlanCounts(string Name, double Steps, double Kernels, double Flops, double Bytes, double Peak)
{
    // Room for changes that cost nothing: a buffer that is laid elsewhere, another rounding of a size.
    private const double Room = 1.05;

    private static readonly (string Name, Func<PlanCounts, double> Of)[] Parts =
    [
        ("steps", counts => counts.Steps), ("kernels", counts => counts.Kernels), ("flops", counts => counts.Flops),
        ("bytes", counts => counts.Bytes), ("peak", counts => counts.Peak),
    ];

    /// <summary>The line above the lines.</summary>
    public static string Head => "name".PadRight(24) + string.Concat(Parts.Select(part => part.Name.PadLeft(16)));

    /// <summary>The counts of a plan.</summary>
    public static PlanCounts Of(string name, Plan plan)
    {
        var (steps, kernels, bytes) = Run(plan);
        return new(name, steps, kernels, Math.Round(plan.Flops), bytes, plan.PeakBytes);
    }

    /// <summary>A line, as the text of <see cref="ToString"/>.</summary>
    public static PlanCounts Parse(string line)
    {
        var words = line.Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries);
        var counts = Array.ConvertAll(words[^5..], word => double.Parse(word, CultureInfo.InvariantCulture));
        return new(string.Join(' ', words[..^5]), counts[0], counts[1], counts[2], counts[3], counts[4]);
    }

    /// <summary>What is more than before, beyond a little room; and whether anything is less by more than that.</summary>
    public (string? Worse, bool Better) Against(PlanCounts before)
    {
        var worse = Parts.Where(part => part.Of(this) > Room * part.Of(before)).Select(part => string.Create(
            CultureInfo.InvariantCulture, $"{Name}: {part.Name} were {part.Of(before)} and are {part.Of(this)}")).ToArray();
        return (worse.Length > 0 ? string.Join('\n', worse) : null, Parts.Any(part => part.Of(before) > Room * part.Of(this)));
    }

    /// <inheritdoc/>
    public override string ToString() => Name.PadRight(24)
        + string.Concat(Parts.Select(part => part.Of(this).ToString("0", CultureInfo.InvariantCulture).PadLeft(16)));

    private static (double Steps, double Kernels, double Bytes) Run(Plan plan)
    {
        var (steps, kernels, bytes) = (0.0, 0.0, 0.0);
        foreach (var step in plan.Steps)
        {
            steps++;
            kernels++;
            bytes += step.Reads.Concat(step.Writes).Where(storage => storage >= 0).Sum(storage => (double)plan.Storages[storage].Bytes);
            foreach (var (body, _) in step.Bodies)
            {
                var (inner, once, each) = Run(body);
                (steps, kernels, bytes) = (steps + inner, kernels + (step.Repeats * once), bytes + (step.Repeats * each));
            }
        }

        return (steps, kernels, bytes);
    }
}
