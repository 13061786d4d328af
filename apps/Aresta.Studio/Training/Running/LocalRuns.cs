using Aresta.Expressions;
using Aresta.Studio.Serving;
using Aresta.Studio.Training.History;

namespace Aresta.Studio.Training.Running;

/// <summary>The trainings on threads of the studio: only so many at a time.</summary>
internal sealed class LocalRuns(TrainingHub hub)
{
    /// <summary>The most that run at a time.</summary>
    public const int MostRunning = 4;

    private readonly Lock gate = new();
    private readonly List<LocalRun> running = [];

    /// <summary>Begins some, all or none.</summary>
    /// <returns>Their names.</returns>
    /// <exception cref="RefusalException">Too many run.</exception>
    public IReadOnlyList<string> Start(IReadOnlyList<RunPlan> plans, Language language)
    {
        lock (gate)
        {
            running.RemoveAll(run => run.Over.IsCompleted);
            List<string> names = [];
            if (running.Count + plans.Count <= MostRunning)
            {
                foreach (var plan in plans)
                {
                    var run = new LocalRun(hub, plan);
                    if (run.Start() is { } name)
                    {
                        names.Add(name);
                        running.Add(run);
                    }
                }
            }

            return names.Count == plans.Count ? names : throw new RefusalException("busy", language.In(
                $"At most {MostRunning} trainings run in the studio at a time. Stop one, or wait.",
                $"No máximo {MostRunning} treinos correm no estúdio ao mesmo tempo. Pare um, ou espere."));
        }
    }

    /// <summary>Lets all end behind the step that they are at, and waits for that, for a moment.</summary>
    public async Task Stop()
    {
        LocalRun[] all;
        lock (gate)
        {
            all = [.. running];
        }

        foreach (var run in all)
        {
            run.Stop();
        }

        await Task.WhenAny(Task.WhenAll(all.Select(run => run.Over)), Task.Delay(TimeSpan.FromSeconds(2))).ConfigureAwait(false);
    }
}
