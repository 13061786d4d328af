using System.Globalization;
using Aresta.Benchmarks.Measuring;
using Aresta.GradBench.ByHand;
using Aresta.GradBench.Problems;
using Aresta.GradBench.Speed;

namespace Aresta.GradBench.AdBench;

/// <summary>ADBench's instances: values and derivatives held against its references, and derivatives timed beside those by hand.</summary>
internal static class Report
{
    private static readonly Dictionary<string, double> Targets = new() { ["gmm"] = 2.5, ["ba"] = 1.5, ["lstm"] = 2, ["hand"] = 3 };

    /// <summary>A line of the table.</summary>
    /// <param name="Instance">The instance.</param>
    /// <param name="ValueError">How far the value is off, by the tolerance that it has; null where there is no reference.</param>
    /// <param name="DerivativeError">The same of the derivative; where there is no reference, from that by hand.</param>
    /// <param name="IsRight">Whether both are within their tolerances.</param>
    /// <param name="Function">Seconds of the function.</param>
    /// <param name="ByHand">Seconds of the derivative by hand.</param>
    /// <param name="Derivative">Seconds of ours.</param>
    internal sealed record Line(
        Instance Instance, double? ValueError, double DerivativeError, bool IsRight, double Function, double ByHand, double Derivative)
    {
        public double Ratio => Derivative / ByHand;
    }

    /// <returns>Whether everything is right; the times do not decide.</returns>
    public static bool Run(string? folder, string only, string? file)
    {
        if (folder is null || !Directory.Exists(Path.Combine(folder, "inputs")))
        {
            var absent = folder is null ? "" : $" ({Path.Combine(folder, "inputs")} does not exist)";
            Console.WriteLine($"""
                ADBench's inputs are not here{absent}: nothing was measured.
                Name a folder that holds its data sets as inputs/gmm, ba, lstm and hand, and results to compare with as reference:
                benchmarks/run adbench --data DIR
                """);
            return true;
        }

        Console.WriteLine($".NET {Environment.Version}, one thread: least times of interleaved rounds.");
        Console.WriteLine(
            $"{"instance",-34}{"value off",12}{"derivative",12}{"function",12}{"by hand",12}{"Aresta",12}{"ratio",8}");
        var lines = new List<Line>();
        foreach (var instance in Instance.All(Path.Combine(folder, "inputs")).Where(i => i.Name.Contains(only, StringComparison.Ordinal)))
        {
            var line = Measure(instance, Path.Combine(folder, "reference"));
            lines.Add(line);
            var value = line.ValueError?.ToString("0.0e+00", CultureInfo.InvariantCulture) ?? "-";
            var verdict = line.IsRight ? "" : "  WRONG";
            Console.WriteLine(string.Create(CultureInfo.InvariantCulture,
                $"{instance.Name,-34}{value,12}{line.DerivativeError,12:0.0e+00}{Wording.Text(line.Function),12}"
                + $"{Wording.Text(line.ByHand),12}{Wording.Text(line.Derivative),12}{line.Ratio,8:0.00}{verdict}"));
        }

        foreach (var group in lines.Where(line => !line.Instance.IsTest).GroupBy(line => line.Instance.Objective))
        {
            var mean = Math.Exp(group.Average(line => Math.Log(line.Ratio)));
            Console.WriteLine(string.Create(CultureInfo.InvariantCulture,
                $"{group.Key}: {mean:0.00} times the derivative by hand (geometric mean); wanted {Targets[group.Key]:0.0} at most."));
        }

        if (file is not null)
            Write(file, lines);
        return lines.TrueForAll(line => line.IsRight);
    }

    private static void Write(string file, List<Line> lines) => JsonList.Write(file, lines, static (json, line) =>
    {
        json.WriteString("objective", line.Instance.Objective);
        json.WriteString("instance", line.Instance.Name);
        if (line.ValueError is { } off)
            json.WriteNumber("value_error", off);
        json.WriteNumber("derivative_error", line.DerivativeError);
        json.WriteBoolean("right", line.IsRight);
        json.WriteNumber("function", line.Function);
        json.WriteNumber("by_hand", line.ByHand);
        json.WriteNumber("derivative", line.Derivative);
        json.WriteNumber("ratio", line.Ratio);
    });

    private static Line Measure(Instance instance, string references)
    {
        var (problem, byHand) = instance.Create();
        problem.Prepare();
        var times = Alternation.Time(problem.Evaluate, byHand.Differentiate, problem.Differentiate);
        var (value, derivative, isRight) = Check(instance, references, problem, byHand);
        GC.Collect(); // the largest instances take gigabytes
        return new(instance, value, derivative, isRight, times[0].Least, times[1].Least, times[2].Least);
    }

    /// <summary>How far value and derivative are off, and whether both are within their tolerances.</summary>
    internal static (double? Value, double Derivative, bool IsRight) Check(
        Instance instance, string references, Problem problem, IByHand byHand)
    {
        var fromHand = References.Error(byHand.Derivative, problem.Derivative);
        if (problem is BundleAdjustment && References.Observation(references, instance.Name) is var (errors, rows))
        {
            var p = problem.Primal.Length / 3;
            double[] first = [.. problem.Primal[..2], problem.Primal[2 * p]];
            double[] last = [.. problem.Primal.Slice(2 * p - 2, 2), problem.Primal[^1]];
            var value = Math.Max(References.Error(errors, first), References.Error(errors, last));
            double[] firstRows = [.. problem.Derivative[..30], problem.Derivative[30 * p]];
            double[] lastRows = [.. problem.Derivative.Slice(30 * p - 30, 30), problem.Derivative[^1]];
            var off = Math.Max(References.Error(rows, firstRows), References.Error(rows, lastRows));
            return (value, off, Math.Max(Math.Max(value, off), fromHand) <= References.Tolerance);
        }

        var (f, j) = (References.Read(references, instance.Name, 'F'), References.Read(references, instance.Name, 'J'));
        double[] ours = [.. problem.Derivative];
        if (instance.Order is not null)
            ours = Array.ConvertAll(instance.Order(), place => ours[place]);
        if (j is null)
            return (null, fromHand, fromHand <= References.Tolerance);
        var valueOff = f is null ? default(double?) : References.Error(f, problem.Primal);
        if (instance.Objective != "lstm")
        {
            var off = References.Error(j, ours);
            return (valueOff, off, Math.Max(Math.Max(valueOff ?? 0, off), fromHand) <= References.Tolerance);
        }

        var toLargest = References.ErrorToLargest(j, ours);
        return (valueOff, toLargest,
            valueOff is null or <= References.Tolerance && toLargest <= References.RelativeTolerance
                && References.ErrorToEach(j, ours) <= References.Tolerance && fromHand <= References.Tolerance);
    }
}
