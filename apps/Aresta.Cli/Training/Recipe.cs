using System.Text.Json;
using System.Text.Json.Serialization;
using Aresta.Cli.Derive;
using Aresta.Learning.Models;
using Aresta.Learning.Modules;
using Aresta.Learning.Optimizers;
using Aresta.Learning.Schedules;
using Shape = Aresta.Tensors.Shape;

namespace Aresta.Cli.Training;

/// <summary>What a checkpoint of <c>train</c> remembers beside the training: enough to make the model again, and to use it.</summary>
internal sealed record Recipe
{
    public required string Data { get; init; }

    public required string Split { get; init; }

    public string? Target { get; init; }

    /// <summary>What the examples are.</summary>
    public ExampleKind Kind { get; init; }

    /// <summary>How images are varied.</summary>
    public string? Augment { get; init; }

    /// <summary>To which size images are brought, or how long windows of a text are.</summary>
    public string? Size { get; init; }

    /// <summary>The text of the model, or its JSON.</summary>
    public required string Model { get; init; }

    public required int[] Input { get; init; }

    public required IReadOnlyList<string> Classes { get; init; }

    public Columns? Columns { get; init; }

    /// <summary>How long training took so far.</summary>
    public double Seconds { get; init; }

    /// <summary>The last line of a training that is over.</summary>
    public Done? Done { get; init; }

    /// <summary>The model.</summary>
    /// <exception cref="InputException">The text or the JSON describes none.</exception>
    public Layer Build()
    {
        try
        {
            var shape = Shape.Create(Input);
            return (Kind == ExampleKind.Text, Model.TrimStart().StartsWith('{')) switch
            {
                (true, true) => ModelJson.ParseLanguage(Model, shape[0], Classes.Count),
                (true, false) => ModelText.ParseLanguage(Model, shape[0], Classes.Count),
                (false, true) => ModelJson.Parse(Model, shape, Classes.Count),
                (false, false) => ModelText.Parse(Model, shape, Classes.Count),
            };
        }
        catch (FormatException error)
        {
            throw new InputException(error.Message);
        }
    }

    /// <summary>As the metadata of a checkpoint.</summary>
    public Dictionary<string, string> ToMetadata() => new() { ["recipe"] = JsonSerializer.Serialize(this, RecipeJson.Default.Recipe) };

    /// <summary>Out of the metadata of a checkpoint; null where there is none.</summary>
    public static Recipe? From(IReadOnlyDictionary<string, string> metadata) => metadata.TryGetValue("recipe", out var json)
        ? JsonSerializer.Deserialize(json, RecipeJson.Default.Recipe)
        : null;

    /// <summary>The optimizer of a name.</summary>
    public static Optimizer Optimizer(string name, double? rate) => name switch
    {
        "adamw" => rate is { } r ? new AdamW(r) : new AdamW(),
        "nadam" => rate is { } r ? new NAdam(r) : new NAdam(),
        "sgd" => new Sgd(rate ?? 0.05, Momentum: 0.9),
        "rmsprop" => rate is { } r ? new RmsProp(r) : new RmsProp(1e-3),
        "adagrad" => rate is { } r ? new Adagrad(r) : new Adagrad(),
        "lion" => rate is { } r ? new Lion(r) : new Lion(),
        "lbfgs" => rate is { } r ? new Lbfgs(r) : new Lbfgs(),
        _ => rate is { } r ? new Adam(r) : new Adam(),
    };

    /// <summary>The schedule of a name.</summary>
    public static Schedule Schedule(string name, long steps) => name switch
    {
        "cosine" => new Cosine(steps),
        "one-cycle" => new OneCycle(steps),
        _ => new Constant(),
    };
}

/// <summary>How a training ended.</summary>
/// <param name="Epochs">How many epochs were gone through.</param>
/// <param name="Steps">How many steps that were.</param>
/// <param name="TestAccuracy">How many of the test examples are recognized.</param>
/// <param name="TestLoss">The mean loss on the test examples.</param>
/// <param name="Seconds">How long training took.</param>
/// <param name="ParametersSha256">SHA-256 of the parameters.</param>
internal sealed record Done(int Epochs, long Steps, double TestAccuracy, double TestLoss, double Seconds, string ParametersSha256);

/// <summary>Recipes as JSON, without reflection.</summary>
[JsonSourceGenerationOptions(PropertyNamingPolicy = JsonKnownNamingPolicy.SnakeCaseLower, UseStringEnumConverter = true)]
[JsonSerializable(typeof(Recipe))]
internal sealed partial class RecipeJson : JsonSerializerContext;
