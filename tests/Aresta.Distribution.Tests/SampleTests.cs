using System.Globalization;
using System.Text.RegularExpressions;

namespace Aresta.Distribution.Tests;

/// <summary>The samples compile, run, and do what the README says.</summary>
public sealed partial class SampleTests
{
    public static TheoryData<string> Readmes => ["README.md", "README.pt-BR.md"];

    [Fact]
    public async Task Quick_start_prints_what_the_readmes_say()
    {
        var printed = await Dotnet.Run("run", "samples/quickstart.cs");
        foreach (var readme in Readmes)
        {
            Assert.Contains(Lines(printed), Lines(Read(readme)));
        }
    }

    [Theory, MemberData(nameof(Readmes))]
    public void Quick_start_in_the_readmes_is_the_sample(string readme)
    {
        var sample = Lines(Read("samples/quickstart.cs"));
        var code = sample[sample.IndexOf("var ", StringComparison.Ordinal)..]; // the package brings the using lines
        Assert.Contains(code, Lines(Read(readme)));
    }

    [Theory, MemberData(nameof(Readmes))]
    public void Own_code_in_the_readmes_is_the_sample(string readme)
    {
        var sample = Lines(Read("samples/own-code.cs"));
        Assert.Contains(sample[sample.IndexOf("// A lambda", StringComparison.Ordinal)..], Lines(Read(readme)));
    }

    [Fact]
    public async Task Loops_print_what_the_readmes_say()
    {
        var printed = await Dotnet.Run("run", "samples/loops.cs");
        foreach (var readme in Readmes)
        {
            Assert.Contains(Lines(printed), Lines(Read(readme)));
        }
    }

    [Theory, MemberData(nameof(Readmes))]
    public void Loops_in_the_readmes_are_the_sample(string readme)
    {
        var sample = Lines(Read("samples/loops.cs"));
        Assert.Contains(sample[sample.IndexOf("// Newton's", StringComparison.Ordinal)..], Lines(Read(readme)));
    }

    [Fact]
    public async Task The_training_learns_digits()
    {
        var printed = await Dotnet.Run("run", "samples/training.cs");
        var accuracy = printed.TrimEnd().Split('\n')[^1].Split(' ')[^1];
        Assert.InRange(double.Parse(accuracy, System.Globalization.CultureInfo.InvariantCulture), 0.95, 1);
    }

    [Theory, MemberData(nameof(Readmes))]
    public void Training_in_the_readmes_is_the_sample(string readme)
    {
        var sample = Lines(Read("samples/training.cs"));
        Assert.Contains(sample[sample.IndexOf("var model", StringComparison.Ordinal)..], Lines(Read(readme)));
    }

    [Fact]
    public async Task The_bridge_prints_what_the_readmes_say()
    {
        var printed = await Dotnet.Run("run", "samples/bridge.cs");
        foreach (var readme in Readmes)
        {
            Assert.Contains(Lines(printed), Lines(Read(readme)));
        }
    }

    [Theory, MemberData(nameof(Readmes))]
    public void The_bridge_in_the_readmes_is_the_sample(string readme)
    {
        var sample = Lines(Read("samples/bridge.cs"));
        Assert.Contains(sample[sample.IndexOf("// Code", StringComparison.Ordinal)..], Lines(Read(readme)));
    }

    [Fact]
    public async Task Digits_are_learned()
    {
        var accuracy = Accuracy().Match(await Dotnet.Run("run", "samples/digits.cs"));
        Assert.True(accuracy.Success);
        Assert.InRange(double.Parse(accuracy.Groups["stratified"].Value, CultureInfo.InvariantCulture), 0.94, 1);
        Assert.InRange(double.Parse(accuracy.Groups["ordered"].Value, CultureInfo.InvariantCulture), 0.88, 0.95);
        Assert.True(File.ReadLines(Path.Combine(Dotnet.Root, "samples/digits.cs")).Count() < 60);
    }

    [Fact]
    public async Task Other_samples_compile()
    {
        foreach (var sample in new DirectoryInfo(Path.Combine(Dotnet.Root, "samples")).GetFiles("*.cs"))
        {
            if (sample.Name is not ("quickstart.cs" or "digits.cs" or "loops.cs" or "bridge.cs" or "training.cs"))
            {
                await Dotnet.Run("build", $"samples/{sample.Name}");
            }
        }
    }

    private static string Read(string file) => File.ReadAllText(Path.Combine(Dotnet.Root, file));

    private static string Lines(string text) =>
        string.Join('\n', text.ReplaceLineEndings("\n").Split('\n').Select(line => line.TrimEnd())).Trim();

    [GeneratedRegex(@"test accuracy (?<stratified>0\.\d+) stratified, (?<ordered>0\.\d+) in file order")]
    private static partial Regex Accuracy();
}
