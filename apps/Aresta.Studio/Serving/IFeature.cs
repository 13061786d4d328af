namespace Aresta.Studio.Serving;

/// <summary>A part of the studio with endpoints of its own. It is listed in <see cref="StudioServer"/>.</summary>
internal interface IFeature : IAsyncDisposable
{
    /// <summary>Says which endpoints there are.</summary>
    void Map(Routes routes);
}
