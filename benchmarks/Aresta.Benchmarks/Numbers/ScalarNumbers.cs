using System.Diagnostics;
using System.Globalization;
using Aresta.Benchmarks.Measuring;
using Aresta.Numerics;
using Number = Aresta.Numerics.Variable<Aresta.Numerics.Float64>;

namespace Aresta.Benchmarks.Numbers;

/// <summary>
/// What an operation + − × ÷ costs with derivatives: recorded on a tape and swept back, replayed as a program, by dual numbers; beside the
/// function itself, its derivatives by hand, and ADOL-C.
/// </summary>
internal static class ScalarNumbers
{
    private const string Adol = "ADOL-C, retaping", ByHand = "by hand", Function = "function", HandDual = "dual by hand";

    /// <summary>What is compared, and with whom.</summary>
    private static readonly (string Ours, string Peer)[] Pairs =
    [
        ("tape: record and reverse", Adol), ("tape: record and reverse", ByHand), ("tape: record and reverse", Function),
        ("replay: value", Function), ("replay: value and gradient", ByHand), ("dual", HandDual),
    ];

    /// <summary>More operations take more memory, while they are traced and with ADOL-C, than most machines have.</summary>
    private const int LargestReplay = 100_000_000, LargestPeer = LargestReplay, Largest = 1_000_000_000;

    /// <summary>How many operations, and where to write the result; null if the options mean nothing.</summary>
    public static (int[] Sizes, string? File)? Options(string[] options)
    {
        var (sizes, file) = ((int[])[1000, 1_000_000, 100_000_000], default(string));
        for (var i = 0; i < options.Length; i++)
            switch (options[i])
            {
                case "--quick":
                    sizes = [1000, 1_000_000];
                    break;
                case "--size" when ++i < options.Length
                    && double.TryParse(options[i], CultureInfo.InvariantCulture, out var size) && size is >= 11 and <= Largest:
                    sizes = [(int)size];
                    break;
                case "--json" when ++i < options.Length:
                    file = options[i];
                    break;
                default:
                    return null;
            }

        return (sizes, file);
    }

    public static List<Comparison> Run(int[] sizes)
    {
        Console.WriteLine(
            $".NET {Environment.Version}, one thread, float64; ns an operation + − × ÷: medians (quartiles) of interleaved rounds.");
        using var peer = AdolC.Start();
        if (peer == null)
            Console.WriteLine("ADOL-C is not compared: libadolc-dev and g++ are not there, and could not be installed.");
        Console.WriteLine($"{"operations",12}  {"means",-28}{"ns",8}   {"quartiles",-16}{"of by hand",12}");
        Warm();
        var comparisons = new List<Comparison>();
        foreach (var operations in sizes)
            comparisons.AddRange(Measure(operations, peer));
        if (sizes.Length > 1)
            comparisons.AddRange(TapeSections.Run());
        return comparisons;
    }

    /// <summary>Runs everything until the compiler has seen which branches are taken, and has compiled once more.</summary>
    private static void Warm()
    {
        var means = Means(1000, null);
        for (var clock = Stopwatch.StartNew(); clock.Elapsed.TotalSeconds < 4;)
            foreach (var (_, action, _) in means)
                action();
    }

    private static List<Comparison> Measure(int wanted, AdolC? peer)
    {
        var operations = Operations(wanted);
        var means = Means(wanted, peer);
        var times = Interleaved.Time([.. means.Select(mean => mean.Action)]);
        var found = new Dictionary<string, (double Low, double Median, double High)>();
        for (var i = 0; i < means.Count; i++)
        {
            var unit = 1e9 / operations / means[i].Batch;
            var (low, median, high) = found[means[i].Name] = (times[i].Low * unit, times[i].Median * unit, times[i].High * unit);
            var (quartiles, ratio) = (FormattableString.Invariant($"({low:0.00} to {high:0.00})"), median / found[ByHand].Median);
            Console.WriteLine(string.Create(CultureInfo.InvariantCulture,
                $"{Wording.Count(operations),12}  {means[i].Name,-28}{median,8:0.00}   {quartiles,-16}{ratio,12:0.00}"));
        }

        return [.. Pairs.Where(pair => found.ContainsKey(pair.Ours) && found.ContainsKey(pair.Peer))
            .Select(pair => new Comparison(
                $"{pair.Ours}, {Wording.Count(operations)} operations", found[pair.Ours].Median, found[pair.Peer].Median, pair.Peer))];
    }

