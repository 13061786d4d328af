using System.Globalization;
using System.Runtime.InteropServices;
using Aresta.Benchmarks.Measuring;
using Aresta.Benchmarks.Products;
using Aresta.Kernels;

namespace Aresta.Benchmarks.Kernels;

/// <summary>
/// Convolutions and their gradients as a share of the machine's peak of multiply-adds, in turn in the same rounds; one thread, float, and
/// the time of the processor, of which the best round counts.
/// </summary>
internal static unsafe class Convolutions
{
    private const int Steps = 20_000;
    private const int Rounds = 9;

    private static readonly (string Name, ConvolutionShape Shape)[] Shapes =
    [
        ("cnn 1: 64 × 1→32, 28², 3², same", Square(64, 1, 32, 28, 3, 1)),
        ("cnn 2: 64 × 32→64, 14², 3², same", Square(64, 32, 64, 14, 3, 1)),
        ("8 × 64→64, 56², 3², same", Square(8, 64, 64, 56, 3, 1)),
        ("8 × 64→128, 56², 3², stride 2", Square(8, 64, 128, 56, 3, 2)),
        ("8 × 256→64, 28², 1²", Square(8, 256, 64, 28, 1, 1)),
        ("32 × 64→64, 200, 5", ConvolutionShape.Padded(32, 1, 64, 64, [200], [5], [1], [1], [2], [2])),
        ("2 × 16→16, 24³, 3³", ConvolutionShape.Padded(2, 1, 16, 16, [24, 24, 24], [3, 3, 3], [1, 1, 1], [1, 1, 1], [1, 1, 1], [1, 1, 1])),
    ];

    public static List<Row> Run()
    {
        var rows = new List<Row>();
        Console.WriteLine("Share of the peak of multiply-adds, and time.");
        Console.WriteLine($"{"",-36}{"forward",18}{"input gradient",22}{"kernel gradient",22}");
        foreach (var (name, shape) in Shapes)
        {
            Measure(rows, name, shape);
        }

        return rows;
    }

    private static ConvolutionShape Square(int samples, int inputs, int outputs, int length, int size, int stride) =>
        ConvolutionShape.Padded(
            samples, 1, inputs, outputs, [length, length], [size, size], [stride, stride], [1, 1],
            [size / 2, size / 2], [size / 2, size / 2]);

    private static void Measure(List<Row> rows, string name, ConvolutionShape shape)
    {
        var plan = Convolution.Plan(shape);
        var x = Memory(shape.Samples * shape.Inputs * shape.InputPlane);
        var k = Memory(shape.Outputs * shape.Inputs * shape.Taps);
        var y = Memory(shape.Samples * shape.Outputs * shape.OutputPlane);
        var dx = Memory(shape.Samples * shape.Inputs * shape.InputPlane);
        var dk = Memory(shape.Outputs * shape.Inputs * shape.Taps);
        var sum = 0f;
        Action[] actions =
        [
            () => plan.Forward((float*)x, (float*)k, (float*)y),
            () => plan.InputGradient((float*)y, (float*)k, (float*)dx),
            () => plan.KernelGradient((float*)x, (float*)y, (float*)dk),
            () => sum += Peak.Multiply(Steps),
        ];
        var best = actions.Select(_ => double.MaxValue).ToArray();
        for (var round = 0; round <= Rounds; round++)
        {
            for (var i = 0; i < actions.Length; i++)
            {
                var start = Environment.CpuUsage.TotalTime;
                actions[i]();
                actions[i]();
                var seconds = Math.Max((Environment.CpuUsage.TotalTime - start).TotalSeconds / 2, 1e-9);
                best[i] = round == 0 ? best[i] : Math.Min(best[i], seconds);
            }
        }

        string[] modes = ["forward", "input gradient", "kernel gradient"];
        Console.Write($"{name,-36}");
        for (var i = 0; i < modes.Length; i++)
        {
            var share = 2 * shape.MultiplyAdds / best[i] / (Peak.Operations(Steps) / best[^1]);
            rows.Add(new(name, shape.Samples, modes[i], best[i], best[i], best[i], true, share));
            Console.Write(string.Create(CultureInfo.InvariantCulture, $"{share,10:P0} {best[i] * 1e3,7:0.000} ms "));
        }

        Console.WriteLine();
        foreach (var memory in new[] { x, k, y, dx, dk })
        {
            NativeMemory.AlignedFree((void*)memory);
        }
    }

    private static nint Memory(int length)
    {
        var random = new Random(1);
        var memory = (float*)NativeMemory.AlignedAlloc((nuint)length * sizeof(float), 64);
        for (var i = 0; i < length; i++)
        {
            memory[i] = random.NextSingle() - 0.5f;
        }

        return (nint)memory;
    }
}
