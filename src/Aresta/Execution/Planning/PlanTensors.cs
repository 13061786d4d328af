using System.Buffers;
using System.Numerics.Tensors;
using Aresta.Primitives;
using Aresta.Tensors;

namespace Aresta.Execution;

/// <summary>Plans on the framework's tensors: what lies in row-major order is read and written where it is.</summary>
public static unsafe class PlanTensors
{
    extension(PlanMemory memory)
    {
        /// <summary>
        /// An input under its shape, in the memory of the plan: to be written into, as by <c>CopyTo</c> of a tensor of any strides. A
        /// scalar is one element.
        /// </summary>
        /// <param name="index">Which input.</param>
        /// <exception cref="ArgumentException">Its elements are not of that type.</exception>
        public TensorSpan<T> InputTensor<T>(int index) where T : unmanaged =>
            TensorSpans.Of(memory.Input<T>(index), memory.Plan.Graph.Inputs[index].Shape);

        /// <summary>An output under its shape, as the last run left it, in the memory of the plan. A scalar is one element.</summary>
        /// <param name="index">Which output.</param>
        /// <exception cref="ArgumentException">Its elements are not of that type.</exception>
        public ReadOnlyTensorSpan<T> OutputTensor<T>(int index) where T : unmanaged =>
            TensorSpans.Of(memory.Output<T>(index), memory.Plan.Graph.Outputs[index].Shape);
    }

    extension(Plan plan)
    {
        /// <summary>
        /// Computes the outputs into given tensors of the framework, which are <see cref="Tensor{T}"/> of float, double, int, long or bool.
        /// Those in row-major order are not copied, and a run on such tensors makes no objects if <see cref="Plan.Allocates"/> is false;
        /// others are copied before the run or after it.
        /// </summary>
        /// <param name="inputs">A tensor for each input, of its type; for a scalar one of one element.</param>
        /// <param name="outputs">
        /// A tensor for each output, of its type, whose memory is that of no input and of no other output; but for an output that is
        /// written over an input it is that of the input.
        /// </param>
        /// <param name="cancellation">Asked before each step.</param>
        /// <exception cref="GraphException">The tensors do not fit the graph, or an operation failed.</exception>
        /// <exception cref="OperationCanceledException">The run was cancelled; outputs hold anything.</exception>
        public void Run(
            ReadOnlySpan<IReadOnlyTensor> inputs, ReadOnlySpan<ITensor> outputs, CancellationToken cancellation = default)
        {
            var graph = plan.Graph;
            if (inputs.Length != graph.Inputs.Length || outputs.Length != graph.Outputs.Length)
            {
                throw new GraphException(
                    FormattableString.Invariant($"The graph takes {graph.Inputs.Length} inputs and gives {graph.Outputs.Length} outputs, ")
                    + FormattableString.Invariant($"but was given {inputs.Length} and {outputs.Length} tensors."));
            }

            var count = inputs.Length + outputs.Length;
            var pins = ArrayPool<MemoryHandle>.Shared.Rent(count);
            var frame = plan.Rent();
            try
            {
                for (var i = 0; i < inputs.Length; i++)
                {
                    pins[i] = Pinned(inputs[i], graph.Inputs[i], "Input", i, true);
                    frame.SetInput(i, (byte*)pins[i].Pointer);
                }

                for (var i = 0; i < outputs.Length; i++)
                {
                    ref var pin = ref pins[inputs.Length + i];
                    pin = Pinned(outputs[i], graph.Outputs[i], "Output", i, false);
                    frame.SetOutput(i, (byte*)pin.Pointer);
                    Apart(plan, pins.AsSpan(0, inputs.Length + i), inputs.Length, i, (nint)pin.Pointer);
                }

                foreach (var (storage, input) in plan.Donations)
                {
                    frame[storage] = (byte*)pins[input].Pointer;
                }

                frame.Run(cancellation);
                for (var i = 0; i < outputs.Length; i++)
                {
                    Finish(outputs[i], pins[inputs.Length + i].Pointer);
                }
            }
            finally
            {
                foreach (ref var pin in pins.AsSpan(0, count))
                {
                    pin.Dispose();
                }

                ArrayPool<MemoryHandle>.Shared.Return(pins, clearArray: true);
                frame.Clear();
                plan.Return(frame);
            }
        }
    }

    // Where a tensor lies, or a copy of it in row-major order.
    private static MemoryHandle Pinned(IReadOnlyTensor? tensor, Value value, string kind, int index, bool isRead) => tensor switch
    {
        _ when value.Type.IsStack => throw new GraphException(FormattableString.Invariant(
            $"{kind} {index} is {value.Type}, which no tensor of the framework can hold.")),
        Tensor<float> x when Fits(x, value.Type, DType.Float32) => Pinned(x, isRead),
        Tensor<double> x when Fits(x, value.Type, DType.Float64) => Pinned(x, isRead),
        Tensor<int> x when Fits(x, value.Type, DType.Int32) => Pinned(x, isRead),
        Tensor<long> x when Fits(x, value.Type, DType.Int64) => Pinned(x, isRead),
        Tensor<bool> x when Fits(x, value.Type, DType.Bool) => Pinned(x, isRead),
        null => throw new GraphException(FormattableString.Invariant($"{kind} {index}, {value}, was given no tensor, but null.")),
        _ => throw new GraphException(FormattableString.Invariant(
            $"{kind} {index}, {value}, was given a tensor of {Elements(tensor)} and lengths [{Lengths(tensor)}].")),
    };

