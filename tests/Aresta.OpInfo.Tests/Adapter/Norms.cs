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
        { "linalg.matrix_norm", c => OfMatrices(c) },
        { "linalg.norm", c => Dims(c) == 1 || Order(c) is NoneArgument ? OfVectors(c) : OfMatrices(c) },
        { "linalg.vector_norm", c => OfVectors(c) },
        { "norm", c => Order(c) is TextArgument { Value: "nuc" } ? OfMatrices(c) : OfVectors(c) },
    };

    private static Value OfVectors(Call c) => c.X.Norm(
        Order(c) is NumberArgument number ? number.Value : 2, c.Axes(2), c.Flag(3, "keepdim", false));

    private static Value OfMatrices(Call c)
    {
        var axes = c.OptionalInts(2, "dim") ?? [-2, -1];
        var (rows, columns, kept) = (axes[0], axes[1], c.Flag(3, "keepdim", false));
        return Order(c) switch
        {
            TextArgument { Value: "nuc" } => c.X.NuclearNorm(rows, columns, kept),
            NumberArgument number => c.X.MatrixNorm(number.Value, rows, columns, kept),
            _ => c.X.FrobeniusNorm(rows, columns, kept),
        };
    }

    private static Argument Order(Call c) => c.Find(1, "ord") is NoneArgument ? c.Find(1, "p") : c.Find(1, "ord");

    private static int Dims(Call c) => c.OptionalInts(2, "dim") is { } axes ? axes.Count : c.X.Rank;
}
