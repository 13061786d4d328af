using System.Collections.Concurrent;
using System.IO.Compression;
using System.Net;
using System.Reflection;
using System.Text;
using Aresta.Expressions;
using Microsoft.AspNetCore.Http;

namespace Aresta.Studio.Serving;

/// <summary>
/// The built page, embedded in the assembly. Its files have names that change with their content, and are sent compressed; the page itself
/// is filled in with the token and with what to open, and is never kept by the browser.
/// </summary>
internal sealed class PageAssets(StudioOptions options, string token)
{
    private const string Folder = "page/";
    private static readonly Assembly Assembly = typeof(PageAssets).Assembly;

    private static readonly Dictionary<string, string> Types = new()
    {
        [".html"] = "text/html; charset=utf-8",
        [".js"] = "text/javascript; charset=utf-8",
        [".css"] = "text/css; charset=utf-8",
        [".svg"] = "image/svg+xml",
        [".woff2"] = "font/woff2",
        [".txt"] = "text/plain; charset=utf-8",
    };

    private readonly ConcurrentDictionary<string, byte[]?> compressed = new();

    /// <summary>Sends the file that a request names.</summary>
    public async Task Answer(HttpContext context)
    {
        var (request, response) = (context.Request, context.Response);
        if (request.Method is not ("GET" or "HEAD"))
        {
            response.StatusCode = StatusCodes.Status405MethodNotAllowed;
            return;
        }

        var name = request.Path == "/" ? "index.html" : request.Path.Value![1..];
        var content = Read(name);
        if (content is null || name == "index.html" && request.Path != "/" || !Types.TryGetValue(Path.GetExtension(name), out var type))
        {
            response.StatusCode = StatusCodes.Status404NotFound;
            return;
        }

        response.ContentType = type;
        if (name == "index.html")
        {
            content = Filled(content);
            response.Headers.CacheControl = "no-store";
        }
        else
        {
            response.Headers.CacheControl = "public, max-age=31536000, immutable";
            if (!name.EndsWith(".woff2", StringComparison.Ordinal)
                && request.Headers.AcceptEncoding.ToString().Contains("br", StringComparison.Ordinal)
                && compressed.GetOrAdd(name, key => Compress(Read(key)!)) is { } small)
            {
                (content, response.Headers.ContentEncoding) = (small, "br");
            }

            response.Headers.Vary = "Accept-Encoding";
        }

        response.ContentLength = content.Length;
        if (request.Method == "GET")
        {
            await response.Body.WriteAsync(content, context.RequestAborted).ConfigureAwait(false);
        }
    }

    private byte[] Filled(byte[] page)
    {
        var language = options.Language switch { Language.Portuguese => "pt-BR", Language.English => "en", _ => "" };
        return Encoding.UTF8.GetBytes(Encoding.UTF8.GetString(page)
            .Replace("{{token}}", token, StringComparison.Ordinal)
            .Replace("{{language}}", language, StringComparison.Ordinal)
            .Replace("{{source}}", WebUtility.HtmlEncode(options.Source ?? ""), StringComparison.Ordinal));
    }

    private static byte[]? Read(string name)
    {
        using var stream = Assembly.GetManifestResourceStream(Folder + name);
        if (stream is null)
        {
            return null;
        }

        var bytes = new byte[stream.Length];
        stream.ReadExactly(bytes);
        return bytes;
    }

    private static byte[] Compress(byte[] content)
    {
        using var stream = new MemoryStream();
        using (var brotli = new BrotliStream(stream, CompressionLevel.Optimal))
        {
            brotli.Write(content);
        }

        return stream.ToArray();
    }
}
