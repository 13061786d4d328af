using System.CommandLine;
using Aresta.Cli.Derive;
using Aresta.Cli.Wording;

namespace Aresta.Cli;

/// <summary>The <c>aresta</c> command.</summary>
internal static class EntryPoint
{
    private static int Main(string[] arguments)
    {
        Console.OutputEncoding = System.Text.Encoding.UTF8;
        var texts = Texts.For(arguments);
        var root = new RootCommand(texts.Root) { DeriveCommand.Create(texts) };

        // An expression may begin with @ (the matrix product never does, but a mistake should be read aloud, not opened as a file).
        var parser = new ParserConfiguration { ResponseFileTokenReplacer = null };
        var parsed = root.Parse(arguments, parser);
        if (parsed.Errors.Count > 0)
        {
            foreach (var error in parsed.Errors)
            {
                Console.Error.WriteLine(error.Message);
            }

            Console.Error.WriteLine(texts.SeeHelp);
            return ExitCode.WrongUsage;
        }

        return parsed.Invoke();
    }
}

/// <summary>What the command tells the shell.</summary>
internal static class ExitCode
{
    public const int Success = 0;
    public const int WrongInput = 1;
    public const int WrongUsage = 2;
}
