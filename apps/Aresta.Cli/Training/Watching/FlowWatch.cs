using Aresta.Cli.Derive;
using Aresta.Cli.Wording;
using Aresta.Learning.Data;
using Aresta.Learning.Diagnostics;
using Aresta.Learning.Training;
using Aresta.Tensors;

namespace Aresta.Cli.Training.Watching;

/// <summary>
/// <c>--watch</c> and <c>--report</c>: looks at the same examples, the first ones for training, before training and behind each epoch. The
/// page is written each time, so that it can be looked at while training runs, and a place that cannot be written to is told at once.
/// </summary>
internal sealed class FlowWatch(Trainer trainer, string? file, FlowPage page, TrainReport? told, Texts texts)
{
    private readonly GradientFlow flow = new(trainer);
    private readonly List<FlowEpoch> epochs = [];

    /// <summary>The examples that are looked at.</summary>
    public required (Tensor Inputs, Tensor Targets) Examples { get; init; }

    /// <summary>The first examples of a source.</summary>
    public static (Tensor Inputs, Tensor Targets) First(ExampleSource source, int count) =>
        source.Take([.. Enumerable.Range(0, Math.Min(count, source.Count))]).All();

    /// <summary>Looks.</summary>
    /// <param name="epoch">Behind which epoch.</param>
    /// <param name="report">Its losses.</param>
    public void Look(int epoch, EpochReport? report)
    {
        epochs.Add(new(epoch, report, flow.Look(Examples.Inputs, Examples.Targets)));
        told?.Flow(epochs[^1]);
        Write(null);
    }

    /// <summary>Writes the page of a training that is over: how the gradient flows at its end.</summary>
    public void Show(Done done)
    {
        if (file is not null)
        {
            epochs.Add(new(done.Epochs, null, flow.Look(Examples.Inputs, Examples.Targets)));
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
}
