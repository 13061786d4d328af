namespace Aresta.Learning.Experiments;

/// <summary>Runs the parts of an experiment side by side; what comes of each does not depend on which ends first.</summary>
internal static class Trials
{
    public static TResult[] Run<TTrial, TResult>(
        IReadOnlyList<TTrial> trials, Func<TTrial, TResult> run, Func<TTrial, string> name, IProgress<ExperimentProgress>? progress,
        CancellationToken cancellation)
    {
        var (results, done, gate) = (new TResult[trials.Count], 0, new Lock());
        Parallel.For(
            0, trials.Count, new() { MaxDegreeOfParallelism = Environment.ProcessorCount, CancellationToken = cancellation },
            i =>
            {
                results[i] = run(trials[i]);
                lock (gate)
                {
                    progress?.Report(new(name(trials[i]), ++done, trials.Count));
                }
            });
        return results;
    }

    public static double Median(IEnumerable<double> numbers)
    {
        double[] sorted = [.. numbers.Order()];
        return sorted.Length == 0 ? double.NaN : (sorted[(sorted.Length - 1) / 2] + sorted[sorted.Length / 2]) / 2;
    }
}
