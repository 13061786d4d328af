using Aresta.Functions;
using Aresta.Learning.Initializers;
using Aresta.Learning.Modules;
using Aresta.Primitives;

namespace Aresta.Learning.Layers;

/// <summary>
/// Each channel with mean 0 and variance 1 over the batch and space, then scaled and shifted; running means of both take their place in
/// prediction (Ioffe and Szegedy 2015).
/// </summary>
public sealed class BatchNorm : Layer
{
    private readonly int channels;
    private readonly double momentum, epsilon;

    /// <summary>A normalization.</summary>
    /// <param name="channels">The length of axis 1.</param>
    /// <param name="momentum">How much of a batch goes into the running means.</param>
    /// <param name="epsilon">Added to the variance.</param>
    public BatchNorm(int channels, double momentum = 0.1, double epsilon = 1e-5)
    {
        ArgumentOutOfRangeException.ThrowIfNegativeOrZero(channels);
        (this.channels, this.momentum, this.epsilon) = (channels, momentum, epsilon);
        (Scale, Shift) = (Trained("scale", [channels], new Filled(1)), Trained("shift", [channels], new Filled(0)));
        (RunningMean, RunningVariance) =
            (State("running_mean", [channels], new Filled(0)), State("running_variance", [channels], new Filled(1)));
    }

    /// <summary>[channels], 1 in the beginning.</summary>
    public Parameter Scale { get; }

    /// <summary>[channels], 0 in the beginning.</summary>
    public Parameter Shift { get; }

    /// <summary>The mean of each channel, that of the latest batches most: [channels].</summary>
    public Parameter RunningMean { get; }

    /// <summary>The variance of each channel, that of the latest batches most: [channels].</summary>
    public Parameter RunningVariance { get; }

    /// <inheritdoc/>
    public override string ToString() => FormattableString.Invariant($"BatchNorm {channels}");

    /// <inheritdoc/>
    protected override Value Apply(Value input, ForwardPass pass)
    {
        ArgumentNullException.ThrowIfNull(pass);
        Channeled.Require(input, channels);
        if (!pass.IsTraining)
        {
            return input.BatchNorm(pass[RunningMean], pass[RunningVariance], pass[Scale], pass[Shift], epsilon);
        }

        var (result, mean, variance) =
            input.BatchNormTraining(pass[RunningMean], pass[RunningVariance], pass[Scale], pass[Shift], momentum, epsilon);
        pass.Write(RunningMean, mean);
        pass.Write(RunningVariance, variance);
        return result;
    }
}
