using System.Text;
using System.Xml.Linq;
using Aresta.Expressions.Drawing;
using Aresta.Expressions.Drawing.Layout;

namespace Aresta.Expressions.Tests.Drawing;

/// <summary>
/// The drawings are those that somebody looked at. With the environment variable <c>ARESTA_UPDATE_SNAPSHOTS=1</c> the tests write them
/// anew; look at each that changed before it is committed.
/// </summary>
public class SnapshotTests
{
    private const string Variable = "ARESTA_UPDATE_SNAPSHOTS";

    public static TheoryData<string> Names => [.. Gallery.Names];

    [Theory]
    [MemberData(nameof(Names))]
    public void Drawing_is_the_one_that_was_looked_at(string name)
    {
        var (figure, theme) = Gallery.Of(name);
        var svg = SvgWriter.Write(Placement.Of(figure), theme);
        XDocument.Parse(svg);
        var file = Path.Combine(Folder(), name + ".svg");
        if (Environment.GetEnvironmentVariable(Variable) == "1")
        {
            Directory.CreateDirectory(Folder());
            File.WriteAllText(file, svg, new UTF8Encoding(false));
        }

        Assert.True(File.Exists(file), $"There is no snapshot {name}.svg. Run the tests with {Variable}=1 to write it, and look at it.");
        var expected = File.ReadAllText(file).ReplaceLineEndings("\n");
        Assert.True(expected == svg, $"The drawing {name}.svg is another. Run the tests with {Variable}=1 to write it, and look at it.");
    }

    [Fact]
    public void Every_snapshot_is_of_a_drawing() =>
        Assert.Equal(Gallery.Names.Order(), Directory.EnumerateFiles(Folder(), "*.svg").Select(Path.GetFileNameWithoutExtension).Order());

    [Fact]
    public void Drawing_the_same_again_gives_the_same_bytes()
    {
        var (figure, theme) = Gallery.Of("recurrent");
        Assert.Equal(SvgWriter.Write(Placement.Of(figure), theme), SvgWriter.Write(Placement.Of(figure), theme));
    }

    private static string Folder() => Repository.Find("tests", "Aresta.Expressions.Tests", "Snapshots");
}
