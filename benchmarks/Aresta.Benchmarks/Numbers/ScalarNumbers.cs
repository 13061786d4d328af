using System.Globalization;
using Aresta.Benchmarks.Measuring;
using Aresta.Numerics;
using Number = Aresta.Numerics.Variable<Aresta.Numerics.Float64>;

namespace Aresta.Benchmarks.Numbers;

/// <summary>
/// What an operation + − × ÷ costs with derivatives: recorded on a tape and swept back, replayed as a program, by dual numbers; beside the
/// function itself and its gradient by hand.
/// </summary>
internal static class ScalarNumbers
{
    public static bool Accepts(string[] options) => options is [] or ["--large"] or ["--json", _] or ["--large", "--json", _];

    public static List<Row> Run(bool large)
    {
        Console.WriteLine(
            $".NET {Environment.Version}, one thread, float64; ns an operation + − × ÷: medians (quartiles) of interleaved rounds.");
        Console.WriteLine($"{"operations",12}  {"means",-28}{"ns",8}   {"quartiles",-16}{"of by hand",12}");
        var rows = new List<Row>();
        foreach (var operations in large ? (int[])[1000, 1_000_000, 100_000_000] : [1000, 1_000_000])
            rows.AddRange(Measure(operations));
        return rows;
    }

    private static List<Row> Measure(int wanted)
    {
        var steps = wanted / Predators.OperationsPerStep;
        var operations = steps * Predators.OperationsPerStep + 1;
        var at = Predators.At;
        var (states, byHand) = (new double[2 * steps], new double[5]);
        var gradient = new Float64[5];
        var inputs = new Number[5];
        var sink = 0.0;
        using var tape = new Tape<Float64>();

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

        var means = new List<(string Name, Action Action)>
        {
            ("by hand", () => sink += Predators.ByHand(at, steps, states, byHand)),
            ("function", () => sink += Predators.Plain(at, steps)),
            ("function, generic", () => sink += Predators.Run<Float64>(at[0], at[1], at[2], at[3], at[4], steps)),
            ("tape: record", () => Record()),
            ("tape: record and reverse", Sweep),
            ("dual by hand", () => sink += Predators.Forward(
                new(at[0], 1), new(at[1], 0), new(at[2], 0), new(at[3], 0), new(at[4], 0), steps).Tangent),
            ("dual", () => sink += Predators.Run<Dual<Float64>>(
                new(at[0], 1), new(at[1], 0), new(at[2], 0), new(at[3], 0), new(at[4], 0), steps).Tangent.Value),
        };
        Predators.ByHand(at, steps, states, byHand);
        Sweep();
        Agree("the tape", byHand, gradient);
        if (wanted <= 1_000_000)
        {
            var trace = new Trace<Float64>();
            var x = Array.ConvertAll(at, value => trace.Input(value));
            var replay = trace.Compile(Predators.Run(x[0], x[1], x[2], x[3], x[4], steps)).Start();
            var point = Array.ConvertAll(at, value => (Float64)value);
            var output = new Float64[1];
            replay.Gradient(point, gradient);
            Agree("the replay", byHand, gradient);
            means.Add(("replay: value", () => replay.Run(point, output)));
            means.Add(("replay: value and gradient", () => replay.Gradient(point, gradient)));
        }

        var times = Interleaved.Time([.. means.Select(mean => mean.Action)]);
        var rows = new List<Row>();
        for (var i = 0; i < means.Count; i++)
        {
            var (low, median, high) = times[i];
            var ratio = median / times[0].Median;
            rows.Add(new("predators", operations, means[i].Name, median, low, high, true, ratio));
            Console.WriteLine(string.Create(CultureInfo.InvariantCulture,
                $"{Wording.Count(operations),12}  {means[i].Name,-28}{Ns(median),8}   {$"({Ns(low)} to {Ns(high)})",-16}{ratio,12:0.00}"));
        }

        GC.KeepAlive(sink);
        return rows;

        string Ns(double seconds) => (seconds * 1e9 / operations).ToString("0.00", CultureInfo.InvariantCulture);
    }

    private static void Agree(string who, double[] expected, Float64[] actual)
    {
        for (var i = 0; i < expected.Length; i++)
            if (!(Math.Abs(expected[i] - actual[i].Value) <= 1e-9 * expected.Max(Math.Abs)))
                throw new InvalidOperationException($"The derivative {i} by {who} is {actual[i]} and not {expected[i]}.");
    }
}
