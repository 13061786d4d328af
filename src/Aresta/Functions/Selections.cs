using Aresta.Primitives;

namespace Aresta.Functions;

/// <summary>Extremes that say where they stand. All of the derivative goes to the element that the index names.</summary>
public static class Selections
{
    extension(Value x)
    {
        /// <summary>The largest element along an axis and its index, the first of several.</summary>
        /// <param name="axis">The axis; negative ones count from the end.</param>
        /// <param name="keep">Whether the axis stays, with length 1.</param>
        /// <exception cref="GraphException">The axis is empty.</exception>
        public (Value Max, Value Index) MaxAndIndex(int axis = -1, bool keep = false) => At(x, x.ArgMax(axis), axis, keep);

        /// <summary>The smallest element along an axis and its index, the first of several.</summary>
        /// <param name="axis">The axis; negative ones count from the end.</param>
        /// <param name="keep">Whether the axis stays, with length 1.</param>
        /// <exception cref="GraphException">The axis is empty.</exception>
        public (Value Min, Value Index) MinAndIndex(int axis = -1, bool keep = false) => At(x, x.ArgMin(axis), axis, keep);
    }

    private static (Value, Value) At(Value x, Value index, int axis, bool keep)
    {
        var own = x.Axis(axis);
        var kept = index.ExpandDims([own]);
        var found = x.TakeAlong(kept, own);
        return keep ? (found, kept) : (Value.Reshape(found, index.Shape), index);
    }
}
