using System.Globalization;
using System.Numerics;
using System.Runtime.InteropServices;
using Aresta.Benchmarks.Measuring;
using Aresta.Kernels;

namespace Aresta.Benchmarks.Products;

/// <summary>
/// Products of matrices against the machine (its peak of multiply-adds, or its memory) and against OpenBLAS, in turn in the same rounds.
/// On one thread the time is that of the processor, so that what others take of the machine is not counted; on more it is that of the
/// clock. Others only ever slow: the best round counts, and the ratio is the median of the rounds' ratios.
/// </summary>
internal static unsafe class MatrixProducts
{
    private const int Steps = 20_000;
    private const double Sample = 4e-3;

    // "tn" is Aᵀ·B: the gradient of a weight; "nt" A·Bᵀ: that of an input.
    private static readonly (string Name, int M, int N, int K, string Layout)[] Shapes =
    [
        ("sgemm", 256, 256, 256, "nn"), ("sgemm", 512, 512, 512, "nn"), ("sgemm", 1024, 1024, 1024, "nn"),
        ("sgemm", 2048, 2048, 2048, "nn"), ("sgemm", 512, 512, 512, "nt"), ("sgemm", 512, 512, 512, "tn"),
        ("sgemm-skinny", 64, 512, 784, "nn"), ("sgemm-skinny", 64, 512, 512, "nn"), ("sgemm-skinny", 64, 512, 512, "nt"),
        ("sgemm-skinny", 784, 512, 64, "tn"), ("sgemm-skinny", 512, 512, 64, "tn"), ("sgemm-skinny", 128, 512, 784, "nn"),
        ("sgemm-skinny", 128, 512, 512, "nt"), ("sgemm-skinny", 784, 512, 128, "tn"), ("sgemm-narrow", 64, 10, 512, "nn"),
        ("sgemm-narrow", 64, 512, 10, "nt"), ("sgemm-narrow", 512, 10, 64, "tn"), ("sgemv", 2048, 1, 2048, "nn"),
        ("sgemv", 2048, 1, 2048, "tn"), ("sgemv", 8192, 1, 4096, "nn"), ("dgemm", 512, 512, 512, "nn"),
    ];

    /// <summary>Measures all shapes, or those whose name begins so, on so many threads.</summary>
    public static List<Result> Run(string only, int threads)
    {
        if (OpenBlas.IsPresent)
        {
            OpenBlas.SetThreads(threads);
        }
        else
        {
            Console.WriteLine("OpenBLAS is not installed (libopenblas0-pthread): nothing to compare with.");
        }

        Console.WriteLine($"{"",-14}{"m × n × k",20}{"ours",16}{"OpenBLAS",16}{"of the limit",14}{"ours ÷ theirs (low – high)",32}");
        var results = new List<Result>();
        foreach (var (name, m, n, k, layout) in Shapes.Where(shape => shape.Name.StartsWith(only, StringComparison.Ordinal)))
        {
            results.Add(name[0] == 'd'
                ? Measure<double>(name, m, n, k, layout, threads) : Measure<float>(name, m, n, k, layout, threads));
            Console.WriteLine(results[^1]);
        }

        foreach (var kind in results.GroupBy(result => result.Name.Split(' ')[0]))
        {
            static double Mean(IEnumerable<double> x) => Math.Exp(x.Average(Math.Log));
            var (fraction, ratio) = (Mean(kind.Select(r => r.Fraction)), Mean(kind.Select(r => r.Ratio)));
            Console.WriteLine(string.Create(
                CultureInfo.InvariantCulture,
                $"{kind.Key}: {fraction:P0} of the limit, {ratio:0.00} of OpenBLAS's time (geometric means)"));
        }

        return results;
    }

