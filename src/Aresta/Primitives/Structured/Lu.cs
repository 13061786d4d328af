using System.Collections.Immutable;
using Aresta.Tensors;

namespace Aresta.Primitives;

/// <summary>
/// P·A = L·U with partial pivoting, for square matrices along the last two axes. Results: L and U in one matrix, the ones on L's diagonal
/// left out; P as the row of A that each row of P·A is (int64); and the determinant of P, 1 or −1.
/// </summary>
/// <remarks>
/// With F = L⁻¹·P·Ȧ·U⁻¹, L̇ = L·tril(F, −1) and U̇ = triu(F)·U, since L⁻¹·L̇ is strictly lower and U̇·U⁻¹ upper triangular (de Hoog,
/// Anderssen and Lukas 2011, "Differentiation of matrix functionals using triangular factorization"). Where A is singular, that divides
/// by zero. The permutation is piecewise constant.
/// </remarks>
public sealed record Lu : Structured, IPrimitive<Lu>, IMatrixFunction
{
    public static string Keyword => "lu";

    public override string Name => Keyword;

    public static Lu Read(Attributes attributes) => new();

    public override ImmutableArray<TensorType> Infer(ReadOnlySpan<TensorType> operands)
    {
        Expect.Count(operands, 1);
        Matrices.Expect(operands[0], square: true);
        var a = operands[0];
        return [a, Matrices.Of(a, a.Shape[^1]) with { DType = DType.Int64 }, Matrices.Of(a)];
    }

    public override Value?[] Push(Node node, ReadOnlySpan<Value?> tangents)
    {
        ArgumentNullException.ThrowIfNull(node);
        if (tangents[0] is not { } tangent)
        {
            return [null, null, null];
        }

        var factors = node.Result();
        var rows = Matrices.Solve(factors, Matrices.PermuteRows(tangent, node.Result(1)), lower: true, unit: true);
        var f = Matrices.SolveRight(rows, factors, lower: false);
        var lower = Matrices.Multiply(UnitLower(factors), Matrices.Lower(f, -1));
        return [lower + Matrices.Multiply(Matrices.Upper(f), Matrices.Upper(factors)), null, null];
    }

    public override Primitive Batched(int size) => this;

    public override Tensor[] Evaluate(ReadOnlySpan<Tensor> operands, ImmutableArray<TensorType> results) =>
        MatrixBatch.Evaluate(this, operands, results);

    long IMatrixFunction.Working(int rows, int columns) => 0;

    void IMatrixFunction.Compute(in MatrixParts parts, Workbench bench)
    {
        parts.Z[0, 0] = Elimination.Factor(parts.A, parts.Y.Elements);
        parts.A.Elements.CopyTo(parts.X.Elements);
    }

    /// <summary>L of a result of this primitive.</summary>
    internal static Value UnitLower(Value factors) => Matrices.Lower(factors, -1) + Matrices.Identity(factors.Type);
}

public static partial class Operations
{
    extension(Value x)
    {
        /// <summary>
        /// P·X = L·U with partial pivoting, for square matrices along the last two axes: L and U in one matrix (the ones on L's diagonal
        /// left out), the row of X that each row of P·X is (int64), and det P.
        /// </summary>
        /// <exception cref="GraphException">The matrices are not square or not floating.</exception>
        public (Value Factors, Value Rows, Value Sign) Lu()
        {
            var node = Node.Create(new Lu(), x);
            return (node.Result(), node.Result(1), node.Result(2));
        }
    }
}
