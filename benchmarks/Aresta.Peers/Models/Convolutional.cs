using Aresta.Functions;
using Aresta.Primitives;
using Aresta.Tensors;
using static TorchSharp.torch;
using DType = Aresta.Tensors.DType;
using Shape = Aresta.Tensors.Shape;

namespace Aresta.Peers.Models;

/// <summary>Two convolutions 3×3 with relu and pools 2×2, two full layers, and the cross-entropy of classes; images of 28×28.</summary>
internal sealed class Convolutional(int batch) : Model
{
    private const int First = 32, Second = 64, Width = 128, Flat = Second * 7 * 7;

    public override string Name => $"cnn 28x28 conv 32, 64 batch {batch}";

    public override string Python => $"cnn {batch}";

    public override Shape[] Parameters =>
        [[First, 1, 3, 3], [First], [Second, First, 3, 3], [Second], [Width, Flat], [Width], [Classes, Width], [Classes]];

    public override TensorType[] Data => [Of(batch, 1, 28, 28), TensorType.Int64(batch)];

    public override int Classes => 10;

    public override double Operations => 2.0 * batch
        * ((2 * 28 * 28 * 9 * First) + (3 * ((14 * 14 * 9 * First * Second) + (Flat * Width) + (Width * Classes))));

    public override double Tolerance => 2e-2;

    public override double Target => 0.6;

    public override Model Double => new Convolutional(batch) { DType = DType.Float64 };

    public override Value Loss(Value[] p, Value[] data)
    {
        var small = data[0].ConvolveSame(p[0], p[1]).Relu().MaxPool([2, 2]).ConvolveSame(p[2], p[3]).Relu().MaxPool([2, 2]);
        return ClassificationLosses.CrossEntropy(
            Value.Reshape(small, [batch, Flat]).Affine(p[4], p[5]).Relu().Affine(p[6], p[7]), data[1]);
    }

    public override nn.Module Module() => nn.Sequential(
        nn.Conv2d(1, First, 3, padding: 1), nn.ReLU(), nn.MaxPool2d(2), nn.Conv2d(First, Second, 3, padding: 1), nn.ReLU(),
        nn.MaxPool2d(2), nn.Flatten(), nn.Linear(Flat, Width), nn.ReLU(), nn.Linear(Width, Classes));

    public override TorchSharp.torch.Tensor Loss(nn.Module module, TorchSharp.torch.Tensor[] data) =>
        nn.functional.cross_entropy(((nn.Module<TorchSharp.torch.Tensor, TorchSharp.torch.Tensor>)module).call(data[0]), data[1]);
}
