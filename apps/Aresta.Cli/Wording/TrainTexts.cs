namespace Aresta.Cli.Wording;

/// <summary>What <c>train</c>, <c>predict</c> and <c>inspect</c> say, in one language.</summary>
internal sealed class TrainTexts
{
    public required string TrainHelp { get; init; }

    public required string PredictHelp { get; init; }

    public required string InspectHelp { get; init; }

    public required string NoData { get; init; }

    public required string UnknownData { get; init; }

    public required string NoColumn { get; init; }

    public required string NoClasses { get; init; }

    public required string WrongNumber { get; init; }

    public required string Stopped { get; init; }

    public required string StoppedAt { get; init; }

    public required string OtherChanges { get; init; }

    public required string RateChanged { get; init; }

    public required string ResumeFromWhere { get; init; }

    public required string ForeignCheckpoint { get; init; }

    public required string OtherRecipe { get; init; }

    public required string NoCheckpoint { get; init; }

    public required string Begin { get; init; }

    public required string Model { get; init; }

    public required string Progress { get; init; }

    public required string Epoch { get; init; }

    public required string Validation { get; init; }

    public required string BitsPerCharacter { get; init; }

    public required string TestBits { get; init; }

    public required string ShortText { get; init; }

    public required string WrongSize { get; init; }

    public required string OnlyImages { get; init; }

    public required string WrongAugmentation { get; init; }

    public required string NoExamples { get; init; }

    public required string Done { get; init; }

    public required string Predicted { get; init; }

    public required string Class { get; init; }

    public required string Examples { get; init; }

    public required string Recognized { get; init; }

    public required string MostOftenTakenFor { get; init; }

    public required string Trained { get; init; }

    public required string Parameters { get; init; }

    public required string Parameter { get; init; }

    public required string Type { get; init; }

    public required string Mean { get; init; }

    public required string Deviation { get; init; }

    public required string Largest { get; init; }

    public required string NonFinite { get; init; }
}
