using System.Runtime.InteropServices;
using Aresta.Primitives;
using Aresta.Tensors;

namespace Aresta.Execution;

/// <summary>A node by its definition, on tensors: for what has no kernel yet.</summary>
internal sealed unsafe class Fallback(Node node, int[] operands, int[] results) : Step
{
    private readonly bool[] discarded = [.. results.Select(result => result < 0)];

    public override string Kernel => "definition";

    public override IReadOnlyList<int> Reads { get; } = [.. operands.Distinct()];

    public override IReadOnlyList<int> Writes { get; } = [.. results.Where(result => result >= 0)];

    public override IReadOnlyList<Node> Nodes { get; } = [node];

    public override bool Allocates => true;

    public override void Run(Frame frame)
    {
        var tensors = new Tensor[operands.Length];
        for (var i = 0; i < tensors.Length; i++)
        {
            tensors[i] = Read(frame, operands[i], node.Operands[i].Type);
        }

        Tensor[] made;
        try
        {
            made = node.Primitive.Evaluate(tensors, node.Results);
        }
        catch (Exception e) when (e is OperandException or DivideByZeroException)
        {
            throw Failure(node, e is DivideByZeroException ? new OperandException("an integer is divided by zero") : e);
        }

        for (var i = 0; i < made.Length; i++)
        {
            if (!discarded[i])
            {
                Write(frame, results[i], made[i]);
            }
        }
    }

    /// <summary>A node that failed as the plan ran.</summary>
    public static GraphException Failure(Node node, Exception reason) =>
        Node.Failure(node.Primitive, node.Operands.AsSpan(), node.Origin, reason);

    /// <summary>A copy of a value as a tensor.</summary>
    public static Tensor Read(Frame frame, int storage, TensorType type)
    {
        if (type.IsStack)
        {
            return StackTensors.Read((nint*)frame[storage], type);
        }

        var tensor = Tensor.Zeros(type);
        new ReadOnlySpan<byte>(frame[storage], checked(type.Shape.Size * type.DType.Size)).CopyTo(Bytes(tensor));
        return tensor;
    }

    /// <summary>A tensor as a value.</summary>
    public static void Write(Frame frame, int storage, Tensor tensor)
    {
        if (tensor.Type.IsStack)
        {
            StackTensors.Write(frame.Stacks, tensor, (nint*)frame[storage]);
            return;
        }

        tensor.AsBytes().CopyTo(new(frame[storage], checked(tensor.Shape.Size * tensor.DType.Size)));
    }

    private static Span<byte> Bytes(Tensor tensor) =>
        MemoryMarshal.CreateSpan(ref MemoryMarshal.GetReference(tensor.AsBytes()), tensor.AsBytes().Length);
}
