using System.Text.Json;
using Aresta.Expressions;
using Aresta.Studio.Serving;
using Aresta.Studio.Training.Feed;
using Aresta.Studio.Training.History;
using Aresta.Studio.Training.Running;
using Microsoft.AspNetCore.Http;

namespace Aresta.Studio.Training;

/// <summary>
/// The endpoints of the view of trainings: a stream of all that trainings tell, wishes to them, new ones, and what trainings in processes
/// of their own tell.
/// </summary>
internal sealed class TrainingFeature : IFeature
{
    private readonly CancellationTokenSource end = new();
    private readonly LocalRuns local;
    private readonly Timer listening;

    public TrainingFeature()
    {
        local = new(Hub);
        listening = new(_ => Hub.Listen(), null, TimeSpan.FromSeconds(1), TimeSpan.FromSeconds(1));
    }

    /// <summary>All trainings.</summary>
    public TrainingHub Hub { get; } = new();

    public void Map(Routes routes)
    {
        routes.Raw("GET", "/api/training/events", context => EventStream.Answer(context, Hub, end.Token));
        routes.Raw("POST", "/api/training/feed", Hear);
        routes.Evaluate("/api/training/start", (request, language, json, _) =>
        {
            json.WriteStartObject();
            json.WriteStartArray("runs");
            foreach (var name in local.Start(Plans.Read(request, language), language))
            {
                json.WriteStringValue(name);
            }

            json.WriteEndArray();
            json.WriteEndObject();
        });
        routes.Evaluate("/api/training/wish", (request, language, json, _) => Done(json, Wish(request, language), language));
        routes.Evaluate("/api/training/remove", (request, language, json, _) =>
            Done(json, Text(request, "run") is { } run && Hub.Remove(run), language));
    }

    public async ValueTask DisposeAsync()
    {
        await listening.DisposeAsync().ConfigureAwait(false);
        await local.Stop().ConfigureAwait(false);
        await end.CancelAsync().ConfigureAwait(false);
    }

    private bool Wish(JsonElement request, Language language)
    {
        double? rate = request.TryGetProperty("rate", out var given) && given.ValueKind == JsonValueKind.Number ? given.GetDouble() : null;
        WishKind? kind = Text(request, "wish") switch
        {
            "pause" => WishKind.Pause,
            "go_on" => WishKind.GoOn,
            "stop" => WishKind.Stop,
            "rate" when rate is >= 0 and <= 1e6 => WishKind.Rate,
            _ => null,
        };
        return Text(request, "run") is { } run && kind is { } wished
            ? Hub.Wish(run, wished, rate)
            : throw new RefusalException("value", language.In(
                "A run can pause, go on, stop, or take a learning rate from 0 to 1000000.",
                "Um treino pode pausar, continuar, parar ou receber uma taxa de aprendizado de 0 a 1000000."));
    }

    private static void Done(Utf8JsonWriter json, bool isDone, Language language)
    {
        if (!isDone)
        {
            throw new RefusalException("request", language.In(
                "There is no such training, it is over, or too many wishes wait for it.",
                "Não há esse treino, ele já terminou, ou há pedidos demais à espera dele."));
        }

        json.WriteStartObject();
        json.WriteBoolean("done", true);
        json.WriteEndObject();
    }

    private async Task Hear(HttpContext context)
    {
        var run = context.Request.Query["run"].ToString();
        if (run.Length is 0 or > 64 || !long.TryParse(context.Request.Query["met"], out var met))
        {
            context.Response.StatusCode = StatusCodes.Status400BadRequest;
            return;
        }

        try
        {
            using var body = new MemoryStream();
            await context.Request.Body.CopyToAsync(body, context.RequestAborted).ConfigureAwait(false);
            var receipt = Hub.Hear(run, Events(body.ToArray()), met);
            if (receipt is null)
            {
                context.Response.StatusCode = StatusCodes.Status409Conflict;
                return;
            }

            context.Response.ContentType = "application/json; charset=utf-8";
            await context.Response.Body.WriteAsync(
                JsonSerializer.SerializeToUtf8Bytes(receipt, FeedJson.Default.Receipt), context.RequestAborted).ConfigureAwait(false);
        }
        catch (BadHttpRequestException error)
        {
            context.Response.StatusCode = error.StatusCode;
        }
        catch (JsonException)
        {
            context.Response.StatusCode = StatusCodes.Status400BadRequest;
        }
    }

    private static List<FeedEvent> Events(byte[] lines)
    {
        List<FeedEvent> events = [];
        for (var start = 0; start < lines.Length;)
        {
            var length = Array.IndexOf(lines, (byte)'\n', start) is >= 0 and var end ? end - start : lines.Length - start;
            if (length > 0)
            {
                events.Add(FeedJson.Read(lines.AsSpan(start, length)));
            }

            start += length + 1;
        }

        return events;
    }

    private static string? Text(JsonElement request, string name) =>
        request.TryGetProperty(name, out var given) && given.ValueKind == JsonValueKind.String ? given.GetString() : null;
}
