using Aresta.Functions;
using Aresta.Primitives;

namespace Aresta.OpInfo.Tests.Adapter;

/// <summary>Factorizations and what is solved with them. Torch's right-hand side of one axis less is a batch of vectors.</summary>
internal static class LinearAlgebra
{
    public static OperationTable Table { get; } = new()
    {
        { "linalg.cholesky", c => c.Flag(1, "upper", false) ? c.X.Cholesky().SwapAxes(-1, -2) : c.X.Cholesky() },
        { "linalg.det", c => c.X.Determinant() },
        { "linalg.eigh", c => c.X.Eigh() },
        { "linalg.eigvalsh", c => c.X.Eigh().Values },
        { "linalg.inv", c => c.X.Inverse() },
        { "linalg.matrix_power", c => c.X.MatrixPower(c.Int(1, "n")) },
        { "linalg.pinv", c => c.Variant == "singular"
            ? c.X.MatMul(c[1].SwapAxes(-1, -2)).PseudoInverse()
            : c.X.PseudoInverse(c.OptionalReal(-1, "rtol")) },
        { "linalg.qr", c => c.X.Qr() },
        { "linalg.solve", c => c[1].Rank == c.X.Rank - 1
            ? c.X.Solve(c[1].ExpandDims([-1])).Squeeze([-1])
            : c.X.Solve(c[1]) },
        { "linalg.solve_triangular", c => Value.TriangularSolve(
            c.X, c[1], lower: !c.Flag(-1, "upper", false), unit: c.Flag(-1, "unitriangular", false), left: c.Flag(-1, "left", true)) },
        { "linalg.svdvals", c => c.X.SingularValues() },
        { "logdet", c => c.X.LogDeterminant() },
    };
}
