using System.Collections.Immutable;
using Aresta.Tensors;

namespace Aresta.Primitives;

/// <summary>
/// The lower triangular L with positive diagonal and L·Lᵀ = S, for positive definite matrices along the last two axes. S = (A + Aᵀ)/2 is
/// the symmetric part of the operand, so that the derivative is symmetric too. Where S is not positive definite, the triangle is NaN.
/// </summary>
/// <remarks>
/// L̇ = L·Φ(L⁻¹·Ṡ·L⁻ᵀ), where Φ takes the lower triangle and half of the diagonal (Murray 2016, "Differentiation of the Cholesky
/// decomposition").
/// </remarks>
public sealed record Cholesky : Structured, IPrimitive<Cholesky>, IMatrixFunction
{
    public static string Keyword => "cholesky";

    public override string Name => Keyword;

    public static Cholesky Read(Attributes attributes) => new();

    public override ImmutableArray<TensorType> Infer(ReadOnlySpan<TensorType> operands)
    {
        Expect.Count(operands, 1);
        Matrices.Expect(operands[0], square: true);
        return [operands[0]];
    }

    public override Value?[] Push(Node node, ReadOnlySpan<Value?> tangents)
    {
        ArgumentNullException.ThrowIfNull(node);
        if (tangents[0] is not { } tangent)
        {
            return [null];
        }

        var l = node.Result();
        var moved = Matrices.SolveRight(Matrices.Solve(l, Matrices.SymmetricPart(tangent), lower: true), l, lower: true, transposed: true);
        return [Matrices.Multiply(l, 0.5 * (Matrices.Lower(moved) + Matrices.Lower(moved, -1)))];
    }

    public override Primitive Batched(int size) => this;

    public override Tensor[] Evaluate(ReadOnlySpan<Tensor> operands, ImmutableArray<TensorType> results) =>
        MatrixBatch.Evaluate(this, operands, results);

    long IMatrixFunction.Working(int rows, int columns) => 0;

    void IMatrixFunction.Compute(in MatrixParts parts, Workbench bench)
    {
        parts.A.BecomeSymmetric();
        Triangle.Cholesky(parts.A, parts.X);
    }
}

public static partial class Operations
{
    extension(Value x)
    {
        /// <summary>
        /// The lower triangular L with L·Lᵀ = (X + Xᵀ)/2, for matrices along the last two axes; NaN where that is not positive definite.
        /// </summary>
        /// <exception cref="GraphException">The matrices are not square or not floating.</exception>
        public Value Cholesky() => Node.Create(new Cholesky(), x).Result();
    }
}
