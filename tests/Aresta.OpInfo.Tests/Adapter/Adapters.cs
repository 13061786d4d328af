namespace Aresta.OpInfo.Tests.Adapter;

/// <summary>Every operation that we have, by families.</summary>
internal static class Adapters
{
    public static OperationTable All { get; } = new()
    {
        ElementaryFunctions.Table,
        Products.Table,
        Activations.Table,
        Losses.Table,
        Normalizations.Table,
        Reductions.Table,
        Arrangements.Table,
        Indexing.Table,
        Norms.Table,
        Order.Table,
        Spatial.Table,
        LinearAlgebra.Table,
        Attentions.Table,
    };
}
