using System.Numerics;
using Aresta.Kernels;
using Aresta.Primitives;

namespace Aresta.Execution;

/// <summary>What a pooling step computes.</summary>
internal enum PoolingForm
{
    /// <summary>The largest element of each window of x.</summary>
    Max,

    /// <summary>The cotangent of x, from x, its largest elements and their cotangent.</summary>
    MaxGradient,

    /// <summary>The same through a relu of which x is the result.</summary>
    RectifiedMaxGradient,

    /// <summary>The sum of each window.</summary>
    Sum,

    /// <summary>The cotangent of x, from that of the sums.</summary>
    SumGradient,
}

/// <summary>One number for each window, or the pullback of that.</summary>
internal sealed unsafe class PoolingRun(
    Pooling plan, PoolingForm form, int[] operands, int result, bool single, Node[] nodes, int threads) : Step
{
    public override string Kernel => form switch
    {
        PoolingForm.Max => "max_pool",
        PoolingForm.MaxGradient => "max_pool gradient",
        PoolingForm.RectifiedMaxGradient => "max_pool and relu gradient",
        PoolingForm.Sum => "sum_pool",
        _ => "sum_pool gradient",
    };

    public override IReadOnlyList<int> Reads { get; } = [.. operands.Distinct()];

    public override IReadOnlyList<int> Writes { get; } = [result];

    public override IReadOnlyList<Node> Nodes { get; } = nodes;

    public override double Flops => (double)plan.Shape.Samples * plan.Shape.OutputPlane * plan.Shape.Taps;

    public override void Run(Frame frame)
    {
        if (single)
        {
            Run<float>(frame);
        }
        else
        {
            Run<double>(frame);
        }
    }

    private void Run<T>(Frame frame) where T : unmanaged, IFloatingPointIeee754<T>
    {
        T* x = (T*)frame[operands[0]], to = (T*)frame[result];
        switch (form)
        {
            case PoolingForm.Max:
                plan.Max(x, to, threads);
                break;
            case PoolingForm.Sum:
                plan.Sum(x, T.One, to, threads);
                break;
            case PoolingForm.SumGradient:
                plan.SumGradient(x, T.One, to, threads);
                break;
            default:
                plan.MaxGradient(
                    x, (T*)frame[operands[1]], (T*)frame[operands[2]], to, threads,
                    rectified: form == PoolingForm.RectifiedMaxGradient);
                break;
        }
    }
}
