using System.Globalization;
using Aresta.Benchmarks.Chapter;
using Aresta.Benchmarks.Composition;
using Aresta.Benchmarks.Counts;
using Aresta.Benchmarks.Kernels;
using Aresta.Benchmarks.Measuring;
using Aresta.Benchmarks.Numbers;
using Aresta.Benchmarks.Plans;
using Aresta.Benchmarks.Products;

Console.OutputEncoding = System.Text.Encoding.UTF8;
switch (args)
{
    case ["chapter"]:
        Chapter();
        return 0;
    case ["chapter", "--json", var file]:
        Row.Write(file, Chapter());
        return 0;
    case ["composition"]:
        Composition();
        return 0;
    case ["composition", "--json", var file]:
        Outcome.Write(file, Composition());
        return 0;
    case ["kernels"]:
        ElementwiseKernels.Run();
        return 0;
    case ["kernels", "--json", var file]:
        Row.Write(file, ElementwiseKernels.Run());
        return 0;
    case ["movement"]:
        Movements.Run();
        return 0;
    case ["movement", "--json", var file]:
        Row.Write(file, Movements.Run());
        return 0;
    case ["convolutions"]:
        Convolutions.Run();
        return 0;
    case ["convolutions", "--json", var file]:
        Row.Write(file, Convolutions.Run());
        return 0;
    case ["gemm", .. var options] when Options(options) is var (threads, only, file):
        var results = MatrixProducts.Run(only, threads);
        if (file is not null)
        {
            MatrixProducts.Result.Write(file, results);
        }

        return 0;
    case ["numbers", .. var options] when ScalarNumbers.Options(options) is var (sizes, path):
        var scalars = ScalarNumbers.Run(sizes);
        if (path is not null)
        {
            Comparison.Write(path, scalars);
        }

        return 0;
    case ["plan"]:
        TrainingSteps.Run();
        ScalarPlans.Run();
        return 0;
    case ["plan", "--json", var file]:
        Row.Write(file, [.. TrainingSteps.Run(), .. ScalarPlans.Run()]);
        return 0;
    case ["sparse"]:
        SparseDerivatives.Run();
        return 0;
    case ["sparse", "--json", var file]:
        Row.Write(file, SparseDerivatives.Run());
        return 0;
    case ["counts"]:
        return Baseline.Compare();
    case ["counts", "--update", var file]:
        Baseline.Update(file);
        return 0;
    case ["ulps"]:
        SinglePrecisionErrors.Run(1);
        return 0;
    case ["ulps", "--every", var n] when int.TryParse(n, out var every) && every > 0:
        SinglePrecisionErrors.Run(every);
        return 0;
    default:
        Console.Error.WriteLine("""
            usage: benchmarks/run chapter|composition|kernels|convolutions|movement|plan|sparse [--json FILE]
                   benchmarks/run counts [--update]
                   benchmarks/run gemm [--threads N] [--only NAME] [--json FILE]
                   benchmarks/run numbers [--quick | --size N] [--json FILE]
                   benchmarks/run ulps [--every N]
                   benchmarks/run gradbench|adbench [--json FILE] (see benchmarks/run gradbench --help)
                   benchmarks/run peers [--threads N] [--only NAME] [--json FILE] [--explain]

            chapter   the 3 × 3 graph repeated, path by path against merged; one reverse pass against n forward passes against finite
                      differences; and the mirror: one forward pass against m reverse passes
            composition
                      gradients with checkpoints and under budgets of stored states against plain ones: time, work, bytes; and batched
                      graphs against loops: gradients of single examples, a Jacobian, a Hessian
            kernels   elementwise kernels alone, against TensorPrimitives, and ten operations in a chain as one cluster
            convolutions
                      convolutions and their gradients: the share of what the machine can do
            movement  transposing, reducing, indexing, sorting and pooling, in GB/s beside a plain copy
            gemm      products of matrices: GFLOP/s, the share of what the machine can do, and the time against OpenBLAS
            numbers   the tape, replays of programs and dual numbers, in ns an operation, against derivatives by hand and ADOL-C,
                      for 10³, 10⁶ and 10⁸ operations (10 GB), with the memory they hold; --quick leaves out 10⁸, --size 2e8 takes that
                      one; and many outputs, pullbacks by hand, checkpoints and second derivatives on a tape
            sparse    sparse Jacobians and Hessians by coloring: pattern, colors, entries, in evaluations of the function
            plan      a training step of a perceptron, compiled, on one thread and on two, against the interpreter and the peak; and graphs
                      of scalars: a run, a node, a step of a loop
            counts    steps, kernels, operations and bytes of models' plans, against benchmarks/counts.txt; it fails where they are more
            ulps      the largest errors of float kernels over all 2³² inputs (half an hour)
            peers     plans against libtorch (which it fetches) in one process: products, models in training, chains, scalars
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

static (int Threads, string Only, string? File)? Options(string[] options)
{
    var (threads, only, file) = (1, "", default(string));
    for (var i = 0; i < options.Length; i += 2)
    {
        switch (options[i..Math.Min(options.Length, i + 2)])
        {
            case ["--threads", var number] when int.TryParse(number, CultureInfo.InvariantCulture, out threads) && threads > 0:
                break;
            case ["--only", var name]:
                only = name;
                break;
            case ["--json", var path]:
                file = path;
                break;
            default:
                return null;
        }
    }

    return (threads, only, file);
}

static List<Outcome> Composition()
{
    Console.WriteLine($"{Environment.ProcessorCount} processors, .NET {Environment.Version}, the interpreter (one thread), float64.");
    Console.WriteLine("Medians (quartiles) of interleaved rounds. forward: how often an operation of the way forward runs. Bytes: what");
    Console.WriteLine("the report says is kept for the way back, and held at most; and by how much the heap was measured to grow.");
    Console.WriteLine();
    var outcomes = CheckpointedAgainstPlain.Run();
    Console.WriteLine();
    outcomes.AddRange(BatchedAgainstLooped.Run());
    return outcomes;
}
