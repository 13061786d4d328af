using System.Text;
using Aresta.Cli.Charts;
using Aresta.Expressions;
using static Aresta.Cli.Charts.Markup;

namespace Aresta.Cli.Experiments;

/// <summary>An experiment as one page that needs nothing else, light or dark as the reader's screen is.</summary>
internal static class ExperimentPage
{
    public static string Html(ExperimentView view, Language language)
    {
        var page = new StringBuilder("<!DOCTYPE html>\n");
        page.Add($"<html lang=\"{(language == Language.Portuguese ? "pt-BR" : "en")}\"><head><meta charset=\"utf-8\">");
        page.Append("<meta name=\"viewport\" content=\"width=device-width\">");
        page.Add($"<title>{Text(view.Title)}</title><style>{ChartStyle.Colors}{ChartStyle.Shapes}{ChartStyle.Page}</style></head><body>");
        page.Add($"<h1>{Text(view.Title)}</h1><p>{Text(view.Question)}</p>");
        page.Add($"<div class=\"verdict{(view.Holds ? "" : " wrong")}\"><p><strong>{Text(view.Outcome)}</strong></p></div>");
        foreach (var (chart, says) in view.Charts)
        {
            page.Add($"<h2>{Text(chart.Title)}</h2><p class=\"soft\">{Text(says)}</p>{chart.Svg()}");
        }

        page.Append("<div class=\"wide\"><table style=\"margin-top:2rem\"><tr>");
        for (var i = 0; i < view.Columns.Count; i++)
        {
            page.Add($"<th{Kind(view.Rows[0][i])}>{Text(view.Columns[i].Heading)}</th>");
        }

        foreach (var row in view.Rows)
        {
            page.Append("</tr><tr>");
            foreach (var entry in row)
            {
                page.Add($"<td{Kind(entry)}>{Text(entry.Text)}</td>");
            }
        }

        return page.Append("</tr></table></div></body></html>\n").ToString();
    }

    private static string Kind(Entry entry) => entry.Number is null ? "" : " class=\"number\"";
}
