using Aresta.Numerics.Rules;
using Aresta.Tensors;

namespace Aresta.Kernels.Tests.Elementwise;

/// <summary>Programs of kernels over strips: against plain loops, at every width, for lengths that leave tails everywhere.</summary>
public class ClusterTests
{
    private static readonly int[] Lengths = [1, 2, 15, 16, 17, 63, 100, 1023, 1024, 1025, 3000, ClusterProgram.BlockLength + 5];

    [Fact]
    public void A_chain_is_the_loop_it_stands_for()
    {
        foreach (var width in Strips.Widths)
        {
            var builder = new ClusterBuilder(width);
            var (x, y) = (builder.Input(DType.Float32), builder.Input(DType.Float32));
            var half = builder.Constant(DType.Float32, 0.5);
            var sum = builder.Binary(default(Add), x, y);
            var product = builder.Binary(default(Multiply), sum, half);
            var root = builder.Unary(default(Sqrt), builder.Unary(default(Abs), product));
            var above = builder.Compare(default(Greater), sum, half);
            builder.Output(builder.Where(above, root, product));
            builder.Output(above);
            builder.Output(builder.Binary(default(Subtract), root, x));
            var program = builder.Build();
            foreach (var n in Lengths)
            {
                var a = Array.ConvertAll(Strips.Numbers(n, n, true), v => (float)v);
                var b = Array.ConvertAll(Strips.Numbers(n, n + 1, true), v => (float)v);
                var (first, second, third) = (new float[n], new bool[n], new float[n]);
                Cluster.Run(
                    program, [Cluster.Strip(a), Cluster.Strip(b)],
                    [Cluster.Strip(first), Cluster.Strip(second), Cluster.Strip(third)], [], 1, n, 3);
                for (var i = 0; i < n; i++)
                {
                    var s = a[i] + b[i];
                    var p = s * 0.5f;
                    var r = MathF.Sqrt(MathF.Abs(p));
                    Assert.Equal(s > 0.5f, second[i]);
                    Assert.True(Ulps.Same(s > 0.5f ? r : p, first[i]));
                    Assert.True(Ulps.Same(r - a[i], third[i]));
                }
            }
        }
    }

    // Rows apart on both sides, one at a time; each as if it were alone, with the bits of the function without its slope.
    [Fact]
    public void A_slope_comes_with_its_function_and_rows_may_be_apart()
    {
        const int rows = 5, apart = 400;
        foreach (var width in Strips.Widths)
        {
            foreach (var columns in new[] { 7, 128, 131, 160 })
            {
                var x = Enumerable.Range(columns, rows * apart).Select(i => (float)(40 * Math.Sin(i * i))).ToArray();
                var made = Enumerable.Range(0, 4).Select(_ => new float[rows * apart]).ToArray();
                Cluster.Run(
                    Program(slopes: true), [new(x, apart, 1)], [.. made.Select(array => new Cluster.Rows(array, apart, 1))], [], rows,
                    columns, 2);
                for (var row = 0; row < rows; row++)
                {
                    var alone = x.AsSpan(row * apart, columns).ToArray();
                    var expected = Enumerable.Range(0, 4).Select(_ => new float[columns]).ToArray();
                    Cluster.Run(
                        Program(slopes: true), [Cluster.Strip(alone)], [.. expected.Select(Cluster.Strip)], [], 1, columns);
                    var plain = Enumerable.Range(0, 2).Select(_ => new float[columns]).ToArray();
                    Cluster.Run(Program(slopes: false), [Cluster.Strip(alone)], [.. plain.Select(Cluster.Strip)], [], 1, columns);
                    Assert.Equal(plain[0], expected[0]);
                    Assert.Equal(plain[1], expected[1]);
                    for (var i = 0; i < 4; i++)
                    {
                        Assert.Equal(expected[i], made[i].AsSpan(row * apart, columns));
                        Assert.True(row + 1 == rows || made[i].AsSpan(((row + 1) * apart) - 1, 1)[0] == 0, "A row goes on where it ends.");
                    }

                    for (var i = 0; i < columns; i++)
                    {
                        var (sigmoid, cosh) = (1 / (1 + Math.Exp(-(double)alone[i])), Math.Cosh(alone[i]));
                        Assert.Equal(2 * sigmoid / (1 + Math.Exp(alone[i])), expected[2][i], 1e-6 * sigmoid / (1 + Math.Exp(alone[i])));
                        Assert.Equal(1 / (cosh * cosh), expected[3][i], 1e-6 / (cosh * cosh));
                    }
                }
            }

            ClusterProgram Program(bool slopes)
            {
                var builder = new ClusterBuilder(width);
                var x = builder.Input(DType.Float32);
                var (sigmoid, tanh) = (builder.Unary(default(Sigmoid), x), builder.Unary(default(Tanh), x));
                builder.Output(sigmoid);
                builder.Output(tanh);
                if (slopes)
                {
                    var slope = builder.Slope<SlopedSigmoid>(sigmoid);
                    builder.Output(builder.Binary(default(Add), slope, slope));
                    builder.Output(builder.Slope<SlopedTanh>(tanh));
                }

                return builder.Build();
            }
        }
    }

