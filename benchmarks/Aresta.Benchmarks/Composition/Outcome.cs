using Aresta.Benchmarks.Measuring;
using static Aresta.Benchmarks.Measuring.Wording;

namespace Aresta.Benchmarks.Composition;

/// <summary>A line of a result.</summary>
/// <param name="Name">What was computed.</param>
/// <param name="Mode">By what means.</param>
/// <param name="Seconds">The median time.</param>
/// <param name="Low">The lower quartile.</param>
/// <param name="High">The upper quartile.</param>
/// <param name="Ratio">How many times the time of the first means.</param>
internal sealed record Outcome(string Name, string Mode, double Seconds, double Low, double High, double Ratio)
{
    /// <summary>How often a forward operation is run, on the average.</summary>
    public double? Forward { get; init; }

    /// <summary>The bytes that the report predicts to be kept for the way back.</summary>
    public long? Kept { get; init; }

    /// <summary>The most bytes that the report predicts to be held at a time.</summary>
    public long? Predicted { get; init; }

    /// <summary>The most bytes that the heap was seen to grow by.</summary>
    public long? Held { get; init; }

    /// <summary>The line of the table.</summary>
    public override string ToString()
    {
        var time = $"{Text(Seconds)} ({Text(Low)} – {Text(High)})";
        var line = $"  {Mode,-34}{time,36}{Digits(Ratio),8} ×";
        return Forward is { } forward
            ? line + $"{Digits(forward),9} ×{Count(Kept ?? 0),14}{Count(Predicted ?? 0),14}{Count(Held ?? 0),14}"
            : line;
    }

    /// <summary>Writes the lines as a JSON list of objects.</summary>
    public static void Write(string file, IEnumerable<Outcome> outcomes) => JsonList.Write(file, outcomes, static (json, outcome) =>
    {
        json.WriteString("name", outcome.Name);
        json.WriteString("mode", outcome.Mode);
        json.WriteNumber("seconds", outcome.Seconds);
        json.WriteNumber("low", outcome.Low);
        json.WriteNumber("high", outcome.High);
        json.WriteNumber("ratio", outcome.Ratio);
        if (outcome.Forward is { } forward)
        {
            json.WriteNumber("forward", forward);
            json.WriteNumber("kept", outcome.Kept ?? 0);
            json.WriteNumber("predicted", outcome.Predicted ?? 0);
            json.WriteNumber("held", outcome.Held ?? 0);
        }
    });
}
