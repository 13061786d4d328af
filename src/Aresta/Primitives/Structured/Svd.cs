using System.Collections.Immutable;
using Aresta.Tensors;

namespace Aresta.Primitives;

/// <summary>
/// The thin singular value decomposition A = U·diag(σ)·Vᵀ of matrices along the last two axes that have no more columns than rows:
/// results U, σ (descending) and V. The element of largest magnitude of each column of U is positive.
/// </summary>
/// <remarks>
/// With M = Uᵀ·Ȧ·V: σ̇ᵢ = Mᵢᵢ, U̇ = U·X + (I − U·Uᵀ)·Ȧ·V·diag(1/σ) and V̇ = V·Y, where X + Y = (M + Mᵀ)ᵢⱼ/(σⱼ − σᵢ) and X − Y = (M −
/// Mᵀ)ᵢⱼ/(σⱼ + σᵢ) (Townsend 2016, "Differentiating the singular value decomposition", its quotients by σⱼ² − σᵢ² split into partial
/// fractions). Vectors of equal singular values are not determined by A: their derivative is infinite, except along changes that do not
/// couple them.
/// </remarks>
public sealed record Svd : Structured, IPrimitive<Svd>, IMatrixFunction
{
    public static string Keyword => "svd";

    public override string Name => Keyword;

    public static Svd Read(Attributes attributes) => new();

    public override ImmutableArray<TensorType> Infer(ReadOnlySpan<TensorType> operands)
    {
        Expect.Count(operands, 1);
        Matrices.ExpectTall(operands[0]);
        var n = operands[0].Shape[^1];
        return [operands[0], Matrices.Of(operands[0], n), Matrices.Of(operands[0], n, n)];
    }

    public override Value?[] Push(Node node, ReadOnlySpan<Value?> tangents)
    {
        ArgumentNullException.ThrowIfNull(node);
        if (tangents[0] is not { } tangent)
        {
            return [null, null, null];
        }

        var (u, values, v) = (node.Result(), node.Result(1), node.Result(2));
        var (rows, n) = (u.Shape[^2], u.Shape[^1]);
        var across = Matrices.Multiply(tangent, v);
        var m = Matrices.Multiply(Matrices.Transpose(u), across);
        var (even, odd) = (m + Matrices.Transpose(m), m - Matrices.Transpose(m));
        var together = Value.Scale(0.5 * Matrices.InverseGaps(values), even);
        var apart = Value.Scale(0.5 / (Matrices.AsRows(values, n) + Matrices.AsColumns(values, n)), odd);
        var left = Matrices.Multiply(u, together + apart);
        if (rows > n)
        {
            var outside = across - Matrices.Multiply(u, m);
            left += Value.Scale(Matrices.AsRows(1 / values, rows), outside);
        }

        return [left, Matrices.Diagonal(m), Matrices.Multiply(v, together - apart)];
    }

    public override Primitive Batched(int size) => this;

    public override Tensor[] Evaluate(ReadOnlySpan<Tensor> operands, ImmutableArray<TensorType> results) =>
        MatrixBatch.Evaluate(this, operands, results);

    long IMatrixFunction.Working(int rows, int columns) => Spectral.SingularWorking(columns);

    void IMatrixFunction.Compute(in MatrixParts parts, Workbench bench) =>
        Spectral.Singular(parts.A, parts.X, parts.Y.Elements, parts.Z, bench);
}

public static partial class Operations
{
    extension(Value x)
    {
        /// <summary>
        /// The thin singular value decomposition X = U·diag(σ)·Vᵀ of matrices along the last two axes: U, σ (descending) and Vᵀ. The
        /// signs make the element of largest magnitude positive, in each column of U (of V where X is wide).
        /// </summary>
        /// <exception cref="GraphException">The value has fewer than two axes or is not floating.</exception>
        public (Value U, Value Values, Value VTransposed) Svd()
        {
            var wide = x.Rank >= 2 && x.Shape[^2] < x.Shape[^1];
            var node = Node.Create(new Svd(), wide ? Matrices.Transpose(x) : x);
            var (u, values, v) = (node.Result(), node.Result(1), node.Result(2));
            return wide ? (v, values, Matrices.Transpose(u)) : (u, values, Matrices.Transpose(v));
        }

        /// <summary>The singular values, descending, of matrices along the last two axes.</summary>
        /// <exception cref="GraphException">The value has fewer than two axes or is not floating.</exception>
        public Value SingularValues() => x.Svd().Values;
    }
}
