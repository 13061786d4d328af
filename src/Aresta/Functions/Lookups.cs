using Aresta.Numerics.Rules;
using Aresta.Primitives;
using Aresta.Tensors;

namespace Aresta.Functions;

/// <summary>Integers that name rows: one-hot vectors and embeddings.</summary>
public static class Lookups
{
    extension(Value index)
    {
        /// <summary>Vectors along a new axis, 1 at the index and 0 elsewhere; all 0 for an index out of range.</summary>
        /// <param name="classes">The length of the new axis.</param>
        /// <param name="dtype">The dtype of the result.</param>
        /// <param name="axis">Where the new axis stands in the result; −1 is last.</param>
        /// <exception cref="GraphException">The indices are no integers, or there can be no such axis.</exception>
        public Value OneHot(int classes, DType dtype = DType.Float64, int axis = -1) =>
            Mask(index, classes, axis).ConvertTo(dtype);
    }

    extension(Value table)
    {
        /// <summary>The rows of a table that the indices name: [rows, d] at an index of shape [k…] is [k…, d].</summary>
        /// <param name="index">Integers from 0 to rows − 1.</param>
        /// <param name="padding">A row through which no derivative flows to the table; none unless given.</param>
        /// <exception cref="GraphException">The table has no rows, or the indices are no integers.</exception>
        public Value Embed(Value index, int? padding = null)
        {
            if (padding is not { } row)
            {
                return table.Take(index);
            }

            IntList ones = [.. Enumerable.Repeat(1, table.Rank - 1)];
            var held = Value.Reshape(Value.Compare(new Equal(), index, row), [.. index.Shape, .. ones]);
            return Value.Where(held, table.StopGradient().Take(index), table.Take(index));
        }
    }

    /// <summary>Whether position c of a new axis is the index: bool.</summary>
    internal static Value Mask(Value index, int classes, int axis, int? ignored = null)
    {
        if (!index.DType.IsInteger)
        {
            throw new GraphException($"Classes are integers, but were given as {index}.");
        }

        var shape = index.Shape;
        if (classes < 0 || axis < -shape.Rank - 1 || axis > shape.Rank)
        {
            throw new GraphException(
                FormattableString.Invariant($"{index} has no one-hot vectors of {classes} classes along axis {axis}."));
        }

        axis = axis < 0 ? axis + shape.Rank + 1 : axis;
        var classed = ignored is >= 0 && ignored < classes ? Value.WhereEqual(index, ignored.Value, -1, index) : index;
        var column = Value.Reshape(Operations.Arange(classes, index.DType), [classes, .. Enumerable.Repeat(1, shape.Rank - axis)]);
        return Value.Compare(new Equal(), Value.Reshape(classed, shape.Insert(axis, 1)), column);
    }
}
