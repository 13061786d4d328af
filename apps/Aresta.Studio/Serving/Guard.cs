using System.Security.Cryptography;
using System.Text;
using Microsoft.AspNetCore.Http;

namespace Aresta.Studio.Serving;

/// <summary>
/// Lets only the page's own requests in. The name of the host must be one of loopback with the port of this server, so that no name that
/// somebody points at 127.0.0.1 reaches it (DNS rebinding); a request of another origin is refused; and endpoints want the token that only
/// the page knows, for no other origin can read the page. Every answer carries headers that keep the page to itself.
/// </summary>
internal sealed class Guard(string token)
{
    // Scripts set styles on elements, which needs no permission; there is no markup with styles.
    private const string Policy =
        "default-src 'none'; script-src 'self'; style-src 'self'; font-src 'self'; img-src 'self' data: blob:; "
        + "connect-src 'self'; base-uri 'none'; form-action 'none'; frame-ancestors 'none'";

    private readonly byte[] secret = Encoding.ASCII.GetBytes(token);

    /// <summary>Why the request is refused, or null if it may pass.</summary>
    public string? Refusal(HttpContext context)
    {
        var (request, headers) = (context.Request, context.Response.Headers);
        headers.ContentSecurityPolicy = Policy;
        headers.XContentTypeOptions = "nosniff";
        headers["Referrer-Policy"] = "no-referrer";
        headers["Cross-Origin-Opener-Policy"] = "same-origin";
        headers["Cross-Origin-Resource-Policy"] = "same-origin";
        var port = context.Connection.LocalPort;
        if ((request.Host.Port ?? 80) != port || request.Host.Host is not ("127.0.0.1" or "localhost"))
        {
            return "The studio answers only under its own address on loopback.";
        }

        if (request.Headers.Origin.Count > 0 && !IsOwn(request.Headers.Origin.ToString(), port))
        {
            return "Requests from other origins are refused.";
        }

        // A link from another site may open the page, and nothing else.
        if (request.Headers["Sec-Fetch-Site"].ToString() is "cross-site" or "same-site" && request.Path != "/")
        {
            return "Requests from other sites are refused.";
        }

        return IsEndpoint(request) && !HasToken(request)
            ? "The request does not carry the token of the page. Reload the page."
            : null;
    }

    /// <summary>Whether the request asks for an endpoint and not for a file of the page.</summary>
    public static bool IsEndpoint(HttpRequest request) => request.Path.StartsWithSegments("/api", StringComparison.OrdinalIgnoreCase);

    // Streams of events cannot have headers of their own, so their address holds the token.
    private bool HasToken(HttpRequest request)
    {
        var given = request.Headers["X-Aresta-Token"] is [{ } header, ..] ? header : request.Query["token"].ToString();
        return CryptographicOperations.FixedTimeEquals(Encoding.UTF8.GetBytes(given), secret);
    }

    private static bool IsOwn(string origin, int port) =>
        origin == FormattableString.Invariant($"http://127.0.0.1:{port}")
        || origin == FormattableString.Invariant($"http://localhost:{port}");
}
