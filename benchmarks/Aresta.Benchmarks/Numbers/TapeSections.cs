using System.Diagnostics;
using System.Globalization;
using Aresta.Benchmarks.Measuring;
using Aresta.Numerics;
using Aresta.Numerics.Framework;
using Aresta.Numerics.Lanes;
using Number = Aresta.Numerics.Variable<Aresta.Numerics.Float64>;

namespace Aresta.Benchmarks.Numbers;

/// <summary>
/// What else a tape does, on the same recurrence of a million operations: adjoints of eight outputs at a time, sections with a pullback of
/// their own, sections that are recorded anew on the way back, and second derivatives.
/// </summary>
internal static class TapeSections
{
    private const int Sections = 1000, StepsPerSection = 91, Steps = Sections * StepsPerSection;

    private const string Sweep = "one output", Pullback = "pullback by hand", Checkpoint = "checkpointed";

    /// <summary>What is compared, and with what.</summary>
    private static readonly (string Ours, string Peer)[] Pairs =
    [
        ("eight outputs", "eight outputs, one by one"), (Pullback, Sweep), (Pullback + ", each step", Sweep), (Checkpoint, Sweep),
        ("Hessian times vector", Sweep), ("Hessian of five inputs", Sweep),
    ];

    /// <summary>Some steps: from prey, predators, and the three parameters to prey and predators.</summary>
    private readonly struct Some(int steps) : IVectorFunction
    {
        public void Values<T>(ReadOnlySpan<T> x, Span<T> y) where T : IFrameworkNumber<T> =>
            (y[0], y[1]) = Predators.Steps(x[0], x[1], x[2], x[3], x[4], steps);
    }

    private readonly struct All : IFunction
    {
        public T Value<T>(ReadOnlySpan<T> x) where T : IFrameworkNumber<T> => Predators.Run(x[0], x[1], x[2], x[3], x[4], Steps);
    }

    public static List<Comparison> Run()
    {
        const int operations = Steps * Predators.OperationsPerStep + 1;
        Console.WriteLine($"{Wording.Count(operations)} operations on a tape, recorded and swept; ns an operation: medians (quartiles).");
        var means = Means();
        var expected = means[0].Run();
        // Until the compiler has seen which branches are taken, and has compiled once more.
        for (var clock = Stopwatch.StartNew(); clock.Elapsed.TotalSeconds < 4;)
            foreach (var (name, run) in means)
                ScalarNumbers.Agree(name, expected, run());
        var times = Interleaved.Time([.. means.Select(mean => (Action)(() => mean.Run()))]);
        var found = new Dictionary<string, double>();
        for (var i = 0; i < means.Count; i++)
        {
            const double unit = 1e9 / operations;
            var (low, median, high) = (times[i].Low * unit, times[i].Median * unit, times[i].High * unit);
            found[means[i].Name] = median;
            Console.WriteLine(string.Create(CultureInfo.InvariantCulture,
                $"  {means[i].Name,-34}{median,8:0.00}   ({low:0.00} to {high:0.00})"));
        }

        return [.. Pairs.Select(pair => new Comparison(pair.Ours, found[pair.Ours], found[pair.Peer], pair.Peer))];
    }

    private static List<(string Name, Func<double[]> Run)> Means()
    {
        var at = Array.ConvertAll(Predators.At, x => (Float64)x);
        var (inputs, state, outputs) = (new Number[5], new Number[5], new Number[8]);
        var (jacobian, row, gradient, product, hessian) = (new Float64[40], new Float64[5], new Float64[5], new double[5], new double[25]);
        double[] direction = [1, 0, 0, 0, 0];
        var tape = new Tape<Float64>();

        void Begin()
        {
            tape.Clear();
            tape.Variables(at, inputs);
            inputs.CopyTo(state, 0);
        }

        double[] End()
        {
            tape.Reverse(state[0] + state[1]);
            tape.Adjoints(inputs, gradient);
            return Array.ConvertAll(gradient, x => x.Value);
        }

        void Record(int steps) =>
            (state[0], state[1]) = Predators.Steps(state[0], state[1], state[2], state[3], state[4], steps);

        // The last output is the one that all means compute.
        void RecordOutputs()
        {
            Begin();
            for (var i = 0; i < outputs.Length; i++)
            {
                Record(Steps / outputs.Length);
                outputs[i] = state[0] + state[1];
            }
        }

        double[] WithPullbacks(int sections)
        {
            Begin();
            for (var i = 0; i < sections; i++)
                Pulled.Add(tape, Steps / sections, state);
            return End();
        }

        return
        [
            (Sweep, () =>
            {
                Begin();
                Record(Steps);
                return End();
            }),
            ("eight outputs, one by one", () =>
            {
                RecordOutputs();
                foreach (var output in outputs)
                {
                    tape.Reverse(output);
                    tape.Adjoints(inputs, row);
                }

                return Array.ConvertAll(row, x => x.Value);
            }),
            ("eight outputs", () =>
            {
                RecordOutputs();
                tape.Jacobian<Float64x8>(outputs, inputs, jacobian);
                return Array.ConvertAll(jacobian[35..], x => x.Value);
            }),
            (Pullback, () => WithPullbacks(Sections)),
            (Pullback + ", each step", () => WithPullbacks(Steps)),
            (Checkpoint, () =>
            {
                Begin();
                for (var i = 0; i < Sections; i++)
                    tape.Checkpoint(new Some(StepsPerSection), state, state.AsSpan(0, 2));
                return End();
            }),
            ("Hessian times vector", () =>
            {
                Derivatives.HessianVectorProduct(default(All), Predators.At, direction, product);
                return Known();
            }),
            ("Hessian of five inputs", () =>
            {
                Derivatives.Hessian(default(All), Predators.At, hessian);
                ScalarNumbers.Agree("the Hessian", hessian[..5], product);
                return Known();
            }),
        ];

        double[] Known() => Array.ConvertAll(gradient, x => x.Value);
    }

    /// <summary>Some steps whose derivatives are written by hand.</summary>
    private static class Pulled
    {
        [ThreadStatic]
        private static double[]? states;

        public static void Add(Tape<Float64> tape, int steps, Number[] state)
        {
            double[] at = [state[0].Value, state[1].Value, state[2].Value, state[3].Value, state[4].Value];
            var (x, y) = Predators.Steps<Float64>(at[0], at[1], at[2], at[3], at[4], steps);
            tape.External(state, [x, y], (cotangents, results) =>
            {
                Span<double> derivatives = stackalloc double[5];
                states ??= new double[2 * StepsPerSection];
                Predators.ByHand(at, steps, states, derivatives, cotangents[0], cotangents[1]);
                for (var i = 0; i < results.Length; i++)
                    results[i] = derivatives[i];
            }, state.AsSpan(0, 2));
        }
    }
}
