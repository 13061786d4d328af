using Aresta.Benchmarks.Measuring;

namespace Aresta.Benchmarks.Numbers;

/// <summary>What something costs here and with a peer, in nanoseconds an operation.</summary>
/// <param name="Name">What was computed.</param>
/// <param name="Ours">Here: the median.</param>
/// <param name="Theirs">There: the median, of rounds in between.</param>
/// <param name="Peer">With whom.</param>
internal sealed record Comparison(string Name, double Ours, double Theirs, string Peer)
{
    /// <summary>Writes comparisons as a JSON list of objects.</summary>
    public static void Write(string file, IEnumerable<Comparison> comparisons) => JsonList.Write(file, comparisons, static (json, row) =>
    {
        json.WriteString("name", row.Name);
        json.WriteNumber("ours", row.Ours);
        json.WriteNumber("theirs", row.Theirs);
        json.WriteString("peer", row.Peer);
        json.WriteString("unit", "ns/operation");
        json.WriteNumber("ratio", row.Ours / row.Theirs);
    });
}
