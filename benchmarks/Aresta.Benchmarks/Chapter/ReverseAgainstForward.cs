using Aresta.Benchmarks.Measuring;
using Aresta.Execution;
using Aresta.Graphs;
using Aresta.Primitives;
using Aresta.Tensors;
using Aresta.Transforms;
using static Aresta.Benchmarks.Measuring.Wording;
using static Aresta.Numerics.Elementary;

namespace Aresta.Benchmarks.Chapter;

/// <summary>
/// The chapter's claim, measured: a function of n inputs has its whole gradient by one reverse pass, where forward mode and finite
/// differences take a pass for each input; and a function with m outputs of one input has all its derivatives by one forward pass, where
/// reverse mode takes a pass for each output.
/// </summary>
internal static class ReverseAgainstForward
{
    /// <summary>Up to this many seconds, the many passes are all run in every round; above, some are, and the time is multiplied.</summary>
    private const double Bearable = 6;

    public static List<Row> Run()
    {
        var rows = new List<Row>();
        Gradients(rows);
        Console.WriteLine();
        Curves(rows);
        Console.WriteLine();
        Conclude(rows);
        return rows;
    }

    private static void Gradients(List<Row> rows)
    {
        Console.WriteLine("The gradient of f(x) = log(1 + Σ sin² xᵢ), n inputs and one output:");
        Heading("n", "one reverse pass", "n forward passes", "n + 1 evaluations");
        foreach (var n in Powers(7))
        {
            Progress(n);
            var f = Graph.Trace(x => Log(1 + Square(Sin(x)).Sum()), TensorType.Float64(n));
            var (gradient, pushforward) = (Gradient.Of(f), Pushforward.Of(f));
            var (point, direction) = (new double[n], new double[n]);
            for (var i = 0; i < n; i++)
            {
                point[i] = 0.1 + (i % 97 * 0.01);
            }

            Tensor x = point, dx = direction;
            var exact = Interpreter.Run(gradient, x)[0];
            var value = Interpreter.Run(f, x)[0].ToDouble();
            const double step = 1e-7;
            Measure(rows, "gradient", n, "reverse",
                ("reverse", 1, _ => Interpreter.Run(gradient, x)),
                ("forward", n, i =>
                {
                    direction[i] = 1;
                    Agree(Interpreter.Run(pushforward, x, dx)[1].ToDouble(), exact[i], 1e-12);
                    direction[i] = 0;
                }
            ),
                ("finite differences", n + 1, i =>
                {
                    var k = Math.Min(i, n - 1);
                    var kept = point[k];
                    point[k] += step;
                    Agree((Interpreter.Run(f, x)[0].ToDouble() - value) / step, exact[k], 1e-5);
                    point[k] = kept;
                }
            ));
        }
    }

    private static void Curves(List<Row> rows)
    {
        Console.WriteLine("The derivative of yₖ = sin²(wₖ·t), one input and m outputs:");
        Heading("m", "one forward pass", "m reverse passes", "2 evaluations");
        foreach (var m in Powers(6))
        {
            Progress(m);
            var frequencies = Tensor.Vector(Enumerable.Range(0, m).Select(k => 1 + (k % 89 * 0.1)).ToArray());
            var f = Graph.Trace(t => Square(Sin(Value.Constant(frequencies) * t)));
            var (pushforward, pullback) = (Pushforward.Of(f), Pullback.Of(f));
            var weights = new double[m];
            Tensor t = 0.3, dt = 1.0, shifted = 0.3 + 1e-7, w = weights;
            var exact = Interpreter.Run(pushforward, t, dt)[1];
            Measure(rows, "derivative", m, "forward",
                ("forward", 1, _ => Interpreter.Run(pushforward, t, dt)),
                ("reverse", m, k =>
                {
                    weights[k] = 1;
                    Agree(Interpreter.Run(pullback, t, w)[1].ToDouble(), exact[k], 1e-12);
                    weights[k] = 0;
                }
            ),
                ("finite differences", 2, i => Interpreter.Run(f, i == 0 ? t : shifted)));
        }
    }

