using System.Globalization;
using Aresta.Expressions;

namespace Aresta.Cli.Wording;

/// <summary>What the command says to people, in one language.</summary>
internal abstract class Texts
{
    /// <summary>
    /// The language that <c>--lang</c> or the environment asks for; it is needed before the arguments are parsed, for the help.
    /// </summary>
    public static Texts For(string[] arguments)
    {
        var at = Array.FindIndex(arguments, a => a == "--lang" || a.StartsWith("--lang=", StringComparison.Ordinal));
        var asked = at < 0 ? null
            : arguments[at].Contains('=') ? arguments[at][(arguments[at].IndexOf('=') + 1)..]
            : arguments.ElementAtOrDefault(at + 1);
        asked ??= new[] { "LC_ALL", "LC_MESSAGES", "LANG" }
            .Select(Environment.GetEnvironmentVariable).FirstOrDefault(v => !string.IsNullOrEmpty(v));
        return asked?.StartsWith("pt", StringComparison.OrdinalIgnoreCase) == true ? new Portuguese() : new English();
    }

    public abstract Language Language { get; }

    /// <summary>What <c>--check</c> says.</summary>
    public abstract CheckTexts Check { get; }

    /// <summary>What <c>train</c>, <c>predict</c> and <c>inspect</c> say.</summary>
    public abstract TrainTexts Train { get; }

    public abstract string Help { get; }

    public abstract string CheckNeedsValues { get; }

    public abstract string CheckFormat { get; }

    public abstract string StandardInput { get; }

    public abstract string Name { get; }

    public abstract string UnknownCommand { get; }

    public abstract string UnknownOption { get; }

    public abstract string NoOptionValue { get; }

    public abstract string WrongOptionValue { get; }

    public abstract string RepeatedOption { get; }

    public abstract string NoExpression { get; }

    public abstract string NoNames { get; }

    public abstract string NoFile { get; }

    public abstract string Unreadable { get; }

    public abstract string Unwritable { get; }

    public abstract string FileTooLarge { get; }

    public abstract string NotUtf8 { get; }

    public abstract string TooLarge { get; }

    public abstract string TooManyPaths { get; }

    public abstract string ScalarsAssumed { get; }

    public abstract string ShowNeedsValues { get; }

    public abstract string NoSweep { get; }

    public abstract string Unexpected { get; }

    public abstract string UnknownOutput { get; }

    public abstract string Nodes { get; }

    public abstract string Node { get; }

    public abstract string Operation { get; }

    public abstract string Value { get; }

    public abstract string Edges { get; }

    public abstract string Edge { get; }

    public abstract string LocalDerivative { get; }

    public abstract string ForwardSweep { get; }

    public abstract string ReverseSweep { get; }

    public abstract string Sum { get; }

    public abstract string Paths { get; }

    public abstract string Path { get; }

    public abstract string Product { get; }

    public abstract string PathTotal { get; }

    public abstract string Factored { get; }

    public abstract string With { get; }

    public abstract string More { get; }

    public abstract string Derivatives { get; }

    public abstract string Second { get; }

    public abstract string Input { get; }

    public abstract string NotAnAssignment { get; }

    public abstract string MissingValues { get; }

    public abstract string UnknownInput { get; }

    public abstract string AssignedName { get; }

    public abstract string RepeatedValue { get; }

    public abstract string NotAConstant { get; }

    public abstract string NoInputs { get; }

    public abstract string SeeHelp { get; }

    public static string Format(string text, params object[] arguments) => string.Format(CultureInfo.InvariantCulture, text, arguments);
}
