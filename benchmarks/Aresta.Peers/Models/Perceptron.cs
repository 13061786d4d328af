using Aresta.Functions;
using Aresta.Primitives;
using Aresta.Tensors;
using static TorchSharp.torch;
using DType = Aresta.Tensors.DType;
using Shape = Aresta.Tensors.Shape;

namespace Aresta.Peers.Models;

/// <summary>784 – 512 – 512 – 10 with relu, and the cross-entropy of classes.</summary>
internal sealed class Perceptron(int batch) : Model
{
    private const int Pixels = 784, Width = 512;

    public override string Name => $"mlp 784-512-512-10 batch {batch}";

    public override string Python => $"mlp {batch}";

    public override Shape[] Parameters => [[Width, Pixels], [Width], [Width, Width], [Width], [Classes, Width], [Classes]];

    public override TensorType[] Data => [Of(batch, Pixels), TensorType.Int64(batch)];

    public override int Classes => 10;

    // Twice again for the gradients, but none for the examples.
    public override double Operations => 2.0 * batch * ((3 * ((Pixels * Width) + (Width * Width) + (Width * Classes))) - (Pixels * Width));

    public override double Target => 0.4;

    public override Model Double => new Perceptron(batch) { DType = DType.Float64 };

    public override Value Loss(Value[] p, Value[] data) => ClassificationLosses.CrossEntropy(
        data[0].Affine(p[0], p[1]).Relu().Affine(p[2], p[3]).Relu().Affine(p[4], p[5]), data[1]);

    public override nn.Module Module() => nn.Sequential(
        nn.Linear(Pixels, Width), nn.ReLU(), nn.Linear(Width, Width), nn.ReLU(), nn.Linear(Width, Classes));

    public override TorchSharp.torch.Tensor Loss(nn.Module module, TorchSharp.torch.Tensor[] data) =>
        nn.functional.cross_entropy(((nn.Module<TorchSharp.torch.Tensor, TorchSharp.torch.Tensor>)module).call(data[0]), data[1]);
}
