using Aresta.Studio.Training.Feed;

namespace Aresta.Studio.Training.History;

/// <summary>A training that is watched, here or in a process of its own. It is guarded by its hub.</summary>
internal sealed class Run(string id, Action<Wish>? meet)
{
    /// <summary>The most wishes that wait for a training.</summary>
    public const int MostWishes = 64;

    private readonly List<Wish> wishes = [];
    private long wished;

    /// <summary>What it is called in requests.</summary>
    public string Id => id;

    /// <summary>What it told.</summary>
    public RunHistory History { get; } = new();

    /// <summary>The number of the last event, as the training counts.</summary>
    public long Told { get; set; }

    /// <summary>The last step that it told of.</summary>
    public long Step { get; private set; }

    /// <summary>Whether it is over, as far as is known.</summary>
    public bool IsOver { get; private set; }

    /// <summary>Whether it is over only because nothing was heard of it.</summary>
    public bool IsLost { get; private set; }

    /// <summary>Whether it pauses.</summary>
    public bool IsPaused { get; private set; }

    /// <summary>When something was heard of it.</summary>
    public long Heard { get; set; }

    /// <summary>Whether it is in a process of its own.</summary>
    public bool IsAttached => meet is null;

    /// <summary>Notes what an event says of the run itself.</summary>
    public void Note(FeedEvent told)
    {
        (IsOver, IsLost) = (told is EndEvent, told is EndEvent { Outcome: Outcome.Lost });
        IsPaused = told is StateEvent state ? state.Paused : IsPaused;
        Step = told switch
        {
            BeginEvent begin => begin.Step,
            StepsEvent { Step: [.., var last] } => last,
            _ => Step,
        };
    }

    /// <summary>Hands a wish on; false where too many wait.</summary>
    public bool Wish(WishKind kind, double? rate)
    {
        var wish = new Wish(++wished, kind, rate);
        if (meet is not null)
        {
            meet(wish);
            return true;
        }

        if (wishes.Count >= MostWishes)
        {
            return false;
        }

        wishes.Add(wish);
        return true;
    }

    /// <summary>The wishes that an attached training has not met.</summary>
    /// <param name="met">The number of the last one that it met.</param>
    public IReadOnlyList<Wish> Wishes(long met)
    {
        wishes.RemoveAll(wish => wish.Number <= met);
        return [.. wishes];
    }
}
