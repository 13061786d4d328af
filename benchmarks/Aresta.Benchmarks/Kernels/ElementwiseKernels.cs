using System.Numerics.Tensors;
using System.Runtime.InteropServices;
using Aresta.Benchmarks.Measuring;
using Aresta.Kernels;
using Aresta.Numerics;
using Aresta.Numerics.Rules;
using Aresta.Tensors;

namespace Aresta.Benchmarks.Kernels;

/// <summary>How fast elementwise kernels are: alone, and ten in a chain as one cluster. One thread.</summary>
internal static unsafe class ElementwiseKernels
{
    private const int Strip = 4096, Long = 1 << 22;

    public static List<Row> Run()
    {
        List<Row> rows = [];
        Console.WriteLine($"{VectorWidths.Best}. ns an element; {Strip} elements, in the first cache; ratio to TensorPrimitives.");
        Console.WriteLine($"{"",22}{"ours",12}{"GB/s",10}{"TensorPrimitives",20}{"ratio",9}{"256 bits",12}{"128 bits",12}");
        Function<Exp>(rows, TensorPrimitives.Exp, TensorPrimitives.Exp);
        Function<Log>(rows, TensorPrimitives.Log, TensorPrimitives.Log);
        Function<Sin>(rows, TensorPrimitives.Sin, TensorPrimitives.Sin);
        Function<Tanh>(rows, TensorPrimitives.Tanh, TensorPrimitives.Tanh);
        Function<Sigmoid>(rows, TensorPrimitives.Sigmoid, TensorPrimitives.Sigmoid);
        Function<Erf>(rows, null, null);
        Function<Erfc>(rows, null, null);
        Function<Expm1>(rows, null, null);
        Function<Softplus>(rows, null, null);
        Powers(rows);
        Console.WriteLine();
        Console.WriteLine("Ten operations in a chain, float32; ns an element; ratio to the cluster.");
        Console.WriteLine($"{"",-22}{"elements",12}{"cluster",12}{"one fused loop",16}{"ratio",9}{"TensorPrimitives",20}{"ratio",9}");
        foreach (var n in new[] { 1000, 100_000, Long })
        {
            Chain<Cheap>(rows, "cheap: √ and ÷", n);
            Chain<Mixed>(rows, "tanh, sigmoid, exp", n);
        }

        return rows;
    }

    private delegate void Primitive<T>(ReadOnlySpan<T> x, Span<T> y);

    private static void Function<TRule>(List<Row> rows, Primitive<float>? single, Primitive<double>? wide) where TRule : struct, IUnaryRule
    {
        One<TRule, float>(rows, single);
        One<TRule, double>(rows, wide);
    }

    private static void One<TRule, T>(List<Row> rows, Primitive<T>? primitive) where TRule : struct, IUnaryRule where T : unmanaged
    {
        var (x, y) = (Memory<T>(Strip), Memory<T>(Strip));
        Fill<T>(x, Strip, 0.01, 4);
        Action[] actions =
        [
            .. new[] { VectorWidth.Bits512, VectorWidth.Bits256, VectorWidth.Bits128 }.Select(width =>
                Kernel(StripKernels.Of(default(UnaryValue<TRule>), sizeof(T), width), x, y, sizeof(T))),
            () => primitive?.Invoke(new((T*)x, Strip), new((T*)y, Strip)),
        ];
        Print<T>(rows, TRule.Name, actions, primitive is not null);
    }

    private static void Powers(List<Row> rows)
    {
        var (x, y) = (Memory<double>(Strip), Memory<double>(Strip));
        Fill<double>(x, Strip, 0.01, 4);
        Action[] actions =
        [
            .. new[] { VectorWidth.Bits512, VectorWidth.Bits256, VectorWidth.Bits128 }.Select(width =>
                Kernel(StripKernels.Of(default(BinaryValue<Power>), 8, width), x, y, 8)),
            () =>
            {
                var source = new ReadOnlySpan<double>((void*)x, Strip);
                TensorPrimitives.Pow(source, source, new((void*)y, Strip));
            },
        ];
        Print<double>(rows, "power", actions, true);
    }

    private static Action Kernel(StripKernel kernel, nint x, nint y, int size) => () =>
    {
        StripOperands operands = default;
        operands.X = operands.Y = (byte*)x;
        operands.StepX = operands.StepY = 1;
        kernel.Run((byte*)y, operands, Strip);
    };

