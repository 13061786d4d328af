using Aresta.GradBench.Protocol;

switch (args)
{
    case []:
        using (var output = Console.OpenStandardOutput())
            Session.Run(new StreamReader(Console.OpenStandardInput()), output);
        return 0;
    case ["gradbench", "--check", "--data", var folder]:
        return Samples.Report(Path.Combine(folder, "strict.jsonl.gz")) ? 0 : 1;
    default:
        Console.Error.WriteLine("usage: benchmarks/run gradbench --check --data DIR");
        return 2;
}
