using Aresta.Primitives;
using Aresta.Tensors;

namespace Aresta.Functions;

/// <summary>How a value between grid points is made of its neighbors.</summary>
public enum Interpolation
{
    /// <summary>The neighbor below.</summary>
    Nearest,

    /// <summary>Linear between two neighbors along each axis: linear, bilinear, trilinear.</summary>
    Linear,

    /// <summary>Cubic through four neighbors along each axis, Keys' kernel with a = −3/4: bicubic.</summary>
    Cubic,

    /// <summary>The mean of all elements that a place covers, as adaptive average pooling has it.</summary>
    Area,
}

/// <summary>Resampling of the last axes to another size. Every mode is linear in x and works on each axis by itself.</summary>
public static class Interpolations
{
    // a of the kernel in R. G. Keys, "Cubic convolution interpolation for digital image processing" (1981), as it is in use with images.
    private const double Keys = -0.75;

    // As many neighbors as a place has at most.
    private const int Widest = 4;

    extension(Value x)
    {
        /// <summary>The last axes resampled to the given lengths.</summary>
        /// <param name="lengths">The new lengths, one for each of the last axes.</param>
        /// <param name="mode">How.</param>
        /// <param name="alignCorners">
        /// Whether first and last elements of old and new axis coincide: place i lies at i·(n − 1)/(o − 1). Otherwise elements are cells,
        /// and the ends of the axes coincide: (i + 1/2)·n/o − 1/2, held at 0 for <see cref="Interpolation.Linear"/>. Only for linear and
        /// cubic.
        /// </param>
        /// <exception cref="GraphException">x has fewer axes.</exception>
        public Value Interpolate(IntList lengths, Interpolation mode = Interpolation.Nearest, bool alignCorners = false) =>
            Interpolate(x, lengths, [.. lengths.Select((n, i) => (double)Old(x, lengths.Count, i) / n)], mode, alignCorners);

        /// <summary>The last axes resampled by factors: lengths become ⌊n·factor⌋, and neighboring places lie 1/factor apart.</summary>
        /// <param name="factors">The factors, one for each of the last axes.</param>
        /// <param name="mode">How.</param>
        /// <param name="alignCorners">As for the other overload.</param>
        /// <exception cref="GraphException">x has fewer axes.</exception>
        public Value Interpolate(IReadOnlyList<double> factors, Interpolation mode = Interpolation.Nearest, bool alignCorners = false)
        {
            ArgumentNullException.ThrowIfNull(factors);
            return Interpolate(
                x, [.. factors.Select((factor, i) => (int)Math.Floor(Old(x, factors.Count, i) * factor))],
                [.. factors.Select(factor => 1 / factor)], mode, alignCorners);
        }
    }

    private static Value Interpolate(Value x, IntList lengths, double[] steps, Interpolation mode, bool alignCorners)
    {
        if (mode == Interpolation.Area)
        {
            return x.AdaptiveAveragePool(lengths);
        }

        var result = x;
        for (var i = 0; i < lengths.Count; i++)
        {
            var (axis, from, to) = (x.Rank - lengths.Count + i, Old(x, lengths.Count, i), lengths[i]);
            if (from == 0 || to <= 0 || to > Array.MaxLength / Widest)
            {
                throw new GraphException($"Axis {axis} of {x} cannot be resampled to {to} elements.");
            }

            var step = alignCorners ? (to > 1 ? (from - 1.0) / (to - 1) : 0) : steps[i];
            result = (mode switch
            {
                Interpolation.Nearest => Taps.Of(to, 1, place => [(Math.Min((int)Math.Floor(place * step), from - 1), 1)]),
                Interpolation.Linear => Taps.Of(to, 2, place => Linear(alignCorners ? place * step : Math.Max(0, Cell(place)), from)),
                _ => Taps.Of(to, 4, place => Cubic(alignCorners ? place * step : Cell(place), from)),
            }).Combine(result, axis);

            double Cell(int place) => (place + 0.5) * step - 0.5;
        }

        return result;
    }

    private static (int, double)[] Linear(double at, int length)
    {
        var below = Math.Min((int)Math.Floor(at), length - 1);
        var part = at - below;
        return below + 1 < length ? [(below, 1 - part), (below + 1, part)] : [(below, 1), (below, 0)];
    }

    // Neighbors beyond an end are the element at the end.
    private static (int, double)[] Cubic(double at, int length)
    {
        var below = (int)Math.Floor(at);
        var t = at - below;
        double[] weights = [Far(t + 1), Near(t), Near(1 - t), Far(2 - t)];
        return [.. weights.Select((weight, k) => (Math.Clamp(below - 1 + k, 0, length - 1), weight))];

        static double Near(double d) => ((Keys + 2) * d - (Keys + 3)) * d * d + 1;
        static double Far(double d) => ((Keys * d - 5 * Keys) * d + 8 * Keys) * d - 4 * Keys;
    }

    private static int Old(Value x, int count, int i) => count <= x.Rank
        ? x.Shape[x.Rank - count + i]
        : throw new GraphException($"{x} has no {count} axes to resample.");
}
