using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using Aresta.Tensors;

namespace Aresta.Execution;

/// <summary>What one run of a plan needs and changes: where its values lie. It is kept between runs.</summary>
internal sealed unsafe class Frame
{
    private readonly nint[] addresses;
    private readonly PinnedGCHandle<Array>[] pins;
    private readonly List<nint[]> lanes = [];

    /// <summary>A frame of a plan, with memory of its own.</summary>
    public Frame(Plan plan) : this(plan, Arena.Rent(plan.ArenaBytes))
    {
    }

    private Frame(Plan plan, Arena arena) : this(plan, arena.Address, new StackMemory())
    {
        Arena = arena;
        pins = new PinnedGCHandle<Array>[plan.Graph.Inputs.Length + plan.Graph.Outputs.Length];
        for (var i = 0; i < pins.Length; i++)
        {
            pins[i] = new(Array.Empty<byte>());
        }

        // Stacks have their words here: tensors of them hold objects.
        foreach (var (value, storage) in plan.Graph.Inputs.Zip(plan.Inputs).Concat(plan.Graph.Outputs.Zip(plan.Outputs)))
        {
            if (value.Type.IsStack)
            {
                var words = GC.AllocateArray<nint>(Math.Max(1, value.Shape.Size), pinned: true);
                lanes.Add(words);
                addresses[storage] = (nint)Unsafe.AsPointer(ref MemoryMarshal.GetArrayDataReference(words));
            }
        }

        GC.ReRegisterForFinalize(this);
    }

    /// <summary>A frame within the memory of another one.</summary>
    public Frame(Plan plan, nint memory, StackMemory stacks)
    {
        (Plan, pins, Stacks) = (plan, [], stacks);
        GC.SuppressFinalize(this);
        addresses = new nint[plan.Storages.Length];
        foreach (var storage in plan.Storages)
        {
            addresses[storage.Index] = storage.Kind switch
            {
                StorageKind.Arena => memory + (nint)storage.Offset,
                StorageKind.Constant => plan.Constants.Address + (nint)storage.Offset,
                _ => 0,
            };
        }

        var bodies = new List<Frame>();
        foreach (var step in plan.Steps)
        {
            foreach (var (body, offset) in step.Bodies)
            {
                bodies.Add(new(body, addresses[step.Workspace] + (nint)offset, stacks));
            }
        }

        Bodies = [.. bodies];
    }

    ~Frame()
    {
        foreach (var pin in pins)
        {
            pin.Dispose();
        }

        Arena?.Return();
        if (Arena is not null)
        {
            Stacks.Free();
        }
    }

    /// <summary>The plan.</summary>
    public Plan Plan { get; }

    /// <summary>The memory, where it is its own.</summary>
    public Arena? Arena { get; }

    /// <summary>The stacks of the run, which bodies share.</summary>
    public StackMemory Stacks { get; }

    /// <summary>The frames of the bodies of the steps.</summary>
    public Frame[] Bodies { get; }

    /// <summary>Asked before each step.</summary>
    public CancellationToken Cancellation { get; private set; }

    /// <summary>Where a storage begins.</summary>
    public byte* this[int storage]
    {
        get => (byte*)addresses[storage];
        set => addresses[storage] = (nint)value;
    }

    /// <summary>Says where an input of a body lies.</summary>
    public void SetInput(int input, byte* address) => addresses[Plan.Inputs[input]] = (nint)address;

    /// <summary>Says where an output of a body goes.</summary>
    public void SetOutput(int output, byte* address) => addresses[Plan.Outputs[output]] = (nint)address;

    /// <summary>Runs all steps.</summary>
    public void Run(CancellationToken cancellation)
    {
        Cancellation = cancellation;
        foreach (var step in Plan.Steps)
        {
            cancellation.ThrowIfCancellationRequested();
            step.Run(this);
        }
    }

    /// <summary>Runs all steps on tensors, which stay where they are meanwhile.</summary>
    public void Run(ReadOnlySpan<Tensor> inputs, ReadOnlySpan<Tensor?> outputs, CancellationToken cancellation)
    {
        try
        {
            for (var i = 0; i < inputs.Length; i++)
            {
                Pin(i, inputs[i], Plan.Inputs[i]);
            }

            for (var i = 0; i < outputs.Length; i++)
            {
                if (outputs[i] is { } output)
                {
                    Pin(inputs.Length + i, output, Plan.Outputs[i]);
                }
            }

            foreach (var (storage, input) in Plan.Donations)
            {
                addresses[storage] = addresses[Plan.Inputs[input]];
            }

            Run(cancellation);
        }
        finally
        {
            foreach (ref var pin in pins.AsSpan())
            {
                pin.Target = Array.Empty<byte>();
            }
        }
    }

    /// <summary>Forgets the stacks of a run.</summary>
    public void Clear() => Stacks.Reset();

    private void Pin(int number, Tensor tensor, int storage)
    {
        if (tensor.Type.IsStack)
        {
            StackTensors.Write(Stacks, tensor, (nint*)addresses[storage]);
            return;
        }

        pins[number].Target = tensor.Elements;
        addresses[storage] = (nint)Unsafe.AsPointer(ref MemoryMarshal.GetArrayDataReference(tensor.Elements));
    }
}
