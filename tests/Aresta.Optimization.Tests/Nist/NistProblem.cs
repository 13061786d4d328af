using System.Globalization;
using System.Text.Json;

namespace Aresta.Optimization.Tests.Nist;

/// <summary>A problem of the Statistical Reference Datasets (tests/data/nist-strd): its model as a formula, its data as CSV.</summary>
internal sealed class NistProblem(JsonElement json)
{
    private const string Misra = "y = b1*(1-exp(-b2*x))";
    private const string Lanczos = "y = b1*exp(-b2*x) + b3*exp(-b4*x) + b5*exp(-b6*x)";
    private const string Gauss = "y = b1*exp(-b2*x) + b3*exp(-(x-b4)^2/b5^2) + b6*exp(-(x-b7)^2/b8^2)";
    private const string Chwirut = "y = exp(-b1*x)/(b2+b3*x)";
    private const string Cubic = "y = (b1+b2*x+b3*x^2+b4*x^3)/(1+b5*x+b6*x^2+b7*x^3)";

    private static readonly Dictionary<string, string> Formulas = new()
    {
        ["Bennett5"] = "y = b1*(b2+x)^(-1/b3)",
        ["BoxBOD"] = Misra,
        ["Chwirut1"] = Chwirut,
        ["Chwirut2"] = Chwirut,
        ["DanWood"] = "y = b1*x^b2",
        ["ENSO"] = "y = b1 + b2*cos(2π*x/12) + b3*sin(2π*x/12) + b5*cos(2π*x/b4) + b6*sin(2π*x/b4) + b8*cos(2π*x/b7) + b9*sin(2π*x/b7)",
        ["Eckerle4"] = "y = (b1/b2)*exp(-0.5*((x-b3)/b2)^2)",
        ["Gauss1"] = Gauss,
        ["Gauss2"] = Gauss,
        ["Gauss3"] = Gauss,
        ["Hahn1"] = Cubic,
        ["Kirby2"] = "y = (b1+b2*x+b3*x^2)/(1+b4*x+b5*x^2)",
        ["Lanczos1"] = Lanczos,
        ["Lanczos2"] = Lanczos,
        ["Lanczos3"] = Lanczos,
        ["MGH09"] = "y = b1*(x^2+x*b2)/(x^2+x*b3+b4)",
        ["MGH10"] = "y = b1*exp(b2/(x+b3))",
        ["MGH17"] = "y = b1 + b2*exp(-x*b4) + b3*exp(-x*b5)",
        ["Misra1a"] = Misra,
        ["Misra1b"] = "y = b1*(1-(1+b2*x/2)^(-2))",
        ["Misra1c"] = "y = b1*(1-(1+2*b2*x)^(-0.5))",
        ["Misra1d"] = "y = b1*b2*x*(1+b2*x)^(-1)",
        ["Nelson"] = "log(y) = b1 - b2*x1*exp(-b3*x2)",
        ["Rat42"] = "y = b1/(1+exp(b2-b3*x))",
        ["Rat43"] = "y = b1/(1+exp(b2-b3*x))^(1/b4)",
        ["Roszman1"] = "y = b1 - b2*x - arctan(b3/(x-b4))/π",
        ["Thurber"] = Cubic,
    };

    public static IReadOnlyDictionary<string, NistProblem> All { get; } = JsonDocument
        .Parse(File.ReadAllText(Path.Combine(AppContext.BaseDirectory, "nist-strd", "nist-strd.json"))).RootElement.EnumerateArray()
        .Select(json => new NistProblem(json)).ToDictionary(problem => problem.Name);

    public static IEnumerable<TheoryDataRow<string, int>> Starts =>
        All.Keys.Order(StringComparer.Ordinal).SelectMany(name => new TheoryDataRow<string, int>[] { new(name, 1), new(name, 2) });

    public string Name => json.GetProperty("name").GetString()!;

    public string Formula => Formulas[Name];

    /// <summary>The parameters to 20 digits.</summary>
    public double[] Parameters => Numbers(json.GetProperty("refit_params_20digits"));

    /// <summary>Their standard errors to 11 digits.</summary>
    public double[] StandardErrors => Numbers(json.GetProperty("std_dev"));

    public double ResidualSumOfSquares => Number(json.GetProperty("refit_rss_20digits"));

    public int Rows => json.GetProperty("n_obs").GetInt32();

    public double[] Start(int which) => Numbers(json.GetProperty($"start{which}"));

    /// <summary>The data with a line of names.</summary>
    public string Csv()
    {
        var rows = json.GetProperty("rows").EnumerateArray().Select(row => row.EnumerateArray().Select(field => field.GetString()));
        return $"{(Name == "Nelson" ? "y,x1,x2" : "y,x")}\n{string.Join('\n', rows.Select(row => string.Join(',', row)))}\n";
    }

    /// <summary>How many digits agree: −log₁₀ of the relative error, at most 17.</summary>
    public static double Digits(double found, double right) => Math.Min(17, -Math.Log10(Math.Abs(found - right) / Math.Abs(right)));

    private static double[] Numbers(JsonElement list) => [.. list.EnumerateArray().Select(Number)];

    private static double Number(JsonElement text) => double.Parse(text.GetString()!, CultureInfo.InvariantCulture);
}
