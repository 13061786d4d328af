using System.CommandLine;
using System.Text;
using Aresta.Cli.Derive;
using Aresta.Cli.Experiments;
using Aresta.Cli.Fitting;
using Aresta.Cli.Studio;
using Aresta.Cli.Training;
using Aresta.Cli.Wording;

namespace Aresta.Cli;

/// <summary>The <c>aresta</c> command.</summary>
internal static class EntryPoint
{
    private static readonly string[] Commands = ["derive", "fit", "minimize", "train", "predict", "inspect", "experiment", "studio"];

    private static int Main(string[] arguments)
    {
        Console.OutputEncoding = new UTF8Encoding(encoderShouldEmitUTF8Identifier: false);
        return Run(arguments, Terminal.Standard);
    }

    /// <summary>Runs the command; whatever goes wrong is told in a sentence on the stream of errors.</summary>
    public static int Run(string[] arguments, Terminal terminal)
    {
        var texts = Texts.For(arguments);
        try
        {
            return Choose(arguments, terminal, texts);
        }
        catch (UsageException e)
        {
            var command = arguments.FirstOrDefault(argument => Commands.Contains(argument)) ?? "derive";
            return Fail($"{e.Message}\n{Texts.Format(texts.SeeHelp, command)}", ExitCode.WrongUsage);
        }
        catch (InputException e)
        {
            return Fail(e.Message, ExitCode.WrongInput);
        }
        catch (OutOfMemoryException)
        {
            return Fail(texts.TooLarge, ExitCode.WrongInput);
        }
#pragma warning disable CA1031 // Whatever went wrong, a person reads a sentence and not a stack.
        catch (Exception e)
#pragma warning restore CA1031
        {
            return Fail(Texts.Format(texts.Unexpected, e.Message.ReplaceLineEndings(" ")), ExitCode.WrongInput);
        }

        int Fail(string message, int code)
        {
            terminal.Error.WriteLine(message);
            return code;
        }
    }

    // System.CommandLine reads the grammar; help and mistakes are said in our words, in the person's language.
    private static int Choose(string[] arguments, Terminal terminal, Texts texts)
    {
        var (help, version) = (new Option<bool>("--help", "-?") { Recursive = true }, new Option<bool>("--version"));
        var derive = new Command("derive");
        DeriveOptions.Declare(derive);
        var (fit, minimize) = (new Command("fit"), new Command("minimize"));
        FitOptions.Declare(fit, FitOptions.ForFit);
        FitOptions.Declare(minimize, FitOptions.ForMinimize);
        var (train, predict, inspect) = (new Command("train"), new Command("predict"), new Command("inspect"));
        TrainOptions.Declare(train, TrainOptions.ForTrain);
        TrainOptions.Declare(predict, TrainOptions.ForPredict);
        TrainOptions.Declare(inspect, TrainOptions.ForInspect);
        var studio = new Command("studio");
        StudioCommand.Declare(studio);
        var experiment = new Command("experiment");
        TrainOptions.Declare(experiment, TrainOptions.ForExperiment);
        var root = new RootCommand { derive, fit, minimize, train, predict, inspect, experiment, studio };
        root.Options.Clear();
        root.Options.Add(help);
        root.Options.Add(version);
        root.Options.Add(new Option<string>("--lang"));

        // An expression may begin with @ or -: neither opens a file of arguments nor a bundle of options.
        var parsed = root.Parse(arguments, new ParserConfiguration { ResponseFileTokenReplacer = null, EnablePosixBundling = false });
        var command = parsed.CommandResult.Command.Name;
        if (parsed.GetValue(help) || parsed.UnmatchedTokens is ["help" or "-h"] || (arguments is [_, "-h"] && Commands.Contains(command)))
        {
            terminal.Out.Write(Help(command, texts));
            return ExitCode.Success;
        }

        if (parsed.GetValue(version))
        {
            terminal.Out.WriteLine(typeof(EntryPoint).Assembly.GetName().Version?.ToString(3));
            return ExitCode.Success;
        }

        Func<ParseResult, Terminal, Texts, int>? run = command switch
        {
            "derive" => DeriveCommand.Run,
            "fit" => FitCommand.Run,
            "minimize" => MinimizeCommand.Run,
            "train" => TrainCommand.Run,
            "predict" => PredictCommand.Run,
            "inspect" => InspectCommand.Run,
            "experiment" => ExperimentCommand.Run,
            "studio" => StudioCommand.Run,
            _ => null,
        };
        if (run is not null)
        {
            return run(parsed, terminal, texts);
        }

        if (parsed.UnmatchedTokens is [var unknown, ..])
        {
            throw new UsageException(Texts.Format(texts.UnknownCommand, unknown));
        }

        terminal.Error.Write(texts.Help);
        return ExitCode.WrongUsage;
    }

    private static string Help(string command, Texts texts) => command switch
    {
        "fit" => FitTexts.For(texts.Language).FitHelp,
        "minimize" => FitTexts.For(texts.Language).MinimizeHelp,
        "train" => texts.Train.TrainHelp,
        "predict" => texts.Train.PredictHelp,
        "inspect" => texts.Train.InspectHelp,
        "experiment" => ExperimentTexts.For(texts.Language).Help,
        "studio" => StudioTexts.For(texts.Language).Help,
        _ => texts.Help,
    };
}

/// <summary>Where the command reads and writes.</summary>
/// <param name="Input">Opens standard input.</param>
/// <param name="Output">Opens standard output for bytes.</param>
/// <param name="Out">Standard output for text.</param>
/// <param name="Error">The stream of errors.</param>
internal sealed record Terminal(Func<Stream> Input, Func<Stream> Output, TextWriter Out, TextWriter Error)
{
    public static Terminal Standard => new(Console.OpenStandardInput, Console.OpenStandardOutput, Console.Out, Console.Error);
}

/// <summary>What the command tells the shell.</summary>
internal static class ExitCode
{
    public const int Success = 0;
    public const int WrongInput = 1;
    public const int WrongUsage = 2;
    public const int CheckFailed = 3;
}
