using System.Globalization;
using System.Xml.Linq;
using Aresta.Optimization.Tests.Nist;

namespace Aresta.Optimization.Tests;

public class PlotTests
{
    [Fact]
    public void Every_residual_is_a_mark_and_numbers_have_points()
    {
        var problem = NistProblem.All["Misra1a"];
        using var csv = new StringReader(problem.Csv());
        var fit = Fit.Of(FitFormula.Parse(problem.Formula), new DataReader(csv), [("b1", 500), ("b2", 1e-4)]);
        var text = ResidualPlot.Svg(fit, "valor", "resíduo");
        var svg = XDocument.Parse(text).Root!;
        Assert.Equal(problem.Rows, svg.Descendants().Count(element => element.Name.LocalName is "ellipse" or "circle"));
        Assert.Contains(svg.Descendants(), element => element.Value == "resíduo");
        Assert.Contains(svg.Descendants(), element => element.Value == "0.1"); // a label of the axis, whatever the culture
        Assert.Equal("640", svg.Attribute("width")!.Value);
        Assert.All(
            svg.Descendants().Attributes().Where(a => a.Name.LocalName is "cx" or "cy" or "x" or "y"),
            a => Assert.True(double.TryParse(a.Value, NumberStyles.Float, CultureInfo.InvariantCulture, out _), a.ToString()));
        Assert.DoesNotContain("NaN", text, StringComparison.Ordinal);
    }
}
