namespace Aresta.Learning.Data;

/// <summary>A file of data is missing or not what it should be. The message says which file, where in it, and what is wrong.</summary>
public sealed class DataException : Exception
{
    /// <summary>A whole sentence about a file.</summary>
    public DataException(string message, Exception? inner = null)
        : base(message, inner)
    {
    }
}
