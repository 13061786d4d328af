using Aresta.Tensors;

namespace Aresta.Execution;

/// <summary>What stands in one lane of a stack, again and again: numbers, or the lanes of stacks.</summary>
internal sealed class StackItem
{
    public StackItem(TensorType stack)
    {
        var item = stack.Item;
        (Bytes, IsDouble, Lanes) = (StorageBytes.Of(item), item.DType == DType.Float64, item.Shape.Size);
        Inner = item.IsStack ? new(item) : null;
    }

    /// <summary>Bytes of one.</summary>
    public long Bytes { get; }

    /// <summary>Whether its numbers, if they are floating, are doubles.</summary>
    public bool IsDouble { get; }

    /// <summary>How many elements or lanes it has.</summary>
    public int Lanes { get; }

    /// <summary>What its lanes hold, where it is a stack itself.</summary>
    public StackItem? Inner { get; }
}

/// <summary>How long values are in the memory of a plan.</summary>
internal static class StorageBytes
{
    /// <summary>Bytes of one element; of a stack, of what stands for one lane.</summary>
    public static int OfElement(TensorType type) => type.IsStack ? sizeof(long) : type.DType.Size;

    /// <summary>Bytes of a value.</summary>
    public static long Of(TensorType type) => (long)type.Shape.Size * OfElement(type);
}