    private static Result Measure<T>(string name, int m, int n, int k, string layout, int threads)
        where T : unmanaged, IFloatingPointIeee754<T>
    {
        var (ta, tb) = (layout[0] == 't', layout[1] == 't');
        T* a = Random<T>((nint)m * k), b = Random<T>((nint)k * n), c = Random<T>((nint)m * n), d = Random<T>((nint)m * n);
        var product = new Product<T>(m, n, k, ta ? new(a, 1, m) : new(a, k, 1), tb ? new(b, 1, k) : new(b, n, 1), new(c, n, 1));
        Action ours = () => Gemm.Run(product, threads);
        Action theirs = OpenBlas.IsPresent ? () => OpenBlas.Multiply(m, n, k, ta, a, tb, b, d) : ours;
        ours();
        theirs();
        Agree(c, OpenBlas.IsPresent ? d : c, (nint)m * n, k);

        var repeats = (int)Math.Clamp(Sample / Once(ours, 1, threads), 1, 10_000);
        var sum = 0.0;
        Action limit = n == 1 ? () => sum += Read((Vector<T>*)a, (nint)m * k / Vector<T>.Count) : () => sum += Peak.Multiply(Steps);
        double best = double.MaxValue, bestTheirs = double.MaxValue, bestLimit = double.MaxValue;
        var ratios = new List<double>();
        for (var round = 0; round < (repeats > 1 ? 15 : 7); round++)
        {
            var (one, other) = (Once(ours, repeats, threads), Once(theirs, repeats, threads));
            (best, bestTheirs) = (Math.Min(best, one), Math.Min(bestTheirs, other));
            bestLimit = Math.Min(bestLimit, Once(limit, 1, 1));
            ratios.Add(one / other);
        }

        foreach (var memory in new[] { (nint)a, (nint)b, (nint)c, (nint)d })
        {
            NativeMemory.AlignedFree((void*)memory);
        }

        // The limit is the peak of as many cores, or the time of reading the matrix once.
        var operations = 2.0 * m * n * k;
        var atLimit = n == 1 ? bestLimit : operations / (Peak.Operations(Steps) / bestLimit) * sizeof(T) / sizeof(float) / threads;
        ratios.Sort();
        return new(
            $"{name} {m}x{n}x{k} {layout}", threads, best, bestTheirs, operations, atLimit / best,
            ratios[ratios.Count / 2], ratios[ratios.Count / 4], ratios[ratios.Count * 3 / 4]);
    }

    // Seconds of one run.
    private static double Once(Action action, int repeats, int threads)
    {
        var start = Environment.CpuUsage.TotalTime;
        var seconds = Interleaved.Once(action, repeats);
        return threads == 1 ? Math.Max((Environment.CpuUsage.TotalTime - start).TotalSeconds, 1e-9) / repeats : seconds;
    }

    private static double Read<T>(Vector<T>* at, nint count) where T : unmanaged, INumberBase<T>
    {
        Vector<T> s = default, t = default, u = default, v = default;
        for (nint i = 0; i + 4 <= count; i += 4)
        {
            s += at[i];
            t += at[i + 1];
            u += at[i + 2];
            v += at[i + 3];
        }

        return double.CreateChecked(Vector.Sum(s + t + u + v));
    }

    private static T* Random<T>(nint length) where T : unmanaged, IFloatingPointIeee754<T>
    {
        var random = new Random(1);
        var memory = (T*)NativeMemory.AlignedAlloc((nuint)(length * sizeof(T)), 64);
        for (nint i = 0; i < length; i++)
        {
            memory[i] = T.CreateChecked(random.NextDouble() - 0.5);
        }

        return memory;
    }

    private static void Agree<T>(T* c, T* d, nint length, int k) where T : unmanaged, IFloatingPointIeee754<T>
    {
        for (nint i = 0; i < length; i++)
        {
            if (!(double.CreateChecked(T.Abs(c[i] - d[i])) <= 1e-6 * k))
            {
                throw new InvalidOperationException($"Element {i} is {c[i]} by ours and {d[i]} by theirs.");
            }
        }
    }

    /// <summary>A line of the table.</summary>
    /// <param name="Name">The kind and shape.</param>
    /// <param name="Threads">On how many threads.</param>
    /// <param name="Ours">Our best time, in seconds.</param>
    /// <param name="Theirs">The best time of OpenBLAS.</param>
    /// <param name="Operations">Floating-point operations.</param>
    /// <param name="Fraction">Our share of what the machine can do.</param>
    /// <param name="Ratio">Our time to theirs: the median of the rounds.</param>
    /// <param name="Low">The lower quartile.</param>
    /// <param name="High">The upper quartile.</param>
    internal sealed record Result(
        string Name, int Threads, double Ours, double Theirs, double Operations, double Fraction, double Ratio, double Low, double High)
    {
        /// <summary>Writes results as a JSON list of objects.</summary>
        public static void Write(string file, IEnumerable<Result> results) => JsonList.Write(file, results, static (json, result) =>
        {
            json.WriteString("name", result.Name);
            json.WriteNumber("threads", result.Threads);
            json.WriteNumber("ours", result.Ours);
            json.WriteNumber("theirs", result.Theirs);
            json.WriteString("peer", "openblas");
            json.WriteString("unit", "s");
            json.WriteNumber("ratio", result.Ratio);
            json.WriteNumber("ratio_low", result.Low);
            json.WriteNumber("ratio_high", result.High);
            json.WriteNumber("of_limit", result.Fraction);
        });

        public override string ToString()
        {
            var words = Name.Split(' ');
            return string.Create(
                CultureInfo.InvariantCulture,
                $"{words[0],-14}{words[1] + " " + words[2],20}{Operations / Ours / 1e9,8:0.0} GFLOP/s"
                + $"{Operations / Theirs / 1e9,8:0.0} GFLOP/s"
                + $"{Fraction,14:P1}{Ratio,12:0.00} ({Low:0.00} – {High:0.00})");
        }
    }
}
