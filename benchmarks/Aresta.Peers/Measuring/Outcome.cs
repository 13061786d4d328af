using System.Globalization;
using System.Text.Json;
using Aresta.Benchmarks.Measuring;

namespace Aresta.Peers.Measuring;

/// <summary>A line of the table.</summary>
/// <param name="Name">What was computed.</param>
/// <param name="Threads">On how many threads.</param>
/// <param name="Ours">Our median, in the unit.</param>
/// <param name="Theirs">The median of the peer.</param>
/// <param name="Peer">libtorch, openblas or pytorch.</param>
/// <param name="Unit">s or MB.</param>
/// <param name="Ratio">Ours to theirs: the median over the rounds.</param>
/// <param name="Low">The lower quartile of the ratio.</param>
/// <param name="High">The upper quartile of the ratio.</param>
internal sealed record Outcome(
    string Name, int Threads, double Ours, double Theirs, string Peer, string Unit, double Ratio, double Low, double High)
{
    /// <summary>The ratio to be reached; none for what is only reported.</summary>
    public double? Target { get; init; }

    /// <summary>Our share of what the machine can do (multiply-adds, or memory), where that says something.</summary>
    public double? Limit { get; init; }

    /// <summary>How often the time of the function is that of function and gradient, ours and theirs.</summary>
    public (double Ours, double Theirs)? Gradient { get; init; }

    /// <summary>Seconds to make the plan; first the graph of the derivative, then the compilation.</summary>
    public (double Graph, double Plan)? Built { get; init; }

    /// <summary>
    /// How often our time on these threads is in that on one, in the same rounds, of the gradient where there is one; none on one thread.
    /// </summary>
    public double? Scaling { get; init; }

    /// <summary>
    /// Whether the target is reached, or the machine has no more to give. Nothing is said of several threads while other processes
    /// keep the machine busy: a team of threads that wait for each other then loses far more than its share.
    /// </summary>
    public bool? IsMet => Target is { } target && (Threads == 1 || !Machine.IsBusy) ? Ratio <= target || Limit >= 0.7 : null;

    /// <summary>The heading of the table.</summary>
    public static string Heading =>
        $"{"",-34}{"ours",12}{"theirs",12}  {"peer",-9}{"ours ÷ theirs (low – high)",29}{"target",9}{"",7}{"of limit",10}"
        + $"{"∇f/f ours, theirs",20}{"graph + plan",21}{"scaling",10}";

    /// <summary>A line from the samples of both.</summary>
    public static Outcome Of(string name, int threads, string peer, double[] ours, double[] theirs)
    {
        double[] ratios = [.. ours.Zip(theirs, (x, y) => x / y)];
        return new(
            name, threads, Contest.Quantile(ours, 0.5), Contest.Quantile(theirs, 0.5), peer, "s",
            Contest.Quantile(ratios, 0.5), Contest.Quantile(ratios, 0.25), Contest.Quantile(ratios, 0.75));
    }

    /// <summary>Writes lines as a JSON list of objects.</summary>
    public static void Write(string file, IEnumerable<Outcome> outcomes) => JsonList.Write(file, outcomes, static (json, outcome) =>
    {
        json.WriteString("name", outcome.Name);
        json.WriteNumber("threads", outcome.Threads);
        json.WriteNumber("ours", outcome.Ours);
        json.WriteNumber("theirs", outcome.Theirs);
        json.WriteString("peer", outcome.Peer);
        json.WriteString("unit", outcome.Unit);
        json.WriteNumber("ratio", outcome.Ratio);
        json.WriteNumber("ratio_low", outcome.Low);
        json.WriteNumber("ratio_high", outcome.High);
        WriteOptional(json, "target", outcome.Target);
        WriteOptional(json, "of_limit", outcome.Limit);
        WriteOptional(json, "gradient_over_function_ours", outcome.Gradient?.Ours);
        WriteOptional(json, "gradient_over_function_theirs", outcome.Gradient?.Theirs);
        WriteOptional(json, "graph_seconds", outcome.Built?.Graph);
        WriteOptional(json, "plan_seconds", outcome.Built?.Plan);
        WriteOptional(json, "scaling", outcome.Scaling);
    });

    public override string ToString() => string.Create(
        CultureInfo.InvariantCulture,
        $"{Name,-34}{Text(Ours),12}{Text(Theirs),12}  {Peer,-9}{Ratio,12:0.000} ({Low:0.000} – {High:0.000}){Target,9:0.0##}"
        + $"{IsMet switch { true => "met", false => "missed", null => "" },7}{Limit,10:P0}"
        + $"{(Gradient is { } g ? string.Create(CultureInfo.InvariantCulture, $"{g.Ours:0.0}, {g.Theirs:0.0}") : ""),20}"
        + $"{(Built is { } b ? $"{Wording.Text(b.Graph)} + {Wording.Text(b.Plan)}" : ""),21}{Scaling,10:0.00}");

    private static void WriteOptional(Utf8JsonWriter json, string name, double? value)
    {
        if (value is { } number)
        {
            json.WriteNumber(name, number);
        }
    }

    private string Text(double number) => Unit == "s" ? Wording.Text(number) : $"{Wording.Digits(number)} {Unit}";
}
