using System.Collections.Immutable;
using Aresta.Tensors;

namespace Aresta.Primitives;

/// <summary>
/// The Moore–Penrose inverse A⁺ of matrices along the last two axes: V·diag(1/σ)·Uᵀ over the singular values above the cutoff
/// max(absolute, relative · largest).
/// </summary>
/// <remarks>
/// dA⁺ = −A⁺·Ȧ·A⁺ + A⁺·A⁺ᵀ·Ȧᵀ·(I − A·A⁺) + (I − A⁺·A)·Ȧᵀ·A⁺ᵀ·A⁺ (Golub and Pereyra 1973, "The differentiation of pseudo-inverses and
/// nonlinear least squares problems whose variables separate"). It holds along changes that keep the rank, at any rank, and
/// asks for no derivative of singular vectors; along others A⁺ is not continuous.
/// </remarks>
/// <param name="Relative">Singular values up to this part of the largest count as 0.</param>
/// <param name="Absolute">Singular values up to this count as 0.</param>
public sealed record PseudoInverse(double Relative, double Absolute) : Structured, IPrimitive<PseudoInverse>, IMatrixFunction
{
    public static string Keyword => "pseudo_inverse";

    public override string Name => Keyword;

    public override Attributes Attributes => [("relative", Tensor.Scalar(Relative)), ("absolute", Tensor.Scalar(Absolute))];

    public static PseudoInverse Read(Attributes attributes)
    {
        ArgumentNullException.ThrowIfNull(attributes);
        return new(attributes.Literal("relative").ToDouble(), attributes.Literal("absolute").ToDouble());
    }

    public override ImmutableArray<TensorType> Infer(ReadOnlySpan<TensorType> operands)
    {
        Expect.Count(operands, 1);
        Matrices.Expect(operands[0]);
        return [Matrices.Of(operands[0], operands[0].Shape[^1], operands[0].Shape[^2])];
    }

    public override Value?[] Push(Node node, ReadOnlySpan<Value?> tangents)
    {
        ArgumentNullException.ThrowIfNull(node);
        if (tangents[0] is not { } tangent)
        {
            return [null];
        }

        var (a, p) = (node.Operands[0], node.Result());
        var (pt, transposed) = (Matrices.Transpose(p), Matrices.Transpose(tangent));
        var inside = Matrices.Multiply(Matrices.Multiply(p, tangent), p);
        var left = Matrices.Multiply(Matrices.Multiply(p, pt), transposed);
        var right = Matrices.Multiply(transposed, Matrices.Multiply(pt, p));
        var onRange = left - Matrices.Multiply(left, Matrices.Multiply(a, p));
        var onKernel = right - Matrices.Multiply(Matrices.Multiply(p, a), right);
        return [onRange + onKernel - inside];
    }

    public override Primitive Batched(int size) => this;

    public override Tensor[] Evaluate(ReadOnlySpan<Tensor> operands, ImmutableArray<TensorType> results) =>
        MatrixBatch.Evaluate(this, operands, results);

    long IMatrixFunction.Working(int rows, int columns) => Spectral.PseudoInverseWorking(rows, columns);

    void IMatrixFunction.Compute(in MatrixParts parts, Workbench bench) =>
        Spectral.PseudoInverse(parts.A, parts.X, Relative, Absolute, bench);
}

public static partial class Operations
{
    extension(Value x)
    {
        /// <summary>
        /// The Moore–Penrose inverse of matrices along the last two axes. Its derivative is along changes that keep the rank.
        /// </summary>
        /// <param name="relative">
        /// Singular values up to this part of the largest count as 0; if not given, max(m, n) times the distance from 1 to the next
        /// number of the dtype.
        /// </param>
        /// <param name="absolute">Singular values up to this count as 0.</param>
        /// <exception cref="GraphException">The value has fewer than two axes or is not floating.</exception>
        public Value PseudoInverse(double? relative = null, double absolute = 0) =>
            Node.Create(new PseudoInverse(relative ?? RankCutoff(x.Type), absolute), x).Result();
    }

    /// <summary>
    /// The part of the largest singular value up to which rounding may have made another: max(m, n) times ε of the dtype.
    /// </summary>
    internal static double RankCutoff(TensorType matrices) => matrices.Shape.Rank < 2
        ? 0
        : Math.Max(matrices.Shape[^1], matrices.Shape[^2]) * Math.ScaleB(1, matrices.DType == DType.Float32 ? -23 : -52);
}
