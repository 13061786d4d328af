using System.Text.Json.Serialization;

namespace Aresta.Studio.Training.Feed;

/// <summary>
/// What a training tells whoever watches: one object of JSON on a line, with its kind as <c>event</c>. The schema is
/// docs/training-feed-1.schema.json.
/// </summary>
[JsonPolymorphic(TypeDiscriminatorPropertyName = "event")]
[JsonDerivedType(typeof(BeginEvent), "begin")]
[JsonDerivedType(typeof(StepsEvent), "steps")]
[JsonDerivedType(typeof(EpochEvent), "epoch")]
[JsonDerivedType(typeof(FlowEvent), "flow")]
[JsonDerivedType(typeof(PathsEvent), "paths")]
[JsonDerivedType(typeof(ChangeEvent), "change")]
[JsonDerivedType(typeof(StateEvent), "state")]
[JsonDerivedType(typeof(EndEvent), "end")]
public abstract record FeedEvent
{
    /// <summary>1, 2, … within the training; some numbers may be missing where old events were dropped.</summary>
    public long Number { get; init; }
}

/// <summary>A training begins or goes on.</summary>
public sealed record BeginEvent : FeedEvent
{
    /// <summary>What people call it.</summary>
    public required string Name { get; init; }

    /// <summary>What it is trained on.</summary>
    public required string Data { get; init; }

    /// <summary>The model, as text.</summary>
    public required string Model { get; init; }

    /// <summary>The optimizer, by name.</summary>
    public required string Optimizer { get; init; }

    /// <summary>The learning rate before schedule and changes.</summary>
    public required double Rate { get; init; }

    /// <summary>How many examples a step sees.</summary>
    public required int BatchSize { get; init; }

    /// <summary>How many epochs are planned.</summary>
    public required int Epochs { get; init; }

    /// <summary>How many examples there are.</summary>
    public required int Examples { get; init; }

    /// <summary>How many numbers the model learns.</summary>
    public required long Parameters { get; init; }

    /// <summary>How many steps were made before, in the run that this one goes on from.</summary>
    public long Step { get; init; }

    /// <summary>The seed.</summary>
    public long Seed { get; init; }

    /// <summary>The examples that epochs report about: <c>validation</c> or <c>training</c>.</summary>
    public string Measured { get; init; } = "training";

    /// <summary>The loss of whoever always guesses the same, where it is known.</summary>
    public double? Guessing { get; init; }

    /// <summary>The name of the comparison that the training is part of, if it is part of one.</summary>
    public string? Group { get; init; }
}

/// <summary>Points of the curve of the loss.</summary>
/// <param name="Epoch">The epoch of the last one.</param>
/// <param name="ExamplesPerSecond">How fast it goes.</param>
/// <param name="Step">The steps.</param>
/// <param name="Loss">Of each the mean loss of the steps since the point before; null where it is not finite.</param>
/// <param name="Rate">Of each the learning rate.</param>
public sealed record StepsEvent(
    int Epoch, double ExamplesPerSecond, IReadOnlyList<long> Step, IReadOnlyList<double?> Loss, IReadOnlyList<double> Rate) : FeedEvent;

/// <summary>An epoch is over.</summary>
/// <param name="Epoch">1, 2, ….</param>
/// <param name="Step">How many steps there were.</param>
/// <param name="Loss">The mean loss of its examples.</param>
/// <param name="MeasuredLoss">The mean loss of the measured examples.</param>
/// <param name="Accuracy">Which part of the measured examples is recognized, where there are classes.</param>
/// <param name="Seconds">How long it took.</param>
public sealed record EpochEvent(int Epoch, long Step, double? Loss, double? MeasuredLoss, double? Accuracy, double Seconds) : FeedEvent;

/// <summary>The rates change.</summary>
/// <param name="Step">The first step that it holds for.</param>
/// <param name="Factor">By what they are multiplied beside the schedule.</param>
/// <param name="Rate">The learning rate before the schedule.</param>
public sealed record ChangeEvent(long Step, double Factor, double Rate) : FeedEvent;

/// <summary>The training pauses or goes on.</summary>
/// <param name="Paused">Whether it pauses.</param>
/// <param name="Step">How many steps there were.</param>
public sealed record StateEvent(bool Paused, long Step) : FeedEvent;

/// <summary>The training is over.</summary>
/// <param name="Outcome">How it ended.</param>
/// <param name="Step">How many steps there were.</param>
/// <param name="TestAccuracy">Which part of the test examples is recognized.</param>
/// <param name="TestLoss">Their mean loss.</param>
/// <param name="ParametersSha256">SHA-256 of the parameters.</param>
/// <param name="Message">What went wrong, if something did.</param>
public sealed record EndEvent(
    Outcome Outcome, long Step, double? TestAccuracy = null, double? TestLoss = null, string? ParametersSha256 = null,
    string? Message = null) : FeedEvent;

/// <summary>How a training ended.</summary>
[JsonConverter(typeof(JsonStringEnumConverter<Outcome>))]
public enum Outcome
{
    /// <summary>All epochs are over.</summary>
    Finished,

    /// <summary>It was asked to stop.</summary>
    Stopped,

    /// <summary>Something went wrong.</summary>
    Failed,

    /// <summary>Nothing was heard of it any more: it ended unexpectedly.</summary>
    Lost,
}
