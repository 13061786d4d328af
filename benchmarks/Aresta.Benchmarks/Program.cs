using Aresta.Benchmarks.Chapter;
using Aresta.Benchmarks.Measuring;

Console.OutputEncoding = System.Text.Encoding.UTF8;
switch (args)
{
    case ["chapter"]:
        ReverseAgainstForward.Run();
        return 0;
    case ["chapter", "--json", var file]:
        Row.Write(file, ReverseAgainstForward.Run());
        return 0;
    default:
        Console.Error.WriteLine("""
            usage: benchmarks/run chapter [--json FILE]

            chapter   one reverse pass against n forward passes against finite differences, and the mirror: one forward pass against m
                      reverse passes
            """);
        return args is [] or ["--help"] ? 0 : 2;
}
