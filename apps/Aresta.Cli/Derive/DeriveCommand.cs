using System.CommandLine;
using Aresta.Cli.Wording;
using Aresta.Expressions;
using Aresta.Primitives;

namespace Aresta.Cli.Derive;

/// <summary><c>aresta derive</c>: an expression, its graph and all its derivatives.</summary>
internal static class DeriveCommand
{
    public static Command Create(Texts texts)
    {
        var expression = new Argument<string>("expression") { Description = texts.Expression };
        var values = new Argument<string[]>("values") { Description = texts.Values, Arity = ArgumentArity.ZeroOrMore };
        var language = new Option<string>("--lang") { Description = texts.LanguageOption };
        language.AcceptOnlyFromAmong("en", "pt-BR");
        var command = new Command("derive", texts.Derive) { expression, values, language };
        command.SetAction(parsed => Run(parsed.GetValue(expression)!, parsed.GetValue(values) ?? [], texts));
        return command;
    }

    private static int Run(string source, string[] assignments, Texts texts)
    {
        try
        {
            var program = Program.Parse(source);
            var point = Point.Read(program, assignments, texts);
            var types = program.Inputs.Zip(point).ToDictionary(pair => pair.First, pair => pair.Second.Type);
            var graph = program.ToGraph(types);
            var derivation = new Derivation(graph, point, graph.Inputs, graph.Outputs);
            new TextReport(derivation, texts).Write();
            return ExitCode.Success;
        }
        catch (ExpressionException e)
        {
            Console.Error.WriteLine(e.Describe(texts.Language));
        }
        catch (Exception e) when (e is InputException or GraphException)
        {
            Console.Error.WriteLine(e.Message);
        }

        return ExitCode.WrongInput;
    }
}