    // Whatever is joined into one kernel gives the bits of one operation after another.
    [Fact]
    public void Cheap_functions_of_cheap_functions_are_rounded_one_by_one()
    {
        const int n = 37, most = 14;
        var joined = 0;
        for (var seed = 0; seed < 300; seed++)
        {
            var random = new Random(seed);
            var builder = new ClusterBuilder(Strips.Widths[seed % Strips.Widths.Length]);
            var inputs = Enumerable.Range(0, 3).Select(i => Array.ConvertAll(Strips.Numbers(n, seed + i, false), v => (float)v)).ToArray();
            List<(StripValue Value, float[] Expected)> values =
                [.. inputs.Select(x => (builder.Input(DType.Float32), x)), (builder.Constant(DType.Float32, 0.5), Repeated(0.5f, n))];
            for (var k = 0; k < most; k++)
            {
                var (x, y) = (values[random.Next(values.Count)], values[random.Next(Math.Max(0, values.Count - 3), values.Count)]);
                (x, y) = random.Next(2) == 0 ? (x, y) : (y, x);
                (StripValue, Func<float, float, float>) made = random.Next(7) switch
                {
                    0 => (builder.Binary(default(Add), x.Value, y.Value), (a, b) => a + b),
                    1 => (builder.Binary(default(Subtract), x.Value, y.Value), (a, b) => a - b),
                    2 => (builder.Binary(default(Multiply), x.Value, y.Value), (a, b) => a * b),
                    3 => (builder.Binary(default(Divide), x.Value, y.Value), (a, b) => a / b),
                    4 => (builder.Apply(default(ScaledBy), x.Value, y.Value), (a, b) => a == 0 || b == 0 ? 0 : a * b),
                    5 => (builder.Unary(default(Sqrt), x.Value), (a, _) => MathF.Sqrt(a)),
                    _ => (builder.Binary(default(Multiply), y.Value, y.Value), (_, b) => b * b),
                };
                values.Add((made.Item1, [.. x.Expected.Zip(y.Expected, made.Item2)]));
            }

            var outputs = values.TakeLast(1 + random.Next(3)).ToArray();
            foreach (var (value, _) in outputs)
                builder.Output(value);
            var program = builder.Build();
            joined += program.ToString().Count(c => c == '(');
            var results = outputs.Select(_ => new float[n]).ToArray();
            Cluster.Run(program, [.. inputs.Select(Cluster.Strip)], [.. results.Select(Cluster.Strip)], [], 1, n);
            foreach (var (output, result) in outputs.Zip(results))
            {
                for (var i = 0; i < n; i++)
                {
                    Assert.True(Ulps.Same(output.Expected[i], result[i]), $"seed {seed}: {result[i]}, not {output.Expected[i]}\n{program}");
                }
            }
        }

        Assert.True(joined > 300, $"only {joined} kernels were joined");
    }

    private static float[] Repeated(float x, int count) => [.. Enumerable.Repeat(x, count)];

    [Fact]
    public void Types_mix_as_the_primitive_Convert_says()
    {
        var builder = new ClusterBuilder();
        var (x, k, flag) = (builder.Input(DType.Float32), builder.Input(DType.Int64), builder.Input(DType.Bool));
        var wide = builder.Convert(x, StripType.Float64);
        var remainder = builder.Binary(default(Remainder), k, builder.Constant(DType.Int64, 2));
        var odd = builder.Compare(default(Equal), remainder, builder.Constant(DType.Int64, 1));
        var both = builder.Logical(default(BothMasks), flag, odd);
        builder.Output(builder.Where(both, wide, builder.Convert(k, StripType.Float64)));
        builder.Output(builder.Convert(x, StripType.Int32));
        builder.Output(builder.Convert(builder.Logical(default(OppositeMask), both), StripType.Int32));
        builder.Output(builder.Convert(x, StripType.Bool));
        builder.Output(builder.Convert(k, StripType.Float32));
        builder.Output(flag);
        builder.Output(k);
        var program = builder.Build();
        foreach (var n in Lengths)
        {
            var random = new Random(n);
            var a = Array.ConvertAll(Strips.Numbers(n, n, true), v => (float)v);
            var b = Enumerable.Range(0, n).Select(_ => random.NextInt64(-1L << 60, 1L << 60)).ToArray();
            var c = Enumerable.Range(0, n).Select(_ => random.Next(2) == 0).ToArray();
            var (first, second, third, fourth) = (new double[n], new int[n], new int[n], new bool[n]);
            var (fifth, sixth, seventh) = (new float[n], new bool[n], new long[n]);
            Cluster.Run(
                program, [Cluster.Strip(a), Cluster.Strip(b), Cluster.Strip(c)],
                [.. new Array[] { first, second, third, fourth, fifth, sixth, seventh }.Select(Cluster.Strip)], [], 1, n);
            for (var i = 0; i < n; i++)
            {
                var odds = c[i] && (b[i] & 1) == 1;
                Assert.True(Ulps.Same(odds ? (double)a[i] : b[i], first[i]));
                Assert.Equal((int)(double)a[i], second[i]);
                Assert.Equal(odds ? 0 : 1, third[i]);
                Assert.Equal(a[i] != 0, fourth[i]);
                Assert.Equal((float)(double)b[i], fifth[i]);
            }

            Assert.Equal(c, sixth);
            Assert.Equal(b, seventh);
        }
    }

