using Aresta.Learning.Layers;
using TorchSharp;
using static TorchSharp.torch;
using static TorchSharp.torch.nn.functional;
using Layer = Aresta.Learning.Modules.Layer;
using Parameter = TorchSharp.Modules.Parameter;
using TensorType = Aresta.Tensors.TensorType;

namespace Aresta.Peers.Learning;

/// <summary>A layer of ours and the peer's for it.</summary>
/// <param name="Name">What it is.</param>
/// <param name="Ours">Our layer; one without weights stands behind a dense one.</param>
/// <param name="Input">The type of a batch.</param>
/// <param name="Theirs">The peer's layer with weights that equal ours, in our order.</param>
internal sealed record PeerLayer(string Name, Layer Ours, TensorType Input, Func<Parameter[], PeerLayer.Traced> Theirs)
{
    /// <summary>What a layer does, and its parameters in the order of ours.</summary>
    public sealed record Traced(Func<torch.Tensor, torch.Tensor> Forward, IReadOnlyList<Parameter> Parameters);
}

/// <summary>
/// Every layer that has the same numbers in every run. (Dropout draws bits of its own; positions that are sines have no weights.)
/// </summary>
internal static class PeerLayers
{
    public static IEnumerable<PeerLayer> All =>
    [
        Of("Dense", new Dense(4, 3), TensorType.Float32(5, 4), (x, p) => linear(x, p[0], p[1])),
        Behind("Relu", Activation.Relu, TensorType.Float32(5, 4), x => relu(x)),
        Behind("Tanh", Activation.Tanh, TensorType.Float32(5, 4), torch.tanh),
        Behind("Sigmoid", Activation.Sigmoid, TensorType.Float32(5, 4), torch.sigmoid),
        Behind("Gelu", Activation.Gelu, TensorType.Float32(5, 4), x => gelu(x)),
        Of("Convolution of lines, stride 2", new Convolution(2, 3, [3], strides: [2]), TensorType.Float32(2, 2, 9),
            (x, p) => conv1d(x, p[0], p[1], stride: 2)),
        Of("Convolution, 2 groups, same", new Convolution(2, 4, [3, 3], groups: 2, same: true), TensorType.Float32(2, 2, 6, 5),
            (x, p) => conv2d(x, p[0], p[1], strides: [1, 1], padding: [1, 1], groups: 2)),
        Of("Convolution of volumes, padded", new Convolution(1, 2, [2, 2, 2], padding: [1]), TensorType.Float32(2, 1, 3, 4, 3),
            (x, p) => conv3d(x, p[0], p[1], strides: [1, 1, 1], padding: [1, 1, 1])),
        Of("TransposedConvolution, stride 2", new TransposedConvolution(3, 2, [3, 2], strides: [2]), TensorType.Float32(2, 3, 3, 2),
            (x, p) => conv_transpose2d(x, p[0], p[1], strides: [2, 2])),
        Behind("MaxPool", new MaxPool([2, 2]), TensorType.Float32(2, 2, 4, 6), x => max_pool2d(x, [2, 2])),
        Behind("AveragePool", new AveragePool([2, 2]), TensorType.Float32(2, 2, 4, 6), x => avg_pool2d(x, [2, 2])),
        Behind("AveragePool of all", new AveragePool(), TensorType.Float32(2, 2, 4, 6), x => x.mean([2, 3])),
        Of("BatchNorm, with its states", new BatchNorm(3), TensorType.Float32(4, 3, 5),
            (x, p) => batch_norm(x, p[2], p[3], p[0], p[1], training: true)),
        Of("GroupNorm", new GroupNorm(2, 4), TensorType.Float32(3, 4, 5), (x, p) => group_norm(x, 2, p[0], p[1])),
        Of("LayerNorm", new LayerNorm(6), TensorType.Float32(4, 6), (x, p) => layer_norm(x, [6], p[0], p[1])),
        Of("RmsNorm", new RmsNorm(6), TensorType.Float32(4, 6),
            (x, p) => x * torch.rsqrt(x.square().mean([-1], keepdim: true) + 1e-5) * p[0]),
        Of("Embedding", new Embedding(5, 3), TensorType.Int64(4, 6), (x, p) => p[0].index_select(0, x.flatten()).view(4, 6, 3)),
        Of("LearnedPositions", new LearnedPositions(6, 4), TensorType.Float32(2, 5, 4), (x, p) => x + p[0].slice(0, 0, 5, 1)),
        Recurrent("Rnn", new Rnn(3, 4), nn.RNN(3, 4, batchFirst: true), (m, x) => ((TorchSharp.Modules.RNN)m).call(x).Item1),
        Recurrent("Lstm", new Lstm(3, 4), nn.LSTM(3, 4, batchFirst: true), (m, x) => ((TorchSharp.Modules.LSTM)m).call(x).Item1),
        Recurrent("Gru", new Gru(3, 4), nn.GRU(3, 4, batchFirst: true), (m, x) => ((TorchSharp.Modules.GRU)m).call(x).Item1),
        Of("MultiHeadAttention", new MultiHeadAttention(8, 2), TensorType.Float32(2, 5, 8),
            (x, p) => Attention(x, p.AsSpan(), heads: 2, causal: false)),
        Of("MultiHeadAttention, causal", new MultiHeadAttention(8, 2, causal: true), TensorType.Float32(2, 5, 8),
            (x, p) => Attention(x, p.AsSpan(), heads: 2, causal: true)),
        Of("TransformerBlock, causal", new TransformerBlock(8, 2, causal: true), TensorType.Float32(2, 5, 8),
            (x, p) => Block(x, p, heads: 2, causal: true)),
        Of("Residual", new Residual(new Dense(4, 4)), TensorType.Float32(5, 4), (x, p) => x + linear(x, p[0], p[1])),
        Behind("Flatten", new Flatten(), TensorType.Float32(2, 3, 4), x => x.flatten(1)),
        Behind("Unflatten", new Unflatten([2, 3]), TensorType.Float32(4, 6), x => x.view(4, 2, 3)),
    ];

