using System.Text;
using Aresta.GradBench.AdBench;
using Aresta.GradBench.Protocol;
using Aresta.GradBench.Speed;

Console.OutputEncoding = Encoding.UTF8;
switch (args)
{
    case []:
        using (var output = Console.OpenStandardOutput())
            Session.Run(new StreamReader(Console.OpenStandardInput()), output);
        return 0;
    case ["gradbench", "--check"]:
        return Samples.Report(Samples.Own) ? 0 : 1;
    case ["gradbench", "--check", "--data", var folder]:
        return Samples.Report(Path.Combine(folder, Samples.FileName)) ? 0 : 1;
    case ["gradbench", "--explain", var name]:
        foreach (var workload in Workload.All.Where(workload => workload.Name.Contains(name, StringComparison.Ordinal)))
        {
            var problem = workload.Create();
            problem.Prepare();
            Console.WriteLine($"{workload.Name}: {problem.Explanation}");
        }

        return 0;
    case ["gradbench", .. var options] when Options(options) is var (only, file, _):
        var lines = Comparison.Run(only);
        if (file is not null)
            Comparison.Write(file, lines);
        return 0;
    case ["adbench", .. var options] when Options(options) is var (only, file, folder):
        return Report.Run(folder, only, file) ? 0 : 1;
    default:
        Console.Error.WriteLine("""
            usage: benchmarks/gradbench
                   benchmarks/run gradbench [--only NAME] [--json FILE]
                   benchmarks/run gradbench --explain NAME
                   benchmarks/run gradbench --check [--data DIR]
                   benchmarks/run adbench [--data DIR] [--only NAME] [--json FILE]

            The first speaks GradBench's protocol on standard input and output. The second measures derivatives as multiples of their
            functions, beside CoDiPack's. The third shows the
            steps of plans. The fourth checks all samples: those that are here, or DIR/strict.jsonl.gz. The last
            holds ADBench's four problems against its references and measures their derivatives beside those by hand.
            """);
        return 2;
}

static (string Only, string? File, string? Folder)? Options(string[] options)
{
    var (only, file, folder) = ("", default(string), default(string));
    for (var i = 0; i < options.Length; i += 2)
    {
        switch (options[i..Math.Min(options.Length, i + 2)])
        {
            case ["--only", var name]:
                only = name;
                break;
            case ["--json", var path]:
                file = path;
                break;
            case ["--data", var path]:
                folder = path;
                break;
            default:
                return null;
        }
    }

    return (only, file, folder);
}
