using Aresta.Primitives;
using Aresta.Tensors;

namespace Aresta.Functions;

/// <summary>Selection by a mask that is known when the graph is built, since the shape of the result depends on it.</summary>
public static class Masks
{
    /// <summary>The flat positions of the true elements, in order: int64, [how many].</summary>
    /// <param name="mask">Of dtype bool.</param>
    /// <exception cref="ArgumentException">The mask is not of dtype bool.</exception>
    public static Tensor FlatNonZero(Tensor mask)
    {
        ArgumentNullException.ThrowIfNull(mask);
        var truths = mask.AsSpan<bool>().ToArray();
        return Tensor.Vector([.. Enumerable.Range(0, truths.Length).Where(i => truths[i]).Select(i => (long)i)]);
    }

    extension(Value x)
    {
        /// <summary>The elements at which a mask is true, a vector; x and the mask broadcast against each other.</summary>
        /// <param name="mask">Of dtype bool.</param>
        /// <exception cref="GraphException">The shapes do not broadcast, or the mask is not of dtype bool.</exception>
        public Value MaskedSelect(Tensor mask)
        {
            ArgumentNullException.ThrowIfNull(mask);
            if (mask.DType != DType.Bool)
            {
                throw new GraphException($"{x} was to be selected from by {mask.Type}; a mask is of dtype bool.");
            }

            var shape = Broadcasting.Common("masked select", x, Value.Constant(mask));
            var (strides, own) = (new int[shape.Rank], mask.Shape.Strides());
            for (var axis = 0; axis < own.Length; axis++)
            {
                strides[shape.Rank - own.Length + axis] = mask.Shape[axis] == 1 ? 0 : own[axis];
            }

            var chosen = FlatNonZero(Strided.Read(mask, shape, Strided.Offsets(shape, strides)));
            return x.BroadcastTo(shape).Flatten().Take(Value.Constant(chosen));
        }
    }
}
