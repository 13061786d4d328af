using System.Net;
using System.Net.Sockets;
using System.Security.Cryptography;
using Aresta.Studio.Exploring;
using Aresta.Studio.Serving;
using Aresta.Studio.Training;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Connections;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Hosting.Server;
using Microsoft.AspNetCore.Hosting.Server.Features;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.DependencyInjection;

namespace Aresta.Studio;

/// <summary>
/// The web server behind the page: it listens on loopback only, answers only its own page (<see cref="Guard"/>), and computes on a
/// bounded number of workers within a budget (<see cref="Workers"/>).
/// </summary>
public sealed class StudioServer : IAsyncDisposable
{
    private readonly WebApplication application;
    private readonly Workers workers;
    private readonly IReadOnlyList<IFeature> features;

    private StudioServer(
        WebApplication application, Workers workers, IReadOnlyList<IFeature> features, Uri address, string token, bool moved) =>
        (this.application, this.workers, this.features, Address, Token, Moved) = (application, workers, features, address, token, moved);

    /// <summary>Where the page is: it answers there without a redirection.</summary>
    public Uri Address { get; }

    /// <summary>What requests of the page carry.</summary>
    public string Token { get; }

    /// <summary>Whether the port that was asked for was taken, so that another was chosen.</summary>
    public bool Moved { get; }

    /// <summary>Starts to listen.</summary>
    public static async Task<StudioServer> StartAsync(StudioOptions options, CancellationToken cancellation = default)
    {
        ArgumentNullException.ThrowIfNull(options);
        try
        {
            return await StartAsync(options, options.Port, moved: false, cancellation).ConfigureAwait(false);
        }
        catch (IOException e) when (options.Port != 0 && e.InnerException is AddressInUseException or SocketException)
        {
            return await StartAsync(options, 0, moved: true, cancellation).ConfigureAwait(false);
        }
    }

    /// <summary>Finishes what is being answered, for a moment, and stops.</summary>
    public async ValueTask DisposeAsync()
    {
        foreach (var feature in features)
        {
            await feature.DisposeAsync().ConfigureAwait(false);
        }

        using var patience = new CancellationTokenSource(TimeSpan.FromSeconds(1));
        await application.StopAsync(patience.Token).ConfigureAwait(false);
        await application.DisposeAsync().ConfigureAwait(false);
        workers.Dispose();
    }

    private static Task Answer(HttpContext context, Guard guard, Routes routes, PageAssets page)
    {
        if (guard.Refusal(context) is { } sentence)
        {
            context.Response.StatusCode = StatusCodes.Status403Forbidden;
            context.Response.ContentType = "text/plain; charset=utf-8";
            return context.Response.WriteAsync(sentence + "\n", context.RequestAborted);
        }

        if (routes.Find(context.Request) is { } route)
        {
            return route.Answer(context);
        }

        if (!Guard.IsEndpoint(context.Request))
        {
            return page.Answer(context);
        }

        context.Response.StatusCode = StatusCodes.Status404NotFound;
        return Task.CompletedTask;
    }

    private static async Task<StudioServer> StartAsync(StudioOptions options, int port, bool moved, CancellationToken cancellation)
    {
        var token = Convert.ToHexStringLower(RandomNumberGenerator.GetBytes(16));
        var builder = WebApplication.CreateEmptyBuilder(new());
        builder.WebHost.UseKestrelCore().ConfigureKestrel(kestrel =>
        {
            kestrel.Listen(IPAddress.Loopback, port);
            kestrel.AddServerHeader = false;
            kestrel.Limits.MaxRequestBodySize = Limits.RequestBytes;
            kestrel.Limits.MaxConcurrentConnections = Limits.Connections;
            kestrel.Limits.RequestHeadersTimeout = TimeSpan.FromSeconds(10);
        });
        var application = builder.Build();
        var workers = new Workers(options.Budget);
        var routes = new Routes(workers);
        var explore = new ExploreFeature();
        IReadOnlyList<IFeature> features = [explore, new TrainingFeature()];
        foreach (var feature in features)
        {
            feature.Map(routes);
        }

        var page = new PageAssets(options, token);
        var guard = new Guard(token);
        application.Run(context => Answer(context, guard, routes, page));
        try
        {
            await application.StartAsync(cancellation).ConfigureAwait(false);
        }
        catch
        {
            await application.DisposeAsync().ConfigureAwait(false);
            workers.Dispose();
            throw;
        }

        _ = Task.Run(explore.WarmUp, CancellationToken.None);
        var bound = application.Services.GetRequiredService<IServer>().Features.Get<IServerAddressesFeature>()!.Addresses.Single();
        return new(application, workers, features, new Uri(bound + "/"), token, moved);
    }
}