    private static int Operations(int wanted) => wanted / Predators.OperationsPerStep * Predators.OperationsPerStep + 1;

    /// <summary>All means of computing the gradient (or a part of it), the first by hand.</summary>
    /// <param name="wanted">About how many operations.</param>
    /// <param name="peer">ADOL-C, if it is there.</param>
    private static List<(string Name, Action Action, int Batch)> Means(int wanted, AdolC? peer)
    {
        var steps = wanted / Predators.OperationsPerStep;
        var at = Predators.At;
        var (states, byHand) = (new double[2 * steps], new double[5]);
        var before = GC.GetTotalMemory(true);
        var gradient = new Float64[5];
        var inputs = new Number[5];
        var tape = new Tape<Float64>();

        Number Record()
        {
            tape.Clear();
            tape.Variables([at[0], at[1], at[2], at[3], at[4]], inputs);
            return Predators.Run(inputs[0], inputs[1], inputs[2], inputs[3], inputs[4], steps);
        }

        void Sweep()
        {
            tape.Reverse(Record());
            tape.Adjoints(inputs, gradient);
        }

        var means = new List<(string, Action, int)>
        {
            (ByHand, () => Predators.ByHand(at, steps, states, byHand), 1),
            (Function, () => sink += Predators.Plain(at, steps), 1),
            ("function, generic", () => sink += Predators.Run<Float64>(at[0], at[1], at[2], at[3], at[4], steps), 1),
            ("tape: record", () => Record(), 1),
            ("tape: record and reverse", Sweep, 1),
            (HandDual, () => sink += Predators.Forward(
                new(at[0], 1), new(at[1], 0), new(at[2], 0), new(at[3], 0), new(at[4], 0), steps).Tangent, 1),
            ("dual", () => sink += Predators.Run<Dual<Float64>>(
                new(at[0], 1), new(at[1], 0), new(at[2], 0), new(at[3], 0), new(at[4], 0), steps).Tangent.Value, 1),
        };
        Predators.ByHand(at, steps, states, byHand);
        Sweep();
        Agree("the tape", byHand, Array.ConvertAll(gradient, x => x.Value));
        Tell(wanted, "The tape", before);
        if (wanted <= LargestReplay)
        {
            (before, var clock) = (GC.GetTotalMemory(true), Stopwatch.StartNew());
            var replay = Replay(at, steps);
            Tell(wanted, $"The replay, recorded and compiled in {Wording.Text(clock.Elapsed.TotalSeconds)},", before);
            var point = Array.ConvertAll(at, value => (Float64)value);
            var output = new Float64[1];
            replay.Gradient(point, gradient);
            Agree("the replay", byHand, Array.ConvertAll(gradient, x => x.Value));
            means.Add(("replay: value", () => replay.Run(point, output), 1));
            means.Add(("replay: value and gradient", () => replay.Gradient(point, gradient), 1));
        }

        if (peer != null && wanted <= LargestPeer)
        {
            // Many at a time, so that asking takes no time.
            var batch = Math.Max(1, 100_000 / wanted);
            Agree("ADOL-C", byHand, peer.Run(steps, 1));
            means.Add((Adol, () => peer.Run(steps, batch), batch));
        }

        return means;
    }

    private static ScalarReplay<Float64> Replay(double[] at, int steps)
    {
        var trace = new Trace<Float64>();
        var x = Array.ConvertAll(at, value => trace.Input(value));
        return trace.Compile(Predators.Run(x[0], x[1], x[2], x[3], x[4], steps)).Start();
    }

    /// <summary>Says how much memory something holds.</summary>
    private static void Tell(int operations, string what, long before)
    {
        if (operations < 1_000_000)
            return;
        var bytes = GC.GetTotalMemory(true) - before;
        Console.WriteLine(string.Create(CultureInfo.InvariantCulture,
            $"{Wording.Count(operations),12}  {what} holds {bytes / 1e6:N0} MB, {(double)bytes / operations:0.0} bytes an operation."));
    }

    /// <summary>What is computed for its time alone.</summary>
    private static double sink;

    /// <summary>Refuses derivatives that are not the same, to rounding.</summary>
    public static void Agree(string who, double[] expected, double[] actual)
    {
        for (var i = 0; i < expected.Length; i++)
            if (!(Math.Abs(expected[i] - actual[i]) <= 1e-9 * expected.Max(Math.Abs)))
                throw new InvalidOperationException($"The derivative {i} by {who} is {actual[i]} and not {expected[i]}.");
    }
}
