using System.Globalization;
using System.Text.Json;
using Lanes8 = Aresta.Numerics.Dual<Aresta.Numerics.Float64, Aresta.Numerics.Lanes.Float64x8>;
using Rows8 = Aresta.Numerics.Dual<Aresta.Numerics.Dual<Aresta.Numerics.Float64, Aresta.Numerics.Lanes.Float64x8>>;

namespace Aresta.Numerics.Tests.Mgh;

/// <summary>
/// Values, gradients and Hessians of the 35 problems at 82 points against 17 digits: within 1e-12 of the largest entry of the same tensor,
/// eight directions at a time, and for the Hessian one more beside them.
/// </summary>
public class MghTests
{
    private const double Tolerance = 1e-12;

    private static readonly JsonElement[] Points = Read("points-handed.json");

    private static readonly JsonElement[] Problems = Read("mgh.json");

    public static IEnumerable<TheoryDataRow<int, string>> Rows =>
        Points.Index().Select(row => new TheoryDataRow<int, string>(row.Index, row.Item.GetProperty("name").GetString()!));

    private static JsonElement[] Read(string file) => [.. JsonDocument.Parse(
        File.ReadAllText(Path.Combine(AppContext.BaseDirectory, "mgh", file))).RootElement.EnumerateArray()];

    private static double[] Numbers(JsonElement list) => [.. list.EnumerateArray().Select(Number)];

    private static double Number(JsonElement number) => number.ValueKind == JsonValueKind.Number
        ? number.GetDouble()
        : double.Parse(number.GetString()!, CultureInfo.InvariantCulture);

    [Theory, MemberData(nameof(Rows))]
    public void Gradient_and_hessian(int row, string name)
    {
        var point = Points[row];
        var (number, m) = (point.GetProperty("num").GetInt32(), point.GetProperty("m").GetInt32());
        var x = Numbers(point.GetProperty("x"));
        var gradient = new double[x.Length];
        var hessian = new double[x.Length * x.Length];
        double value = 0;
        for (var first = 0; first < x.Length; first += 8)
        {
            var moving = new Lanes8[x.Length];
            for (var i = 0; i < x.Length; i++)
                moving[i] = i >= first && i < first + 8 ? Lanes8.Variable(x[i], i - first) : Lanes8.Constant(x[i]);
            var f = MghProblems.Value<Lanes8>(number, m, moving);
            value = f.Primal;
            for (var j = first; j < Math.Min(first + 8, x.Length); j++)
                gradient[j] = f.Tangents[j - first];
            for (var i = 0; i < x.Length; i++)
            {
                var tangent = MghProblems.Value<Rows8>(number, m,
                    [.. moving.Select((xj, j) => new Rows8(xj, Lanes8.Constant(i == j ? 1 : 0)))]).Tangent;
                for (var j = first; j < Math.Min(first + 8, x.Length); j++)
                    hessian[i * x.Length + j] = tangent.Tangents[j - first];
            }
        }
        AssertClose(name + ", F", [Number(point.GetProperty("f"))], [value]);
        AssertClose(name + ", gradient", Numbers(point.GetProperty("grad")), gradient);
        AssertClose(name + ", Hessian", [.. point.GetProperty("hessian").EnumerateArray().SelectMany(Numbers)], hessian);
    }

    [Fact]
    public void Values_and_gradients_at_the_starts()
    {
        Assert.Equal(Enumerable.Range(1, 35), Problems.Select(problem => problem.GetProperty("num").GetInt32()).Distinct());
        foreach (var problem in Problems)
        {
            var (number, m) = (problem.GetProperty("num").GetInt32(), problem.GetProperty("m").GetInt32());
            var x = Numbers(problem.GetProperty("x0"));
            var name = problem.GetProperty("name").GetString()!;
            double Along(int direction) => MghProblems.Value<Dual<Float64>>(number, m,
                [.. x.Select((xj, j) => new Dual<Float64>(xj, j == direction ? 1 : 0))]).Tangent;
            AssertClose(name, [Number(problem.GetProperty("f_at_x0"))],
                [MghProblems.Value<Float64>(number, m, [.. x.Select(xj => new Float64(xj))])]);
            AssertClose(name, Numbers(problem.GetProperty("grad_at_x0")), [.. x.Select((_, j) => Along(j))]);
        }
    }

    private static void AssertClose(string what, double[] expected, double[] actual)
    {
        var largest = expected.Max(Math.Abs);
        foreach (var (k, e) in expected.Index())
            Assert.True(Math.Abs(e - actual[k]) <= Tolerance * largest, string.Create(CultureInfo.InvariantCulture,
                $"{what}[{k}] is {actual[k]:R} instead of {e:R}; the largest entry is {largest}."));
    }
}
