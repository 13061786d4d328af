using System.Globalization;

namespace Aresta.Numerics.Tests;

/// <summary>A row: the arguments as written, and the results that a rule must give there.</summary>
internal sealed record Row(string[] Arguments, Expected[] Results)
{
    public double this[int argument] => Number(Arguments[argument]);

    public static double Number(string text) => text switch
    {
        "inf" => double.PositiveInfinity,
        "-inf" => double.NegativeInfinity,
        "nan" => double.NaN,
        _ => double.Parse(text, CultureInfo.InvariantCulture),
    };
}

/// <summary>The committed tables of Tables/generate.py, which describes their form.</summary>
internal static class Table
{
    /// <summary>The rows of the table of a rule.</summary>
    public static IReadOnlyList<Row> Of(string rule, int arguments)
    {
        using var stream = typeof(Table).Assembly.GetManifestResourceStream(rule)
            ?? throw new InvalidOperationException($"The rule {rule} has no table Tables/{rule}.txt; add it to Tables/generate.py.");
        using var reader = new StreamReader(stream);
        var rows = new List<Row>();
        while (reader.ReadLine() is { } line)
        {
            var fields = line.Split(' ');
            rows.Add(new(fields[..arguments], [.. fields[arguments..].Select(Expected.Parse)]));
        }
        return rows;
    }
}

/// <summary>The worst result of a rule, for each of its columns.</summary>
internal sealed class Report(string rule, params string[] columns)
{
    private readonly double[] worst = new double[columns.Length];
    private readonly List<string> misses = [];

    /// <summary>Compares one result with its table.</summary>
    public void Check(int column, Row row, Expected expected, double actual, double limit)
    {
        var ulps = expected.Ulps(actual);
        worst[column] = Math.Max(worst[column], ulps);
        if (!(ulps <= limit))
            misses.Add(string.Create(CultureInfo.InvariantCulture,
                $"{columns[column]} at ({string.Join(", ", row.Arguments)}): {actual:R} instead of {expected}, {ulps:0.##} ulp off"));
    }

    /// <summary>"rule: value 0.8, ∂x 1.2 ulp"</summary>
    public override string ToString() => $"{rule}: "
        + string.Join(", ", columns.Zip(worst, (c, w) => string.Create(CultureInfo.InvariantCulture, $"{c} {w:0.##}"))) + " ulp";

    /// <summary>Fails with the worst of each column and the first misses.</summary>
    public void Assert()
    {
        if (misses.Count > 0)
            Xunit.Assert.Fail($"{this}\n{misses.Count} results are off:\n  {string.Join("\n  ", misses.Take(20))}");
    }
}
