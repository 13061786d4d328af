using Aresta.Tensors;

namespace Aresta.Execution;

/// <summary>The tensors of a graph, side by side in memory that does not move.</summary>
internal sealed unsafe class ConstantMemory
{
    private readonly Arena arena;

    public ConstantMemory(IReadOnlyList<(Storage Storage, Tensor Tensor)> constants)
    {
        foreach (var (storage, _) in constants)
        {
            storage.Offset = Bytes;
            Bytes += Arena.Aligned(storage.Bytes);
        }

        arena = Arena.Rent(Bytes);
        foreach (var (storage, tensor) in constants)
        {
            tensor.AsBytes().CopyTo(new((byte*)arena.Address + storage.Offset, (int)storage.Bytes));
        }
    }

    ~ConstantMemory() => arena?.Return();

    /// <summary>How long they are together.</summary>
    public long Bytes { get; }

    /// <summary>Where they begin.</summary>
    public nint Address => arena.Address;
}
