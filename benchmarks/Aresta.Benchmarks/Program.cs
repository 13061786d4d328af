using Aresta.Benchmarks.Chapter;
using Aresta.Benchmarks.Kernels;
using Aresta.Benchmarks.Measuring;

Console.OutputEncoding = System.Text.Encoding.UTF8;
switch (args)
{
    case ["chapter"]:
        Chapter();
        return 0;
    case ["chapter", "--json", var file]:
        Row.Write(file, Chapter());
        return 0;
    case ["kernels"]:
        ElementwiseKernels.Run();
        return 0;
    case ["kernels", "--json", var file]:
        Row.Write(file, ElementwiseKernels.Run());
        return 0;
    case ["ulps"]:
        SinglePrecisionErrors.Run();
        return 0;
    default:
        Console.Error.WriteLine("""
            usage: benchmarks/run chapter|kernels [--json FILE]
                   benchmarks/run ulps

            chapter   the 3 × 3 graph repeated, path by path against merged; one reverse pass against n forward passes against finite
                      differences; and the mirror: one forward pass against m reverse passes
            kernels   elementwise kernels alone, against TensorPrimitives, and ten operations in a chain as one cluster
            ulps      the largest errors of float kernels over all 2³² inputs (half an hour)
            """);
        return args is [] or ["--help"] ? 0 : 2;
}

static List<Row> Chapter()
{
    Console.WriteLine($"{Environment.ProcessorCount} processors, .NET {Environment.Version}, the interpreter (one thread), float64.");
    Console.WriteLine("Medians (quartiles) of interleaved rounds. ≈ is extrapolated: a part was measured, and the time multiplied.");
    Console.WriteLine();
    var rows = PathsAgainstMerging.Run();
    Console.WriteLine();
    rows.AddRange(ReverseAgainstForward.Run());
    return rows;
}
