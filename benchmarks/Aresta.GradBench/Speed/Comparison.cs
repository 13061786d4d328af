using System.Globalization;
using Aresta.Benchmarks.Measuring;

namespace Aresta.GradBench.Speed;

/// <summary>How long derivatives take, as multiples of the function, beside CoDiPack's.</summary>
internal static class Comparison
{
    /// <summary>How much longer than in C++ a function may take to be what its derivative is compared with.</summary>
    private const double Allowance = 1.5;

    /// <summary>A line of the table.</summary>
    /// <param name="Name">The problem.</param>
    /// <param name="Objective">Seconds of the function.</param>
    /// <param name="ObjectiveInCpp">Seconds of the function in C++.</param>
    /// <param name="Derivative">Seconds of the derivative.</param>
    /// <param name="Ratio">The derivative to the function; to that in C++ where ours takes longer than 1.5 times as long.</param>
    /// <param name="MedianRatio">The same of medians rather than least times.</param>
    /// <param name="CoDiPack">The ratio that is not to be exceeded.</param>
    internal sealed record Line(
        string Name, double Objective, double ObjectiveInCpp, double Derivative, double Ratio, double MedianRatio, double CoDiPack);

    public static List<Line> Run(string only)
    {
        Console.WriteLine($".NET {Environment.Version}, one thread: least times of interleaved rounds. CoDiPack and C++: elsewhere.");
        Console.WriteLine(
            $"{"problem",-22}{"function",12}{"in C++",12}{"derivative",12}{"ratio",8}{"(medians)",11}{"CoDiPack",10}");
        var lines = new List<Line>();
        foreach (var workload in Workload.All.Where(workload => workload.Name.Contains(only, StringComparison.Ordinal)))
        {
            var line = Measure(workload);
            lines.Add(line);
            Console.WriteLine(string.Create(CultureInfo.InvariantCulture,
                $"{line.Name,-22}{Wording.Text(line.Objective),12}{Wording.Text(line.ObjectiveInCpp),12}{Wording.Text(line.Derivative),12}"
                + $"{line.Ratio,8:0.00}{line.MedianRatio,11:0.00}{line.CoDiPack,10:0.0}{(line.Ratio <= line.CoDiPack ? "" : "  slower")}"));
        }

        return lines;
    }

    public static void Write(string file, IEnumerable<Line> lines) => JsonList.Write(file, lines, static (json, line) =>
    {
        json.WriteString("name", line.Name);
        json.WriteNumber("objective", line.Objective);
        json.WriteNumber("objective_in_cpp", line.ObjectiveInCpp);
        json.WriteNumber("derivative", line.Derivative);
        json.WriteNumber("ratio", line.Ratio);
        json.WriteNumber("median_ratio", line.MedianRatio);
        json.WriteNumber("codipack_ratio", line.CoDiPack);
    });

    private static Line Measure(Workload workload)
    {
        var problem = workload.Create();
        problem.Prepare();
        var times = Alternation.Time(problem.Evaluate, problem.Differentiate);
        var (least, medians) = (times[0].Least, times[0].Median);
        if (least > Allowance * workload.ObjectiveInCpp)
            least = medians = workload.ObjectiveInCpp;
        return new(
            workload.Name, times[0].Least, workload.ObjectiveInCpp, times[1].Least, times[1].Least / least, times[1].Median / medians,
            workload.CoDiPack);
    }
}
