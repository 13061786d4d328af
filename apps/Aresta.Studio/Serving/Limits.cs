namespace Aresta.Studio.Serving;

/// <summary>What one request may ask for.</summary>
internal static class Limits
{
    /// <summary>The bytes of a request.</summary>
    public const int RequestBytes = 512 * 1024;

    /// <summary>Connections at a time.</summary>
    public const int Connections = 512;

    /// <summary>The characters of a program.</summary>
    public const int SourceLength = 60_000;

    /// <summary>The characters of the value of an input.</summary>
    public const int ValueLength = 20_000;

    /// <summary>The values of a graph.</summary>
    public const int Values = 8_000;

    /// <summary>The elements of all values of a graph together.</summary>
    public const double Elements = 200_000;

    /// <summary>The multiplications of all products of a graph together.</summary>
    public const double Work = 100_000_000;

    /// <summary>The boxes that are drawn at a time.</summary>
    public const int Boxes = 2_500;

    /// <summary>Requests that wait for a worker at a time.</summary>
    public const int Waiting = 1_000;
}
