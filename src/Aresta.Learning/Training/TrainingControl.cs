namespace Aresta.Learning.Training;

/// <summary>
/// Wishes of whoever watches a training, from any thread: to pause, to go on, to change the rates, to stop. The training asks for them
/// between steps, and costs nothing more while there are none.
/// </summary>
/// <remarks>
/// Pausing changes no bit. A change of the rates is recorded in <see cref="Trainer.Changes"/> and written into a checkpoint, where one may
/// be written, before the first step that it holds for: so a training that is killed at any moment goes on with the same rates.
/// </remarks>
public sealed class TrainingControl
{
    private readonly Lock gate = new();
    private readonly ManualResetEventSlim wake = new();
    private readonly Queue<RateChange> changes = [];
    private volatile bool isAsked;
    private bool isPaused, isStopping;

    /// <summary>Is told on the thread of the training when it pauses or goes on, and of each change of the rates.</summary>
    public Action<TrainingControl>? Changed { get; init; }

    /// <summary>Whether it was asked to pause and not to go on.</summary>
    public bool IsPaused
    {
        get
        {
            lock (gate)
            {
                return isPaused;
            }
        }
    }

    /// <summary>Whether it was asked to stop.</summary>
    public bool IsStopping
    {
        get
        {
            lock (gate)
            {
                return isStopping;
            }
        }
    }

    /// <summary>Lets the training wait behind the step that it is at.</summary>
    public void Pause() => Ask(() => isPaused = true);

    /// <summary>Lets it go on.</summary>
    public void GoOn() => Ask(() => isPaused = false);

    /// <summary>Lets it write a checkpoint, where one may be written, and end.</summary>
    public void Stop() => Ask(() => isStopping = true);

    /// <summary>Multiplies the rates of all optimizers, beside the schedule.</summary>
    /// <param name="factor">By what, in place of the last factor: finite and not negative.</param>
    /// <param name="step">The first step that it holds for; the next one if that is over, or unless given.</param>
    /// <exception cref="ArgumentOutOfRangeException">The factor is none.</exception>
    public void ChangeRate(double factor, long step = 0)
    {
        if (!(double.IsFinite(factor) && factor >= 0))
        {
            throw new ArgumentOutOfRangeException(
                nameof(factor), FormattableString.Invariant($"A factor of the rates is finite and not negative, not {factor}."));
        }

        Ask(() => changes.Enqueue(new(step, factor)));
    }

    /// <summary>Does what was asked for, between two steps; waits as long as it is to pause.</summary>
    /// <param name="trainer">The training.</param>
    /// <param name="save">Writes a checkpoint, where one may be written.</param>
    /// <param name="cancellation">Ends the waiting.</param>
    /// <returns>Whether training is to go on.</returns>
    internal bool Meet(Trainer trainer, Action<Trainer>? save, CancellationToken cancellation) =>
        !isAsked || MeetAll(trainer, save, cancellation);

    private bool MeetAll(Trainer trainer, Action<Trainer>? save, CancellationToken cancellation)
    {
        var told = false;
        while (true)
        {
            wake.Reset();
            bool pauses, stops, changed;
            lock (gate)
            {
                changed = changes.Count > 0;
                while (changes.TryDequeue(out var change))
                {
                    trainer.Change(change with { Step = Math.Max(change.Step, trainer.StepCount + 1) });
                }

                (pauses, stops) = (isPaused && !isStopping, isStopping);
                isAsked = pauses || stops;
            }

            if (changed || stops)
            {
                save?.Invoke(trainer);
            }

            if (changed || stops || pauses != told)
            {
                told = pauses;
                Changed?.Invoke(this);
            }

            if (!pauses)
            {
                return !stops;
            }

            wake.Wait(cancellation);
        }
    }

    private void Ask(Action wish)
    {
        lock (gate)
        {
            wish();
            isAsked = true;
        }

        wake.Set();
    }
}