    [Fact]
    public void Truth_values_pass_between_bytes_masks_and_numbers()
    {
        foreach (var width in Strips.Widths)
        {
            var builder = new ClusterBuilder(width);
            var (flag, x, y) = (builder.Input(DType.Bool), builder.Input(DType.Float64), builder.Input(DType.Float32));
            builder.Output(builder.Where(flag, x, builder.Constant(DType.Float64, -1)));
            builder.Output(builder.Convert(flag, StripType.Float32));
            builder.Output(builder.Convert(flag, StripType.Int64));
            builder.Output(builder.Convert(x, StripType.Bool));
            builder.Output(builder.Compare(default(Less), y, builder.Constant(DType.Float32, 0)));
            var program = builder.Build();
            foreach (var n in Lengths)
            {
                var flags = Array.ConvertAll(Strips.Numbers(n, n, false), v => v < 0.5);
                var a = Array.ConvertAll(Strips.Numbers(n, n + 1, false), v => v < 0 ? 0 : v);
                a[n / 2] = double.NaN;
                var b = Array.ConvertAll(Strips.Numbers(n, n + 2, true), v => (float)v);
                var (chosen, numbers, counts, truths, below) = (new double[n], new float[n], new long[n], new bool[n], new bool[n]);
                Cluster.Run(
                    program, [Cluster.Strip(flags), Cluster.Strip(a), Cluster.Strip(b)],
                    [.. new Array[] { chosen, numbers, counts, truths, below }.Select(Cluster.Strip)], [], 1, n);
                Assert.Equal(flags.Zip(a, (f, v) => f ? v : -1), chosen);
                Assert.Equal(flags.Select(f => f ? 1f : 0f), numbers);
                Assert.Equal(flags.Select(f => f ? 1L : 0L), counts);
                Assert.Equal(a.Select(v => v != 0), truths);
                Assert.Equal(b.Select(v => v < 0), below);
            }
        }
    }

    [Fact]
    public void Rows_and_scalars_are_repeated()
    {
        var builder = new ClusterBuilder();
        var (x, bias, row) = (builder.Input(DType.Float64), builder.Input(DType.Float64), builder.Input(DType.Float64));
        builder.Output(builder.Binary(default(Subtract), builder.Binary(default(Add), x, bias), row));
        var program = builder.Build();
        foreach (var (rows, columns) in new[] { (1, 1), (7, 3), (3, 1030), (2, ClusterProgram.BlockLength + 1) })
        {
            var a = Strips.Numbers(rows * columns, 1, false);
            var (b, c, y) = (Strips.Numbers(columns, 2, false), Strips.Numbers(rows, 3, false), new double[rows * columns]);
            Cluster.Run(program, [new(a, columns, 1), new(b, 0, 1), new(c, 1, 0)], [new(y, columns, 1)], [], rows, columns, 2);
            for (var i = 0; i < y.Length; i++)
            {
                Assert.True(Ulps.Same(a[i] + b[i % columns] - c[i / columns], y[i]));
            }
        }
    }

