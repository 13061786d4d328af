using System.Collections.Concurrent;

namespace Aresta.Kernels.Tests.Convolution;

/// <summary>Convolutions shared by threads.</summary>
[Collection(nameof(WorkersTests))]
public unsafe class ConvolutionThreadsTests
{
    /// <summary>Bits are compared where every thread has had work: nobody goes on before all have begun.</summary>
    [Theory, InlineData(1, 3), InlineData(2, 3), InlineData(1, 1)]
    public void Results_are_the_same_bits_for_any_number_of_threads(int stride, int height)
    {
        int[] strides = [stride, stride];
        var shape = ConvolutionShape.Padded(8, 1, 66, 70, [18, 15], [height, 3], strides, [1, 1], [1, 1], [1, 1]);
        var (x, kernel) = (Drawn(8 * 66 * 18 * 15, 1), Drawn(70 * 66 * height * 3, 2));
        var y = Drawn(8 * 70 * shape.OutputPlane, 3);
        float[][]? first = null;
        foreach (var threads in new[] { 1, 2, 3, 8 })
        {
            var plan = Kernels.Convolution.Plan(shape, threads);
            var (result, dx, dk) = (new float[y.Length], new float[x.Length], new float[kernel.Length]);
            using var all = new CountdownEvent(threads);
            var seen = new ConcurrentDictionary<int, bool>();
            fixed (float* px = x, pk = kernel, py = y, pr = result, pdx = dx, pdk = dk)
            {
                plan.Forward(px, pk, pr, new Together(seen, all), threads);
                plan.InputGradient(py, pk, pdx, threads);
                plan.KernelGradient(px, py, pdk, threads);
            }

            Assert.Equal(threads, seen.Count);
            first ??= [result, dx, dk];
            Assert.Equal(first[0], result);
            Assert.Equal(first[1], dx);
            Assert.Equal(first[2], dk);
        }
    }

    private static float[] Drawn(int count, int seed)
    {
        var random = new Random(seed);
        return [.. Enumerable.Range(0, count).Select(_ => random.NextSingle() - 0.5f)];
    }
}
