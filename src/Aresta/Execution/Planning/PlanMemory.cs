using Aresta.Primitives;
using Aresta.Tensors;

namespace Aresta.Execution;

/// <summary>
/// Memory for one run of a plan at a time, inputs and outputs included: inputs are written into its spans, outputs read from them, and
/// what is not written again stays. An output that is written over an input is the same memory, so that state lives on from run to run.
/// </summary>
/// <remarks>Not to be used by several threads at once; a plan may have any number of such memories. Spans end with it.</remarks>
public sealed unsafe class PlanMemory : IDisposable
{
    private readonly Frame frame;
    private readonly nint[] inputs;
    private readonly nint[] outputs;
    private Arena? arena;

    internal PlanMemory(Plan plan)
    {
        if (plan.Graph.Inputs.Concat(plan.Graph.Outputs).FirstOrDefault(value => value.Type.IsStack) is { IsInitialized: true } stack)
        {
            throw new GraphException($"{stack} has no length that is known beforehand, and therefore no memory; run on tensors instead.");
        }

        (frame, inputs, outputs) = (new(plan), new nint[plan.Graph.Inputs.Length], new nint[plan.Graph.Outputs.Length]);
        long length = 0;
        foreach (var value in plan.Graph.Inputs.Concat(plan.Graph.Outputs))
        {
            length += Bytes(value);
        }

        arena = Arena.Rent(length);
        CopyRun.Clear((byte*)arena.Address, length);
        var next = arena.Address;
        for (var i = 0; i < inputs.Length; i++)
        {
            inputs[i] = next;
            frame.SetInput(i, (byte*)next);
            next += (nint)Bytes(plan.Graph.Inputs[i]);
        }

        for (var i = 0; i < outputs.Length; i++)
        {
            outputs[i] = next;
            frame.SetOutput(i, (byte*)next);
            next += (nint)Bytes(plan.Graph.Outputs[i]);
        }

        foreach (var (input, output) in plan.Options.Donations)
        {
            outputs[output] = inputs[input];
            frame.SetOutput(output, (byte*)inputs[input]);
        }
    }

    /// <summary>Gives its memory back.</summary>
    ~PlanMemory() => Release();

    /// <summary>The plan.</summary>
    public Plan Plan => frame.Plan;

    /// <summary>The elements of an input, in row-major order; zeros before they are written.</summary>
    /// <param name="index">Which input.</param>
    /// <exception cref="ArgumentException">Its elements are not of that type.</exception>
    /// <exception cref="ObjectDisposedException">The memory was given back.</exception>
    public Span<T> Input<T>(int index) where T : unmanaged => Elements<T>(inputs[index], Plan.Graph.Inputs[index]);

    /// <summary>The elements of an output, in row-major order, as the last run left them.</summary>
    /// <param name="index">Which output.</param>
    /// <exception cref="ArgumentException">Its elements are not of that type.</exception>
    /// <exception cref="ObjectDisposedException">The memory was given back.</exception>
    public Span<T> Output<T>(int index) where T : unmanaged => Elements<T>(outputs[index], Plan.Graph.Outputs[index]);

    /// <summary>Computes the outputs.</summary>
    /// <param name="cancellation">Asked before each step.</param>
    /// <exception cref="GraphException">An operation failed.</exception>
    /// <exception cref="OperationCanceledException">The run was cancelled; outputs hold anything.</exception>
    /// <exception cref="ObjectDisposedException">The memory was given back.</exception>
    public void Run(CancellationToken cancellation = default)
    {
        ObjectDisposedException.ThrowIf(arena is null, this);
        frame.Run(cancellation);
        frame.Clear();
        GC.KeepAlive(this);
    }

    /// <summary>Gives the memory back; spans of it must not be used any more.</summary>
    public void Dispose()
    {
        Release();
        GC.SuppressFinalize(this);
    }

    private static long Bytes(Value value) => Arena.Aligned((long)value.Shape.Size * value.DType.Size);

    private void Release() => Interlocked.Exchange(ref arena, null)?.Return();

    private Span<T> Elements<T>(nint address, Value value) where T : unmanaged
    {
        ObjectDisposedException.ThrowIf(arena is null, this);
        return DTypes.Of<T>() == value.DType
            ? new((void*)address, value.Shape.Size)
            : throw new ArgumentException($"{value} was read as {DTypes.Of<T>().Name}.");
    }
}
