namespace Aresta.Benchmarks.Measuring;

/// <summary>A line of a result.</summary>
/// <param name="Name">What was computed.</param>
/// <param name="N">For how many inputs or outputs.</param>
/// <param name="Mode">By what means.</param>
/// <param name="Seconds">How long that takes: the median over the rounds.</param>
/// <param name="Low">The lower quartile.</param>
/// <param name="High">The upper quartile.</param>
/// <param name="Measured">Whether all of it was run; otherwise a part was, and the time multiplied.</param>
/// <param name="Ratio">How many times the means that the chapter recommends.</param>
internal sealed record Row(string Name, int N, string Mode, double Seconds, double Low, double High, bool Measured, double Ratio)
{
    /// <summary>Writes the rows as a JSON list of objects.</summary>
    public static void Write(string file, IEnumerable<Row> rows) => JsonList.Write(file, rows, static (json, row) =>
    {
        json.WriteString("name", row.Name);
        json.WriteNumber("n", row.N);
        json.WriteString("mode", row.Mode);
        json.WriteNumber("seconds", row.Seconds);
        json.WriteNumber("low", row.Low);
        json.WriteNumber("high", row.High);
        json.WriteBoolean("measured", row.Measured);
        json.WriteNumber("ratio", row.Ratio);
    });
}
