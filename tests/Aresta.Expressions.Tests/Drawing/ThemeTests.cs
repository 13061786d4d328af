using System.Globalization;
using Aresta.Expressions.Drawing;

namespace Aresta.Expressions.Tests.Drawing;

/// <summary>Colors that can be read: the contrasts of level AA of WCAG 2.2, by its formula of relative luminance.</summary>
public class ThemeTests
{
    public static TheoryData<bool> Themes => [false, true];

    [Theory]
    [MemberData(nameof(Themes))]
    public void Text_is_read_on_every_box(bool dark)
    {
        var theme = dark ? Theme.Dark : Theme.Light;
        Assert.All(Enum.GetValues<BoxKind>(), kind => Assert.True(Contrast(theme.Text, theme.Of(kind)) >= 4.5, kind.ToString()));
    }

    [Theory]
    [MemberData(nameof(Themes))]
    public void Labels_and_dimmed_text_are_read_on_the_ground(bool dark)
    {
        var theme = dark ? Theme.Dark : Theme.Light;
        Assert.All([theme.Text, theme.Line, theme.Accent], color => Assert.True(Contrast(color, theme.Ground) >= 4.5, color));
    }

    [Theory]
    [MemberData(nameof(Themes))]
    public void Arrows_and_borders_are_seen(bool dark)
    {
        var theme = dark ? Theme.Dark : Theme.Light;
        Assert.True(Contrast(theme.Faint, theme.Ground) >= 3);
        Assert.All(Enum.GetValues<BoxKind>(), kind => Assert.True(Contrast(theme.Line, theme.Of(kind)) >= 3, kind.ToString()));
        Assert.All(Enum.GetValues<BoxKind>(), kind => Assert.True(Contrast(theme.Accent, theme.Of(kind)) >= 3, kind.ToString()));
    }

    private static double Contrast(string a, string b)
    {
        var (x, y) = (Luminance(a), Luminance(b));
        return (Math.Max(x, y) + 0.05) / (Math.Min(x, y) + 0.05);
    }

    private static double Luminance(string color)
    {
        var linear = new[] { 1, 3, 5 }
            .Select(i => int.Parse(color.AsSpan(i, 2), NumberStyles.HexNumber, CultureInfo.InvariantCulture) / 255.0)
            .Select(c => c <= 0.04045 ? c / 12.92 : Math.Pow((c + 0.055) / 1.055, 2.4)).ToArray();
        return (0.2126 * linear[0]) + (0.7152 * linear[1]) + (0.0722 * linear[2]);
    }
}
