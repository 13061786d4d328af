using System.Text.Json;
using Aresta.Datasets;
using Aresta.Expressions;
using Aresta.Learning.Data;
using Aresta.Learning.Experiments;
using Aresta.Learning.Layers;
using Aresta.Learning.Losses;
using Aresta.Learning.Models;
using Aresta.Learning.Optimizers;
using Aresta.Learning.Training;
using Aresta.Studio.Serving;

namespace Aresta.Studio.Training.Running;

/// <summary>The trainings that the page can start, out of its requests.</summary>
internal static class Plans
{
    /// <summary>The most numbers that a model learns.</summary>
    public const long MostParameters = 2_000_000;

    private const int MostEpochs = 500;
    private const int MostSteps = 120;
    private const int LongestModel = 200;
    private static readonly int Threads = Math.Clamp(Environment.ProcessorCount / 4, 1, 4);

    /// <summary>What a request asks for.</summary>
    /// <exception cref="RefusalException">It asks for nothing that there is, or for too much.</exception>
    /// <exception cref="FormatException">Its model is none.</exception>
    public static IReadOnlyList<RunPlan> Read(JsonElement request, Language language) => Text(request, "what", "digits") switch
    {
        "digits" => [ReadDigits(request, language)],
        "vanishing" => [Vanishing(request, language, "rnn"), Vanishing(request, language, "lstm")],
        _ => throw new RefusalException("request", language.Malformed()),
    };

    private static RunPlan ReadDigits(JsonElement request, Language language)
    {
        var text = Text(request, "model", "mlp:128");
        if (text.Length > LongestModel)
        {
            throw new RefusalException("limit", language.In(
                $"A model is written in at most {LongestModel} characters.", $"Um modelo é escrito em até {LongestModel} caracteres."));
        }

        var split = Digits.Split;
        var model = ModelText.Parse(text, [split.Train.FeatureCount], split.Train.ClassNames.Count);
        var size = model.Parameters.Sum(parameter => (long)parameter.Value.Shape.Size);
        if (size > MostParameters)
        {
            throw new RefusalException("limit", language.In(
                $"The model has {Wording.Number(size)} numbers to learn; the studio trains up to {Wording.Number(MostParameters)}.",
                $"O modelo tem {Wording.Number(size)} números a aprender; o estúdio treina até {Wording.Number(MostParameters)}."));
        }

        var seed = (long)Number(request, "seed", 0, 0, int.MaxValue, language);
        var rate = Number(request, "rate", 1e-3, 0, 1e6, language);
        var (train, measured) = Examples.Of(split.Train).Split(0.1, seed);
        var plan = new RunPlan
        {
            Trainer = () => new(
                model, CommonLosses.CrossEntropy, Text(request, "optimizer", "adam") == "sgd" ? new Sgd(rate, 0.9) : new Adam(rate),
                options: new() { Seed = seed, ThreadCount = Threads }),
            Begin = trainer => new()
            {
                Name = $"digits · {text}",
                Data = "digits",
                Model = text,
                Optimizer = trainer.Optimizer.GetType().Name,
                Rate = rate,
                BatchSize = 32,
                Epochs = (int)Number(request, "epochs", 20, 1, MostEpochs, language),
                Examples = train.Count,
                Parameters = size,
                Seed = seed,
                Measured = "validation",
                Guessing = Math.Log(split.Train.ClassNames.Count),
            },
            Train = train,
            Measured = measured,
            Test = Examples.Of(split.Test),
            Epochs = (int)Number(request, "epochs", 20, 1, MostEpochs, language),
            BatchSize = 32,
            Metrics = [Metrics.Accuracy],
            StepsPerSecond = Number(request, "pace", 0, 0, 1000, language),
        };
        return plan;
    }

    // The adding problem: whoever keeps nothing always answers 1.
    private static RunPlan Vanishing(JsonElement request, Language language, string kind)
    {
        const int width = 16;
        var steps = (int)Number(request, "steps", 40, 4, MostSteps, language);
        var epochs = (int)Number(request, "epochs", 12, 1, MostEpochs, language);
        var seed = (long)Number(request, "seed", 0, 0, int.MaxValue, language);
        RecurrentLayer layer = kind == "lstm" ? new Lstm(2, width, lastOnly: true) : new Rnn(2, width, lastOnly: true);
        return new()
        {
            Trainer = () => VanishingGradient.Begin(layer, seed, Threads),
            Begin = trainer => new()
            {
                Name = kind == "lstm" ? "LSTM" : "tanh RNN",
                Data = FormattableString.Invariant($"adding problem, {steps} steps"),
                Model = FormattableString.Invariant($"{kind}:{width}"),
                Optimizer = trainer.Optimizer.GetType().Name,
                Rate = trainer.Optimizer.Rate,
                BatchSize = VanishingGradient.Rows,
                Epochs = epochs,
                Examples = VanishingGradient.Train(steps, seed).Count,
                Parameters = trainer.Model.Parameters.Sum(parameter => (long)parameter.Value.Shape.Size),
                Seed = seed,
                Measured = "validation",
                Guessing = AddingProblem.Guessing,
                Group = "vanishing",
            },
            Train = VanishingGradient.Train(steps, seed),
            Measured = VanishingGradient.Test(steps, seed),
            Test = VanishingGradient.Test(steps, seed),
            Epochs = epochs,
            BatchSize = VanishingGradient.Rows,
            StepsPerSecond = Number(request, "pace", 0, 0, 1000, language),
        };
    }

    private static string Text(JsonElement request, string name, string otherwise) =>
        request.TryGetProperty(name, out var given) && given.ValueKind == JsonValueKind.String ? given.GetString()! : otherwise;

    private static double Number(JsonElement request, string name, double otherwise, double least, double most, Language language) =>
        !request.TryGetProperty(name, out var given) || given.ValueKind == JsonValueKind.Null ? otherwise
        : given.ValueKind == JsonValueKind.Number && given.GetDouble() is var number && number >= least && number <= most ? number
        : throw new RefusalException("value", language.In(
            FormattableString.Invariant($"{name} is a number from {least} to {most}."),
            FormattableString.Invariant($"{name} é um número de {least} a {most}.")));
}
