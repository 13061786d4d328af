using Aresta.Expressions.Drawing;

namespace Aresta.Expressions.Tests.Drawing;

/// <summary>Text is not wider than it is taken to be, so that it stays within its box.</summary>
public class TextMetricsTests
{
    // The advance widths of DejaVu Sans 2.37, in units of 1/2048 of the font size.
    private static readonly (int Width, string Characters)[] Regular =
    [
        (563, "'"),
        (569, "ijlí"),
        (604, "IJ"),
        (651, " ,.·"),
        (690, "/:;\\|"),
        (721, "f"),
        (739, "-"),
        (799, "()[]"),
        (803, "t"),
        (821, "!²³"),
        (842, "r"),
        (942, "\""),
        (1024, "*_`"),
        (1059, "∂"),
        (1067, "s"),
        (1075, "z"),
        (1087, "?"),
        (1107, "ε"),
        (1114, "ζ"),
        (1126, "cç"),
        (1141, "LΓ"),
        (1142, "ξ"),
        (1144, "ν"),
        (1178, "F"),
        (1183, "χ"),
        (1186, "k"),
        (1212, "vxyγλ"),
        (1233, "πτ"),
        (1235, "P"),
        (1251, "TY"),
        (1253, "oδθóôõ"),
        (1255, "aàáâã"),
        (1260, "eéê"),
        (1294, "EΞΣÉ"),
        (1298, "hnuησúüñ"),
        (1300, "Sbdgpqρ"),
        (1303, "$0123456789{}μ"),
        (1307, "β"),
        (1343, "K"),
        (1350, "α"),
        (1351, "φψ"),
        (1401, "AVΑΔΛ"),
        (1403, "XZ"),
        (1405, "B"),
        (1423, "R"),
        (1430, "CÇ"),
        (1499, "U"),
        (1532, "N"),
        (1540, "HΠ"),
        (1565, "Ω"),
        (1577, "D"),
        (1587, "G"),
        (1597, "&"),
        (1612, "OQΘΦΨÕ"),
        (1675, "w"),
        (1706, "∞"),
        (1715, "ω"),
        (1716, "#+<=>^~−÷→≤≥≠"),
        (1767, "M"),
        (1946, "%"),
        (1995, "m"),
        (2025, "W"),
        (2048, "@…"),
    ];

    private static readonly (int Width, string Characters)[] Bold =
    [
        (627, "'"),
        (702, "ijlí"),
        (713, " "),
        (748, "/\\|"),
        (762, "IJ"),
        (778, ",.·"),
        (819, ":;"),
        (850, "-"),
        (891, "f"),
        (897, "²³"),
        (934, "!"),
        (936, "()[]"),
        (979, "t"),
        (1010, "r"),
        (1024, "_`"),
        (1067, "\""),
        (1071, "*"),
        (1114, "∂"),
        (1140, "ε"),
        (1188, "?"),
        (1192, "z"),
        (1210, "ζξ"),
        (1214, "cç"),
        (1219, "s"),
        (1294, "Ξ"),
        (1296, "λ"),
        (1305, "LΓ"),
        (1307, "τ"),
        (1321, "xχ"),
        (1335, "vy"),
        (1362, "k"),
        (1382, "aàáâã"),
        (1389, "eéê"),
        (1395, "γν"),
        (1397, "T"),
        (1399, "EFΣÉ"),
        (1407, "oαδθóôõ"),
        (1425, "$0123456789"),
        (1458, "hnu{}ηúüñ"),
        (1466, "bdgpqβρ"),
        (1475, "S"),
        (1483, "Y"),
        (1485, "Z"),
        (1501, "P"),
        (1503, "CÇ"),
        (1507, "μ"),
        (1561, "B"),
        (1577, "R"),
        (1579, "X"),
        (1585, "AVΑΔΛ"),
        (1587, "K"),
        (1595, "σ"),
        (1602, "φ"),
        (1620, "π"),
        (1626, "ψ"),
        (1663, "U"),
        (1681, "G"),
        (1700, "D"),
        (1706, "∞"),
        (1714, "HNΠ"),
        (1716, "#+<=>^~−÷→≤≥≠"),
        (1740, "Ψ"),
        (1741, "OQΘΦΩÕ"),
        (1780, "ω"),
        (1786, "&"),
        (1892, "w"),
        (2038, "M"),
        (2048, "@…"),
        (2052, "%"),
        (2134, "m"),
        (2259, "W"),
    ];

    [Fact]
    public void No_character_is_wider_than_it_is_taken_to_be() => Assert.All(
        Regular.SelectMany(row => row.Characters.Select(c => (Character: c.ToString(), row.Width))),
        row => Assert.True(TextMetrics.Width(row.Character) >= row.Width / 2048.0, row.Character));

    [Fact]
    public void No_character_of_a_heading_is_wider_than_it_is_taken_to_be() => Assert.All(
        Bold.SelectMany(row => row.Characters.Select(c => (Character: c.ToString(), row.Width))),
        row => Assert.True(TextMetrics.Width([row.Character]) >= row.Width / 2048.0, row.Character));

    [Fact]
    public void Combining_marks_take_no_room() => Assert.Equal(TextMetrics.Width("θ"), TextMetrics.Width("θ\u0302"));

    [Fact]
    public void Ideographs_are_as_wide_as_high() => Assert.InRange(TextMetrics.Width("输出"), 2, 2.2);

    [Fact]
    public void A_box_is_as_wide_as_its_widest_line() =>
        Assert.Equal(TextMetrics.Width("wwwwwwww"), TextMetrics.Width(["w", "wwwwwwww", ""]));
}
