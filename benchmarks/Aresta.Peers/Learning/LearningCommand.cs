using System.Globalization;
using TorchSharp;

namespace Aresta.Peers.Learning;

/// <summary><c>benchmarks/run learning</c>: layers, losses, optimizers, and whole trainings beside the peer's.</summary>
internal static class LearningCommand
{
    public static int Run(string[] args)
    {
        var (part, data, threads, epochs) = ("same", default(string), 1, 0);
        for (var i = 0; i < args.Length; i++)
        {
            switch (args[i..Math.Min(args.Length, i + 2)])
            {
                case ["same" or "fashion" or "language", ..]:
                    part = args[i];
                    break;
                case ["--data", var path]:
                    (data, i) = (path, i + 1);
                    break;
                case ["--threads", var number] when int.TryParse(number, CultureInfo.InvariantCulture, out threads) && threads > 0:
                    i++;
                    break;
                case ["--epochs", var number] when int.TryParse(number, CultureInfo.InvariantCulture, out epochs) && epochs > 0:
                    i++;
                    break;
                default:
                    return Usage();
            }
        }

        torch.set_num_threads(threads);
        torch.set_num_interop_threads(1);
        Console.WriteLine(string.Create(
            CultureInfo.InvariantCulture, $".NET {Environment.Version}, libtorch {torch.__version__}, {threads} thread(s) each."));
        switch (part)
        {
            case "same":
                return SameNumbers.Run() ? 0 : 1;
            case "fashion":
                FashionSpeed.Run(data, threads, epochs == 0 ? 3 : epochs);
                return 0;
            case "language" when data is not null:
                Language.Run(data, threads, epochs == 0 ? 5 : epochs);
                return 0;
            default:
                return Usage();
        }
    }

    private static int Usage()
    {
        Console.Error.WriteLine("""
            usage: benchmarks/run learning [same | fashion [--data DIR] | language --data FILE.txt] [--epochs N] [--threads N]

            same        five steps of each layer, optimizer and loss, from the same weights
            fashion     seconds per epoch on Fashion-MNIST
            language    bits per character of an LSTM and a small transformer on the last tenth of a text
            """);
        return 2;
    }
}
