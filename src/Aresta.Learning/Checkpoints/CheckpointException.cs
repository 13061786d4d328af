namespace Aresta.Learning.Checkpoints;

/// <summary>A checkpoint or a file of tensors cannot be read or written. The message says which file, and what is wrong with it.</summary>
public sealed class CheckpointException : Exception
{
    internal CheckpointException(string message, Exception? inner = null)
        : base(message, inner)
    {
    }
}
