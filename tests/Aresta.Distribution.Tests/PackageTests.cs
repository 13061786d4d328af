using System.IO.Compression;
using System.Xml.Linq;

namespace Aresta.Distribution.Tests;

/// <summary>The packages, packed once into a folder of their own.</summary>
public sealed class Packages : IAsyncLifetime
{
    private readonly DirectoryInfo folder = Directory.CreateTempSubdirectory("aresta-packages-");

    public async ValueTask InitializeAsync()
    {
        foreach (var project in PackageTests.Projects)
        {
            await Dotnet.Run("pack", $"src/{project.Data}", "--no-build", "-c", Dotnet.Configuration, "-o", folder.FullName);
        }
    }

    public ValueTask DisposeAsync()
    {
        folder.Delete(recursive: true);
        return ValueTask.CompletedTask;
    }

    public string Folder => folder.FullName;

    public ZipArchive Open(string project, string extension)
    {
        var files = folder.GetFiles($"{project}.*.{extension}").Where(file => char.IsDigit(file.Name[project.Length + 1]));
        return ZipFile.OpenRead(Assert.Single(files).FullName);
    }
}

/// <summary>What arrives with <c>dotnet add package</c>.</summary>
public sealed class PackageTests(Packages packages) : IClassFixture<Packages>
{
    public static TheoryData<string> Projects => [.. new DirectoryInfo(Path.Combine(Dotnet.Root, "src")).GetDirectories()
        .Select(folder => folder.Name).Order(StringComparer.Ordinal)];

    [Theory, MemberData(nameof(Projects))]
    public void A_package_brings_the_library_its_documentation_and_the_readme(string project)
    {
        using var package = packages.Open(project, "nupkg");
        var files = package.Entries.Select(entry => entry.FullName).ToArray();
        Assert.Contains("README.md", files);
        var library = files.Where(file => file.StartsWith("lib/", StringComparison.Ordinal)).Order(StringComparer.Ordinal);
        Assert.Equal([$"lib/net10.0/{project}.dll", $"lib/net10.0/{project}.xml"], library);
        Assert.DoesNotContain(files, file => file.StartsWith("runtimes/", StringComparison.Ordinal));
        var documentation = XDocument.Load(package.GetEntry($"lib/net10.0/{project}.xml")!.Open());
        Assert.NotEmpty(documentation.Descendants("summary"));
    }

    [Theory, MemberData(nameof(Projects))]
    public void A_package_says_what_it_is(string project)
    {
        using var package = packages.Open(project, "nupkg");
        var specification = XDocument.Load(package.GetEntry($"{project}.nuspec")!.Open()).Root!;
        string? Value(string name) => specification.Descendants(specification.Name.Namespace + name).SingleOrDefault()?.Value;
        Assert.Equal(project, Value("id"));
        Assert.True(Version.TryParse(Value("version")!.Split('-')[0], out _));
        Assert.Equal(("MIT", "README.md"), (Value("license"), Value("readme")));
        Assert.True(Value("description")!.Length > 40, "A description is a sentence.");

        // One package for each set of dependencies: the numerics and the data stand alone, the core needs the numerics
        // and the tensors of the framework.
        var dependencies = specification.Descendants(specification.Name.Namespace + "dependency").Select(d => d.Attribute("id")!.Value);
        if (project is "Aresta.Numerics" or "Aresta.Datasets")
        {
            Assert.Empty(dependencies);
        }
        else if (project is "Aresta")
        {
            Assert.Equal(["Aresta.Numerics", "System.Numerics.Tensors"], dependencies);
        }
    }

    [Theory, MemberData(nameof(Projects))]
    public void Symbols_travel_beside_the_package(string project)
    {
        using var symbols = packages.Open(project, "snupkg");
        Assert.NotNull(symbols.GetEntry($"lib/net10.0/{project}.pdb"));
    }

    [Fact]
    public async Task The_command_is_a_small_tool()
    {
        var folder = Path.Combine(packages.Folder, "command");
        await Dotnet.Run("pack", "apps/Aresta.Cli", "-c", Dotnet.Configuration, "-o", folder);
        var package = Assert.Single(new DirectoryInfo(folder).GetFiles("Aresta.Cli.*.nupkg"));
        Assert.InRange(package.Length, 1, 5_000_000);
        using var archive = ZipFile.OpenRead(package.FullName);
        using var settings = new StreamReader(archive.GetEntry("tools/net10.0/any/DotnetToolSettings.xml")!.Open());
        Assert.Contains("Name=\"aresta\"", await settings.ReadToEndAsync(TestContext.Current.CancellationToken), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_project_elsewhere_needs_nothing_but_the_package()
    {
        var home = Directory.CreateDirectory(Path.Combine(packages.Folder, "elsewhere"));

        // What the package needs of the framework's was restored to build it, and is found there: no feed is asked.
        var restored = Environment.GetEnvironmentVariable("NUGET_PACKAGES")
            ?? Path.Combine(Environment.GetFolderPath(Environment.SpecialFolder.UserProfile), ".nuget", "packages");
        var readme = await File.ReadAllTextAsync(Path.Combine(Dotnet.Root, "README.md"), TestContext.Current.CancellationToken);
        var program = readme.Split("```csharp")[1].Split("```")[0];
        await File.WriteAllTextAsync(Path.Combine(home.FullName, "Program.cs"), program, TestContext.Current.CancellationToken);
        await File.WriteAllTextAsync(Path.Combine(home.FullName, "elsewhere.csproj"), $"""
            <Project Sdk="Microsoft.NET.Sdk">
              <PropertyGroup>
                <OutputType>Exe</OutputType>
                <TargetFramework>net10.0</TargetFramework>
                <ImplicitUsings>enable</ImplicitUsings>
                <RestoreSources>{packages.Folder}</RestoreSources>
                <RestoreFallbackFolders>{restored}</RestoreFallbackFolders>
                <RestorePackagesPath>{packages.Folder}/cache</RestorePackagesPath>
              </PropertyGroup>
              <ItemGroup>
                <PackageReference Include="Aresta" Version="*-*" />
              </ItemGroup>
            </Project>
            """, TestContext.Current.CancellationToken);
        var printed = readme.Split("```text")[1].Split("```")[0];
        Assert.Equal(printed.Trim(), (await Dotnet.Run("run", "--project", home.FullName)).Trim(), ignoreLineEndingDifferences: true);
    }
}
