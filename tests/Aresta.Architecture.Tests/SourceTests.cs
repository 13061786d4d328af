using System.Text.Json;
using System.Text.RegularExpressions;

namespace Aresta.Architecture.Tests;

/// <summary>What holds for the files of every project.</summary>
public sealed partial class SourceTests
{
    private const int LongestFile = 300;

    private const int LongestLine = 140;

    private static readonly string[] Inheriting =
    [
        "src/Aresta.Numerics/Rules", "src/Aresta/Primitives/Elementwise", "src/Aresta/Primitives/Flat", "src/Aresta/Primitives/Linear",
        "src/Aresta/Primitives/Multilinear", "src/Aresta/Primitives/Structured",
    ];

    public static TheoryData<string> Products => OrderTests.Products;

    [Fact]
    public void No_file_grows_past_one_concept() => Assert.Empty(
        from file in Repository.SourceFiles("src")
        let lines = File.ReadLines(file).Count()
        where lines > LongestFile
        select $"{Path.GetRelativePath(Repository.Root, file)} has {lines} lines, more than {LongestFile}.");

    /// <summary>In characters: mathematics takes several bytes for some of them.</summary>
    [Fact]
    public void No_line_is_wider_than_a_page() => Assert.Empty(
        from folder in new[] { "src", "apps", "tests", "benchmarks", "samples" }
        from file in Repository.SourceFiles(folder)
        from line in File.ReadLines(file).Index()
        where line.Item.Length > LongestLine
        select $"{Path.GetRelativePath(Repository.Root, file)}, line {line.Index + 1}: {line.Item.Length} characters.");

    /// <summary>
    /// The compiler asks for documentation everywhere but where primitives and rules stand: what they override is documented once.
    /// </summary>
    [Fact]
    public void Operations_beside_primitives_are_documented() => Assert.Empty(
        from folder in Inheriting
        from file in Repository.SourceFiles(folder)
        let lines = File.ReadAllLines(file).Select(line => line.Trim()).ToArray()
        from line in lines.Index()
        where line.Item.StartsWith("public ", StringComparison.Ordinal) && !Inherited().IsMatch(line.Item)
        where line.Index == 0 || !(lines[line.Index - 1].StartsWith("///", StringComparison.Ordinal) || lines[line.Index - 1].EndsWith(']'))
        select $"{Path.GetRelativePath(Repository.Root, file)}, line {line.Index + 1}: {line.Item}");

    // Overrides, and what a primitive or a rule says of itself to the registry and the table.
    [GeneratedRegex(@"\boverride\b|static partial class| (Keyword|Name|Read|WithOrder|Value|Holds|Order|Partial[XYZ]?)\b")]
    private static partial Regex Inherited();

    // Built only by who asks for them: a peer and a driver of browsers, which bring hundreds of megabytes.
    private static readonly string[] OnDemand =
    [
        "benchmarks/Aresta.Peers/Aresta.Peers.csproj", "tests/Aresta.Studio.Browser.Tests/Aresta.Studio.Browser.Tests.csproj",
    ];

    /// <summary>A project that the solution has forgotten is neither built nor tested.</summary>
    [Fact]
    public void The_solution_holds_every_project()
    {
        var solution = File.ReadAllText(Path.Combine(Repository.Root, "Aresta.slnx"));
        string[] rooms = ["src", "apps", "tests", "benchmarks"];
        Assert.All(
            rooms.Select(room => Path.Combine(Repository.Root, room)).Where(Directory.Exists)
                .SelectMany(folder => Directory.GetFiles(folder, "*.csproj", SearchOption.AllDirectories))
                .Select(project => Path.GetRelativePath(Repository.Root, project).Replace(Path.DirectorySeparatorChar, '/'))
                .Where(project => !OnDemand.Contains(project)),
            project => Assert.Contains($"\"{project}\"", solution, StringComparison.Ordinal));
    }

    /// <summary>One package runs everywhere: no dependency, direct or not, brings a native binary.</summary>
    [Theory, MemberData(nameof(Products))]
    public void No_package_with_native_binaries_is_used(string project)
    {
        var folder = Repository.ProductFolders.Single(path => Path.GetFileName(path) == project);
        using var assets = JsonDocument.Parse(File.ReadAllText(Path.Combine(folder, "obj", "project.assets.json")));
        var native =
            from target in assets.RootElement.GetProperty("targets").EnumerateObject()
            from package in target.Value.EnumerateObject()
            where HasNative(package.Value)
            select package.Name;
        Assert.Empty(native);
    }

    private static bool HasNative(JsonElement package) =>
        package.TryGetProperty("native", out _)
        || (package.TryGetProperty("runtimeTargets", out var files)
            && files.EnumerateObject().Any(file => file.Value.GetProperty("assetType").ValueEquals("native")));
}