    private static string Elements(IReadOnlyTensor tensor) => tensor switch
    {
        Tensor<float> => DType.Float32.Name,
        Tensor<double> => DType.Float64.Name,
        Tensor<int> => DType.Int32.Name,
        Tensor<long> => DType.Int64.Name,
        Tensor<bool> => DType.Bool.Name,
        _ => "other elements",
    };

    private static string Lengths(IReadOnlyTensor tensor)
    {
        var lengths = new List<string>();
        foreach (var length in tensor.Lengths)
        {
            lengths.Add(FormattableString.Invariant($"{length}"));
        }

        return string.Join(",", lengths);
    }

    private static bool Fits(IReadOnlyTensor tensor, TensorType type, DType dtype)
    {
        var lengths = tensor.Lengths;
        var scalar = type.Shape.Rank == 0 && lengths.Length <= 1 && tensor.FlattenedLength == 1;
        if (type.DType != dtype || !(scalar || (type.Shape.Rank > 0 && lengths.Length == type.Shape.Rank)))
        {
            return false;
        }

        for (var axis = 0; axis < type.Shape.Rank; axis++)
        {
            if (lengths[axis] != type.Shape[axis])
            {
                return false;
            }
        }

        return true;
    }

    // Dense is not enough: the elements may stand in another order.
    private static bool IsRowMajor(IReadOnlyTensor tensor)
    {
        ReadOnlySpan<nint> lengths = tensor.Lengths, strides = tensor.Strides;
        nint next = 1;
        for (var axis = lengths.Length - 1; axis >= 0; axis--)
        {
            if (lengths[axis] != 1 && strides[axis] != next && tensor.FlattenedLength > 0)
            {
                return false;
            }

            next *= lengths[axis];
        }

        return true;
    }

    private static MemoryHandle Pinned<T>(Tensor<T> tensor, bool isRead) where T : unmanaged
    {
        if (tensor.IsEmpty)
        {
            return default;
        }

        if (IsRowMajor(tensor))
        {
            return tensor.GetPinnedHandle();
        }

        var copy = new T[tensor.FlattenedLength];
        if (isRead)
        {
            tensor.CopyTo(new TensorSpan<T>(copy, tensor.Lengths));
        }

        return copy.AsMemory().Pin();
    }

    private static void Finish(ITensor output, void* from)
    {
        if (output.IsEmpty || IsRowMajor(output))
        {
            return;
        }

        switch (output)
        {
            case Tensor<float> x:
                Give(x, (float*)from);
                break;
            case Tensor<double> x:
                Give(x, (double*)from);
                break;
            case Tensor<int> x:
                Give(x, (int*)from);
                break;
            case Tensor<long> x:
                Give(x, (long*)from);
                break;
            case Tensor<bool> x:
                Give(x, (bool*)from);
                break;
        }
    }

    private static void Give<T>(Tensor<T> to, T* from) where T : unmanaged =>
        new ReadOnlyTensorSpan<T>(from, to.FlattenedLength, to.Lengths).CopyTo(to.AsTensorSpan());

    // The memory of an output is that of nothing before it, but of the input that it is written over.
    private static void Apart(Plan plan, ReadOnlySpan<MemoryHandle> others, int inputs, int output, nint address)
    {
        var type = plan.Graph.Outputs[output].Type;
        foreach (var (donor, over) in plan.WrittenOver)
        {
            if (over == output && (nint)others[donor].Pointer != address)
            {
                throw new GraphException(FormattableString.Invariant(
                    $"Output {output} is written over input {donor}, so both are one tensor in row-major order, but two are given."));
            }
        }

        for (var i = 0; i < others.Length; i++)
        {
            var (isInput, number) = (i < inputs, i < inputs ? i : i - inputs);
            var other = isInput ? plan.Graph.Inputs[number].Type : plan.Graph.Outputs[number].Type;
            var at = (nint)others[i].Pointer;
            if (at + Bytes(other) <= address || address + Bytes(type) <= at || (isInput && IsDonated(plan, number, output)))
            {
                continue;
            }

            throw new GraphException(isInput
                ? FormattableString.Invariant(
                    $"Output {output} is given the memory of input {number}; that is allowed only where the options of the plan say so.")
                : FormattableString.Invariant($"Outputs {number} and {output} are given the same memory."));
        }
    }

    private static bool IsDonated(Plan plan, int input, int output)
    {
        foreach (var (from, to) in plan.WrittenOver)
        {
            if (from == input && to == output)
            {
                return true;
            }
        }

        return false;
    }

    private static nint Bytes(TensorType type) => checked((nint)type.Shape.Size * type.DType.Size);
}
