using Aresta.Primitives;
using Aresta.Tensors;
using static TorchSharp.torch;
using DType = Aresta.Tensors.DType;
using Shape = Aresta.Tensors.Shape;

namespace Aresta.Peers.Models;

/// <summary>A model with a loss, written for both: by the same formula, with the same weights in the same layout.</summary>
internal abstract class Model
{
    /// <summary>The row it makes; what it begins with decides its target.</summary>
    public abstract string Name { get; }

    /// <summary>What it is called in the program of PyTorch, and its sizes.</summary>
    public abstract string Python { get; }

    /// <summary>The numbers it computes with: float32, but for the check.</summary>
    public DType DType { get; init; } = DType.Float32;

    /// <summary>
    /// How far single-precision gradients may be apart, of the largest element. More than 10⁻⁴ only where a rounding may choose another
    /// maximum; double precision, where it does not, is always held to 10⁻⁴.
    /// </summary>
    public virtual double Tolerance => 1e-4;

    /// <summary>Shapes of the parameters, in the order of the peer's modules.</summary>
    public abstract Shape[] Parameters { get; }

    /// <summary>Types of what a step is given: examples, then what they should give.</summary>
    public abstract TensorType[] Data { get; }

    /// <summary>How many classes the targets have, if they are classes.</summary>
    public virtual int Classes => 0;

    /// <summary>Multiplications and additions of products of matrices and convolutions, in value and gradient.</summary>
    public abstract double Operations { get; }

    /// <summary>The ratio of times to be reached.</summary>
    public abstract double Target { get; }

    /// <summary>The same model in double precision.</summary>
    public abstract Model Double { get; }

    /// <summary>Our loss.</summary>
    public abstract Value Loss(Value[] parameters, Value[] data);

    /// <summary>The peer's module.</summary>
    public abstract nn.Module Module();

    /// <summary>The peer's loss.</summary>
    public abstract TorchSharp.torch.Tensor Loss(nn.Module module, TorchSharp.torch.Tensor[] data);

    /// <summary>The type of its numbers, of a shape.</summary>
    protected TensorType Of(params int[] shape) => new(DType, [.. shape]);
}
