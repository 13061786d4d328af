using Aresta.Studio.Training.Feed;

namespace Aresta.Studio.Training.History;

/// <summary>
/// What a training told, in order and within bounds: of what there is too much of, every second event is dropped, so that what is left
/// still spans the whole training. For use by one thread at a time.
/// </summary>
internal sealed class RunHistory
{
    /// <summary>The most bytes of one training.</summary>
    public const int MostBytes = 6 * 1024 * 1024;

    private readonly List<Item> items = [];
    private readonly Dictionary<Type, int> counts = [];
    private long bytes;

    /// <summary>An event that was told.</summary>
    /// <param name="Id">Its number where it is kept; they grow.</param>
    /// <param name="Kind">Its kind.</param>
    /// <param name="Line">Its JSON.</param>
    public readonly record struct Item(long Id, Type Kind, byte[] Line);

    /// <summary>How many bytes are kept.</summary>
    public long Bytes => bytes;

    /// <summary>How many events are kept.</summary>
    public int Count => items.Count;

    /// <summary>Keeps an event.</summary>
    public void Add(long id, FeedEvent told, byte[] line)
    {
        var kind = told.GetType();
        items.Add(new(id, kind, line));
        bytes += line.Length;
        counts[kind] = counts.GetValueOrDefault(kind) + 1;
        if (counts[kind] > Most(kind))
        {
            Thin(kind);
        }

        for (var before = -1L; bytes > MostBytes && bytes != before;)
        {
            before = bytes;
            Thin(items.GroupBy(item => item.Kind).MaxBy(group => group.Sum(item => (long)item.Line.Length))!.Key);
        }
    }

    /// <summary>What was told behind an event, in order.</summary>
    public IEnumerable<Item> After(long id)
    {
        var (low, high) = (0, items.Count);
        while (low < high)
        {
            var middle = (low + high) / 2;
            (low, high) = items[middle].Id <= id ? (middle + 1, high) : (low, middle);
        }

        for (var i = low; i < items.Count; i++)
        {
            yield return items[i];
        }
    }

    private static int Most(Type kind) => kind == typeof(StepsEvent) ? 4096
        : kind == typeof(EpochEvent) ? 2048
        : kind == typeof(FlowEvent) ? 256
        : kind == typeof(PathsEvent) ? 48
        : 256;

    // The first and the last stay.
    private void Thin(Type kind)
    {
        var (index, last) = (0, counts[kind] - 1);
        items.RemoveAll(item =>
        {
            if (item.Kind != kind)
            {
                return false;
            }

            var drops = index % 2 == 1 && (index != last || last == 1);
            index++;
            if (drops)
            {
                bytes -= item.Line.Length;
                counts[kind]--;
            }

            return drops;
        });
    }
}
