using Aresta.Primitives;
using Aresta.Tensors;

namespace Aresta.Graphs;

/// <summary>Values of which it is known that all elements are one and the same number.</summary>
internal static class Filled
{
    /// <summary>That number as a scalar tensor, where it is known: a constant of one repeated element, under any change of shape.</summary>
    public static Tensor? Of(Value value)
    {
        while (value.Node.Primitive is Broadcast or Reshape or Permute && value.Shape.Size > 0)
        {
            value = value.Node.Operands[0];
        }

        if (value.Node.Primitive is not Constant { Value: var tensor } || tensor.Shape.Size == 0)
        {
            return null;
        }

        var bytes = tensor.AsBytes();
        var size = tensor.DType.Size;
        return bytes[size..].SequenceEqual(bytes[..^size]) ? First(tensor) : null;
    }

    /// <summary>Whether all elements are +0 or −0, or all items of a stack.</summary>
    public static bool IsZero(Value value) => value.Shape.Size == 0 || value.Node.Primitive is EmptyStack or ZeroItems
        || (Of(value) is { } number && number.ToDouble() == 0);

    private static Tensor First(Tensor tensor) => tensor.DType switch
    {
        DType.Float32 => Tensor.Scalar(tensor.AsSpan<float>()[0]),
        DType.Float64 => Tensor.Scalar(tensor.AsSpan<double>()[0]),
        DType.Int32 => Tensor.Scalar(tensor.AsSpan<int>()[0]),
        DType.Int64 => Tensor.Scalar(tensor.AsSpan<long>()[0]),
        _ => Tensor.Scalar(tensor.AsSpan<bool>()[0]),
    };
}
