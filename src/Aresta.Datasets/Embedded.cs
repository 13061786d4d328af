using System.Globalization;

namespace Aresta.Datasets;

/// <summary>The files inside this assembly.</summary>
internal static class Embedded
{
    /// <summary>Opens an embedded file.</summary>
    public static Stream Open(string name) =>
        typeof(Embedded).Assembly.GetManifestResourceStream(name) ?? throw new InvalidOperationException($"No embedded file '{name}'.");

    /// <summary>Reads comma-separated rows: the features, then the class as an integer.</summary>
    public static ClassificationData ReadTable(
        TextReader reader, IEnumerable<string> featureNames, IEnumerable<string> classNames, Func<double, double> scale)
    {
        var features = new List<double>();
        var labels = new List<int>();
        while (reader.ReadLine() is { Length: > 0 } line)
        {
            var fields = line.Split(',');
            foreach (var field in fields.AsSpan(0, fields.Length - 1))
            {
                features.Add(scale(double.Parse(field, CultureInfo.InvariantCulture)));
            }

            labels.Add(int.Parse(fields[^1], CultureInfo.InvariantCulture));
        }

        return new ClassificationData(featureNames, classNames, [.. features], [.. labels]);
    }
}
