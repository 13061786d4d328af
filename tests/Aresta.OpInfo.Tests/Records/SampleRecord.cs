using Aresta.Tensors;

namespace Aresta.OpInfo.Tests.Records;

/// <summary>A recorded call of a torch operation: arguments, outputs, first and second derivatives.</summary>
internal sealed record SampleRecord
{
    public required string Id { get; init; }

    public required string Operation { get; init; }

    public required string Variant { get; init; }

    /// <summary>The arguments by position; the first is what torch calls the input.</summary>
    public required Argument[] Positional { get; init; }

    public required Dictionary<string, Argument> Named { get; init; }

    /// <summary>The outputs: float64, int64 or bool.</summary>
    public required Tensor[] Outputs { get; init; }

    /// <summary>Which outputs are differentiable.</summary>
    public required int[] Differentiable { get; init; }

    /// <summary>A cotangent for each differentiable output.</summary>
    public required Tensor[] Cotangents { get; init; }

    /// <summary>The tensors that require a gradient, by key.</summary>
    public required TensorArgument[] Sources { get; init; }

    /// <summary>The gradient of Σ cotangent·output by each source.</summary>
    public required Tensor[] Gradients { get; init; }

    /// <summary>A tangent for each source.</summary>
    public required Tensor[] Direction { get; init; }

    /// <summary>Σ gradient·direction.</summary>
    public required double DirectionalDerivative { get; init; }

    /// <summary>The gradient of the directional derivative by each source, where it is recorded.</summary>
    public required Tensor[]? HessianVector { get; init; }

    public override string ToString() => Id;
}
