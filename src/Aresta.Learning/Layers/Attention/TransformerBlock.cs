using Aresta.Learning.Modules;
using Aresta.Primitives;

namespace Aresta.Learning.Layers;

/// <summary>
/// Attention, then two dense layers with GELU, each behind a normalization and with a way around it (the order of Xiong et al. 2020, which
/// trains without warm-up): [examples, places, width] → the same.
/// </summary>
public sealed class TransformerBlock : Layer
{
    private readonly Sequential parts;

    /// <summary>A block.</summary>
    /// <param name="width">The length of a place's vector.</param>
    /// <param name="heads">How many heads; divides the width.</param>
    /// <param name="causal">Whether a place attends to itself and those before it only.</param>
    /// <param name="expansion">How many times as wide the inner dense layer is.</param>
    /// <param name="dropout">How many numbers are dropped from both parts in training.</param>
    /// <exception cref="ArgumentException">The heads do not divide the width.</exception>
    public TransformerBlock(int width, int heads, bool causal = false, int expansion = 4, double dropout = 0) =>
        parts = Part("parts", new Sequential(
            ("attention", new Residual(new Sequential(
                ("norm", new LayerNorm(width)), ("attend", new MultiHeadAttention(width, heads, causal)),
                ("dropout", new Dropout(dropout))))),
            ("dense", new Residual(new Sequential(
                ("norm", new LayerNorm(width)), ("wide", new Dense(width, expansion * width)), ("gelu", Activation.Gelu),
                ("narrow", new Dense(expansion * width, width)), ("dropout", new Dropout(dropout)))))));

    /// <inheritdoc/>
    protected override Value Apply(Value input, ForwardPass pass) => parts.Call(input, pass);
}
