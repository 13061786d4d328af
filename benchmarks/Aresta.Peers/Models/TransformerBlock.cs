using Aresta.Functions;
using Aresta.Primitives;
using Aresta.Tensors;
using static TorchSharp.torch;
using DType = Aresta.Tensors.DType;
using Shape = Aresta.Tensors.Shape;

namespace Aresta.Peers.Models;

/// <summary>A block of a decoder: causal attention of four heads, then a layer four times as wide with GELU, each behind a norm.</summary>
internal sealed class TransformerBlock(int batch, int tokens) : Model
{
    private const int Width = 128, Heads = 4, Wide = 4 * Width;

    public override string Name => $"transformer d={Width}, {Heads} heads, {tokens}×{batch}";

    public override string Python => $"transformer {batch} {tokens}";

    public override Shape[] Parameters =>
    [
        [Width], [Width], [3 * Width, Width], [3 * Width], [Width, Width], [Width],
        [Width], [Width], [Wide, Width], [Wide], [Width, Wide], [Width],
    ];

    public override TensorType[] Data => [Of(batch, tokens, Width), Of(batch, tokens, Width)];

    // The norm before the products has parameters, so that all products have both gradients.
    public override double Operations => 6.0 * batch * tokens * ((12 * Width * Width) + (2 * tokens * Width));

    public override double Target => 0.5;

    public override Model Double => new TransformerBlock(batch, tokens) { DType = DType.Float64 };

    public override Value Loss(Value[] p, Value[] data)
    {
        var x = data[0];
        var packed = x.LayerNorm(1, p[0], p[1]).Affine(p[2], p[3]);
        Value Part(int i) => Value.Reshape(
            packed.Slice(2, i * Width, (i + 1) * Width), [batch, tokens, Heads, Width / Heads]).SwapAxes(1, 2);
        var attended = Part(0).ScaledDotProductAttention(Part(1), Part(2), causal: true).Result;
        x += Value.Reshape(attended.SwapAxes(1, 2), [batch, tokens, Width]).Affine(p[4], p[5]);
        x += x.LayerNorm(1, p[6], p[7]).Affine(p[8], p[9]).Gelu().Affine(p[10], p[11]);
        return RegressionLosses.MeanSquaredError(x, data[1]);
    }

    public override nn.Module Module() => new Block();

    public override TorchSharp.torch.Tensor Loss(nn.Module module, TorchSharp.torch.Tensor[] data) =>
        nn.functional.mse_loss(((Block)module).call(data[0]), data[1]);

    private sealed class Block : nn.Module<TorchSharp.torch.Tensor, TorchSharp.torch.Tensor>
    {
        private readonly TorchSharp.Modules.LayerNorm before = nn.LayerNorm(Width);
        private readonly TorchSharp.Modules.Linear packed = nn.Linear(Width, 3 * Width);
        private readonly TorchSharp.Modules.Linear mixed = nn.Linear(Width, Width);
        private readonly TorchSharp.Modules.LayerNorm between = nn.LayerNorm(Width);
        private readonly TorchSharp.Modules.Linear wide = nn.Linear(Width, Wide);
        private readonly TorchSharp.Modules.Linear narrow = nn.Linear(Wide, Width);

        public Block() : base(nameof(Block)) => RegisterComponents();

        public override TorchSharp.torch.Tensor forward(TorchSharp.torch.Tensor x)
        {
            var (batch, tokens) = (x.shape[0], x.shape[1]);
            var parts = packed.call(before.call(x)).chunk(3, 2);
            TorchSharp.torch.Tensor Part(int i) => parts[i].view(batch, tokens, Heads, Width / Heads).transpose(1, 2);
            var attended = nn.functional.scaled_dot_product_attention(Part(0), Part(1), Part(2), is_casual: true);
            x = x + mixed.call(attended.transpose(1, 2).reshape(batch, tokens, Width));
            return x + narrow.call(nn.functional.gelu(wide.call(between.call(x))));
        }
    }
}
