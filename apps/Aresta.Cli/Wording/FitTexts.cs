using Aresta.Expressions;

namespace Aresta.Cli.Wording;

/// <summary>What <c>fit</c> and <c>minimize</c> say, in one language.</summary>
internal sealed class FitTexts
{
    public static FitTexts For(Language language) => language == Language.Portuguese ? PortugueseFit.Texts : EnglishFit.Texts;

    public required string FitHelp { get; init; }

    public required string MinimizeHelp { get; init; }

    public required string NoFormula { get; init; }

    public required string NotOneNumber { get; init; }

    public required string NotConverged { get; init; }

    public required string Undetermined { get; init; }

    public required string NoMinimum { get; init; }

    public required string NotTensors { get; init; }

    public required string Parameters { get; init; }

    public required string Parameter { get; init; }

    public required string StandardError { get; init; }

    public required string Correlation { get; init; }

    public required string Quality { get; init; }

    public required string SumOfSquares { get; init; }

    public required string DegreesOfFreedom { get; init; }

    public required string StandardDeviation { get; init; }

    public required string Condition { get; init; }

    public required string Iterations { get; init; }

    public required string Minimum { get; init; }

    public required string Gradient { get; init; }

    public required string Fitted { get; init; }

    public required string Residual { get; init; }
}
