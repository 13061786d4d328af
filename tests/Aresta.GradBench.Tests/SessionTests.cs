using System.Text;
using System.Text.Json;
using Aresta.GradBench.Protocol;

namespace Aresta.GradBench.Tests;

public class SessionTests
{
    [Fact]
    public void Every_message_gets_one_line_with_its_id()
    {
        using var output = new MemoryStream();
        Session.Run(new StringReader("""
            {"id": 0, "kind": "start", "eval": "hello"}
            {"id": 1, "kind": "define", "module": "hello"}
            {"id": 2, "kind": "evaluate", "module": "hello", "function": "double", "input": 3.5}
            {"id": 3, "kind": "analysis", "of": 2, "valid": true}
            {"id": 4, "kind": "define", "module": "saddle"}
            """), output);
        var lines = Encoding.UTF8.GetString(output.ToArray()).Split('\n');
        Assert.Equal("", lines[^1]);
        Assert.Equal("""{"id":0,"tool":"aresta"}""", lines[0]);
        Assert.Equal("""{"id":1,"success":true}""", lines[1]);
        Assert.StartsWith("""{"id":2,"success":true,"output":7,"timings":[""", lines[2], StringComparison.Ordinal);
        Assert.Equal("""{"id":3}""", lines[3]);
        Assert.Equal("""{"id":4,"success":false}""", lines[4]);
        Assert.Equal(6, lines.Length);
    }

    [Fact]
    public void A_function_is_run_as_often_as_asked()
    {
        using var answer = Answer("lse", "gradient", """{"x": [1, 2], "min_runs": 5, "min_seconds": 0}""");
        var timings = answer.RootElement.GetProperty("timings").EnumerateArray();
        string[] names = [.. timings.Select(timing => timing.GetProperty("name").GetString()!)];
        Assert.Equal(["prepare", .. Enumerable.Repeat("evaluate", 5)], names);
    }

    [Theory]
    [InlineData("lse", "primal", """{"x": [1], "min_runs": 1}""")]
    [InlineData("lse", "value", """{"x": [1], "min_runs": 1, "min_seconds": 0}""")]
    [InlineData("saddle", "primal", "1")]
    [InlineData("det", "gradient", """{"A": [1, 2, 3], "ell": 2, "min_runs": 1, "min_seconds": 0}""")]
    [InlineData("lse", "primal", """{"x": [1e308, -1e308, 1e309], "min_runs": 1, "min_seconds": 0}""")]
    public void What_fails_says_why(string module, string function, string input)
    {
        using var answer = Answer(module, function, input);
        Assert.False(answer.RootElement.GetProperty("success").GetBoolean());
        Assert.NotEmpty(answer.RootElement.GetProperty("error").GetString()!);
        Assert.False(answer.RootElement.TryGetProperty("output", out _));
    }

    private static JsonDocument Answer(string module, string function, string input) => JsonDocument.Parse(Session.Answer(
        $$"""{"id": 1, "kind": "evaluate", "module": "{{module}}", "function": "{{function}}", "input": {{input}}}"""));
}
