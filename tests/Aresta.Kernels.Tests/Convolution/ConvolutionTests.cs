using System.Numerics;
using Aresta.Primitives;
using Aresta.Tensors;
using Aresta.Tests.Shared;

namespace Aresta.Kernels.Tests.Convolution;

/// <summary>Convolutions and their gradients against what the interpreter composes of windows and contractions.</summary>
public unsafe class ConvolutionTests
{
    [Fact]
    public void Random_convolutions_agree_with_the_interpreter()
    {
        for (var seed = 0; seed < 150; seed++)
        {
            var random = new Random(seed);
            Agree<double>(Random(random), random, seed);
            Agree<float>(Random(random), random, seed);
        }
    }

    /// <summary>Past every block: several blocks of channels, bands of places, samples that share a panel.</summary>
    [Theory]
    [InlineData(9, 1, 5, 20, 14, 3, 1, 1, 1), InlineData(2, 1, 130, 17, 9, 3, 1, 1, 1), InlineData(2, 2, 3, 4, 70, 5, 2, 1, 2)]
    [InlineData(1, 1, 700, 3, 5, 1, 1, 1, 0), InlineData(40, 3, 2, 1, 6, 3, 3, 2, 3)]
    public void Large_convolutions_agree_with_the_interpreter(
        int samples, int groups, int inputs, int outputs, int length, int size, int stride, int dilation, int padding)
    {
        int[] Both(int n) => [n, n];
        var shape = ConvolutionShape.Padded(
            samples, groups, inputs, outputs, Both(length), Both(size), Both(stride), Both(dilation), Both(padding), Both(padding));
        Agree<float>(shape, new(length), 0);
        Agree<double>(shape, new(length), 1);
    }

    [Fact]
    public void Threads_and_vectors_do_not_change_a_bit()
    {
        var shape = ConvolutionShape.Padded(6, 1, 9, 33, [13, 13], [3, 3], [2, 1], [1, 1], [1, 1], [1, 1]);
        var random = new Random(3);
        var (x, k, dy) = (Real(6 * 9 * 169, random), Real(33 * 81, random), Real(6 * 33 * 7 * 13, random));
        float[][]? first = null;
        foreach (var (threads, bits) in from threads in new[] { 1, 2, 3, 8 } from bits in new[] { 512, 256, 128 } select (threads, bits))
        {
            var plan = Kernels.Convolution.Plan(shape, threads);
            var (y, dx, dk) = (new float[dy.Length], new float[x.Length], new float[k.Length]);
            fixed (float* p = x, q = k, r = dy, s = y, t = dx, u = dk)
            {
                plan.Forward(p, q, s, threads, new(bits));
                plan.InputGradient(r, q, t, threads, new(bits));
                plan.KernelGradient(p, r, u, threads, new(bits));
            }

            first ??= [y, dx, dk];
            Assert.Equal(first[0], y);
            Assert.Equal(first[1], dx);
            Assert.Equal(first[2], dk);
        }
    }

    [Fact]
    public void The_epilogue_sees_every_element_once()
    {
        var shape = ConvolutionShape.Padded(5, 2, 3, 4, [6, 5], [3, 3], [1, 1], [1, 1], [1, 1], [1, 1]);
        var random = new Random(4);
        var (x, k, bias) = (Real(5 * 6 * 30, random), Real(8 * 27, random), Real(8, random));
        var (plain, changed) = (new float[5 * 8 * 30], new float[5 * 8 * 30]);
        fixed (float* p = x, q = k, b = bias, s = plain, t = changed)
        {
            var plan = Kernels.Convolution.Plan(shape, 2);
            plan.Forward(p, q, s);
            plan.Forward(p, q, t, new ChannelBiasEpilogue<float, ReluActivation>(b, 2), 2);
        }

        for (var i = 0; i < plain.Length; i++)
        {
            Assert.Equal(Math.Max(0, plain[i] + bias[i / 30 % 8]), changed[i]);
        }
    }

    [Fact]
    public void A_run_allocates_nothing()
    {
        var plan = Kernels.Convolution.Plan(ConvolutionShape.Padded(3, 1, 4, 5, [8, 9], [3, 3], [2, 1], [1, 1], [1, 1], [1, 1]));
        var (x, k, y) = (new float[3 * 4 * 72], new float[5 * 36], new float[3 * 5 * 36]);
        Allocations.None(() =>
        {
            fixed (float* p = x, q = k, r = y)
            {
                plan.Forward(p, q, r);
                plan.InputGradient(r, q, p);
                plan.KernelGradient(p, r, q);
            }
        });
    }

    private static ConvolutionShape Random(Random random)
    {
        var rank = 1 + random.Next(3);
        int[] Each(int low, int high) => [.. Enumerable.Range(0, rank).Select(_ => random.Next(low, high))];
        int Some() => random.Next(12) == 0 ? 0 : random.Next(1, 5);

        var most = rank == 1 ? 40 : rank == 2 ? 12 : 6;
        return ConvolutionShape.Padded(
            Some(), random.Next(3) == 0 ? 2 : 1, Some(), random.Next(4) == 0 ? 18 : Some(), Each(random.Next(20) == 0 ? 0 : 1, most),
            Each(1, 5), Each(1, 4), Each(1, 3), Each(-1, 4), Each(-1, 4));
    }

