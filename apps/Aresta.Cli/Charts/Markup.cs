using System.Globalization;
using System.Net;
using System.Text;

namespace Aresta.Cli.Charts;

/// <summary>Parts of a page, with numbers as they are written there in every culture.</summary>
internal static class Markup
{
    extension(StringBuilder page)
    {
        /// <summary>Adds a part.</summary>
        public void Add(FormattableString part) => page.Append(part.ToString(CultureInfo.InvariantCulture));
    }

    /// <summary>Text as it may stand in a page.</summary>
    public static string Text(string text) => WebUtility.HtmlEncode(text);
}
