using Aresta.Functions;
using Aresta.OpInfo.Tests.Records;
using Aresta.Primitives;

namespace Aresta.OpInfo.Tests.Adapter;

/// <summary>Norms. Torch has one name for several of ours and tells them apart by a word or by the number of axes.</summary>
internal static class Norms
{
    public static OperationTable Table { get; } = new()
    {
        { "dist", c => (c.X - c[1]).Norm(c.Real(2, "p", 2)) },
        { "linalg.matrix_norm", c => OfMatrices(c, 1, 2, 3) },
        { "linalg.norm", c => Dims(c, 2) == 1 || c.Find(1, "ord") is NoneArgument ? OfVectors(c, 1, 2, 3) : OfMatrices(c, 1, 2, 3) },
        { "linalg.vector_norm", c => OfVectors(c, 1, 2, 3) },
        { "norm", c => c.Find(1, "p") is TextArgument { Value: "nuc" } ? OfMatrices(c, 1, 2, 3) : OfVectors(c, 1, 2, 3) },
    };

    private static Value OfVectors(Call c, int p, int dim, int keep) => c.X.Norm(
        c.Find(p, "ord") is NumberArgument number ? number.Value : 2, c.Axes(dim), c.Flag(keep, "keepdim", false));

    private static Value OfMatrices(Call c, int p, int dim, int keep)
    {
        var axes = c.OptionalInts(dim, "dim") ?? [-2, -1];
        var (rows, columns, kept) = (axes[0], axes[1], c.Flag(keep, "keepdim", false));
        return c.Find(p, "ord") switch
        {
            TextArgument { Value: "nuc" } => c.X.NuclearNorm(rows, columns, kept),
            NumberArgument number => c.X.MatrixNorm(number.Value, rows, columns, kept),
            _ => c.X.FrobeniusNorm(rows, columns, kept),
        };
    }

    private static int Dims(Call c, int dim) => c.OptionalInts(dim, "dim") is { } axes ? axes.Count : c.X.Rank;
}
