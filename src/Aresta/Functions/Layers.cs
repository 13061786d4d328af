using Aresta.Primitives;
using static Aresta.Numerics.Elementary;

namespace Aresta.Functions;

/// <summary>The two maps of vectors that networks are made of, along an axis.</summary>
public static class Layers
{
    extension(Value x)
    {
        /// <summary>x·Wᵀ + b along the last axis: a linear layer.</summary>
        /// <param name="weight">W, [out, in].</param>
        /// <param name="bias">b, [out]; 0 unless given.</param>
        /// <returns>[…, out], for x of shape […, in].</returns>
        /// <exception cref="GraphException">The shapes do not fit.</exception>
        public Value Affine(Value weight, Value? bias = null)
        {
            if (x.Rank < 1 || weight.Rank != 2)
            {
                throw new GraphException($"An affine map takes […, in] and weights [out, in], but was given {x} and {weight}.");
            }

            var batch = Spatial.Letters('A', x.Rank - 1);
            var product = Node.Create(new Contract($"{batch}i,oi->{batch}o"), x, weight).Result();
            return bias is { } b ? product + b : product;
        }

        /// <summary>a·σ(b), where a and b are the halves of x along an axis: a gated linear unit (Dauphin et al. 2016).</summary>
        /// <param name="axis">The axis, of even length; negative ones count from the end.</param>
        /// <exception cref="GraphException">The length of the axis is odd, or there is no such axis.</exception>
        public Value GatedLinearUnit(int axis = -1)
        {
            var length = x.Shape[x.Axis(axis)];
            return length % 2 == 0
                ? x.Slice(axis, 0, length / 2) * Sigmoid(x.Slice(axis, length / 2, length))
                : throw new GraphException($"A gated linear unit halves its axis, but axis {axis} of {x} has length {length}.");
        }
    }
}
