using System.Text;

namespace Aresta.Cli.Training.Watching;

/// <summary>Norms as a row of blocks: a step of height is a power of ten below the greatest.</summary>
internal static class HeatStrip
{
    private const string Blocks = "▁▂▃▄▅▆▇█";

    /// <summary>The most blocks in a row.</summary>
    public const int Longest = 60;

    /// <summary>The row.</summary>
    /// <param name="norms">The norms; of more than <see cref="Longest"/> the greatest of each run is shown.</param>
    public static string Of(IReadOnlyList<double> norms)
    {
        var cells = Math.Min(norms.Count, Longest);
        var greatest = norms.Where(double.IsFinite).DefaultIfEmpty(0).Max();
        var row = new StringBuilder(cells);
        for (var cell = 0; cell < cells; cell++)
        {
            var (from, to) = ((int)((long)cell * norms.Count / cells), (int)((long)(cell + 1) * norms.Count / cells));
            row.Append(Block(norms.Skip(from).Take(to - from), greatest));
        }

        return row.ToString();
    }

    private static char Block(IEnumerable<double> norms, double greatest)
    {
        var norm = norms.Aggregate(0.0, Math.Max);
        return !double.IsFinite(norm) ? '!' : norm == 0 ? '·'
            : Blocks[Math.Clamp(Blocks.Length - 1 - (int)Math.Round(Math.Log10(greatest / norm)), 0, Blocks.Length - 1)];
    }
}
