using System.Security.Cryptography;
using Aresta.Studio.Training.Feed;

namespace Aresta.Studio.Training.History;

/// <summary>
/// All trainings that the studio knows, with what they told, within bounds; and whoever watches them. Events have numbers that grow over
/// all runs, so that who was away asks for those behind the last that it saw.
/// </summary>
internal sealed class TrainingHub(TimeProvider? time = null)
{
    /// <summary>The most runs that are kept; old ones that are over make room.</summary>
    public const int MostRuns = 24;

    /// <summary>After which silence an attached run is taken for dead.</summary>
    public static readonly TimeSpan Silence = TimeSpan.FromSeconds(5);

    private readonly Lock gate = new();
    private readonly TimeProvider time = time ?? TimeProvider.System;
    private readonly Dictionary<string, Run> runs = [];
    private readonly HashSet<Watcher> watchers = [];
    private long last, version;

    /// <summary>What no other hub is called: events of another one have nothing to do with those of this one.</summary>
    public string Name { get; } = Convert.ToHexStringLower(RandomNumberGenerator.GetBytes(8));

    /// <summary>Adds a run of this process.</summary>
    /// <param name="meet">Meets wishes, from any thread.</param>
    /// <returns>Its name, and where it tells what happens; null where there is no room.</returns>
    public (string Id, IFeedSink Sink)? Add(Action<Wish> meet)
    {
        var id = Convert.ToHexStringLower(RandomNumberGenerator.GetBytes(8));
        lock (gate)
        {
            return Add(id, meet) is { } run ? (id, new Local(this, run)) : null;
        }
    }

    /// <summary>Takes what an attached run tells.</summary>
    /// <param name="id">What the run calls itself.</param>
    /// <param name="told">Events with the run's own numbers; those that are known are passed over.</param>
    /// <param name="met">The number of the last wish that it met.</param>
    /// <returns>What is known, and what is wished; null where there is no room for the run, or it is one of this process.</returns>
    public Receipt? Hear(string id, IReadOnlyList<FeedEvent> told, long met)
    {
        lock (gate)
        {
            if (!runs.TryGetValue(id, out var run))
            {
                // In the middle of what was told to another studio: it is to begin anew.
                if (told is not [BeginEvent, ..])
                {
                    return new(0, []);
                }

                run = Add(id, null);
            }

            if (run is not { IsAttached: true })
            {
                return null;
            }

            run.Heard = time.GetTimestamp();
            if (run.IsLost)
            {
                Keep(run, new StateEvent(run.IsPaused, run.Step));
            }

            foreach (var each in told)
            {
                if (each.Number > run.Told)
                {
                    run.Told = each.Number;
                    Keep(run, each);
                }
            }

            return new(run.Told, run.Wishes(met));
        }
    }

    /// <summary>Hands a wish to a run.</summary>
    /// <returns>Whether there is such a run that is not over.</returns>
    public bool Wish(string id, WishKind kind, double? rate)
    {
        Run? run;
        lock (gate)
        {
            return runs.TryGetValue(id, out run) && !run.IsOver && run.Wish(kind, rate);
        }
    }

    /// <summary>Ends attached runs of which nothing is heard any more.</summary>
    public void Listen()
    {
        lock (gate)
        {
            foreach (var run in runs.Values)
            {
                if (run is { IsAttached: true, IsOver: false } && time.GetElapsedTime(run.Heard) > Silence)
                {
                    Keep(run, new EndEvent(Outcome.Lost, run.Step));
                }
            }
        }
    }

    /// <summary>Begins to watch.</summary>
    public Watcher Watch()
    {
        var watcher = new Watcher(this);
        lock (gate)
        {
            watchers.Add(watcher);
        }

        return watcher;
    }

    /// <summary>All events behind one, in order; those of runs that were removed are missing.</summary>
    public IReadOnlyList<(long Id, string Run, byte[] Line)> After(long id)
    {
        lock (gate)
        {
            return
            [
                .. runs.Values.SelectMany(run => run.History.After(id).Select(item => (item.Id, Run: run.Id, item.Line)))
                    .OrderBy(item => item.Id),
            ];
        }
    }

    /// <summary>The names of all runs, and a number that grows when one comes or goes.</summary>
    public (long Version, IReadOnlyList<string> Names) Runs()
    {
        lock (gate)
        {
            return (version, [.. runs.Keys]);
        }
    }

    /// <summary>Forgets a run that is over.</summary>
    /// <returns>Whether there was one.</returns>
    public bool Remove(string id)
    {
        lock (gate)
        {
            var isRemoved = runs.TryGetValue(id, out var run) && run.IsOver && runs.Remove(id);
            version += isRemoved ? 1 : 0;
            Wake();
            return isRemoved;
        }
    }

    internal void Leave(Watcher watcher)
    {
        lock (gate)
        {
            watchers.Remove(watcher);
        }
    }

    private Run? Add(string id, Action<Wish>? meet)
    {
        if (runs.Count >= MostRuns)
        {
            if (runs.Values.Where(other => other.IsOver).MinBy(other => other.Heard) is not { } oldest)
            {
                return null;
            }

            runs.Remove(oldest.Id);
            version++;
        }

        var run = new Run(id, meet) { Heard = time.GetTimestamp() };
        runs.Add(id, run);
        version++;
        return run;
    }

    private void Keep(Run run, FeedEvent told)
    {
        run.Note(told);
        run.History.Add(++last, told, FeedJson.Line(told));
        Wake();
    }

    private void Wake()
    {
        foreach (var watcher in watchers)
        {
            watcher.Wake();
        }
    }

    private sealed class Local(TrainingHub hub, Run run) : IFeedSink
    {
        public void Tell(FeedEvent told)
        {
            lock (hub.gate)
            {
                run.Heard = hub.time.GetTimestamp();
                hub.Keep(run, told with { Number = ++run.Told });
            }
        }
    }
}
