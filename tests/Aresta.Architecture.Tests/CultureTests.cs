using System.Globalization;

namespace Aresta.Architecture.Tests;

/// <summary>All test projects share a module initializer that enters a foreign culture; this shows that it is in force.</summary>
public class CultureTests
{
    [Fact]
    public async Task Tests_run_under_a_foreign_culture()
    {
        Assert.Equal("\u22121,5 no number", string.Format(CultureInfo.CurrentCulture, "{0} {1}", -1.5, double.NaN));
        Assert.Equal("1,5", await Task.Run(() => 1.5.ToString(CultureInfo.CurrentCulture), TestContext.Current.CancellationToken));
    }

    [Fact]
    public void Every_test_project_has_the_module_initializer() => Assert.All(
        Directory.GetFiles(Path.Combine(Repository.Root, "tests"), "*.csproj", SearchOption.AllDirectories),
        project => Assert.DoesNotContain("CommaCulture", File.ReadAllText(project))); // none opts out of tests/Directory.Build.props
}
