using System.Collections.Immutable;
using Aresta.Tensors;

namespace Aresta.Primitives;

/// <summary>
/// A = Q·R with orthonormal columns in Q and R upper triangular, for matrices along the last two axes that have no more columns than
/// rows. The signs are those of Householder reflections as LAPACK chooses them: an element on R's diagonal has the sign opposite to the
/// one it replaces, except where the column below is zero already (so that Q and R jump there; the derivative is that of the signs at
/// hand).
/// </summary>
/// <remarks>
/// With M = Qᵀ·Ȧ·R⁻¹ and K its strictly lower part, Ṙ = (M − K + Kᵀ)·R and Q̇ = Ȧ·R⁻¹ − Q·(M − K + Kᵀ) (Walter and Lehmann 2018,
/// "Algorithmic differentiation of linear algebra functions with application in optimum experimental design", for full rank). The columns
/// that complete Q beyond those of A are not determined by A: asking for their derivative is an error.
/// </remarks>
/// <param name="Complete">Whether Q is square, m × m, and R m × n; otherwise they are m × n and n × n.</param>
public sealed record Qr(bool Complete) : Structured, IPrimitive<Qr>, IMatrixFunction
{
    public static string Keyword => "qr";

    public override string Name => Keyword;

    public override Attributes Attributes => [("complete", Complete)];

    public static Qr Read(Attributes attributes)
    {
        ArgumentNullException.ThrowIfNull(attributes);
        return new(attributes.Flag("complete"));
    }

    public override ImmutableArray<TensorType> Infer(ReadOnlySpan<TensorType> operands)
    {
        Expect.Count(operands, 1);
        Matrices.ExpectTall(operands[0]);
        var (m, n) = (operands[0].Shape[^2], operands[0].Shape[^1]);
        var k = Complete ? m : n;
        return [Matrices.Of(operands[0], m, k), Matrices.Of(operands[0], k, n)];
    }

    public override Value?[] Push(Node node, ReadOnlySpan<Value?> tangents)
    {
        ArgumentNullException.ThrowIfNull(node);
        if (tangents[0] is not { } tangent)
        {
            return [null, null];
        }

        var (q, r) = (node.Result(), node.Result(1));
        if (q.Shape[^1] != r.Shape[^1])
        {
            throw new GraphException(
                $"qr({node.Operands[0]}): the columns that complete Q are not determined by the matrix and have no derivative; "
                + "take the reduced form.");
        }

        var columns = Matrices.SolveRight(tangent, r, lower: false);
        var m = Matrices.Multiply(Matrices.Transpose(q), columns);
        var upper = Matrices.Upper(m) + Matrices.Transpose(Matrices.Lower(m, -1));
        return [columns - Matrices.Multiply(q, upper), Matrices.Multiply(upper, r)];
    }

    public override Primitive Batched(int size) => this;

    public override Tensor[] Evaluate(ReadOnlySpan<Tensor> operands, ImmutableArray<TensorType> results) =>
        MatrixBatch.Evaluate(this, operands, results);

    long IMatrixFunction.Working(int rows, int columns) => (long)rows * columns;

    void IMatrixFunction.Compute(in MatrixParts parts, Workbench bench) =>
        Orthogonal.Factor(parts.A, parts.X, parts.Y, bench.Matrix(parts.A.Rows, parts.A.Columns));
}

public static partial class Operations
{
    extension(Value x)
    {
        /// <summary>
        /// X = Q·R with orthonormal columns in Q and R upper triangular, for matrices along the last two axes, m × n with k = min(m, n):
        /// Q is m × k and R k × n. Signs are LAPACK's: an element on R's diagonal has the sign opposite to the one it replaces.
        /// Derivatives are those for full rank.
        /// </summary>
        /// <param name="complete">Whether Q is m × m and R m × n; for m &gt; n that has no derivative.</param>
        /// <exception cref="GraphException">The value has fewer than two axes or is not floating.</exception>
        public (Value Q, Value R) Qr(bool complete = false)
        {
            if (x.Rank < 2 || x.Shape[^1] <= x.Shape[^2])
            {
                return Both(Node.Create(new Qr(complete && x.Shape[^1] < x.Shape[^2]), x));
            }

            // The first square part decides; the columns beside it are only turned.
            var m = x.Shape[^2];
            var (q, r) = Both(Node.Create(new Qr(Complete: false), x.Slice(-1, 0, m)));
            return (q, Concatenate([r, Matrices.Multiply(Matrices.Transpose(q), x.Slice(-1, m, x.Shape[^1]))], -1));
        }
    }
}
