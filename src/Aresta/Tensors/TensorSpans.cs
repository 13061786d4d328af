using System.Numerics.Tensors;

namespace Aresta.Tensors;

/// <summary>Tensors as the framework's spans of tensors, and from them.</summary>
public static class TensorSpans
{
    extension(Tensor tensor)
    {
        /// <summary>The elements as a span of the same shape, which is not copied; a scalar is a span of one element.</summary>
        /// <exception cref="ArgumentException">The elements are not of type <typeparamref name="T"/>.</exception>
        public TensorSpan<T> AsTensorSpan<T>() where T : unmanaged => Of(tensor.AsSpan<T>(), tensor.Shape);

        /// <summary>A copy of a span, whatever its strides are.</summary>
        /// <param name="elements">float, double, int, long or bool.</param>
        /// <exception cref="ArgumentException">The elements are of another type.</exception>
        /// <exception cref="OverflowException">A length is beyond 2³¹ − 1.</exception>
        public static Tensor CopyOf<T>(in ReadOnlyTensorSpan<T> elements) where T : unmanaged
        {
            var lengths = new int[elements.Rank];
            for (var axis = 0; axis < lengths.Length; axis++)
            {
                lengths[axis] = checked((int)elements.Lengths[axis]);
            }

            var copy = Tensor.Of(new T[checked((int)elements.FlattenedLength)], [.. lengths]);
            if (copy.Shape.Size > 0)
            {
                elements.CopyTo(copy.AsTensorSpan<T>());
            }

            return copy;
        }
    }

    /// <summary>Elements in row-major order under a shape; a scalar has one axis of length 1, as spans have at least one.</summary>
    internal static TensorSpan<T> Of<T>(Span<T> elements, Shape shape)
    {
        Span<nint> lengths = stackalloc nint[Math.Max(1, shape.Rank)];
        lengths[0] = 1;
        for (var axis = 0; axis < shape.Rank; axis++)
        {
            lengths[axis] = shape[axis];
        }

        return new(elements, lengths);
    }
}
