using System.Text.Json.Serialization;

namespace Aresta.Learning.Checkpoints;

/// <summary>The small file of a checkpoint: which tensors belong to it, and where the training is.</summary>
internal sealed record Manifest
{
    public const string FileName = "checkpoint.json";

    public const int CurrentVersion = 1;

    public int Version { get; init; } = CurrentVersion;

    /// <summary>The file of tensors beside it, its length and its hash.</summary>
    public required string Tensors { get; init; }

    public required long Bytes { get; init; }

    public required string Sha256 { get; init; }

    /// <summary>Model, optimizer and options as text: a training goes on only with the same.</summary>
    public required IReadOnlyDictionary<string, string> Recipe { get; init; }

    /// <summary>What whoever trains wants to know again, such as which data it was.</summary>
    public IReadOnlyDictionary<string, string> Metadata { get; init; } = new Dictionary<string, string>();

    public required long Step { get; init; }

    /// <summary>All changes of the rates, made and to come.</summary>
    public IReadOnlyList<Training.RateChange> Changes { get; init; } = [];

    public required Training.Position Position { get; init; }
}

/// <summary>Manifests as JSON, without reflection.</summary>
[JsonSourceGenerationOptions(
    WriteIndented = true, PropertyNamingPolicy = JsonKnownNamingPolicy.SnakeCaseLower,
    NumberHandling = JsonNumberHandling.AllowNamedFloatingPointLiterals)]
[JsonSerializable(typeof(Manifest))]
internal sealed partial class ManifestJson : JsonSerializerContext;
