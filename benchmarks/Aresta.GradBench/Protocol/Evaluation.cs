using System.Diagnostics;
using System.Text.Json;
using Aresta.GradBench.Problems;

namespace Aresta.GradBench.Protocol;

/// <summary>One of a module's functions, run as often as its input asks; its output, and how long each run took.</summary>
internal sealed class Evaluation
{
    private readonly Problem problem;
    private readonly bool isDerivative;
    private readonly List<(string Name, long Nanoseconds)> timings = [];

    private Evaluation(Problem problem, bool isDerivative) => (this.problem, this.isDerivative) = (problem, isDerivative);

    /// <summary>Runs a function.</summary>
    /// <exception cref="ArgumentException">There is no such function.</exception>
    public static Evaluation Run(string module, string function, JsonElement input)
    {
        if (!Module.All.TryGetValue(module, out var known))
            throw new ArgumentException($"There is no module {module}: only {string.Join(", ", Module.All.Keys)}.");
        if (function != known.Primal && function != known.Derivative)
            throw new ArgumentException($"The module {module} has no function {function}: only {known.Primal} and {known.Derivative}.");
        var evaluation = new Evaluation(known.Read(input), function == known.Derivative);
        var asked = input.ValueKind == JsonValueKind.Object;
        evaluation.Run(asked ? input.Int("min_runs") : 1, asked ? input.Number("min_seconds") : 0);
        return evaluation;
    }

    /// <summary>Writes the output as a value.</summary>
    /// <exception cref="ArgumentException">A number is NaN or infinite, which JSON has not.</exception>
    public void WriteOutput(Utf8JsonWriter json)
    {
        if (isDerivative)
            problem.WriteDerivative(json);
        else
            problem.WritePrimal(json);
    }

    /// <summary>Writes the times of preparation and of each run, as a list.</summary>
    public void WriteTimings(Utf8JsonWriter json)
    {
        json.WriteStartArray();
        foreach (var (name, nanoseconds) in timings)
        {
            json.WriteStartObject();
            json.WriteString("name", name);
            json.WriteNumber("nanoseconds", nanoseconds);
            json.WriteEndObject();
        }

        json.WriteEndArray();
    }

    private void Run(int least, double seconds)
    {
        if (isDerivative)
            Time("prepare", problem.Prepare);
        Action run = isDerivative ? problem.Differentiate : problem.Evaluate;
        var total = 0L;
        for (var runs = 0; runs == 0 || runs < least || total < seconds * 1e9; runs++)
            total += Time("evaluate", run);
    }

    private long Time(string name, Action action)
    {
        var start = Stopwatch.GetTimestamp();
        action();
        var nanoseconds = Stopwatch.GetElapsedTime(start).Ticks * TimeSpan.NanosecondsPerTick;
        timings.Add((name, nanoseconds));
        return nanoseconds;
    }
}
