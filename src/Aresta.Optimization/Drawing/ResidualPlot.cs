using System.Globalization;
using OxyPlot;
using OxyPlot.Annotations;
using OxyPlot.Axes;
using OxyPlot.Series;

namespace Aresta.Optimization;

/// <summary>The residuals of a fit over the fitted values, as SVG: what structure they show, the model has missed.</summary>
public static class ResidualPlot
{
    // A drawing with more marks is neither read nor opened.
    private const int MostMarks = 20_000;

    private const double Width = 640;
    private const double Height = 400;

    /// <summary>Draws the residuals.</summary>
    /// <param name="fit">The fit.</param>
    /// <param name="fitted">What to write along the axis of the fitted values.</param>
    /// <param name="residual">What to write along the axis of the residuals.</param>
    /// <returns>An SVG document. Of very many residuals every k-th is drawn.</returns>
    public static string Svg(Fit fit, string fitted = "fitted", string residual = "residual")
    {
        ArgumentNullException.ThrowIfNull(fit);
        var model = new PlotModel
        {
            PlotAreaBorderColor = OxyColor.FromRgb(160, 160, 160),
            Background = OxyColors.White,
            Culture = CultureInfo.InvariantCulture,
        };
        model.Axes.Add(Axis(AxisPosition.Bottom, fitted));
        model.Axes.Add(Axis(AxisPosition.Left, residual));
        model.Annotations.Add(new LineAnnotation
        {
            Type = LineAnnotationType.Horizontal,
            Y = 0,
            Color = OxyColor.FromRgb(160, 160, 160),
            LineStyle = LineStyle.Solid,
        });
        var marks = new ScatterSeries { MarkerType = MarkerType.Circle, MarkerSize = 2.5, MarkerFill = OxyColor.FromRgb(0, 95, 175) };
        var stride = Math.Max(1, (fit.Residuals.Length + MostMarks - 1) / MostMarks);
        for (var i = 0; i < fit.Residuals.Length; i += stride)
        {
            if (double.IsFinite(fit.Fitted[i]) && double.IsFinite(fit.Residuals[i]))
            {
                marks.Points.Add(new(fit.Fitted[i], fit.Residuals[i]));
            }
        }

        model.Series.Add(marks);
        return new SvgExporter { Width = Width, Height = Height }.ExportToString(model);
    }

    private static LinearAxis Axis(AxisPosition position, string title) => new()
    {
        Position = position,
        Title = title,
        MajorGridlineStyle = LineStyle.Dot,
        MajorGridlineColor = OxyColor.FromRgb(220, 220, 220),
        TicklineColor = OxyColor.FromRgb(160, 160, 160),
        MaximumPadding = 0.05,
        MinimumPadding = 0.05,
    };
}