    /// <summary>
    /// A block by weights in the order of ours: norm, queries, keys, values, outputs, their biases, norm, wide, narrow.
    /// </summary>
    public static torch.Tensor Block(torch.Tensor x, IReadOnlyList<torch.Tensor> p, int heads, bool causal)
    {
        var width = x.shape[2];
        x = x + Attention(layer_norm(x, [width], p[0], p[1]), [.. p.Skip(2).Take(8)], heads, causal);
        return x + linear(gelu(linear(layer_norm(x, [width], p[10], p[11]), p[12], p[13])), p[14], p[15]);
    }

    private static torch.Tensor Attention(torch.Tensor x, ReadOnlySpan<torch.Tensor> p, int heads, bool causal)
    {
        var (batch, places, width) = (x.shape[0], x.shape[1], x.shape[2]);
        torch.Tensor Part(torch.Tensor weight, torch.Tensor bias) =>
            linear(x, weight, bias).view(batch, places, heads, width / heads).transpose(1, 2);
        var attended = scaled_dot_product_attention(Part(p[0], p[4]), Part(p[1], p[5]), Part(p[2], p[6]), is_casual: causal);
        return linear(attended.transpose(1, 2).reshape(batch, places, width), p[3], p[7]);
    }

    private static PeerLayer Of(string name, Layer ours, TensorType input, Func<torch.Tensor, Parameter[], torch.Tensor> theirs) =>
        new(name, ours, input, p => new(x => theirs(x, p), p));

    private static PeerLayer Behind(string name, Layer ours, TensorType input, Func<torch.Tensor, torch.Tensor> theirs)
    {
        var width = input.Shape[^1];
        return Of(name, new Sequential(new Dense(width, width), ours), input, (x, p) => theirs(linear(x, p[0], p[1])));
    }

    private static PeerLayer Recurrent(string name, Layer ours, nn.Module module, Func<nn.Module, torch.Tensor, torch.Tensor> call) =>
        new(name, ours, TensorType.Float32(2, 7, 3), p =>
        {
            Parameter[] theirs = [.. module.parameters()];
            using (torch.no_grad())
            {
                for (var i = 0; i < p.Length; i++)
                {
                    theirs[i].copy_(p[i]);
                }
            }

            return new(x => call(module, x), theirs);
        });
}
