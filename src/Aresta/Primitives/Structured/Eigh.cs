using System.Collections.Immutable;
using Aresta.Tensors;

namespace Aresta.Primitives;

/// <summary>
/// The eigenvalues λ, ascending, and eigenvectors V (in columns, orthonormal) of symmetric matrices along the last two axes: S·V =
/// V·diag(λ), where S = (A + Aᵀ)/2 is the symmetric part of the operand. The element of largest magnitude of each vector is positive.
/// </summary>
/// <remarks>
/// With M = Vᵀ·Ṡ·V, λ̇ᵢ = Mᵢᵢ and V̇ = V·(F ∘ M), where Fᵢⱼ = 1/(λⱼ − λᵢ) off the diagonal and 0 on it (Giles 2008, "Collected matrix
/// derivative results for forward and reverse mode algorithmic differentiation", §3.1). Vectors of equal eigenvalues are not determined
/// by S: their derivative is infinite, except along changes that do not couple them, where it is 0. The eigenvalues' own derivative has
/// no such trouble, save that at a multiple one it is that of the vectors found.
/// </remarks>
public sealed record Eigh : Structured, IPrimitive<Eigh>, IMatrixFunction
{
    public static string Keyword => "eigh";

    public override string Name => Keyword;

    public static Eigh Read(Attributes attributes) => new();

    public override ImmutableArray<TensorType> Infer(ReadOnlySpan<TensorType> operands)
    {
        Expect.Count(operands, 1);
        Matrices.Expect(operands[0], square: true);
        return [Matrices.Of(operands[0], operands[0].Shape[^1]), operands[0]];
    }

    public override Value?[] Push(Node node, ReadOnlySpan<Value?> tangents)
    {
        ArgumentNullException.ThrowIfNull(node);
        if (tangents[0] is not { } tangent)
        {
            return [null, null];
        }

        var (values, v) = (node.Result(), node.Result(1));
        var m = Matrices.Multiply(Matrices.Multiply(Matrices.Transpose(v), Matrices.SymmetricPart(tangent)), v);
        return [Matrices.Diagonal(m), Matrices.Multiply(v, Value.Scale(Matrices.InverseGaps(values), m))];
    }

    public override Primitive Batched(int size) => this;

    public override Tensor[] Evaluate(ReadOnlySpan<Tensor> operands, ImmutableArray<TensorType> results) =>
        MatrixBatch.Evaluate(this, operands, results);

    long IMatrixFunction.Working(int rows, int columns) => Spectral.SymmetricWorking(rows);

    void IMatrixFunction.Compute(in MatrixParts parts, Workbench bench)
    {
        parts.A.BecomeSymmetric();
        Spectral.Symmetric(parts.A, parts.X.Elements, parts.Y, bench);
    }
}

public static partial class Operations
{
    extension(Value x)
    {
        /// <summary>
        /// The eigenvalues, ascending, and the orthonormal eigenvectors, in columns, of the symmetric part (X + Xᵀ)/2 of matrices along
        /// the last two axes. The element of largest magnitude of each vector is positive.
        /// </summary>
        /// <exception cref="GraphException">The matrices are not square or not floating.</exception>
        public (Value Values, Value Vectors) Eigh() => Both(Node.Create(new Eigh(), x));
    }
}
