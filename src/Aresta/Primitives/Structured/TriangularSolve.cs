using System.Collections.Immutable;
using Aresta.Tensors;

namespace Aresta.Primitives;

/// <summary>
/// The solution X of A·X = B (or Aᵀ·X = B) for triangular matrices A, which stand with B along the last two axes. Only one triangle of A is
/// read, and without its diagonal where that is taken to be ones; derivatives by the rest are 0.
/// </summary>
/// <remarks>
/// Ẋ = A⁻¹·(Ḃ − Ȧ·X), from A·X = B (Giles 2008, "Collected matrix derivative results for forward and reverse mode algorithmic
/// differentiation", §2.3.1). A zero on the diagonal gives ±∞ and NaN, as IEEE division has it.
/// </remarks>
/// <param name="Lower">Whether the lower triangle of A is read, or the upper.</param>
/// <param name="Transposed">Whether the system is Aᵀ·X = B.</param>
/// <param name="Unit">Whether the diagonal of A is taken to be ones.</param>
public sealed record TriangularSolve(bool Lower, bool Transposed, bool Unit) : Structured, IPrimitive<TriangularSolve>, IMatrixFunction
{
    public static string Keyword => "triangular_solve";

    public override string Name => Keyword;

    public override Attributes Attributes => [("lower", Lower), ("transposed", Transposed), ("unit", Unit)];

    public static TriangularSolve Read(Attributes attributes)
    {
        ArgumentNullException.ThrowIfNull(attributes);
        return new(attributes.Flag("lower"), attributes.Flag("transposed"), attributes.Flag("unit"));
    }

    public override ImmutableArray<TensorType> Infer(ReadOnlySpan<TensorType> operands)
    {
        Expect.Count(operands, 2);
        Matrices.Expect(operands[0], square: true);
        Matrices.Expect(operands[1]);
        var (a, b) = (operands[0], operands[1]);
        return a.DType == b.DType && Matrices.Batch(a.Shape) == Matrices.Batch(b.Shape) && a.Shape[^1] == b.Shape[^2]
            ? [b]
            : throw new OperandException($"solves {a} for right-hand sides of its dtype, batch and number of rows, but was given {b}");
    }

    public override Value? Adjoint(Node node, int operand, ReadOnlySpan<Value?> cotangents)
    {
        ArgumentNullException.ThrowIfNull(node);
        return operand == 1 && cotangents[0] is { } cotangent
            ? Node.Create(this with { Transposed = !Transposed }, node.Operands[0], cotangent).Result()
            : null;
    }

    public override Value?[] Push(Node node, ReadOnlySpan<Value?> tangents)
    {
        ArgumentNullException.ThrowIfNull(node);
        var right = tangents[1];
        if (tangents[0] is { } matrix)
        {
            var offset = Unit ? 1 : 0;
            var read = Lower ? Matrices.Lower(matrix, -offset) : Matrices.Upper(matrix, offset);
            var moved = Matrices.Multiply(Transposed ? Matrices.Transpose(read) : read, node.Result());
            right = right is { } given ? given - moved : -moved;
        }

        return [right is { } b ? Node.Create(this, node.Operands[0], b).Result() : null];
    }

    public override Primitive Batched(int size) => this;

    /// <inheritdoc/>
    /// <remarks>Matrices that the examples share are not repeated: their right-hand sides are columns of one.</remarks>
    public override BatchedValue[] OnBatch(Node node, ReadOnlySpan<BatchedValue> operands, int size)
    {
        if (operands[0].IsPerExample)
        {
            return base.OnBatch(node, operands, size);
        }

        // [size, …, n, m] as […, n, size·m] and back.
        var sides = operands[1].Value.MoveAxis(0, -2);
        var columns = Value.Reshape(sides, [.. sides.Shape.AsSpan()[..^2], sides.Shape[^2] * sides.Shape[^1]]);
        var solved = Value.Reshape(Node.Create(this, operands[0].Value, columns).Result(), sides.Shape);
        return [new(solved.MoveAxis(-2, 0), IsPerExample: true)];
    }

    public override Tensor[] Evaluate(ReadOnlySpan<Tensor> operands, ImmutableArray<TensorType> results) =>
        MatrixBatch.Evaluate(this, operands, results);

    long IMatrixFunction.Working(int rows, int columns) => 0;

    void IMatrixFunction.Compute(in MatrixParts parts, Workbench bench)
    {
        Triangle.Solve(parts.A, parts.B, Lower, Transposed, Unit);
        parts.B.Elements.CopyTo(parts.X.Elements);
    }
}

public static partial class Operations
{
    extension(Value)
    {
        /// <summary>
        /// The solution X of A·X = B, or of Aᵀ·X = B, for triangular matrices A (of X·A = B, X·Aᵀ = B if not <paramref name="left"/>);
        /// leading axes broadcast.
        /// </summary>
        /// <param name="a">The matrices, n × n along the last two axes; only one triangle is read.</param>
        /// <param name="b">The right-hand sides, n × m along the last two axes (m × n if not <paramref name="left"/>).</param>
        /// <param name="lower">Whether the lower triangle is read, or the upper.</param>
        /// <param name="transposed">Whether to solve with Aᵀ.</param>
        /// <param name="unit">Whether the diagonal is taken to be ones, and not read.</param>
        /// <param name="left">Whether A stands on the left of X.</param>
        /// <exception cref="GraphException">A is not square, or B does not fit it.</exception>
        public static Value TriangularSolve(
            Value a, Value b, bool lower = true, bool transposed = false, bool unit = false, bool left = true)
        {
            var (matrices, sides) = Matrices.AlignBatches(a, b);
            return left
                ? Matrices.Solve(matrices, sides, lower, transposed, unit)
                : Matrices.SolveRight(sides, matrices, lower, transposed, unit);
        }
    }
}
