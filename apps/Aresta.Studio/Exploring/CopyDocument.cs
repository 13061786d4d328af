using System.Text.Json;
using Aresta.Expressions;
using Aresta.Expressions.Drawing;
using Aresta.Expressions.Drawing.Layout;
using Aresta.Studio.Serving;

namespace Aresta.Studio.Exploring;

/// <summary>
/// The answer of <c>/api/copy</c>: the subject as <c>latex</c>, <c>csharp</c>, <c>svg</c>, <c>dot</c>, <c>mermaid</c>, <c>json</c> or
/// <c>graph</c>, whichever <c>format</c> asks for. A picture shows what <c>show</c> asks for, in the <c>theme</c>.
/// </summary>
internal static class CopyDocument
{
    private const int LargestPicture = 1_500;
    private const int LargestText = 2_000;

    public static void Write(Utf8JsonWriter json, Subject subject, JsonElement request, Language language, CancellationToken cancellation)
    {
        var (model, format) = (subject.Model, Json.Text(request, "format"));
        if (model.Values.Count > (format == "svg" ? LargestPicture : LargestText))
        {
            throw new RefusalException("limit", language.In(
                "This graph is too large to be written out here; the command aresta derive does it.",
                "Este grafo é grande demais para ser escrito aqui; o comando aresta derive o faz."));
        }

        cancellation.ThrowIfCancellationRequested();
        var text = format switch
        {
            "latex" => Equations.Latex(model.Question),
            "csharp" => CSharpText.Of(subject),
            "svg" => Picture(subject, request, language),
            "dot" => Diagrams.Dot(model.Question),
            "mermaid" => Diagrams.Mermaid(model.Question),
            "graph" => model.Graph.Print(),
            _ => throw new RefusalException("request", language.Malformed()),
        };
        json.WriteStartObject();
        json.WriteString("text", text);
        json.WriteEndObject();
    }

    private static string Picture(Subject subject, JsonElement request, Language language)
    {
        var model = subject.Model;
        var start = Json.Value(request, "start", model, language) is { } value && model.CanStart(value) ? value : (int?)null;
        var kind = Json.Text(request, "show");
        Show show = (kind, start) switch
        {
            ("forward", { } from) => new Show.Forward(model.Values[from]),
            ("reverse", { } to) => new Show.Reverse(model.Values[to]),
            _ => new Show.Partials(),
        };
        var (inputs, outputs) = (
            show is Show.Forward(var input) ? [input] : Array.Empty<Primitives.Value>(),
            show is Show.Reverse(var output) ? [output] : Array.Empty<Primitives.Value>());
        var derivation = new Derivation(model.Graph, subject.Point, inputs, outputs);
        var theme = Json.Text(request, "theme") == "dark" ? Theme.Dark : Theme.Light;
        return SvgWriter.Write(Placement.Of(Figures.Of(derivation, show)), theme);
    }
}
