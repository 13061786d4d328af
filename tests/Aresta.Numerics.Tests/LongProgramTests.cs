using static Aresta.Numerics.Elementary;

namespace Aresta.Numerics.Tests;

/// <summary>
/// Programs of many segments, replayed beside the tape: near and far operands, loops, functions, questions, special numbers.
/// </summary>
public class LongProgramTests
{
    /// <summary>Operations drawn at random on numbers drawn at random: mostly those computed last, else any, inputs, constants.</summary>
    private static T[] Walk<T>(ReadOnlySpan<T> inputs, int length, int seed, int outputs) where T : IElementary<T>
    {
        var random = new Random(seed);
        var all = new List<T>([.. inputs]);
        for (var i = 0; i < length; i++)
        {
            var (x, y) = (Draw(), Draw());
            var z = random.Next(40) switch
            {
                < 10 => x + y,
                < 18 => x - y,
                < 26 => (x + T.Constant(0.25)) * (y - T.Constant(0.5)),
                < 30 => x / (T.Constant(3) + y * y),
                < 32 => x * y + Draw(),
                < 34 => Draw() - x * y,
                < 36 => x * y - Draw(),
                36 => Sin(x),
                37 => -x,
                38 => T.WhereLess(x, y, x * T.Constant(0.5), y),
                _ => Square(x) * T.Constant(0.125),
            };
            all.Add(random.Next(4) == 0 ? Tanh(z) : z * T.Constant(0.5)); // so that nothing overflows
        }

        return [.. all.Skip(all.Count - outputs)];

        T Draw() => random.Next(10) switch
        {
            < 6 => all[Math.Max(0, all.Count - 1 - random.Next(4))],
            6 => T.Constant(random.Next(5) - 2),
            7 => all[random.Next(Math.Min(all.Count, 5))],
            _ => all[random.Next(all.Count)],
        };
    }

    private static readonly Float64[][] Cotangents =
        [[1, 0, 0, 0], [0.5, -2, 3, 0.25], [0, 0, 0, 0], [0, double.PositiveInfinity, 0, 1], [double.NaN, 0, 0, 0]];

    [Theory]
    [InlineData(10, 1)]
    [InlineData(300, 2)]
    [InlineData(2000, 3)]
    [InlineData(9000, 4)]
    public void Random_programs_do_what_the_tape_does(int length, int seed)
    {
        Float64[] at = [0.3, -0.7, 1.1, 0.05, -1.3];
        var trace = new Trace<Float64>();
        var replay = trace.Compile(Walk<Traced<Float64>>(
            Array.ConvertAll(at, x => trace.Input(x)), length, seed, 4)).Start();
        var random = new Random(seed);
        using var tape = new Tape<Float64>();
        for (var round = 0; round < 3; round++)
        {
            tape.Clear();
            var x = new Variable<Float64>[5];
            tape.Variables(at, x);
            var y = Walk<Variable<Float64>>(x, length, seed, 4);
            var outputs = new Float64[4];
            replay.Run(at, outputs);
            Assert.Equal(y.Select(v => v.Value), outputs);
            foreach (var cotangents in Cotangents)
            {
                for (var i = 0; i < 4; i++)
                    tape.Seed(y[i], cotangents[i]);
                tape.Reverse();
                var gradient = new Float64[5];
                replay.Pull(cotangents, gradient);
                for (var i = 0; i < 5; i++)
                {
                    var expected = tape.Adjoint(x[i]).Value;
                    Assert.Equal(double.IsFinite(expected), double.IsFinite(gradient[i].Value));
                    if (double.IsFinite(expected))
                        Assert.Equal(expected, gradient[i].Value, 1e-12 * (1 + Math.Abs(expected)));
                }
            }

            for (var i = 0; i < at.Length; i++)
                at[i] += 0.1 * (random.NextDouble() - 0.5);
        }
    }

    private static T Logistic<T>(T x, T rate, int steps) where T : Framework.IFrameworkNumber<T>
    {
        for (var i = 0; i < steps; i++)
        {
            x = rate * x * (T.One - x);
            if (x > T.One)
                x -= T.One;
            x = i % 100 == 0 ? Sqrt(x * x) : x;
        }

        return x;
    }

    [Fact]
    public void Loops_with_questions_and_functions_are_replayed()
    {
        const int steps = 20_000;
        var trace = new Trace<Float64>();
        var program = trace.Compile(Logistic(trace.Input(0.3), trace.Input(2.9), steps));
        Assert.Equal(steps, program.GuardCount);
        var replay = program.Start();
        foreach (var (x, rate) in ((double, double)[])[(0.3, 2.9), (0.4, 2.5), (0.1, 3.2)])
        {
            var gradient = new Float64[2];
            Assert.Equal(Logistic<Float64>(x, rate, steps), replay.Gradient([x, rate], gradient));
            var tangent = Logistic<Dual<Float64>>(new(x, 0), new(rate, 1), steps).Tangent.Value;
            Assert.Equal(tangent, gradient[1].Value, 1e-10 * (1 + Math.Abs(tangent)));
        }

        Assert.False(replay.TryRun([0.5, 4.1], new Float64[1]));
        Assert.Matches(@"^1 < .* \(question \d+ of 20000\)$", replay.WhatChanged);
    }

    [Fact]
    public void What_a_replay_holds_does_not_grow_with_what_is_the_same()
    {
        // Passes of a loop of ten thousand are one segment: replays of them take 8 bytes an instruction, and some.
        var trace = new Trace<Float64>();
        var (x, y) = (trace.Input(1), trace.Input(2));
        for (var i = 0; i < 10_000; i++)
            (x, y) = (x + 0.25 * y / (1 + x * x), y - 0.125 * x);
        var program = trace.Compile(x + y);
        _ = program.Start();
        var before = GC.GetAllocatedBytesForCurrentThread();
        var replay = program.Start();
        var held = GC.GetAllocatedBytesForCurrentThread() - before;
        Assert.InRange(held, 8 * program.InstructionCount, 10 * program.InstructionCount);
        Assert.InRange((double)replay.Gradient([1, 2], new Float64[2]), double.MinValue, double.MaxValue);
    }
}
