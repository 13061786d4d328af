namespace Aresta.Architecture.Tests;

/// <summary>The work tree that these tests were built from.</summary>
internal static class Repository
{
    /// <summary>The folder of the solution.</summary>
    public static string Root { get; } = FindRoot();

    /// <summary>The projects of src/ and apps/, each by its folder.</summary>
    public static IEnumerable<string> ProductFolders =>
        from room in new[] { "src", "apps" }
        let folder = Path.Combine(Root, room)
        where Directory.Exists(folder)
        from project in Directory.GetFiles(folder, "*.csproj", SearchOption.AllDirectories)
        orderby project
        select Path.GetDirectoryName(project);

    /// <summary>The files of a folder, generated ones left out; none if there is no such folder.</summary>
    public static IEnumerable<string> SourceFiles(string folder) => !Directory.Exists(Path.Combine(Root, folder)) ? [] :
        from file in Directory.EnumerateFiles(Path.Combine(Root, folder), "*.cs", SearchOption.AllDirectories)
        let parts = Path.GetRelativePath(Root, file).Split(Path.DirectorySeparatorChar)
        where !parts.Contains("obj") && !parts.Contains("bin")
        orderby file
        select file;

    /// <summary>The compiled assembly of a project: all of them are copied beside the tests.</summary>
    public static AssemblyReferences Assembly(string project) => new(Path.Combine(AppContext.BaseDirectory, project + ".dll"));

    private static string FindRoot()
    {
        var folder = new DirectoryInfo(AppContext.BaseDirectory);
        while (folder is not null && !File.Exists(Path.Combine(folder.FullName, "Aresta.slnx")))
        {
            folder = folder.Parent;
        }

        return folder?.FullName ?? throw new InvalidOperationException("These tests run inside the repository: no Aresta.slnx above them.");
    }
}
