using System.Globalization;
using System.IO.Compression;
using System.Text;
using System.Text.Json;

namespace Aresta.GradBench.Protocol;

/// <summary>Calls with the outputs they should have: {module, function, input, output}, one a line.</summary>
internal static class Samples
{
    /// <summary>How far a number may be off, relative to the largest of its list (of its lists, if they are nested).</summary>
    public const double Tolerance = 1e-12;

    /// <summary>The file that comes with the program.</summary>
    public static string Own => Path.Combine(AppContext.BaseDirectory, FileName);

    /// <summary>What the file is called.</summary>
    public const string FileName = "strict.jsonl.gz";

    /// <summary>The samples of a compressed file.</summary>
    public static IEnumerable<JsonElement> Read(string file)
    {
        using var reader = new StreamReader(new GZipStream(File.OpenRead(file), CompressionMode.Decompress), Encoding.UTF8);
        while (reader.ReadLine() is { } line)
        {
            using var sample = JsonDocument.Parse(line);
            yield return sample.RootElement;
        }
    }

    /// <summary>Runs all samples of a compressed file, and says for each how far it is off.</summary>
    public static IEnumerable<(string Module, string Function, double Error)> Check(string file)
    {
        foreach (var root in Read(file))
        {
            var (module, function) = (root.GetProperty("module").GetString()!, root.GetProperty("function").GetString()!);
            var input = root.GetProperty("input").GetRawText();
            using var answer = JsonDocument.Parse(Session.Answer(
                $$"""{"id": 1, "kind": "evaluate", "module": "{{module}}", "function": "{{function}}", "input": {{input}}}"""));
            yield return (module, function, answer.RootElement.GetProperty("success").GetBoolean()
                ? Error(root.GetProperty("output"), answer.RootElement.GetProperty("output"))
                : throw new InvalidOperationException($"{module} {function}: {answer.RootElement.GetProperty("error").GetString()}"));
        }
    }

    /// <summary>How far an output is off: the largest of its tensors' errors; ∞ where it has another form.</summary>
    public static double Error(JsonElement expected, JsonElement actual)
    {
        if (expected.ValueKind == JsonValueKind.Object)
            return actual.ValueKind == JsonValueKind.Object && actual.EnumerateObject().Count() == expected.EnumerateObject().Count()
                ? expected.EnumerateObject().Max(property => actual.TryGetProperty(property.Name, out var other)
                    ? Error(property.Value, other)
                    : double.PositiveInfinity)
                : double.PositiveInfinity;
        var (a, b) = (new List<double>(), new List<double>());
        if (!Flatten(expected, actual, a, b))
            return double.PositiveInfinity;
        var largest = a.Select(Math.Abs).DefaultIfEmpty().Max();
        var off = a.Zip(b, (x, y) => Math.Abs(x - y)).DefaultIfEmpty().Max();
        return off == 0 ? 0 : off / largest;
    }

    /// <summary>Prints the worst error of each function.</summary>
    /// <returns>Whether all are within the tolerance.</returns>
    public static bool Report(string file)
    {
        var samples = Check(file).ToList();
        foreach (var group in samples.GroupBy(sample => (sample.Module, sample.Function)))
        {
            var worst = group.Max(sample => sample.Error);
            var verdict = worst <= Tolerance ? "" : "  WRONG";
            Console.WriteLine(string.Create(CultureInfo.InvariantCulture,
                $"{group.Key.Module,-8}{group.Key.Function,-12}{group.Count(),4} samples  {worst:0.0e+00}{verdict}"));
        }

        var right = samples.Count(sample => sample.Error <= Tolerance);
        Console.WriteLine($"{right} of {samples.Count} samples within {Tolerance.ToString(CultureInfo.InvariantCulture)}.");
        return right == samples.Count;
    }

    private static bool Flatten(JsonElement expected, JsonElement actual, List<double> a, List<double> b)
    {
        if (expected.ValueKind != actual.ValueKind)
            return false;
        if (expected.ValueKind == JsonValueKind.Number)
        {
            a.Add(expected.GetDouble());
            b.Add(actual.GetDouble());
            return true;
        }

        return expected.ValueKind == JsonValueKind.Array && expected.GetArrayLength() == actual.GetArrayLength()
            && expected.EnumerateArray().Zip(actual.EnumerateArray()).All(pair => Flatten(pair.First, pair.Second, a, b));
    }
}
