using System.Collections.Concurrent;
using System.Text.Encodings.Web;
using System.Text.Json;
using Aresta.Expressions;
using Aresta.Primitives;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.Features;

namespace Aresta.Studio.Serving;

/// <summary>
/// The threads on which the studio computes: a few, so that many requests cost no more than few. Each request has a budget of time. When
/// it ends, the work is asked to stop and the request is answered; work that does not stop keeps its thread until it does, and another
/// thread takes its place, unless there are too many such threads.
/// </summary>
internal sealed class Workers : IDisposable
{
    private const int MostStuck = 4;
    private static readonly int Count = Math.Max(2, Environment.ProcessorCount / 2);

    // The answer is JSON and nothing else, so that signs such as ∂ may stand as they are.
    private static readonly JsonWriterOptions Compact = new() { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    private readonly BlockingCollection<Job> jobs = new(Limits.Waiting);
    private readonly CancellationTokenSource end = new();
    private readonly TimeSpan budget;
    private int stuck;

    public Workers(TimeSpan budget)
    {
        this.budget = budget;
        for (var i = 0; i < Count; i++)
        {
            Start();
        }
    }

    /// <summary>Reads the body, computes, and writes the answer.</summary>
    public async Task Answer(HttpContext context, Evaluation evaluation)
    {
        var language = Language.English;
        byte[] answer;
        try
        {
            using var document = await JsonDocument.ParseAsync(
                context.Request.Body, new() { MaxDepth = 16 }, context.RequestAborted).ConfigureAwait(false);
            var request = document.RootElement;
            if (request.ValueKind != JsonValueKind.Object)
            {
                throw new JsonException();
            }

            language = request.TryGetProperty("language", out var asked) && asked.ValueKind == JsonValueKind.String
                && asked.GetString()!.StartsWith("pt", StringComparison.OrdinalIgnoreCase) ? Language.Portuguese : Language.English;
            answer = await Run(request, language, evaluation, context.RequestAborted).ConfigureAwait(false);
        }
        catch (Exception e) when (e is JsonException or BadHttpRequestException)
        {
            context.Response.StatusCode =
                e is BadHttpRequestException { StatusCode: var status } ? status : StatusCodes.Status400BadRequest;
            answer = Failure("request", language.Malformed());
        }
        catch (OperationCanceledException) when (context.RequestAborted.IsCancellationRequested)
        {
            return;
        }

        context.Response.ContentType = "application/json; charset=utf-8";
        context.Response.Headers.CacheControl = "no-store";
        context.Response.ContentLength = answer.Length;
        context.Features.Get<IHttpResponseBodyFeature>()?.DisableBuffering();
        await context.Response.Body.WriteAsync(answer, context.RequestAborted).ConfigureAwait(false);
    }

    public void Dispose()
    {
        jobs.CompleteAdding();
        end.Cancel();
    }

    private async Task<byte[]> Run(JsonElement request, Language language, Evaluation evaluation, CancellationToken gone)
    {
        // The element may be read after the request has been answered, by work that did not stop.
        var job = new Job(request.Clone(), language, evaluation, budget);
        if (!jobs.TryAdd(job))
        {
            return Failure("busy", language.Busy());
        }

        using var given = gone.Register(job.Stop);
        return await job.Answer.Task.WaitAsync(gone).ConfigureAwait(false);
    }

    private void Start() => new Thread(Work) { IsBackground = true, Name = "studio", Priority = ThreadPriority.BelowNormal }.Start();

    private void Work()
    {
        try
        {
            foreach (var job in jobs.GetConsumingEnumerable(end.Token))
            {
                if (!job.Run(OnStuck))
                {
                    // This thread was replaced while it was stuck.
                    Interlocked.Decrement(ref stuck);
                    return;
                }
            }
        }
        catch (OperationCanceledException)
        {
            // The server ends.
        }
    }

    // Whether the thread is replaced.
    private bool OnStuck()
    {
        if (Interlocked.Increment(ref stuck) > MostStuck)
        {
            Interlocked.Decrement(ref stuck);
            return false;
        }

        Start();
        return true;
    }

    private static byte[] Failure(string kind, string message, SourceSpan? span = null, int line = 0, int column = 0)
    {
        using var stream = new MemoryStream();
        using (var json = new Utf8JsonWriter(stream))
        {
            json.WriteStartObject();
            json.WriteStartObject("error");
            json.WriteString("kind", kind);
            json.WriteString("message", message);
            if (span is { } place)
            {
                json.WriteNumber("start", place.Start);
                json.WriteNumber("end", place.End);
                json.WriteNumber("line", line);
                json.WriteNumber("column", column);
            }

            json.WriteEndObject();
            json.WriteEndObject();
        }

        return stream.ToArray();
    }

    private sealed class Job(JsonElement request, Language language, Evaluation evaluation, TimeSpan budget)
    {
        // How long work that was asked to stop may go on before its request is answered without it.
        private static readonly TimeSpan Patience = TimeSpan.FromSeconds(1);

        private readonly CancellationTokenSource stop = new();

        public TaskCompletionSource<byte[]> Answer { get; } = new(TaskCreationOptions.RunContinuationsAsynchronously);

        public void Stop() => stop.Cancel();

        /// <summary>Runs on the calling thread; false if that thread was replaced meanwhile.</summary>
        public bool Run(Func<bool> onStuck)
        {
            var replaced = false;
            var over = new Lock();
            var done = false;
            stop.CancelAfter(budget);
            using var watch = new Timer(
                _ =>
                {
                    lock (over)
                    {
                        if (!done && Answer.TrySetResult(Failure("budget", language.OutOfTime(budget))))
                        {
                            replaced = onStuck();
                        }
                    }
                },
                null, budget + Patience, Timeout.InfiniteTimeSpan);
            var answer = Evaluate();
            lock (over)
            {
                done = true;
            }

            Answer.TrySetResult(answer);
            return !replaced;
        }

        private byte[] Evaluate()
        {
            if (stop.IsCancellationRequested)
            {
                return [];
            }

            try
            {
                using var stream = new MemoryStream();
                using (var json = new Utf8JsonWriter(stream, Compact))
                {
                    evaluation(request, language, json, stop.Token);
                }

                return stream.ToArray();
            }
            catch (RefusalException e)
            {
                return Failure(e.Kind, e.Message);
            }
            catch (ExpressionException e)
            {
                return Failure("expression", e.Sentence(language), e.Span, e.Line, e.Column);
            }
            catch (Exception e) when (e is GraphException or FormatException)
            {
                return Failure("graph", e.Message);
            }
            catch (OperationCanceledException)
            {
                return Failure("budget", language.OutOfTime(budget));
            }
            catch (OutOfMemoryException)
            {
                return Failure("budget", language.OutOfMemory());
            }
#pragma warning disable CA1031 // Whatever went wrong, the server lives on and the person reads a sentence.
            catch (Exception e)
#pragma warning restore CA1031
            {
                return Failure("unexpected", language.Unexpected(e.Message.ReplaceLineEndings(" ")));
            }
        }
    }
}
