using System.Globalization;
using Aresta.GradBench.Problems;

namespace Aresta.GradBench.AdBench;

/// <summary>Reads a hand from ADBench's three files, whose fields colons separate.</summary>
internal static class HandFiles
{
    public static HandModel Read(string folder)
    {
        var bones = Fields(Path.Combine(folder, "bones.txt"));
        var vertices = Fields(Path.Combine(folder, "vertices.txt"));
        return new(
            [.. bones.Select(bone => int.Parse(bone[1], CultureInfo.InvariantCulture))],
            HandModel.Affine([.. bones.SelectMany(bone => Numbers(bone[2..18]))], 4),
            HandModel.Affine([.. bones.SelectMany(bone => Numbers(bone[18..34]))], 4),
            [.. vertices.SelectMany(vertex => Numbers(vertex[..3]))],
            [.. vertices.Select(Weights)],
            [.. Fields(Path.Combine(folder, "triangles.txt")).SelectMany(triangle => triangle[..3])
                .Select(vertex => int.Parse(vertex, CultureInfo.InvariantCulture))],
            false);
    }

    /// <summary>
    /// After its place and five numbers that say nothing here, a vertex has how many bones it follows, and each with its weight.
    /// </summary>
    private static (int, double)[] Weights(string[] vertex)
    {
        var pairs = Numbers(vertex[9..]);
        var count = int.Parse(vertex[8], CultureInfo.InvariantCulture);
        return [.. Enumerable.Range(0, count).Select(i => ((int)pairs[2 * i], pairs[2 * i + 1]))];
    }

    private static List<string[]> Fields(string file) =>
        [.. File.ReadLines(file).Where(line => line.Trim().Length > 0).Select(line => line.Trim().Split(':'))];

    private static double[] Numbers(IEnumerable<string> fields) =>
        [.. fields.Where(field => field.Length > 0).Select(field => double.Parse(field, CultureInfo.InvariantCulture))];
}
