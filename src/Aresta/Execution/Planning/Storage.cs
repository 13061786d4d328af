using Aresta.Tensors;

namespace Aresta.Execution;

/// <summary>Whose memory a value lies in.</summary>
internal enum StorageKind : byte
{
    /// <summary>The plan's: reused as soon as nobody needs the value.</summary>
    Arena,

    /// <summary>An input of the caller.</summary>
    Input,

    /// <summary>An output of the caller.</summary>
    Output,

    /// <summary>A tensor of the graph, kept beside the plan.</summary>
    Constant,
}

/// <summary>A place for one value, elements in row-major order.</summary>
/// <param name="index">Which of the places of the plan.</param>
/// <param name="type">The type of the value it was made for; reshaped ones share it.</param>
/// <param name="bytes">Its length.</param>
internal sealed class Storage(int index, TensorType type, long bytes)
{
    public int Index => index;

    public TensorType Type => type;

    public long Bytes => bytes;

    /// <summary>Whose memory it is.</summary>
    public StorageKind Kind { get; set; }

    /// <summary>Which input or output of the caller.</summary>
    public int Number { get; set; }

    /// <summary>Where it begins in the arena or among the constants.</summary>
    public long Offset { get; set; }

    /// <summary>The step that writes it; −1 before all of them.</summary>
    public int Defined { get; set; } = -1;

    /// <summary>The last step that reads it.</summary>
    public int LastRead { get; set; } = -1;

    /// <summary>The storage of whose memory it takes possession; −1 for none.</summary>
    public int TakenFrom { get; set; } = -1;
}