    // Whole numbers: all sums are exact, in whatever order.
    private static void Agree<T>(ConvolutionShape s, Random random, int seed) where T : unmanaged, IFloatingPointIeee754<T>
    {
        Shape source = [s.Samples, s.Groups, s.Inputs, .. s.Lengths];
        Shape kernel = [s.Groups, s.Outputs, s.Inputs, .. s.Sizes];
        Shape result = [s.Samples, s.Groups, s.Outputs, .. s.Places];
        var (x, k, y) = (Whole<T>(source.Size, random), Whole<T>(kernel.Size, random), Whole<T>(result.Size, random));
        var (places, window) = ("ABCD"[..s.Rank], "NOPQ"[..s.Rank]);
        // As much padding as the places need; what is left out after the last one is cut off.
        int[] high = [.. Enumerable.Range(0, s.Rank).Select(i =>
            Math.Max(0, (s.Places[i] - 1) * s.Strides[i]) + ((s.Sizes[i] - 1) * s.Dilations[i]) + 1 - s.Lengths[i] - s.Low[i])];
        IntList none = [0, 0, 0, .. s.Lengths.Select(_ => 0)];
        var pad = new Pad([0, 0, 0, .. s.Low], [0, 0, 0, .. high], none);
        var windows = new Window([.. Enumerable.Range(3, s.Rank)], [.. s.Sizes], [.. s.Strides], [.. s.Dilations]);
        var (Y, X, K) = (Run<T>(result), Run<T>(source), Run<T>(kernel));
        if (high.Zip(s.Lengths, s.Low).All(e => e.First + e.Second + e.Third >= 0) && s.OutputPlane > 0)
        {
            var view = Evaluate(windows, Evaluate(pad, Tensor.Of(x, source)));
            Y = Evaluate(new Contract($"ngc{places}{window},goc{window}->ngo{places}"), view, Tensor.Of(k, kernel)).AsSpan<T>().ToArray();
            K = Evaluate(new Contract($"ngc{places}{window},ngo{places}->goc{window}"), view, Tensor.Of(y, result)).AsSpan<T>().ToArray();
            var laid = Evaluate(
                new Contract($"ngo{places},goc{window}->ngc{places}{window}"), Tensor.Of(y, result), Tensor.Of(k, kernel));
            var padded = pad.Infer([new(DTypes.Of<T>(), source)])[0].Shape;
            var whole = Evaluate(
                new OverlapAdd(windows.Axes, IntList.Create(padded.AsSpan()[3..]), windows.Strides, windows.Dilations), laid);
            X = Evaluate(new Pad([0, 0, 0, .. s.Low.Select(n => -n)], [0, 0, 0, .. high.Select(n => -n)], none), whole)
                .AsSpan<T>().ToArray();
        }

        var (y2, x2, k2) = (Filled<T>(Y.Length), Filled<T>(X.Length), Filled<T>(K.Length));
        var threads = 1 + (seed % 3);
        var tuning = new Tuning(seed % 5 == 3 ? 256 : seed % 5 == 4 ? 128 : 0);
        var plan = Kernels.Convolution.Plan(s, threads);
        fixed (T* p = x, q = k, r = y, a = y2, b = x2, c = k2)
        {
            plan.Forward(p, q, a, threads, tuning);
            plan.InputGradient(r, q, b, threads, tuning);
            plan.KernelGradient(p, r, c, threads, tuning);
        }

        Same(Y, y2, $"seed {seed}, forward {Text(s)}");
        Same(X, x2, $"seed {seed}, input gradient {Text(s)}");
        Same(K, k2, $"seed {seed}, kernel gradient {Text(s)}");
    }

    private static T[] Run<T>(Shape shape) => new T[shape.Size];

    private static string Text(ConvolutionShape s) =>
        $"{s.Samples}·{s.Groups}·{s.Inputs}→{s.Outputs}, lengths {string.Join(' ', s.Lengths)}, places {string.Join(' ', s.Places)}, "
        + $"sizes {string.Join(' ', s.Sizes)}, strides {string.Join(' ', s.Strides)}, dilations {string.Join(' ', s.Dilations)}, "
        + $"low {string.Join(' ', s.Low)}";

    // What a kernel leaves unwritten is NaN; what it writes behind the end changes the last element.
    private static T[] Filled<T>(int length) where T : IFloatingPointIeee754<T>
    {
        var filled = new T[length + 20];
        Array.Fill(filled, T.NaN);
        return filled;
    }

    private static void Same<T>(T[] expected, T[] actual, string what) where T : IFloatingPointIeee754<T>
    {
        for (var i = 0; i < expected.Length; i++)
        {
            Assert.True(expected[i] == actual[i], $"{what}: element {i} is {actual[i]}, not {expected[i]}");
        }

        Assert.All(actual[expected.Length..], rest => Assert.True(T.IsNaN(rest)));
    }

    private static Tensor Evaluate(Primitive primitive, params Tensor[] operands) =>
        primitive.Evaluate(operands, primitive.Infer([.. operands.Select(operand => operand.Type)]))[0];

    private static T[] Whole<T>(int length, Random random) where T : IFloatingPointIeee754<T> =>
        [.. Enumerable.Range(0, length).Select(_ => T.CreateChecked(random.Next(-4, 5)))];

    private static float[] Real(int length, Random random) => [.. Enumerable.Range(0, length).Select(_ => random.NextSingle() - 0.5f)];
}
