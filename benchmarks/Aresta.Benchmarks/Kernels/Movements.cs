using System.Globalization;
using System.Runtime.InteropServices;
using Aresta.Benchmarks.Measuring;
using Aresta.Kernels;

namespace Aresta.Benchmarks.Kernels;

/// <summary>
/// Kernels that move, reduce, index and pool, in GB/s of what they must read and write, beside a plain copy of as many bytes, in turn in
/// the same rounds; one thread, float.
/// </summary>
internal static unsafe class Movements
{
    private const int Side = 2048, Length = Side * Side;

    public static List<Row> Run()
    {
        var rows = new List<Row>();
        float* x = (float*)Memory(Length), y = (float*)Memory(Length), z = (float*)Memory(Length);
        long* index = (long*)Memory(2 * Side), places = (long*)Memory(2 * Length);
        for (var i = 0; i < Length; i++)
        {
            x[i] = ((i * 7919L) % 10007) - 5000;
        }

        for (var i = 0; i < Side; i++)
        {
            index[i] = i * 997L % Side;
        }

        Console.WriteLine($"{"",-44}{"GB/s",8}{"copy",8}{"ratio",8}");
        var transposed = new StridedCopy([new(Side, Side, 0, 1), new(Side, 1, 0, Side)]);
        var permuted = new StridedCopy([new(64, 65536, 0, 65536), new(64, 1024, 0, 1), new(1024, 1, 0, 64)]);
        var sliced = new StridedCopy([new(Side, Side, 0, Side - 8), new(Side - 8, 1, 0, 1)]);
        var spread = new StridedCopy([new(Side, 0, 0, Side), new(Side, 1, 0, 1)]);
        var repeated = new StridedCopy([new(Side, 1, 0, Side), new(Side, 0, 0, 1)]);
        var reversed = new StridedCopy([new(Side, Side, 0, Side), new(Side, -1, 0, 1)]);
        var leading = new AxisReduction(ReductionKind.Sum, StripType.Float32, [Side, Side], [true, false]);
        var trailing = new AxisReduction(ReductionKind.Sum, StripType.Float32, [Side, Side], [false, true]);
        var middle = new AxisReduction(ReductionKind.Max, StripType.Float32, [64, 64, 1024], [true, false, true]);
        var narrow = new AxisReduction(ReductionKind.Sum, StripType.Float32, [Length / 10, 10], [true, false]);
        Measure("transpose 2048²", 2, () => transposed.Run(x, y, 1));
        Measure("permute 64×64×1024, nchw to nhwc", 2, () => permuted.Run(x, y, 1));
        Measure("slice rows of 2040 from 2048", 2, () => sliced.Run(x, y, 1));
        Measure("broadcast a row to 2048 rows", 1, () => spread.Run(x, y, 1));
        Measure("broadcast a column to 2048 columns", 1, () => repeated.Run(x, y, 1));
        Measure("reverse rows of 2048", 2, () => reversed.Run(x + Side - 1, y, 1));
        Measure("sum over the first axis of 2048²", 1, () => leading.Run(x, y));
        Measure("sum over the last axis of 2048²", 1, () => trailing.Run(x, y));
        Measure("max over axes 0 and 2 of 64×64×1024", 1, () => middle.Run(x, y));
        Measure("sum over the first axis of 419430×10", 1, () => narrow.Run(x, y));
        Measure("gather 2048 rows of 2048", 2, () => Gathering<float, long>.Run(new(1, 1, Side, Side, Side), x, index, y));
        Measure("scatter-add 2048 rows of 2048", 3, () => ScatterAdding<float, long>.Run(new(1, 1, Side, Side, Side), x, index, y));
        Measure("cumulative sum down 2048²", 2, () => CumulativeSums<float>.Run(false, x, y, 1, Side, Side));
        Measure("cumulative sum along 2048²", 2, () => CumulativeSums<float>.Run(false, x, y, Side, Side, 1));
        Measure("argmax along 2048²", 1, () => ExtremePlaces<float>.Find(false, x, places, Side, Side, 1));
        Measure("sort rows of 2048", 2, () => Sorting<float>.Run(false, x, y, places, Side, Side, Side, 1));
        Measure("cumulative max down 2048², and its places", 4, () => CumulativeExtremes<float>.Run(false, x, y, places, 1, Side, Side));
        Measure("recurrence down 2048²", 3, () => Recurrences<float>.Run(false, x, x, y, 1, Side, Side));
        Measure("product along 2048²", 1, () => RowProducts<float>.Run(x, y, Side, Side));
        Measure("random bits, 2048²", 1, () => RandomWords.Fill(1, 2, (uint*)y, Length));
        var windows = Pooling.Plan(ConvolutionShape.Padded(2048, 1, 1, 1, [28, 28], [2, 2], [2, 2], [1, 1], [0, 0], [0, 0]));
        var part = 2048.0 * 28 * 28 / Length;
        Measure("max pool 2048 × 28², 2²", 1.25 * part, () => windows.Max(x, y));
        Measure("its gradient", 2.5 * part, () => windows.MaxGradient(x, y, y, z));
        foreach (var memory in new[] { (nint)x, (nint)y, (nint)z, (nint)index, (nint)places })
        {
            NativeMemory.AlignedFree((void*)memory);
        }

        return rows;

        void Measure(string name, double passes, Action action)
        {
            var times = Interleaved.Time(action, () => Buffer.MemoryCopy(x, z, Length * sizeof(float), Length * sizeof(float)));
            var (own, copy) = (passes * Length * sizeof(float) / times[0].Low / 1e9, 2.0 * Length * sizeof(float) / times[1].Low / 1e9);
            rows.Add(new(name, Length, "kernel", times[0].Median, times[0].Low, times[0].High, true, own / copy));
            Console.WriteLine(string.Create(CultureInfo.InvariantCulture, $"{name,-44}{own,8:0.0}{copy,8:0.0}{own / copy,8:0.00}"));
        }
    }

    private static nint Memory(int length)
    {
        var memory = (float*)NativeMemory.AlignedAlloc((nuint)length * sizeof(float), 64);
        new Span<float>(memory, length).Clear();
        return (nint)memory;
    }
}
