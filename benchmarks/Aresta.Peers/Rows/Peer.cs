using TorchSharp;
using DType = Aresta.Tensors.DType;
using Tensor = Aresta.Tensors.Tensor;

namespace Aresta.Peers.Rows;

/// <summary>Tensors of the peer, and whether its results are ours.</summary>
internal static class Peer
{
    private const double Tolerance = 1e-4;

    /// <summary>The same numbers.</summary>
    public static torch.Tensor Of(Tensor tensor)
    {
        long[] shape = [.. tensor.Shape.Select(length => (long)length)];
        return tensor.DType == DType.Int64 ? torch.tensor(tensor.AsSpan<long>().ToArray(), shape)
            : tensor.DType == DType.Float64 ? torch.tensor(tensor.AsSpan<double>().ToArray(), shape)
            : torch.tensor(tensor.AsSpan<float>().ToArray(), shape);
    }

    /// <summary>All elements, in order.</summary>
    public static float[] Numbers(torch.Tensor tensor)
    {
        using var scope = torch.NewDisposeScope(); // nothing is left to finalizers
        return tensor.detach().to_type(torch.ScalarType.Float32).contiguous().data<float>().ToArray();
    }

    /// <summary>Throws unless each element differs by no more than 10⁻⁴, or so much as is given, of the largest one.</summary>
    public static void Agree(string what, ReadOnlySpan<float> ours, ReadOnlySpan<float> theirs, double tolerance = Tolerance)
    {
        var largest = 0.0;
        foreach (var x in theirs)
        {
            largest = Math.Max(largest, Math.Abs(x));
        }

        for (var i = 0; i < theirs.Length; i++)
        {
            if (ours.Length != theirs.Length || !(Math.Abs(ours[i] - theirs[i]) <= tolerance * largest))
            {
                throw new InvalidOperationException(
                    FormattableString.Invariant($"{what}: element {i} is {ours[i]} by ours, {theirs[i]} by theirs (largest: {largest})."));
            }
        }
    }

    /// <summary>
    /// Throws unless the distance is within 10⁻⁴, or so much as is given, of the length. (Adam divides each gradient by its own size, so
    /// that where one is all but zero its rounding alone decides the direction of a step.)
    /// </summary>
    public static void Near(string what, ReadOnlySpan<float> ours, ReadOnlySpan<float> theirs, double tolerance = Tolerance)
    {
        var (distance, length) = (0.0, 0.0);
        for (var i = 0; i < theirs.Length; i++)
        {
            var difference = (double)ours[i] - theirs[i];
            (distance, length) = (distance + (difference * difference), length + ((double)theirs[i] * theirs[i]));
        }

        if (!(Math.Sqrt(distance) <= tolerance * Math.Sqrt(length)))
        {
            throw new InvalidOperationException(
                FormattableString.Invariant($"{what}: {Math.Sqrt(distance)} apart, of {Math.Sqrt(length)}."));
        }
    }
}
