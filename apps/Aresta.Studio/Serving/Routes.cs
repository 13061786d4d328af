using System.Text.Json;
using Aresta.Expressions;
using Microsoft.AspNetCore.Http;

namespace Aresta.Studio.Serving;

/// <summary>An endpoint.</summary>
/// <param name="Method">The method of HTTP.</param>
/// <param name="Path">The path, which begins with <c>/api/</c>.</param>
/// <param name="Answer">What answers.</param>
internal sealed record Route(string Method, string Path, RequestDelegate Answer);

/// <summary>Writes the answer to a request as JSON, within a budget that the token ends.</summary>
/// <param name="request">The body of the request.</param>
/// <param name="language">The language of sentences.</param>
/// <param name="json">Where to write one value.</param>
/// <param name="cancellation">Asked before every longer piece of work.</param>
/// <exception cref="RefusalException">The request is refused with a sentence.</exception>
/// <exception cref="ExpressionException">The program of the request is malformed.</exception>
internal delegate void Evaluation(JsonElement request, Language language, Utf8JsonWriter json, CancellationToken cancellation);

/// <summary>
/// The endpoints of the studio. All lie below <c>/api/</c> and are guarded (<see cref="Guard"/>): they answer only requests that carry the
/// token, and none of a foreign origin.
/// </summary>
internal sealed class Routes(Workers workers)
{
    private readonly Dictionary<(string Method, string Path), Route> routes = [];

    /// <summary>
    /// A computation: a POST of a JSON object, answered on a worker, within the budget of time, as JSON. A refusal, a malformed program
    /// or the end of the budget is an answer of status 200 with the one key <c>error</c>.
    /// </summary>
    public void Evaluate(string path, Evaluation evaluation) => Raw("POST", path, context => workers.Answer(context, evaluation));

    /// <summary>Anything else, such as a stream of events.</summary>
    public void Raw(string method, string path, RequestDelegate answer) => routes.Add((method, path), new(method, path, answer));

    /// <summary>The endpoint that a request names, or null.</summary>
    public Route? Find(HttpRequest request) => routes.GetValueOrDefault((request.Method, request.Path.Value ?? ""));
}
