using System.Globalization;
using Aresta.Peers.Measuring;
using Aresta.Peers.Models;
using Aresta.Peers.Rows;
using TorchSharp;

if (args is [Startup.Argument])
{
    Startup.FirstGradient();
    return 0;
}

Console.OutputEncoding = System.Text.Encoding.UTF8;
if (args is ["learning", .. var rest])
{
    return Aresta.Peers.Learning.LearningCommand.Run(rest);
}

var (threads, only, file, explains) = (1, "", default(string), false);
for (var i = 0; i < args.Length; i++)
{
    switch (args[i..Math.Min(args.Length, i + 2)])
    {
        case ["--threads", var number] when int.TryParse(number, CultureInfo.InvariantCulture, out threads) && threads > 0:
            i++;
            break;
        case ["--only", var name]:
            (only, i) = (name, i + 1);
            break;
        case ["--json", var path]:
            (file, i) = (path, i + 1);
            break;
        case ["--explain", ..]:
            explains = true;
            break;
        default:
            Console.Error.WriteLine("""
                usage: benchmarks/run peers [--threads N] [--only NAME] [--json FILE] [--explain]

                Rows whose name begins so, against libtorch (TorchSharp 0.107.0) in the same process, first checked to give the same.
                """);
            return args is ["--help"] ? 0 : 2;
    }
}

if (Library.Refusal() is { } refusal)
{
    Console.Error.WriteLine(refusal);
    return 1;
}

try
{
    Measure();
    return 0;
}
catch (Exception e)
{
    // An exception that nobody catches would abort the process, and what was printed might be lost.
    Console.Out.Flush();
    Console.Error.WriteLine(e);
    return 1;
}

void Measure()
{
    torch.set_num_threads(threads);
    torch.set_num_interop_threads(1);
    var peak = Machine.Peak();
    Console.WriteLine(string.Create(
        CultureInfo.InvariantCulture,
        $"{Environment.ProcessorCount} processors, .NET {Environment.Version}, libtorch {torch.__version__}, {threads} thread(s) each; "
        + $"peak {peak / 1e9:0} GFLOP/s a core, as measured now."));
    Console.WriteLine(threads == 1
        ? "Medians of interleaved rounds, in time of the processor (other processes do not count); ratios with their quartiles."
        : "Medians of interleaved rounds, in time of the clock (other processes count for both); ratios with their quartiles.");
    Console.WriteLine("∇f/f: how often the time of the function is that of function and gradient. of limit: share of the multiply-adds");
    Console.WriteLine("(or of the memory traffic) that the machine can do. A row is met at its target, or at 70 % of the limit.");
    if (threads > 1)
    {
        Console.WriteLine("scaling: how often our time on these threads is in that on one, of the gradient where there is one.");
    }

    if (Machine.IsBusy)
    {
        Console.WriteLine(
            "Other processes keep the machine busy: nothing is judged on more than one thread, and startup is only compared.");
    }

    using var pytorch = PyTorch.Start(threads);
    Console.WriteLine(pytorch is null ? PyTorch.Hint : $"pytorch: {pytorch.Version}, in a process of its own, its rounds between ours.");
    Console.WriteLine(Environment.GetEnvironmentVariable("ARESTA_PEERS_ALLOCATOR") is { Length: > 0 } allocator
        ? $"The peers allocate with {allocator}, and large tensors on large pages."
        : "The peers would be faster with an allocator that keeps what is freed (Debian: apt-get install libjemalloc2).");
    Console.WriteLine();
    Console.WriteLine(Outcome.Heading);
    var outcomes = new List<Outcome>();
    void Report(Outcome outcome)
    {
        outcomes.Add(outcome);
        Console.WriteLine(outcome);
    }

    bool Wanted(string name) => name.StartsWith(only, StringComparison.Ordinal);

    foreach (var outcome in Products.Run(only, threads))
    {
        Report(outcome);
    }

    foreach (var (name, length, target) in Chains.Lengths.Where(chain => Wanted(chain.Name)))
    {
        foreach (var outcome in Chains.Run(name, length, target, threads, explains, pytorch))
        {
            Report(outcome);
        }
    }

    if (Wanted("scalar"))
    {
        Report(Scalars.Run(threads, explains));
    }

    Model[] models =
        [new Perceptron(64), new Perceptron(128), new Convolutional(64), new Recurrent(50, 32), new TransformerBlock(16, 64)];
    foreach (var model in models.Where(model => Wanted(model.Name)))
    {
        foreach (var outcome in Training.Run(model, threads, explains, pytorch))
        {
            Report(outcome);
        }
    }

    if (Wanted("startup-ms") || Wanted("resident-mb"))
    {
        foreach (var outcome in Startup.Run().Where(outcome => Wanted(outcome.Name)))
        {
            Report(outcome);
        }
    }

    if (file is not null)
    {
        Outcome.Write(file, outcomes);
    }
}