    private static void Print<T>(List<Row> rows, string name, Action[] actions, bool compared) where T : unmanaged
    {
        var times = Interleaved.Time(actions);
        var type = typeof(T) == typeof(float) ? "float32" : "float64";
        string Element(int i) => FormattableString.Invariant($"{times[i].Median / Strip * 1e9:0.00}");
        var speed = FormattableString.Invariant($"{2.0 * sizeof(T) * Strip / times[0].Median / 1e9:0.0}");
        var ratio = compared ? FormattableString.Invariant($"{times[0].Median / times[3].Median:0.00}") : "";
        Console.WriteLine(
            $"{name + " " + type,-22}{Element(0),12}{speed,10}{(compared ? Element(3) : ""),20}{ratio,9}{Element(1),12}{Element(2),12}");
        string[] modes = ["512", "256", "128", "TensorPrimitives"];
        for (var i = 0; i < (compared ? 4 : 3); i++)
        {
            var (low, median, high) = times[i];
            rows.Add(new(name + " " + type, Strip, modes[i], median, low, high, true, median / times[0].Median));
        }
    }

    private static void Chain<TChain>(List<Row> rows, string name, int n) where TChain : struct, IChain
    {
        ClusterBuilder builder = new();
        builder.Output(TChain.Write(builder, builder.Input(DType.Float32)));
        var program = builder.Build();
        var fused = StripKernels.Of(default(TChain), sizeof(float), VectorWidths.Best);
        var (source, target, scratch) = (Memory<float>(n), Memory<float>(n), Memory<byte>((int)program.ScratchBytes(n)));
        Fill<float>(source, n, -2, 2);
        Action[] actions =
        [
            () => Cluster(program, source, target, scratch, n),
            () => Fused(fused, source, target, n),
            () => TChain.OneByOne(new((float*)source, n), new((float*)target, n)),
        ];
        var check = new float[n];
        actions[0]();
        new Span<float>((float*)target, n).CopyTo(check);
        actions[1]();
        if (!new Span<float>((float*)target, n).SequenceEqual(check))
        {
            throw new InvalidOperationException("The fused loop and the cluster disagree.");
        }

        var times = Interleaved.Time(actions);
        string Element(int i) => FormattableString.Invariant($"{times[i].Median / n * 1e9:0.000}");
        string Ratio(int i) => FormattableString.Invariant($"{times[i].Median / times[0].Median:0.00}");
        Console.WriteLine($"{name,-22}{n,12:N0}{Element(0),12}{Element(1),16}{Ratio(1),9}{Element(2),20}{Ratio(2),9}");
        foreach (var (mode, time) in new[] { "cluster", "one fused loop", "TensorPrimitives" }.Zip(times))
        {
            rows.Add(new(name, n, mode, time.Median, time.Low, time.High, true, time.Median / times[0].Median));
        }
    }

    private static void Fused(StripKernel kernel, nint source, nint target, int n)
    {
        StripOperands operands = default;
        operands.X = (byte*)source;
        operands.StepX = 1;
        kernel.Run((byte*)target, operands, n);
    }

    private static void Cluster(ClusterProgram program, nint source, nint target, nint scratch, int n)
    {
        ClusterOperand input = new() { Address = (byte*)source, ColumnStride = 1 };
        ClusterOperand output = new() { Address = (byte*)target, ColumnStride = 1 };
        program.Run(new(ref input), new(ref output), [], 1, n, 0, ClusterProgram.Blocks(1, n), (byte*)scratch, null);
    }

    /// <summary>Aligned memory of the process, touched.</summary>
    private static nint Memory<T>(int count) where T : unmanaged
    {
        var bytes = (nuint)(count * sizeof(T));
        var memory = NativeMemory.AlignedAlloc(bytes, 64);
        NativeMemory.Clear(memory, bytes);
        return (nint)memory;
    }

    private static void Fill<T>(nint memory, int count, double low, double high) where T : unmanaged
    {
        var random = new Random(1);
        for (var i = 0; i < count; i++)
        {
            var x = low + ((high - low) * random.NextDouble());
            if (typeof(T) == typeof(float))
                ((float*)memory)[i] = (float)x;
            else
                ((double*)memory)[i] = x;
        }
    }
}
