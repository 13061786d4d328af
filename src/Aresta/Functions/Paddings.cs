using Aresta.Primitives;
using Aresta.Tensors;

namespace Aresta.Functions;

/// <summary>
/// Axes continued beyond their ends by elements of their own (<c>numpy.pad</c>); a negative amount takes elements away. For constants see
/// <c>Pad</c>.
/// </summary>
public static class Paddings
{
    extension(Value x)
    {
        /// <summary>The first and the last element repeated: a a a b c | c c (torch's "replicate").</summary>
        /// <param name="low">How many elements are added before each axis.</param>
        /// <param name="high">How many are added after each axis.</param>
        /// <exception cref="GraphException">There is not one amount for each axis, or an empty axis is to grow.</exception>
        public Value PadEdge(IntList low, IntList high) => Continued(x, low, high, (i, n) => Math.Clamp(i, 0, n - 1));

        /// <summary>Mirrored at the first and at the last element, which are not repeated: c b | a b c | b a.</summary>
        /// <param name="low">How many elements are added before each axis.</param>
        /// <param name="high">How many are added after each axis.</param>
        /// <exception cref="GraphException">There is not one amount for each axis, or an empty axis is to grow.</exception>
        public Value PadReflect(IntList low, IntList high) => Continued(x, low, high, (i, n) =>
        {
            var period = Math.Max(2 * (n - 1), 1);
            var phase = Modulo(i, period);
            return Math.Min(phase, period - phase);
        });

        /// <summary>Periodic: b c | a b c | a b (torch's "circular").</summary>
        /// <param name="low">How many elements are added before each axis.</param>
        /// <param name="high">How many are added after each axis.</param>
        /// <exception cref="GraphException">There is not one amount for each axis, or an empty axis is to grow.</exception>
        public Value PadWrap(IntList low, IntList high) => Continued(x, low, high, Modulo);
    }

    // Place i of an axis of length n, which may lie beyond its ends, takes the element source(i, n).
    private static Value Continued(Value x, IntList low, IntList high, Func<int, int, int> source)
    {
        if (low.Count != x.Rank || high.Count != x.Rank)
        {
            throw new GraphException($"{x} has {x.Rank} axes, but amounts {low} and {high} were given.");
        }

        for (var axis = 0; axis < x.Rank; axis++)
        {
            var (length, before) = (x.Shape[axis], low[axis]);
            var continued = length + before + high[axis];
            if (continued < 0 || (length == 0 && continued > 0))
            {
                throw new GraphException($"Axis {axis} of {x} cannot be continued by {before} and {high[axis]} elements.");
            }

            if (before != 0 || high[axis] != 0)
            {
                long[] index = [.. Enumerable.Range(0, continued).Select(place => (long)source(place - before, length))];
                x = x.Take(Value.Constant(Tensor.Vector(index)), axis);
            }
        }

        return x;
    }

    private static int Modulo(int i, int n) => ((i % n) + n) % n;
}
