using System.Numerics;
using Aresta.Kernels;
using Aresta.Primitives;

namespace Aresta.Execution;

/// <summary>Which of the three values of a convolution is computed from the other two.</summary>
internal enum ConvolutionForm
{
    /// <summary>y, from x and the kernel.</summary>
    Forward,

    /// <summary>The cotangent of x, from the kernel and that of y; also a transposed convolution.</summary>
    InputGradient,

    /// <summary>The cotangent of the kernel, from x and that of y.</summary>
    KernelGradient,
}

/// <summary>A convolution, or one of its gradients.</summary>
internal sealed unsafe class ConvolutionRun(
    Convolution plan, ConvolutionForm form, int x, int kernel, int y, bool single, Node[] nodes, int threads) : Step
{
    /// <summary>The storage of one number for each channel that is added to y; −1 for none.</summary>
    public int Bias { get; init; } = -1;

    /// <summary>Whether y is the relu of what it would be.</summary>
    public bool IsRectified { get; init; }

    public override string Kernel => form switch
    {
        ConvolutionForm.Forward when Bias >= 0 => IsRectified ? "convolution, bias, relu" : "convolution, bias",
        ConvolutionForm.Forward => "convolution",
        ConvolutionForm.InputGradient => "convolution input gradient",
        _ => "convolution kernel gradient",
    };

    public override IReadOnlyList<int> Reads => [.. (form switch
    {
        ConvolutionForm.Forward when Bias >= 0 => new[] { x, kernel, Bias },
        ConvolutionForm.Forward => [x, kernel],
        ConvolutionForm.InputGradient => [kernel, y],
        _ => [x, y],
    }).Distinct()];

    public override IReadOnlyList<int> Writes { get; } =
        [form switch { ConvolutionForm.Forward => y, ConvolutionForm.InputGradient => x, _ => kernel }];

    public override IReadOnlyList<Node> Nodes { get; } = nodes;

    public override double Flops => 2 * plan.Shape.MultiplyAdds;

    public override void Run(Frame frame)
    {
        if (single)
        {
            Run((float*)frame[x], (float*)frame[kernel], (float*)frame[y], Bias < 0 ? null : (float*)frame[Bias]);
        }
        else
        {
            Run((double*)frame[x], (double*)frame[kernel], (double*)frame[y], Bias < 0 ? null : (double*)frame[Bias]);
        }
    }

    private void Run<T>(T* source, T* weights, T* result, T* bias) where T : unmanaged, IFloatingPointIeee754<T>
    {
        switch (form)
        {
            case ConvolutionForm.Forward when bias is not null && IsRectified:
                plan.Forward(source, weights, result, new ChannelBiasEpilogue<T, ReluActivation>(bias, plan.Shape.Groups), threads);
                break;
            case ConvolutionForm.Forward when bias is not null:
                plan.Forward(source, weights, result, new ChannelBiasEpilogue<T, IdentityActivation>(bias, plan.Shape.Groups), threads);
                break;
            case ConvolutionForm.Forward:
                plan.Forward(source, weights, result, threads);
                break;
            case ConvolutionForm.InputGradient:
                plan.InputGradient(result, weights, source, threads);
                break;
            default:
                plan.KernelGradient(source, result, weights, threads);
                break;
        }
    }
}
