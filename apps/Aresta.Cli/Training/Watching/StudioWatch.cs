using System.Diagnostics;
using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using Aresta.Cli.Wording;
using Aresta.Learning.Data;
using Aresta.Learning.Training;
using Aresta.Studio;
using Aresta.Studio.Training.Attaching;
using Aresta.Studio.Training.Feed;

namespace Aresta.Cli.Training.Watching;

/// <summary>
/// <c>--studio</c>: shows a training on the page of the studio that the user runs, or of one that begins and ends with the training, and
/// meets what is wished there. Ctrl-C lets the training write its checkpoint and end.
/// </summary>
internal sealed class StudioWatch : IProgress<TrainingProgress>, IDisposable
{
    private const int Measured = 500, MeasuringCost = 20;

    private readonly Terminal terminal;
    private readonly Texts texts;
    private readonly Trainer trainer;
    private readonly Publisher publisher;
    private readonly TrainingObserver observer;
    private readonly IProgress<TrainingProgress> also;
    private readonly ExampleSource? measured;
    private readonly IAsyncDisposable? own;
    private readonly IDisposable? announced;
    private readonly PosixSignalRegistration interrupted;
    private readonly ManualResetEventSlim interrupt = new();
    private bool isTold;
    private long nextMeasuring;

    private StudioWatch(
        Terminal terminal, Texts texts, Trainer trainer, BeginEvent begin, ExampleSource train, ExampleSource? measured,
        IProgress<TrainingProgress> also, (Publisher Publisher, IAsyncDisposable? Own, IDisposable? Announced) studio)
    {
        (this.terminal, this.texts, this.trainer, this.measured, this.also) = (terminal, texts, trainer, measured, also);
        (publisher, own, announced) = studio;
        observer = new(trainer, begin, train, publisher);
        publisher.Training = observer;
        interrupted = PosixSignalRegistration.Create(PosixSignal.SIGINT, signal =>
        {
            // The second time it ends at once.
            signal.Cancel = !interrupt.IsSet;
            interrupt.Set();
            observer.Control.Stop();
        });
    }

    /// <summary>Carries wishes to the training.</summary>
    public TrainingControl Control => observer.Control;

    /// <summary>Finds a studio or starts one, and says where it is.</summary>
    [MethodImpl(MethodImplOptions.NoInlining)]
    public static StudioWatch Open(
        Terminal terminal, Texts texts, Trainer trainer, BeginEvent begin, ExampleSource train, bool isValidated,
        IProgress<TrainingProgress> also)
    {
        var studio = Open().GetAwaiter().GetResult();
        var words = StudioTexts.For(texts.Language);
        terminal.Error.WriteLine(Texts.Format(studio.Own is null ? words.Attached : words.Opened, studio.Publisher.Address));
        var measured = isValidated ? null : train.Take([.. Enumerable.Range(0, Math.Min(Measured, train.Count))]);
        return new(terminal, texts, trainer, begin, train, measured, also, studio);
    }

    /// <inheritdoc/>
    public void Report(TrainingProgress value)
    {
        observer.Report(value);
        also.Report(value);
    }

    /// <summary>Behind every epoch.</summary>
    /// <remarks>Where there is no validation some training examples are measured, for a small part of the time.</remarks>
    public void Epoch(EpochReport epoch)
    {
        var start = Stopwatch.GetTimestamp();
        if (measured is null || (start < nextMeasuring && !epoch.IsLast))
        {
            observer.Epoch(epoch);
            return;
        }

        var evaluation = trainer.Evaluate(measured, Metrics.Accuracy);
        var end = Stopwatch.GetTimestamp();
        nextMeasuring = end + (MeasuringCost * (end - start));
        observer.Epoch(epoch, evaluation);
    }

    /// <summary>At the end, however it is reached.</summary>
    public void End(EndEvent end)
    {
        if (!isTold)
        {
            isTold = true;
            observer.End(end);
        }
    }

    /// <summary>Tells what was not told yet; a studio of its own stays for a person at the terminal until Ctrl-C.</summary>
    public void Dispose()
    {
        End(new(Outcome.Failed, trainer.StepCount));
        publisher.DisposeAsync().AsTask().GetAwaiter().GetResult();
        if (own is not null && terminal.Error == Console.Error && !Console.IsErrorRedirected && !interrupt.IsSet)
        {
            terminal.Error.WriteLine(StudioTexts.For(texts.Language).HowToEnd);
            interrupt.Wait();
        }

        announced?.Dispose();
        own?.DisposeAsync().AsTask().GetAwaiter().GetResult();
        interrupted.Dispose();
        interrupt.Dispose();
    }

    [MethodImpl(MethodImplOptions.NoInlining)]
    private static async Task<(Publisher Publisher, IAsyncDisposable? Own, IDisposable? Announced)> Open()
    {
        if (await Publisher.Attach(() => Announcement.Find()).ConfigureAwait(false) is { } running)
        {
            return (running, null, null);
        }

        var server = await StudioServer.StartAsync(new()).ConfigureAwait(false);
        var place = new Place(server.Address, server.Token, Environment.ProcessId);
        return (
            await Publisher.Attach(() => [place]).ConfigureAwait(false) ?? throw new InvalidOperationException(server.Address.ToString()),
            server, Announcement.Announce(server.Address, server.Token));
    }
}
