using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using Aresta.Tensors;

namespace Aresta.Execution;

/// <summary>Stacks in the memory of a plan from and to tensors, as they come in and go out.</summary>
internal static unsafe class StackTensors
{
    /// <summary>Makes the lanes of a tensor lanes of a plan.</summary>
    public static void Write(StackMemory stacks, Tensor tensor, nint* lanes)
    {
        var (item, items) = (new StackItem(tensor.Type), new byte[StorageBytes.Of(tensor.Type.Item)]);
        fixed (byte* at = items)
        {
            for (var lane = 0; lane < tensor.Cells.Length; lane++)
            {
                var pending = new Stack<Tensor>();
                for (var cell = tensor.Cells[lane]; cell is not null; cell = cell.Under)
                {
                    pending.Push(cell.Top);
                }

                lanes[lane] = 0;
                while (pending.TryPop(out var top))
                {
                    if (top.Type.IsStack)
                    {
                        Write(stacks, top, (nint*)at);
                    }
                    else
                    {
                        top.AsBytes().CopyTo(items);
                    }

                    stacks.Push(lanes + lane, at, lanes + lane, 1, item);
                }
            }
        }
    }

    /// <summary>A tensor of lanes of a plan.</summary>
    public static Tensor Read(nint* lanes, TensorType type)
    {
        var (tensor, items) = (Tensor.Zeros(type), new byte[StorageBytes.Of(type.Item)]);
        fixed (byte* at = items)
        {
            for (var lane = 0; lane < tensor.Cells.Length; lane++)
            {
                var pending = new Stack<Tensor>();
                for (var cell = lanes[lane]; cell != 0; cell = StackMemory.Under(cell))
                {
                    StackMemory.Read(cell, at, items.Length);
                    pending.Push(type.Item.IsStack ? Read((nint*)at, type.Item) : Item(items, type.Item));
                }

                while (pending.TryPop(out var top))
                {
                    tensor.Cells[lane] = new(top, tensor.Cells[lane]);
                }
            }
        }

        return tensor;
    }

    private static Tensor Item(byte[] bytes, TensorType type)
    {
        var tensor = Tensor.Zeros(type);
        Unsafe.CopyBlockUnaligned(
            ref MemoryMarshal.GetReference(tensor.AsBytes()), in MemoryMarshal.GetArrayDataReference(bytes), (uint)bytes.Length);
        return tensor;
    }
}
