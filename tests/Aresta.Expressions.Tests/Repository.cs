namespace Aresta.Expressions.Tests;

/// <summary>
/// The files of the repository, found from the folder of the tests upward: the paths that the compiler writes down are not those of the
/// machine in a reproducible build.
/// </summary>
internal static class Repository
{
    /// <summary>The path of a file or folder, given by its parts from the root.</summary>
    public static string Find(params string[] parts)
    {
        var folder = new DirectoryInfo(AppContext.BaseDirectory);
        while (!File.Exists(Path.Combine(folder.FullName, "Aresta.slnx")))
        {
            folder = folder.Parent ?? throw new DirectoryNotFoundException("The tests run outside the repository.");
        }

        return Path.Combine([folder.FullName, .. parts]);
    }
}
