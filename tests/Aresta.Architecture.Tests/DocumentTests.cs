using System.Text.RegularExpressions;

namespace Aresta.Architecture.Tests;

/// <summary>What holds for the written pages.</summary>
public sealed partial class DocumentTests
{
    public static TheoryData<string> Documents => [.. Directory.EnumerateFiles(Repository.Root, "*.md", SearchOption.AllDirectories)
        .Select(file => Path.GetRelativePath(Repository.Root, file).Replace(Path.DirectorySeparatorChar, '/'))
        .Where(file => !file.Split('/').Any(part => part is "bin" or "obj" or "artifacts" or "node_modules"))
        .Order(StringComparer.Ordinal)];

    /// <summary>Every relative link, to a file or folder, leads somewhere.</summary>
    [Theory, MemberData(nameof(Documents))]
    public void Links_lead_somewhere(string document)
    {
        var folder = Path.GetDirectoryName(Path.Combine(Repository.Root, document))!;
        var missing =
            from Match link in Link().Matches(File.ReadAllText(Path.Combine(Repository.Root, document)))
            let target = link.Groups["target"].Value.Split('#')[0]
            where target.Length > 0 && !target.Contains("://", StringComparison.Ordinal)
            where !Path.Exists(Path.Combine(folder, target))
            select target;
        Assert.Empty(missing);
    }

    [GeneratedRegex(@"\]\((?<target>[^)\s]+)\)")]
    private static partial Regex Link();
}
