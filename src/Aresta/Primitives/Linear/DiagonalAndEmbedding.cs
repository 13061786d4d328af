using System.Collections.Immutable;
using Aresta.Tensors;

namespace Aresta.Primitives;

/// <summary>
/// The elements at (i, i + offset), or (i − offset, i) below, of two axes, which disappear; the diagonal is the last axis of the result.
/// Adjoint: <see cref="EmbedDiagonal"/>.
/// </summary>
/// <param name="Rows">The axis of the first index.</param>
/// <param name="Columns">The axis of the second index, another one.</param>
/// <param name="Offset">Which diagonal: 0 the main one, positive above it, negative below.</param>
public sealed record Diagonal(int Rows, int Columns, int Offset) : Linear, IPrimitive<Diagonal>
{
    public static string Keyword => "diagonal";

    public override string Name => Keyword;

    public override Attributes Attributes => [("rows", Rows), ("columns", Columns), ("offset", Offset)];

    public static Diagonal Read(Attributes attributes)
    {
        ArgumentNullException.ThrowIfNull(attributes);
        return new(attributes.Integer("rows"), attributes.Integer("columns"), attributes.Integer("offset"));
    }

    public override ImmutableArray<TensorType> Infer(ReadOnlySpan<TensorType> operands)
    {
        Expect.Count(operands, 1);
        Expect.Axes([Rows, Columns], operands[0].Shape.Rank);
        return [operands[0] with { Shape = View(operands[0].Shape) }];
    }

    public override Value Adjoint(Node node, int operand, Value cotangent)
    {
        ArgumentNullException.ThrowIfNull(node);
        var shape = node.Operands[0].Shape;
        return Node.Create(new EmbedDiagonal(Rows, Columns, Offset, shape[Rows], shape[Columns]), cotangent).Result();
    }

    public override Primitive Batched(int size) => this with { Rows = Rows + 1, Columns = Columns + 1 };

    public override Tensor[] Evaluate(ReadOnlySpan<Tensor> operands, ImmutableArray<TensorType> results) =>
        [Strided.Read(operands[0], results[0].Shape, Offsets(operands[0].Shape))];

    /// <summary>The shape of the diagonal of a value of the given shape.</summary>
    internal Shape View(Shape shape)
    {
        var length = Math.Min(shape[Rows] + Math.Min((long)Offset, 0), shape[Columns] - Math.Max((long)Offset, 0));
        return [.. shape.Without([Rows, Columns]), (int)Math.Max(length, 0)];
    }

    /// <summary>Where the diagonal stands in a value of the given shape.</summary>
    internal int[] Offsets(Shape shape)
    {
        var view = View(shape);
        if (view.Size == 0)
        {
            return [];
        }

        var strides = shape.Strides();
        var start = Offset >= 0 ? Offset * strides[Columns] : -Offset * strides[Rows];
        return Strided.Offsets(
            view, [.. strides.Where((_, axis) => axis != Rows && axis != Columns), strides[Rows] + strides[Columns]], start);
    }
}

/// <summary>Zeros with the last axis of a value along a diagonal of two new axes. Adjoint: <see cref="Diagonal"/>.</summary>
/// <param name="Rows">The axis of the result for the first index.</param>
/// <param name="Columns">The axis of the result for the second index, another one.</param>
/// <param name="Offset">Which diagonal: 0 the main one, positive above it, negative below.</param>
/// <param name="RowCount">The length of the first.</param>
/// <param name="ColumnCount">The length of the second.</param>
public sealed record EmbedDiagonal(int Rows, int Columns, int Offset, int RowCount, int ColumnCount) : Linear, IPrimitive<EmbedDiagonal>
{
    public static string Keyword => "embed_diagonal";

    public override string Name => Keyword;

    public override Attributes Attributes =>
        [("rows", Rows), ("columns", Columns), ("offset", Offset), ("row_count", RowCount), ("column_count", ColumnCount)];

    public static EmbedDiagonal Read(Attributes attributes)
    {
        ArgumentNullException.ThrowIfNull(attributes);
        return new(
            attributes.Integer("rows"), attributes.Integer("columns"), attributes.Integer("offset"),
            attributes.Integer("row_count"), attributes.Integer("column_count"));
    }

    public override ImmutableArray<TensorType> Infer(ReadOnlySpan<TensorType> operands)
    {
        Expect.Count(operands, 1);
        Expect.Axis(0, operands[0]);
        Expect.Axes([Rows, Columns], operands[0].Shape.Rank + 1);
        var (first, second) = Rows < Columns ? ((Rows, RowCount), (Columns, ColumnCount)) : ((Columns, ColumnCount), (Rows, RowCount));
        var others = operands[0].Shape.AsSpan()[..^1];
        var shape = Shape.Create(others).Insert(first.Item1, first.Item2).Insert(second.Item1, second.Item2);
        var diagonal = Taken.View(shape);
        return diagonal == operands[0].Shape
            ? [operands[0] with { Shape = shape }]
            : throw new OperandException(
                $"diagonal {Offset} of {RowCount} rows and {ColumnCount} columns has length {diagonal[^1]}, "
                + $"but the operand is {operands[0]}");
    }

    public override Value Adjoint(Node node, int operand, Value cotangent) => Node.Create(Taken, cotangent).Result();

    public override Primitive Batched(int size) => this with { Rows = Rows + 1, Columns = Columns + 1 };

    public override Tensor[] Evaluate(ReadOnlySpan<Tensor> operands, ImmutableArray<TensorType> results)
    {
        var shape = results[0].Shape;
        return [Strided.Read(operands[0], shape, Strided.Inverse(Taken.Offsets(shape), shape.Size))];
    }

    private Diagonal Taken => new(Rows, Columns, Offset);
}

public static partial class Operations
{
    extension(Value x)
    {
        /// <summary>A diagonal of two axes, which disappear; it is the last axis of the result.</summary>
        /// <param name="offset">Which diagonal: 0 the main one, positive above it, negative below.</param>
        /// <param name="rows">The axis of the first index; negative ones count from the end.</param>
        /// <param name="columns">The axis of the second index; negative ones count from the end.</param>
        /// <exception cref="GraphException">The two axes are one.</exception>
        public Value Diagonal(int offset = 0, int rows = -2, int columns = -1) =>
            Node.Create(new Diagonal(x.Axis(rows), x.Axis(columns), offset), x).Result();

        /// <summary>Square matrices of zeros, one for each line along the last axis, with that line along a diagonal.</summary>
        /// <param name="offset">Which diagonal: 0 the main one, positive above it, negative below.</param>
        /// <param name="rows">Which axis of the result the first index is; negative ones count from its end.</param>
        /// <param name="columns">Which axis of the result the second index is; negative ones count from its end.</param>
        /// <exception cref="GraphException">The value is a scalar, or the two axes are one.</exception>
        public Value EmbedDiagonal(int offset = 0, int rows = -2, int columns = -1)
        {
            var (rank, side) = (x.Rank + 1, (x.Rank == 0 ? 1 : x.Shape[^1]) + (offset < 0 ? -Math.Max(offset, -int.MaxValue) : offset));
            var (first, second) = (rows < 0 ? rows + rank : rows, columns < 0 ? columns + rank : columns);
            return Node.Create(new EmbedDiagonal(first, second, offset, side, side), x).Result();
        }
    }
}
