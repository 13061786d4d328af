using Aresta.Functions;

namespace Aresta.OpInfo.Tests.Adapter;

/// <summary>Attention.</summary>
internal static class Attentions
{
    public static OperationTable Table { get; } = new()
    {
        { "nn.functional._scaled_dot_product_attention", c => c.Real(-1, "dropout_p", 0) == 0
            ? c.X.ScaledDotProductAttention(c[1], c[2], c.OptionalValue(3, "attn_mask"), c.Flag(-1, "is_causal", false))
            : throw new LackingException("the elements dropped were drawn by torch's generator of random numbers") },
    };
}
