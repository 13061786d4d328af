using Aresta.Expressions;

namespace Aresta.Cli.Wording;

/// <summary>What <c>experiment</c> says, in one language.</summary>
internal sealed class ExperimentTexts
{
    public required string Help { get; init; }

    public required string Which { get; init; }

    public required string Progress { get; init; }

    public required string Took { get; init; }

    public required string NotAsStated { get; init; }

    public required string Of { get; init; }

    public required string Layer { get; init; }

    public required string Length { get; init; }

    public required string LeftBefore { get; init; }

    public required string LeftAfter { get; init; }

    public required string Error { get; init; }

    public required string TrainingSteps { get; init; }

    public required string SolvedBy { get; init; }

    public required string Vanishing { get; init; }

    public required string VanishingAsks { get; init; }

    public required string VanishingHolds { get; init; }

    public required string OverTime { get; init; }

    public required string OverTimeSays { get; init; }

    public required string TimeStep { get; init; }

    public required string Left { get; init; }

    public required string Before { get; init; }

    public required string After { get; init; }

    public required string Errors { get; init; }

    public required string ErrorsSay { get; init; }

    public required string LengthAxis { get; init; }

    public required string ErrorAxis { get; init; }

    public required string Guessing { get; init; }

    public required string Depth { get; init; }

    public required string DepthAsks { get; init; }

    public required string DepthHolds { get; init; }

    public required string Activation { get; init; }

    public required string Initializer { get; init; }

    public required string Layers { get; init; }

    public required string LeftInDepth { get; init; }

    public required string TestLoss { get; init; }

    public required string TestAccuracy { get; init; }

    public required string InDepth { get; init; }

    public required string InDepthSays { get; init; }

    public required string LayerAxis { get; init; }

    public required string LeftInDepthAxis { get; init; }

    public required string Accuracies { get; init; }

    public required string AccuraciesSay { get; init; }

    public required string LayersAxis { get; init; }

    public required string AccuracyAxis { get; init; }

    public required string Modes { get; init; }

    public required string ModesAsks { get; init; }

    public required string ModesHolds { get; init; }

    public required string Way { get; init; }

    public required string Reverse { get; init; }

    public required string Forward { get; init; }

    public required string Numerical { get; init; }

    public required string NumericalSingle { get; init; }

    public required string Exact { get; init; }

    public required string Parameters { get; init; }

    public required string GradientTime { get; init; }

    public required string GradientFlops { get; init; }

    public required string TrainingTime { get; init; }

    public required string LastLoss { get; init; }

    public required string Distance { get; init; }

    public required string Cost { get; init; }

    public required string CostSays { get; init; }

    public required string ParametersAxis { get; init; }

    public required string SecondsAxis { get; init; }

    public required string Accuracy { get; init; }

    public required string AccuracySays { get; init; }

    public required string StepAxis { get; init; }

    public required string WrongAxis { get; init; }

    public static ExperimentTexts For(Language language) =>
        language == Language.Portuguese ? PortugueseExperiment.Texts : EnglishExperiment.Texts;
}
