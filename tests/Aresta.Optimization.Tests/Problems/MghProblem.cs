using System.Globalization;
using System.Text.Json;
using Aresta.Numerics;
using Aresta.Numerics.Framework;
using Aresta.Numerics.Tests.Mgh;

namespace Aresta.Optimization.Tests.Problems;

/// <summary>A problem of Moré, Garbow and Hillstrom (tests/data/mgh), as residuals and as the sum of their squares.</summary>
internal sealed class MghProblem(JsonElement json)
{
    public static MghProblem[] All { get; } = [.. JsonDocument
        .Parse(File.ReadAllText(Path.Combine(AppContext.BaseDirectory, "mgh", "mgh.json"))).RootElement.EnumerateArray()
        .Select(json => new MghProblem(json))];

    public static IEnumerable<TheoryDataRow<int, string>> Rows =>
        All.Index().Select(item => new TheoryDataRow<int, string>(item.Index, $"{item.Item.Name}, {item.Item.Start.Length}"));

    public string Name => json.GetProperty("name").GetString()!;

    public int Number => json.GetProperty("num").GetInt32();

    public int Residuals => json.GetProperty("m").GetInt32();

    public double[] Start => [.. json.GetProperty("x0").EnumerateArray().Select(Parse)];

    /// <summary>The published minima, to all digits that this project computed.</summary>
    public double[] Minima => [.. json.GetProperty("computed").EnumerateArray().Select(found => Parse(found.GetProperty("fmin")))];

    public SumOfSquares Objective => new(Number, Residuals);

    public ResidualsOf Function => new(Number);

    /// <summary>Fails unless F is a published minimum: within 1e-8 of it, or 1e-12 of 0.</summary>
    public void RequireMinimum(double found) => Assert.True(
        Array.Exists(Minima, minimum => Math.Abs(found - minimum) <= (Math.Abs(minimum) < 1e-20 ? 1e-12 : 1e-8 * minimum)),
        FormattableString.Invariant($"{Name}: F = {found:R}; the minima are {string.Join(", ", Minima)}."));

    private static double Parse(JsonElement text) => double.Parse(text.GetString()!, CultureInfo.InvariantCulture);

    public readonly struct ResidualsOf(int number) : IVectorFunction
    {
        public void Values<T>(ReadOnlySpan<T> x, Span<T> y) where T : IFrameworkNumber<T> => MghProblems.Residuals(number, x, y);
    }

    public readonly struct SumOfSquares(int number, int residuals) : IFunction
    {
        public T Value<T>(ReadOnlySpan<T> x) where T : IFrameworkNumber<T> => MghProblems.Value(number, residuals, x);
    }
}