    // Each means is so many passes, of which the i-th is given.
    private static void Measure(
        List<Row> rows, string name, int n, string recommended, params (string Mode, int Passes, Action<int> Pass)[] means)
    {
        var whole = new bool[means.Length];
        var actions = new Action[means.Length];
        for (var k = 0; k < means.Length; k++)
        {
            var (_, passes, pass) = means[k];
            pass(passes / 2);
            whole[k] = passes * Interleaved.Once(() => pass(passes / 2), 1) <= Bearable || passes <= 2;
            var all = whole[k];
            var next = 0;
            actions[k] = () =>
            {
                // All passes, or the next of them.
                for (var i = 0; i < (all ? passes : 1); i++)
                {
                    pass(all ? i : next);
                    next = (next + 1) % passes;
                }
            };
        }

        var times = Interleaved.Time(actions);
        var line = FormattableString.Invariant($"{n,10:N0}");
        var best = 0.0;
        for (var k = 0; k < means.Length; k++)
        {
            var factor = whole[k] ? 1.0 : means[k].Passes;
            var (low, median, high) = (times[k].Low * factor, times[k].Median * factor, times[k].High * factor);
            best = k == 0 ? median : best;
            rows.Add(new(name, n, means[k].Mode, median, low, high, whole[k], median / best));
            var text = $"{(whole[k] ? " " : "≈")}{Text(median)} ({Text(low)} – {Text(high)})";
            line += $"{text,35}{(k == 0 ? "" : $" {(whole[k] ? " " : "≈")}{Digits(median / best),10} ×")}";
        }

        Console.WriteLine(line);
        if (means[0].Mode != recommended)
        {
            throw new InvalidOperationException("The recommended means comes first: ratios are to it.");
        }
    }

    private static void Conclude(List<Row> rows)
    {
        foreach (var (name, one, many) in new[] { ("gradient", "reverse", "forward"), ("derivative", "forward", "reverse") })
        {
            var naive = rows.Where(r => r.Name == name && r.Mode == many).ToList();
            var crossing = naive.FirstOrDefault(r => r.Ratio > 1 && naive.Where(later => later.N >= r.N).All(later => later.Ratio > 1));
            var largest = naive.Last(r => r.Measured);
            var from = crossing is null ? "at no size" : $"from {Count(crossing.N)} on";
            Console.WriteLine(
                $"{name}: one {one} pass takes less time than all {many} passes {from}; "
                + $"measured in full up to {Count(largest.N)}, where they take {Digits(largest.Ratio)} times as long"
                + $"{(naive[^1].Measured ? "" : $", and by extrapolation {Digits(naive[^1].Ratio)} times at {Count(naive[^1].N)}")}.");
        }

        var differences = rows.Where(r => r is { Name: "gradient", Mode: "finite differences" }).ToList();
        var evaluations = differences.Select(r => (r.N + 1) / r.Ratio).ToList();
        Console.WriteLine(
            $"gradient: one reverse pass takes {Digits(evaluations.Min())} to {Digits(evaluations.Max())} times as long as an evaluation "
            + "of the function, which it contains.");
    }

    private static IEnumerable<int> Powers(int most) => Enumerable.Range(0, most + 1).Select(k => (int)Math.Pow(10, k));

    private static void Heading(string n, params string[] columns) =>
        Console.WriteLine($"{n,10}" + string.Concat(columns.Select((c, k) => $"{c,35}{(k == 0 ? "" : $"  {"ratio",10}  ")}")));

    private static void Progress(int n)
    {
        if (n >= 10_000)
        {
            Console.Error.WriteLine($"… {Count(n)}: some seconds");
        }
    }

    private static void Agree(double actual, double expected, double tolerance)
    {
        if (!(Math.Abs(actual - expected) <= tolerance))
        {
            throw new InvalidOperationException(
                FormattableString.Invariant($"A derivative is {actual}, but {expected} by the other mode."));
        }
    }
}
