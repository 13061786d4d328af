using Aresta.Functions;
using Aresta.Primitives;

namespace Aresta.OpInfo.Tests.Adapter;

/// <summary>Factorizations and what is solved with them.</summary>
internal static class LinearAlgebra
{
    public static OperationTable Table { get; } = new()
    {
        { "linalg.cholesky", c => c.Flag(1, "upper", false) ? c.X.Cholesky().SwapAxes(-1, -2) : c.X.Cholesky() },
        { "linalg.det", c => c.X.Determinant() },
        { "linalg.eigh", c => c.X.Eigh() },
        { "linalg.eigvalsh", c => c.X.Eigh().Values },
        { "linalg.pinv", c => c.Variant == "singular"
            ? c.X.MatMul(c[1].SwapAxes(-1, -2)).PseudoInverse()
            : c.X.PseudoInverse(c.OptionalReal(-1, "rtol")) },
        { "linalg.qr", c => c.X.Qr() },
        { "linalg.solve_triangular", c => c.Flag(-1, "left", true)
            ? Value.TriangularSolve(c.X, c[1], !c.Flag(-1, "upper", false), unit: Unit(c))
            : Value.TriangularSolve(c.X, c[1].SwapAxes(-1, -2), !c.Flag(-1, "upper", false), transposed: true, Unit(c)).SwapAxes(-1, -2) },
        { "linalg.svdvals", c => c.X.SingularValues() },
    };

    private static bool Unit(Call c) => c.Flag(-1, "unitriangular", false);
}
