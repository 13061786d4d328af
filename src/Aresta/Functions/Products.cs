using Aresta.Primitives;
using Aresta.Tensors;

namespace Aresta.Functions;

/// <summary>Products of vectors, matrices and tensors, by NumPy's conventions; each is one contraction.</summary>
public static class Products
{
    private const string Batch = "abcdefghijklmnopqrstuvw";

    extension(Value x)
    {
        /// <summary>
        /// The matrix product of the last two axes, [..., n, k]·[..., k, m] → [..., n, m]; the axes before them broadcast. A vector on the
        /// left is a row, on the right a column, and that axis is gone from the result.
        /// </summary>
        /// <param name="y">The right factor.</param>
        /// <exception cref="GraphException">A factor is a scalar, or the shapes do not fit.</exception>
        public Value MatMul(Value y)
        {
            if (x.Rank == 0 || y.Rank == 0)
            {
                throw new GraphException(
                    $"A matrix product takes vectors and matrices, but was given {x} and {y}; scalars multiply with *.");
            }

            // A contraction would repeat an axis of length 1; a matrix product does not.
            var (inner, outer) = (x.Shape[x.Rank - 1], y.Shape[Math.Max(0, y.Rank - 2)]);
            if (inner != outer && (inner == 1 || outer == 1))
            {
                throw new GraphException(FormattableString.Invariant(
                    $"matmul({x}, {y}): it sums over axes of lengths {inner} and {outer}, which differ."));
            }

            var (row, column) = (x.Rank > 1 ? "x" : "", y.Rank > 1 ? "z" : "");
            var (left, right) = (BatchLabels(x.Rank - 2), BatchLabels(y.Rank - 2));
            var result = left.Length > right.Length ? left : right;
            return Contract("matmul", x, $"{left}{row}y", y, $"{right}y{column}", $"{result}{row}{column}");
        }

        /// <summary>
        /// NumPy's dot: the inner product of vectors, the matrix product of matrices, in general the sum over the last axis of x and the
        /// last but one of y (the only one of a vector), [..., k]·[..., k, m] → [..., ..., m]. A scalar multiplies.
        /// </summary>
        /// <param name="y">The right factor.</param>
        public Value Dot(Value y) => x.Rank == 0 || y.Rank == 0 ? x * y : x.TensorDot(y, [-1], [y.Rank == 1 ? -1 : -2]);

        /// <summary>The sum over the last axes of both, [..., k]·[..., k] → [..., ...]. A scalar multiplies.</summary>
        /// <param name="y">The right factor.</param>
        public Value Inner(Value y) => x.Rank == 0 || y.Rank == 0 ? x * y : x.TensorDot(y, [-1], [-1]);

        /// <summary>All products of an element of x and one of y, both laid out as vectors: [n], [m] → [n, m].</summary>
        /// <param name="y">The right factor.</param>
        public Value Outer(Value y) => Contract(
            "outer", Value.Reshape(x, [x.Shape.Size]), "i", Value.Reshape(y, [y.Shape.Size]), "j", "ij");

        /// <summary>The sum over some axes of x, each paired with one of y; the axes left of x come first, then those of y.</summary>
        /// <param name="y">The right factor.</param>
        /// <param name="xAxes">Axes of x.</param>
        /// <param name="yAxes">The axes of y that are paired with them, in the same order.</param>
        /// <exception cref="GraphException">The axes are not equally many or not equally long.</exception>
        public Value TensorDot(Value y, IntList xAxes, IntList yAxes)
        {
            if (xAxes.Count != yAxes.Count || x.Rank + y.Rank > Batch.Length)
            {
                throw new GraphException($"tensordot pairs axes {xAxes} of {x} with axes {yAxes} of {y}: they are not equally many.");
            }

            var (left, right) = (Batch[..x.Rank].ToCharArray(), Batch[x.Rank..(x.Rank + y.Rank)].ToCharArray());
            IntList summed = [.. xAxes.Select(x.Axis)];
            for (var i = 0; i < summed.Count; i++)
            {
                right[y.Axis(yAxes[i])] = left[summed[i]];
            }

            var result = string.Concat(left.Where((_, axis) => !summed.Contains(axis)).Concat(right.Where(label => !left.Contains(label))));
            return Contract("tensordot", x, new(left), y, new(right), result);
        }

        /// <summary>The sum over the last <paramref name="axes"/> axes of x and the first of y.</summary>
        /// <param name="y">The right factor.</param>
        /// <param name="axes">How many axes are summed over.</param>
        /// <exception cref="GraphException">x or y has fewer axes, or they are not equally long.</exception>
        public Value TensorDot(Value y, int axes = 2) => axes >= 0 && axes <= Math.Min(x.Rank, y.Rank)
            ? x.TensorDot(y, [.. Enumerable.Range(x.Rank - axes, axes)], IntList.Range(axes))
            : throw new GraphException(FormattableString.Invariant($"tensordot cannot sum over {axes} axes of {x} and {y}."));

        /// <summary>The inner products of the vectors along an axis; the others broadcast.</summary>
        /// <param name="y">The other vectors.</param>
        /// <param name="axis">The axis of their components, after broadcasting.</param>
        public Value VecDot(Value y, int axis = -1) => (x * y).Sum([axis]);

        /// <summary>The cross products of vectors of three components along an axis; the others broadcast.</summary>
        /// <param name="y">The other vectors.</param>
        /// <param name="axis">The axis of their components, after broadcasting.</param>
        /// <exception cref="GraphException">The axis has not length 3.</exception>
        public Value Cross(Value y, int axis = -1)
        {
            var operands = Broadcasting.Align(x, y);
            axis = operands[0].Axis(axis);
            if (operands[0].Shape[axis] != 3)
            {
                throw new GraphException(
                    $"A cross product is taken of vectors of 3 components, but axis {axis} of {operands[0]} is another.");
            }

            // (x × y)ᵢ = xᵢ₊₁·yᵢ₊₂ − xᵢ₊₂·yᵢ₊₁, indices modulo 3.
            return Turned(operands[0], 1) * Turned(operands[1], 2) - Turned(operands[0], 2) * Turned(operands[1], 1);

            Value Turned(Value v, int by) => Operations.Concatenate([v.Slice(axis, by, 3), v.Slice(axis, 0, by)], axis);
        }

        /// <summary>The sum of the diagonal of the last two axes, or of two others.</summary>
        /// <param name="offset">Which diagonal: positive above the main one, negative below.</param>
        /// <param name="rows">The axis of the rows.</param>
        /// <param name="columns">The axis of the columns.</param>
        public Value Trace(int offset = 0, int rows = -2, int columns = -1) => x.Diagonal(offset, rows, columns).Sum([-1]);
    }

    private static string BatchLabels(int count) => count <= 0 ? "" : Batch[^count..];

    private static Value Contract(string name, Value x, string left, Value y, string right, string result)
    {
        try
        {
            return Einstein.Sum([new(x, left), new(y, right)], result);
        }
        catch (OperandException e)
        {
            throw new GraphException($"{name}({x}, {y}), contracted as \"{left},{right}->{result}\": {e.Message}.", e);
        }
    }
}
