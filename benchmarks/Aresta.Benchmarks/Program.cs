using Aresta.Benchmarks.Chapter;
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
    default:
        Console.Error.WriteLine("""
            usage: benchmarks/run chapter [--json FILE]

            chapter   the 3 × 3 graph repeated, path by path against merged; one reverse pass against n forward passes against finite
                      differences; and the mirror: one forward pass against m reverse passes
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
