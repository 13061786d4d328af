using System.Globalization;
using System.IO.Compression;
using System.Text.Json;

namespace Aresta.GradBench.AdBench;

/// <summary>What ADBench's own hand-differentiated C++ gives, and how far another result is from it.</summary>
internal static class References
{
    /// <summary>ADBench's tolerance.</summary>
    public const double Tolerance = 1e-8;

    /// <summary>The tolerance where the numbers are small: of a gradient relative to its largest.</summary>
    public const double RelativeTolerance = 1e-10;

    /// <summary>The reference of an instance, F or J; null if there is none.</summary>
    public static double[]? Read(string folder, string name, char part)
    {
        var file = Path.Combine(folder, $"{name}.{part}.txt");
        if (name.StartsWith("ba", StringComparison.Ordinal))
            return null;
        if (File.Exists(file))
            return Numbers(File.ReadAllText(file));
        if (!File.Exists(file + ".gz"))
            return null;
        using var reader = new StreamReader(new GZipStream(File.OpenRead(file + ".gz"), CompressionMode.Decompress));
        return Numbers(reader.ReadToEnd());
    }

    /// <summary>
    /// The two errors of an observation, that of its weight, and the rows of the three: every observation of an instance is alike.
    /// </summary>
    public static (double[] Errors, double[] Rows)? Observation(string folder, string name)
    {
        var file = Path.Combine(folder, "ba.json");
        if (!File.Exists(file))
            return null;
        using var document = JsonDocument.Parse(File.ReadAllText(file));
        if (!document.RootElement.TryGetProperty(name, out var instance))
            return null;
        return (
            [.. List("reproj_err"), Number(instance.GetProperty("w_err"))],
            [.. List("row0"), .. List("row1"), Number(instance.GetProperty("w_row"))]);

        IEnumerable<double> List(string property) => instance.GetProperty(property).EnumerateArray().Select(Number);
        static double Number(JsonElement text) => double.Parse(text.GetString()!, CultureInfo.InvariantCulture);
    }

    /// <summary>The largest |x − y| ÷ max(1, |x| + |y|): ADBench's measure.</summary>
    public static double Error(ReadOnlySpan<double> expected, ReadOnlySpan<double> actual)
    {
        if (expected.Length != actual.Length)
            return double.PositiveInfinity;
        var worst = 0.0;
        for (var i = 0; i < expected.Length; i++)
            worst = Worse(worst, Math.Abs(expected[i] - actual[i]) / Math.Max(1, Math.Abs(expected[i]) + Math.Abs(actual[i])));
        return worst;
    }

    /// <summary>The largest error relative to the largest number.</summary>
    public static double ErrorToLargest(ReadOnlySpan<double> expected, ReadOnlySpan<double> actual)
    {
        var (worst, largest) = (expected.Length == actual.Length ? 0 : double.PositiveInfinity, Largest(expected));
        for (var i = 0; i < Math.Min(expected.Length, actual.Length); i++)
            worst = Worse(worst, Math.Abs(expected[i] - actual[i]) / largest);
        return worst;
    }

    /// <summary>The largest error relative to each number that is not tiny beside the largest.</summary>
    public static double ErrorToEach(ReadOnlySpan<double> expected, ReadOnlySpan<double> actual)
    {
        var (worst, largest) = (expected.Length == actual.Length ? 0 : double.PositiveInfinity, Largest(expected));
        for (var i = 0; i < Math.Min(expected.Length, actual.Length); i++)
            if (Math.Abs(expected[i]) > 1e-9 * largest)
                worst = Worse(worst, Math.Abs((expected[i] - actual[i]) / expected[i]));
        return worst;
    }

    private static double Worse(double worst, double error) => double.IsNaN(error) ? double.PositiveInfinity : Math.Max(worst, error);

    private static double Largest(ReadOnlySpan<double> numbers)
    {
        var largest = 0.0;
        foreach (var number in numbers)
            largest = Math.Max(largest, Math.Abs(number));
        return largest;
    }

    private static double[] Numbers(string text) =>
    [
        .. text.Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries)
            .Select(word => double.Parse(word, CultureInfo.InvariantCulture)),
    ];
}
