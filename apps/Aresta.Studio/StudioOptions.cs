using Aresta.Expressions;

namespace Aresta.Studio;

/// <summary>How the studio is started.</summary>
public sealed record StudioOptions
{
    /// <summary>The port on loopback; 0 for any that is free. A port that is taken is replaced by any that is free.</summary>
    public int Port { get; init; }

    /// <summary>The program or graph that the page opens with; null for the chapter's example.</summary>
    public string? Source { get; init; }

    /// <summary>The language in which the page opens; null for the one that the browser asks for.</summary>
    public Language? Language { get; init; }

    /// <summary>How long the computation of one answer may take.</summary>
    public TimeSpan Budget { get; init; } = TimeSpan.FromSeconds(5);
}
