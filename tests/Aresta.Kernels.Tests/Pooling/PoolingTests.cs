using System.Numerics;
using Aresta.Execution;
using Aresta.Functions;
using Aresta.Graphs;
using Aresta.Tensors;
using Aresta.Tests.Shared;
using Aresta.Transforms;

namespace Aresta.Kernels.Tests.Pooling;

/// <summary>Pooling and its gradients against what the interpreter composes.</summary>
public unsafe class PoolingTests
{
    [Fact]
    public void Random_pooling_agrees_with_the_interpreter()
    {
        for (var seed = 0; seed < 60; seed++)
        {
            Agree<double>(seed);
            Agree<float>(seed);
        }
    }

    [Fact]
    public void A_window_with_NaN_has_no_largest_element_and_no_gradient()
    {
        var plan = Kernels.Pooling.Plan(ConvolutionShape.Padded(1, 1, 1, 1, [4], [2], [2], [1], [0], [0]));
        float[] x = [1, float.NaN, 3, 2], y = [0, 0], dy = [5, 7], dx = [9, 9, 9, 9];
        fixed (float* p = x, q = y, r = dy, s = dx)
        {
            plan.Max(p, q);
            plan.MaxGradient(p, q, r, s);
        }

        Assert.Equal([float.NaN, 3], y);
        Assert.Equal([0, 0, 7, 0], dx);
    }

    [Fact]
    public void A_run_allocates_nothing()
    {
        var plan = Kernels.Pooling.Plan(ConvolutionShape.Padded(9, 1, 1, 1, [8, 8], [2, 2], [2, 2], [1, 1], [0, 0], [0, 0]));
        var (x, y, at) = (new float[9 * 64], new float[9 * 16], new long[9 * 16]);
        Allocations.None(() =>
        {
            fixed (float* p = x, q = y)
            {
                fixed (long* r = at)
                {
                    plan.Max(p, q);
                    plan.MaxGradient(p, q, q, p);
                    plan.SumGradient(q, 0.25f, p);
                    plan.MaxWithPositions(p, q, r);
                    plan.Scatter(q, r, p);
                }
            }
        });
    }

    // Few whole numbers, so that there are ties, and their sums are exact.
    private static void Agree<T>(int seed) where T : unmanaged, IFloatingPointIeee754<T>
    {
        var random = new Random(seed);
        var rank = 1 + random.Next(3);
        int[] Each(int low, int high) => [.. Enumerable.Range(0, rank).Select(_ => random.Next(low, high))];
        var most = rank == 1 ? 60 : rank == 2 ? 20 : 7;
        var (lengths, sizes, strides, dilations) = (Each(1, most), Each(1, 4), Each(1, 4), Each(1, 3));
        if (seed % 3 == 0)
        {
            lengths[^1] = (2 * random.Next(5, 12)) + sizes[^1];
            strides[^1] = 2;
        }

        if (seed % 4 == 1)
        {
            // The usual windows, which have a kernel of their own.
            (lengths, sizes) = ([random.Next(1, 9), random.Next(14, 40)], [2, 2]);
            (strides, dilations) = ([2, 2], [1, 1]);
        }

        int[] padding = [.. sizes.Select(size => seed % 4 == 1 ? 0 : random.Next(0, (size / 2) + 1))];
        var planes = random.Next(10) == 0 ? 0 : random.Next(1, 40);
        var shape = ConvolutionShape.Padded(planes, 1, 1, 1, lengths, sizes, strides, dilations, padding, padding);
        var type = new TensorType(DTypes.Of<T>(), [planes, .. lengths]);
        T[] Whole(int length, int most) => [.. Enumerable.Range(0, length).Select(_ => T.CreateChecked(random.Next(-most, most + 1)))];

        var (x, dy) = (Whole(type.Shape.Size, 2), Whole(planes * shape.OutputPlane, 9));
        dy = [.. dy.Select(number => number * T.CreateChecked(12))]; // can be divided by small numbers
        IntList s = [.. sizes], step = [.. strides], pad = [.. padding], spread = [.. dilations];
        var max = Graph.Trace(v => v.MaxPool(s, step, pad, spread), type);
        var sum = Graph.Trace(v => v.AveragePool(s, step, pad, divisor: 0.5), type);
        var where = Graph.Trace(v => v.MaxPoolWithPositions(s, step, pad, spread).Positions, type);
        var first = Graph.Trace(v => v.MaxPoolWithPositions(s, step, pad, spread).Largest, type);
        var (input, cotangent) = (Tensor.Of(x, type.Shape), Tensor.Of(dy, max.Outputs[0].Type.Shape));
        var summed = ConvolutionShape.Padded(
            planes, 1, 1, 1, lengths, sizes, strides, [.. dilations.Select(_ => 1)], padding, padding);
        var sums = Whole(planes * summed.OutputPlane, 9);
        var (plan, plain) = (Kernels.Pooling.Plan(shape), Kernels.Pooling.Plan(summed));

        var (y, dx, at) = (new T[dy.Length + 1], new T[x.Length + 1], new long[dy.Length + 1]);
        var z = new T[sums.Length + 1];
        var (threads, tuning) = (1 + (seed % 3), new Tuning(seed % 5 == 3 ? 256 : seed % 5 == 4 ? 128 : 0));
        fixed (T* p = x, q = y, r = dy, t = dx, u = z, w = sums)
        {
            fixed (long* l = at)
            {
                plan.Max(p, q, threads, tuning);
                Same(Interpreter.Run(max, input)[0], y, "max");
                plan.MaxGradient(p, q, r, t, threads, tuning);
                Same(Interpreter.Run(Pullback.Of(max), input, cotangent)[^1], dx, "max gradient");
                plan.MaxWithPositions(p, q, l, threads);
                Same(Interpreter.Run(max, input)[0], y, "max with positions");
                Assert.Equal(Interpreter.Run(where, input)[0].AsSpan<long>(), at.AsSpan(0, dy.Length));
                plan.Scatter(r, l, t, threads);
                Same(Interpreter.Run(Pullback.Of(first), input, cotangent)[^1], dx, "scatter");
                plain.Sum(p, T.CreateChecked(2), u, threads, tuning);
                Same(Interpreter.Run(sum, input)[0], z, "sum");
                plain.SumGradient(w, T.CreateChecked(2), t, threads, tuning);
                Same(Interpreter.Run(Pullback.Of(sum), input, Tensor.Of(sums, sum.Outputs[0].Type.Shape))[^1], dx, "sum gradient");
            }
        }

        void Same(Tensor expected, T[] actual, string what)
        {
            for (var i = 0; i < actual.Length - 1; i++)
            {
                Assert.True(
                    T.Abs(expected.AsSpan<T>()[i] - actual[i]) <= T.CreateChecked(1e-4) || expected.AsSpan<T>()[i] == actual[i],
                    $"seed {seed}, {what}, {type}, sizes {s}, strides {step}, padding {pad}, dilations {spread}: element {i} is "
                    + $"{actual[i]}, not {expected.AsSpan<T>()[i]}");
            }

            Assert.Equal(T.Zero, actual[^1]);
        }
    }
}
