using System.Numerics;
using Aresta.Numerics;
using Aresta.Numerics.Rules;
using Aresta.Tensors;

namespace Aresta.Kernels.Tests.Elementwise;

/// <summary>Steps of optimizers as one kernel: the bits of one operation after another, however the step is written down.</summary>
public class UpdateTests
{
    private static readonly int[] Lengths = [1, 3, 15, 16, 17, 100, 1023, ClusterProgram.BlockLength + 5];

    // m, v, w, g, and what is one number for all.
    private enum Given
    {
        First, Second, Weight, Gradient, Kept, Fresh, KeptSquare, FreshSquare, Rate, Correction, Epsilon,
    }

    [Fact]
    public void A_step_is_one_kernel_with_the_bits_of_many()
    {
        foreach (var length in Lengths)
        {
            for (var form = 0; form < 24; form++)
            {
                Check(form, length, x => (float)x);
                Check(form, length, x => x);
            }
        }
    }

    // Each form has its operands the other way round elsewhere, with a correction or not, numbers given as constants, as inputs or as rows.
    private static void Check<T>(int form, int length, Func<double, T> of) where T : unmanaged, IRootFunctions<T>
    {
        var (dtype, width) = (typeof(T) == typeof(float) ? DType.Float32 : DType.Float64, Strips.Widths[form % Strips.Widths.Length]);
        var (corrected, numbers) = (form % 2 == 0, form / 2 % 3);
        var turns = new Random(form);
        var builder = new ClusterBuilder(width);
        T[][] data =
        [
            .. Enumerable.Range(0, 4).Select(i => Array.ConvertAll(Strips.Numbers(length, form + i, dtype == DType.Float32), x => of(x))),
            .. new[] { 0.9, 0.1, 0.999, 0.001, 1e-3, 1.1, 1e-8 }.Select((x, i) =>
                Enumerable.Range(0, numbers == 2 ? length : 1).Select(k => of(x + (numbers == 2 ? k % 7 * x : 0))).ToArray()),
        ];
        var values = data.Select((x, i) => i >= 4 && numbers == 0
            ? builder.Constant(dtype, double.CreateChecked(x[0])) : builder.Input(dtype)).ToArray();
        StripValue In(Given given) => values[(int)given];
        StripValue Times(StripValue x, StripValue y) => Turned(default(Multiply), x, y);
        StripValue Plus(StripValue x, StripValue y) => Turned(default(Add), x, y);
        StripValue Turned<TRule>(TRule rule, StripValue x, StripValue y) where TRule : struct, IBinaryRule =>
            turns.Next(2) == 0 ? builder.Binary(rule, x, y) : builder.Binary(rule, y, x);

        var first = Plus(Times(In(Given.Kept), In(Given.First)), Times(In(Given.Fresh), In(Given.Gradient)));
        var square = builder.Binary(default(Multiply), In(Given.Gradient), In(Given.Gradient));
        var second = Plus(Times(In(Given.KeptSquare), In(Given.Second)), Times(In(Given.FreshSquare), square));
        var root = builder.Unary(default(Sqrt), second);
        var scale = Plus(corrected ? Times(root, In(Given.Correction)) : root, In(Given.Epsilon));
        var move = builder.Binary(default(Divide), Times(In(Given.Rate), first), scale);
        var weight = builder.Binary(default(Subtract), In(Given.Weight), move);
        builder.Output(weight);
        builder.Output(first);
        builder.Output(second);
        var later = form % 4 == 1;
        if (later)
            builder.Output(builder.Binary(default(Subtract), first, second)); // who comes later may read them
        var program = builder.Build();
        Assert.StartsWith("out1, out2, out0 = update ", program.ToString(), StringComparison.Ordinal);
        Assert.Equal(!later, program.IsOnePass);

        var results = Enumerable.Range(0, later ? 4 : 3).Select(_ => new T[length]).ToArray();
        // In place, as parameters and moments are kept.
        (int, Given)[] shared = [(0, Given.Weight), (1, Given.First), (2, Given.Second)];
        foreach (var (output, input) in shared)
        {
            Assert.True(program.MayShare(output, (int)input));
            results[output] = [.. data[(int)input]];
        }

        Array[] places = [results[1], results[2], results[0], .. data[3..]];
        var operands = places.Take(numbers == 0 ? 4 : places.Length).Select(
            (x, i) => i >= 4 && numbers == 1 ? Cluster.Scalar(x) : Cluster.Strip(x));
        Cluster.Run(program, [.. operands], [.. results.Select(Cluster.Strip)], [], 1, length, 2);
        for (var i = 0; i < length; i++)
        {
            T At(Given given) => data[(int)given][data[(int)given].Length == 1 ? 0 : i];
            var g = At(Given.Gradient);
            var m = (At(Given.Kept) * At(Given.First)) + (At(Given.Fresh) * g);
            var v = (At(Given.KeptSquare) * At(Given.Second)) + (At(Given.FreshSquare) * (g * g));
            var s = corrected ? T.Sqrt(v) * At(Given.Correction) : T.Sqrt(v);
            var w = At(Given.Weight) - (At(Given.Rate) * m / (s + At(Given.Epsilon)));
            Same(w, results[0][i]);
            Same(m, results[1][i]);
            Same(v, results[2][i]);
            if (later)
                Same(m - v, results[3][i]);
        }

        void Same(T expected, T actual)
        {
            if (!Ulps.Same(double.CreateChecked(expected), double.CreateChecked(actual)))
                Assert.Fail($"form {form}, {length} elements: {actual}, not {expected}");
        }
    }

    [Fact]
    public void What_only_looks_like_a_step_is_left_alone()
    {
        for (var form = 0; form < 5; form++)
        {
            var builder = new ClusterBuilder();
            var (m, v, w, g) = (Input(), Input(), Input(), Input());
            StripValue Input() => builder.Input(DType.Float32);
            StripValue Number(double x) => builder.Constant(DType.Float32, x);
            StripValue Times(StripValue x, StripValue y) => builder.Binary(default(Multiply), x, y);
            StripValue Plus(StripValue x, StripValue y) => builder.Binary(default(Add), x, y);

            var first = Plus(Times(Number(0.9), m), Times(Number(0.1), form == 0 ? v : g)); // not the gradient that is squared
            var square = form == 1 ? Times(g, m) : Times(g, g); // not a square
            var second = Plus(Times(Number(0.999), v), Times(Number(0.001), square));
            var other = form == 2 ? second : Number(1); // asked for before the step ends
            var between = form == 2 ? Times(other, Number(2)) : w;
            var scale = Plus(builder.Unary(default(Sqrt), second), Number(1e-8));
            var move = builder.Binary(default(Divide), Times(Number(0.1), first), scale);
            builder.Output(builder.Binary(default(Subtract), between, move));
            builder.Output(first);
            if (form != 3) // a mean that nobody keeps
                builder.Output(second);
            if (form == 4) // a value within the step that somebody keeps
                builder.Output(scale);
            Assert.DoesNotContain("update", builder.Build().ToString(), StringComparison.Ordinal);
        }
    }
}
