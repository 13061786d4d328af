using Aresta.Cli.Derive;
using Aresta.Cli.Wording;
using Aresta.Learning.Data;
using Aresta.Learning.Diagnostics;
using Aresta.Learning.Diagnostics.Paths;
using Aresta.Learning.Layers;
using Aresta.Learning.Modules;
using Aresta.Learning.Training;
using Aresta.Tensors;

namespace Aresta.Cli.Training.Watching;

/// <summary>
/// <c>--watch</c> and <c>--report</c>: looks at the same examples, the first ones for training, before training and behind each epoch. The
/// page is written each time, so that it can be looked at while training runs, and a place that cannot be written to is told at once.
/// </summary>
internal sealed class FlowWatch(Trainer trainer, string? file, FlowPage page, TrainReport? told, Texts texts)
{
    // Paths are looked at of fewer examples, for they cost more: every edge has a norm.
    private const int PathExamples = 8;
    private const int PathCount = 5;
    private const int MostRecurrent = 3;

    // Steps times the square of the width of a loop: beyond, paths would take minutes, and only who asks for them by name sees them.
    private const long MostWork = 150_000;

    private readonly GradientFlow flow = new(trainer);
    private readonly List<FlowEpoch> epochs = [];

    /// <summary>The examples that are looked at.</summary>
    public required (Tensor Inputs, Tensor Targets) Examples { get; init; }

    /// <summary>Fewer of them.</summary>
    public required (Tensor Inputs, Tensor Targets) Few { get; init; }

    /// <summary>The parameters whose paths are looked at.</summary>
    public required IReadOnlyList<string> Parameters { get; init; }

    /// <summary>A watch over a training.</summary>
    /// <param name="source">The examples for training.</param>
    /// <param name="trainer">The training.</param>
    /// <param name="options">What the person asked for.</param>
    /// <param name="page">The page.</param>
    /// <param name="told">Told of each look; null where the person does not watch.</param>
    /// <param name="texts">How to say it.</param>
    public static FlowWatch Of(
        ExampleSource source, Trainer trainer, TrainOptions options, FlowPage page, TrainReport? told, Texts texts) =>
        new(trainer, options["--report"], page, told, texts)
        {
            Examples = First(source, options.Int("--batch-size", 1, 1_000_000) ?? 32),
            Few = First(source, PathExamples),
            Parameters = options["--paths"] is { } asked ? Known(asked, trainer.Model, texts) : Usual(trainer.Model, source.Input.Shape),
        };

    /// <summary>Looks.</summary>
    /// <param name="epoch">Behind which epoch.</param>
    /// <param name="report">Its losses.</param>
    public void Look(int epoch, EpochReport? report)
    {
        epochs.Add(Seen(epoch, report));
        told?.Flow(epochs[^1]);
        Write(null);
    }

    /// <summary>Writes the page of a training that is over: how the gradient flows at its end.</summary>
    public void Show(Done done)
    {
        if (file is not null)
        {
            epochs.Add(Seen(done.Epochs, null));
            Write(done);
        }
    }

    /// <summary>Writes the page.</summary>
    /// <param name="done">The end, once there is one.</param>
    /// <exception cref="InputException">It cannot be written.</exception>
    public void Write(Done? done)
    {
        if (file is null)
        {
            return;
        }

        try
        {
            File.WriteAllText(file, page.Html(epochs, done));
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException or ArgumentException or NotSupportedException)
        {
            throw new InputException(Texts.Format(texts.Unwritable, file));
        }
    }

    private FlowEpoch Seen(int epoch, EpochReport? report)
    {
        var weights = trainer.Weights;
        var example = Row(Examples.Inputs);
        return new(
            epoch, report, flow.Look(Examples.Inputs, Examples.Targets),
            [
                .. Recurrent(trainer.Model).Select(path => new Reach(
                    path, StateJacobians.SingularValues(trainer.Model, weights, path, example))),
            ],
            [.. Parameters.Select(parameter => GradientPaths.Of(trainer, Few.Inputs, Few.Targets, parameter, PathCount))]);
    }

    private static (Tensor Inputs, Tensor Targets) First(ExampleSource source, int count) =>
        source.Take([.. Enumerable.Range(0, Math.Min(count, source.Count))]).All();

    private static Tensor Row(Tensor batch)
    {
        Shape shape = [.. batch.Shape.AsSpan()[1..]];
        return batch.DType.IsFloating
            ? Tensor.Of(batch.AsSpan<float>()[..shape.Size].ToArray(), shape)
            : Tensor.Of(batch.AsSpan<long>()[..shape.Size].ToArray(), shape);
    }

    private static string[] Recurrent(Layer model) =>
        [.. model.AllModules.Where(module => module.Value is RecurrentLayer).Select(module => module.Key).Take(MostRecurrent)];

    // The first weight, which the gradient reaches last, and the weights between states.
    private static string[] Usual(Layer model, Shape input) => model.AllModules.Any(module =>
        module.Value is RecurrentLayer layer && (long)layer.Width * layer.Width * input[0] > MostWork) ? [] :
    [
        .. model.Parameters.Where(parameter => parameter.Value is { IsTrained: true, Shape.Rank: > 1 }).Select(parameter => parameter.Key)
            .Take(1).Concat(Recurrent(model).Select(path => $"{path}.state_weight")).Distinct(),
    ];

    private static string[] Known(string parameter, Layer model, Texts texts)
    {
        var known = model.Parameters.Where(each => each.Value.IsTrained).Select(each => each.Key).ToArray();
        return known.Contains(parameter)
            ? [parameter]
            : throw new UsageException(Texts.Format(texts.WrongOptionValue, "--paths", parameter, string.Join(", ", known)));
    }
}
