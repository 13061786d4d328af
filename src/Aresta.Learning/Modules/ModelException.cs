namespace Aresta.Learning.Modules;

/// <summary>A model cannot take what it was given. The message says which layer, by its path, and why.</summary>
public sealed class ModelException : Exception
{
    internal ModelException(string path, string message, Exception? inner = null)
        : base(message, inner) => Path = path;

    /// <summary>The path of the innermost module that failed; empty for the model itself.</summary>
    public string Path { get; }
}
