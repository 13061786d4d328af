using System.Collections.Immutable;
using Aresta.Tensors;

namespace Aresta.Primitives;

/// <summary>The determinants of square matrices along the last two axes, by elimination with partial pivoting.</summary>
/// <remarks>
/// The derivative is ⟨cof A, Ȧ⟩, the matrix of cofactors (Jacobi's formula; Giles 2008, "Collected matrix derivative results for forward
/// and reverse mode algorithmic differentiation", §2.2.4, where it is written by the inverse, which a singular A has not).
/// </remarks>
public sealed record Determinant : Structured, IPrimitive<Determinant>, IMatrixFunction
{
    public static string Keyword => "determinant";

    public override string Name => Keyword;

    public static Determinant Read(Attributes attributes) => new();

    public override ImmutableArray<TensorType> Infer(ReadOnlySpan<TensorType> operands)
    {
        Expect.Count(operands, 1);
        Matrices.Expect(operands[0], square: true);
        return [Matrices.Of(operands[0])];
    }

    public override Value?[] Push(Node node, ReadOnlySpan<Value?> tangents)
    {
        ArgumentNullException.ThrowIfNull(node);
        if (tangents[0] is not { } tangent)
        {
            return [null];
        }

        var cofactors = Node.Create(new Cofactors(), node.Operands[0]).Result();
        return [Node.Create(new Sum([tangent.Rank - 2, tangent.Rank - 1]), Value.Scale(cofactors, tangent)).Result()];
    }

    public override Primitive Batched(int size) => this;

    public override Tensor[] Evaluate(ReadOnlySpan<Tensor> operands, ImmutableArray<TensorType> results) =>
        MatrixBatch.Evaluate(this, operands, results);

    long IMatrixFunction.Working(int rows, int columns) => rows;

    void IMatrixFunction.Compute(in MatrixParts parts, Workbench bench) =>
        parts.X[0, 0] = Elimination.Determinant(parts.A, bench.Numbers(parts.A.Rows));
}

/// <summary>
/// The matrices of cofactors, det(A)·A⁻ᵀ where A has an inverse: the derivative of the determinant. They are polynomials in the elements
/// of A, and are computed from its singular value decomposition without a division, so that A may be singular.
/// </summary>
/// <remarks>
/// With A = U·diag(σ)·Vᵀ and M = Uᵀ·Ȧ·V, the derivative is det(U)·det(V)·U·D·Vᵀ, where D has Σₖ eᵢₖ·Mₖₖ on its diagonal and −eᵢⱼ·Mⱼᵢ off
/// it, and eᵢⱼ is the product of the singular values other than σᵢ and σⱼ: the second derivatives of the determinant at a diagonal
/// matrix. First and second derivatives of the determinant so hold for any rank; the third and higher pass through singular vectors and
/// ask for distinct σ.
/// </remarks>
public sealed record Cofactors : Structured, IPrimitive<Cofactors>, IMatrixFunction
{
    public static string Keyword => "cofactors";

    public override string Name => Keyword;

    public static Cofactors Read(Attributes attributes) => new();

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

        var svd = Node.Create(new Svd(), node.Operands[0]);
        var (u, v, n) = (svd.Result(), svd.Result(2), tangent.Shape[^1]);
        var others = ProductsOfOthers(svd.Result(1));
        var m = Matrices.Multiply(Matrices.Multiply(Matrices.Transpose(u), tangent), v);
        var diagonal = Node.Create(new Sum([others.Rank - 1]), Value.Scale(others, Matrices.AsRows(Matrices.Diagonal(m), n))).Result();
        var d = Matrices.OnDiagonal(diagonal) - Value.Scale(others, Matrices.Transpose(m));
        var turned = Matrices.Multiply(Matrices.Multiply(u, d), Matrices.Transpose(v));
        var sign = (u.Determinant() * v.Determinant()).StopGradient();
        return [Value.Scale(Matrices.AsFactor(sign), turned)];
    }

    public override Primitive Batched(int size) => this;

    public override Tensor[] Evaluate(ReadOnlySpan<Tensor> operands, ImmutableArray<TensorType> results) =>
        MatrixBatch.Evaluate(this, operands, results);

    long IMatrixFunction.Working(int rows, int columns) => Elimination.CofactorsWorking(rows);

    void IMatrixFunction.Compute(in MatrixParts parts, Workbench bench) =>
        Elimination.Cofactors(parts.A, parts.X, bench);

    // eᵢⱼ = Π σₖ over k other than i and j; 0 on the diagonal.
    private static Value ProductsOfOthers(Value values)
    {
        var n = values.Shape[^1];
        TensorType index = new(DType.Int64, [n, n, n]);
        var (i, j, k) = (Operations.Iota(index, 0), Operations.Iota(index, 1), Operations.Iota(index, 2));
        var factors = Matrices.AsRows(Matrices.AsRows(values, n), n);
        var one = Value.Filled(factors.Type, 1);
        var kept = Value.WhereEqual(i, k, one, Value.WhereEqual(j, k, one, factors));
        var products = Node.Create(new Product([kept.Rank - 1]), kept).Result();
        return products - Matrices.OnDiagonal(Matrices.Diagonal(products));
    }
}

public static partial class Operations
{
    extension(Value x)
    {
        /// <summary>
        /// The determinants of square matrices along the last two axes. First and second derivatives hold for singular matrices too.
        /// </summary>
        /// <exception cref="GraphException">The matrices are not square or not floating.</exception>
        public Value Determinant() => Node.Create(new Determinant(), x).Result();
    }
}
