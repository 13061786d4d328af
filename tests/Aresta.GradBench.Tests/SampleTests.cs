using Aresta.GradBench.Protocol;

namespace Aresta.GradBench.Tests;

public class SampleTests
{
    private static readonly (string Module, string Function, double Error)[] Errors = [.. Samples.Check(Samples.Own)];

    public static TheoryData<string, string> Functions
    {
        get
        {
            var functions = new TheoryData<string, string>();
            foreach (var (name, module) in Module.All)
            {
                functions.Add(name, module.Primal);
                functions.Add(name, module.Derivative);
            }

            return functions;
        }
    }

    [Fact]
    public void The_file_is_whole() => Assert.Equal(96, Errors.Length);

    [Theory]
    [MemberData(nameof(Functions))]
    public void Outputs_agree(string module, string function)
    {
        var own = Errors.Where(sample => sample.Module == module && sample.Function == function).ToList();
        Assert.NotEmpty(own);
        Assert.All(own, sample => Assert.InRange(sample.Error, 0, Samples.Tolerance));
    }

    [Theory]
    [InlineData("[1, 2]", "[1, 2]", 0)]
    [InlineData("[1, 4]", "[2, 4]", 0.25)]
    [InlineData("[[1], [4]]", "[[1], [3]]", 0.25)]
    [InlineData("[1, 4]", "[1, 4, 5]", double.PositiveInfinity)]
    [InlineData("[1, 4]", "[1, null]", double.PositiveInfinity)]
    [InlineData("""{"a": 1, "b": [2]}""", """{"b": [1], "a": 1}""", 0.5)]
    [InlineData("""{"a": 1}""", """{"a": 1, "b": 2}""", double.PositiveInfinity)]
    [InlineData("""{"a": 1}""", """{"b": 1}""", double.PositiveInfinity)]
    public void Error_is_relative_to_the_largest(string expected, string actual, double error)
    {
        using var first = System.Text.Json.JsonDocument.Parse(expected);
        using var second = System.Text.Json.JsonDocument.Parse(actual);
        Assert.Equal(error, Samples.Error(first.RootElement, second.RootElement));
    }
}