    [Theory, InlineData(true), InlineData(false)]
    public void Reductions_do_not_depend_on_width_or_shares(bool single)
    {
        foreach (var (rows, columns) in new[] { (1, 0), (1, 1), (5, 10), (3, 2000), (1, (5 * ClusterProgram.BlockLength) + 77) })
        {
            var random = new Random(columns);
            var x = Enumerable.Range(0, rows * columns).Select(_ => (float)(random.NextDouble() - 0.4)).ToArray();
            Array data = single ? x : Array.ConvertAll(x, v => (double)v);
            double[]? first = null;
            foreach (var width in Strips.Widths)
            {
                foreach (var shares in new[] { 1, 2, 3 })
                {
                    var builder = new ClusterBuilder(width);
                    var input = builder.Input(single ? DType.Float32 : DType.Float64);
                    var square = builder.Unary(default(Square), input);
                    builder.Reduce(ReductionKind.Sum, square);
                    builder.Reduce(ReductionKind.Max, input);
                    builder.Reduce(ReductionKind.Min, input);
                    builder.Reduce(ReductionKind.Mean, input);
                    Array[] results = [.. Enumerable.Range(0, 4).Select(_ => single ? new float[rows] : (Array)new double[rows])];
                    Cluster.Rows[] ends = [.. results.Select(r => new Cluster.Rows(r, 1, 1))];
                    Cluster.Run(builder.Build(), [new(data, columns, 1)], [], ends, rows, columns, shares);
                    double[] all = [.. results.SelectMany(r => r.Cast<object>()).Select(v => Convert.ToDouble(v, null))];
                    first ??= all;
                    Assert.True(first.Zip(all, Ulps.Same).All(same => same));
                }
            }

            for (var row = 0; row < rows; row++)
            {
                var part = x.AsSpan(row * columns, columns).ToArray();
                // The pairwise sums err by some ten roundings of the sum of the terms' sizes.
                var unit = single ? 1e-6 : 1e-14;
                Assert.Equal(part.Sum(v => (double)v * v), first![row], unit * (columns + 1));
                Assert.Equal(part.Append(float.NegativeInfinity).Max(), first[rows + row]);
                Assert.Equal(part.Append(float.PositiveInfinity).Min(), first[(2 * rows) + row]);
                Assert.Equal(columns == 0 ? double.NaN : part.Average(v => (double)v), first[(3 * rows) + row], unit);
            }
        }
    }

    [Fact]
    public void An_output_may_take_the_place_of_an_input_that_is_not_read_again()
    {
        var builder = new ClusterBuilder();
        var (x, y) = (builder.Input(DType.Float64), builder.Input(DType.Float64));
        var sum = builder.Binary(default(Add), x, y);
        builder.Output(sum);
        builder.Output(builder.Binary(default(Multiply), sum, y));
        var program = builder.Build();
        Assert.True(program.MayShare(0, 0));
        Assert.False(program.MayShare(0, 1));
        Assert.True(program.MayShare(1, 1));
        var (a, b) = (Strips.Numbers(5000, 1, false), Strips.Numbers(5000, 2, false));
        var (c, d) = ((double[])a.Clone(), (double[])b.Clone());
        Cluster.Run(program, [Cluster.Strip(a), Cluster.Strip(b)], [Cluster.Strip(a), Cluster.Strip(b)], [], 1, 5000);
        for (var i = 0; i < a.Length; i++)
        {
            Assert.True(Ulps.Same(c[i] + d[i], a[i]));
            Assert.True(Ulps.Same((c[i] + d[i]) * d[i], b[i]));
        }
    }

    [Fact]
    public void Strips_share_registers_and_print()
    {
        var builder = new ClusterBuilder();
        var x = builder.Input(DType.Float32);
        var y = x;
        for (var i = 0; i < 20; i++)
        {
            y = builder.Unary(default(Tanh), y);
        }

        builder.Unary(default(Exp), x); // Nothing uses it.
        builder.Output(builder.Binary(default(Add), y, x));
        var text = builder.Build().ToString();
        Assert.StartsWith("r0 = tanh in0\nr0 = tanh r0\n", text);
        Assert.EndsWith("out0 = add r0 in0\n", text);
        Assert.DoesNotContain("exp", text);
    }

    [Fact]
    public void A_run_allocates_nothing()
    {
        var builder = new ClusterBuilder();
        var x = builder.Input(DType.Float32);
        builder.Output(builder.Unary(default(Erf), builder.Unary(default(Sin), x)));
        builder.Reduce(ReductionKind.Sum, x);
        Assert.Equal(0, Allocated(builder.Build()));
    }

    private static unsafe long Allocated(ClusterProgram program)
    {
        var (x, y, sum) = (new float[5000], new float[5000], new float[1]);
        var (scratch, partials) = (new byte[program.ScratchBytes(5000)], new byte[program.PartialBytes(1, 5000)]);
        fixed (float* px = x, py = y, ps = sum)
        fixed (byte* s = scratch, p = partials)
        {
            var before = 0L;
            for (var run = 0; run < 2; run++)
            {
                before = GC.GetAllocatedBytesForCurrentThread();
                ClusterOperand input = new() { Address = (byte*)px, ColumnStride = 1 };
                ClusterOperand output = new() { Address = (byte*)py, ColumnStride = 1 };
                ClusterOperand result = new() { Address = (byte*)ps, ColumnStride = 1 };
                program.Run(new(ref input), new(ref output), new(ref result), 1, 5000, 0, 1, s, p);
                program.Finish(new(ref result), 1, 5000, p);
            }

            return GC.GetAllocatedBytesForCurrentThread() - before;
        }
    }
}
