using System.Text.Json;
using Aresta.Expressions;
using Aresta.Studio.Serving;

namespace Aresta.Studio.Exploring;

/// <summary>The endpoints of the views that explore a graph. Each reads a subject (<see cref="SubjectReader"/>).</summary>
internal sealed class ExploreFeature : IFeature
{
    private readonly SubjectReader subjects = new();

    public void Map(Routes routes)
    {
        routes.Evaluate("/api/explore", (request, language, json, cancellation) =>
            ExploreDocument.Write(json, Read(request, language, cancellation), request, language, cancellation));
        routes.Evaluate("/api/detail", (request, language, json, cancellation) =>
            DetailDocument.Write(json, Read(request, language, cancellation), request, language, cancellation));
        routes.Evaluate("/api/sweep", (request, language, json, cancellation) =>
            SweepDocument.Write(json, Read(request, language, cancellation), request, language, cancellation));
        routes.Evaluate("/api/paths", (request, language, json, cancellation) =>
            PathsDocument.Write(json, Read(request, language, cancellation), request, language, cancellation));
        routes.Evaluate("/api/derivatives", (request, language, json, cancellation) =>
            DerivativesDocument.Write(json, Read(request, language, cancellation), request, language, cancellation));
        routes.Evaluate("/api/copy", (request, language, json, cancellation) =>
            CopyDocument.Write(json, Read(request, language, cancellation), request, language, cancellation));
        routes.Evaluate("/api/chain", (request, language, json, _) => ChainDocument.Write(json, request, language));
    }

    /// <summary>Computes the chapter's example once, so that what the first person sees is there at once.</summary>
    public void WarmUp()
    {
        using var request = JsonDocument.Parse("""{"source": "c = a + b; d = b + 1; e = c * d"}""");
        using var json = new Utf8JsonWriter(Stream.Null);
        ExploreDocument.Write(json, Read(request.RootElement, Language.English, default), request.RootElement, Language.English, default);
    }

    public ValueTask DisposeAsync() => ValueTask.CompletedTask;

    private Subject Read(JsonElement request, Language language, CancellationToken cancellation) =>
        subjects.Read(request, language, cancellation);
}
