using Aresta.Primitives;
using Aresta.Tensors;
using static Aresta.Numerics.Elementary;

namespace Aresta.Functions;

/// <summary>
/// Normalizations (x − mean)/√(variance + ε)·scale + shift. They differ in what mean and variance are taken over; the variance is that of
/// the population. Layout of channels: [N, C, …].
/// </summary>
public static class Normalizations
{
    extension(Value x)
    {
        /// <summary>Normalized over the last axes (Ba et al. 2016).</summary>
        /// <param name="axes">How many axes, from the last.</param>
        /// <param name="scale">Of the shape of those axes; 1 unless given.</param>
        /// <param name="shift">Of the shape of those axes; 0 unless given.</param>
        /// <param name="epsilon">ε</param>
        /// <exception cref="GraphException">x has fewer axes, or scale or shift another shape.</exception>
        public Value LayerNorm(int axes = 1, Value? scale = null, Value? shift = null, double epsilon = 1e-5)
        {
            var over = Last(x, axes);
            return Affine(Standardize(x, over, epsilon), scale, shift, over.Count);
        }

        /// <summary>x/√(mean of x² + ε)·scale over the last axes: layer normalization without a mean (Zhang and Sennrich 2019).</summary>
        /// <param name="axes">How many axes, from the last.</param>
        /// <param name="scale">Of the shape of those axes; 1 unless given.</param>
        /// <param name="epsilon">ε</param>
        /// <exception cref="GraphException">x has fewer axes, or scale another shape.</exception>
        public Value RmsNorm(int axes = 1, Value? scale = null, double epsilon = 1e-5)
        {
            var over = Last(x, axes);
            return Affine(x * Rsqrt(Square(x).Mean(over, keep: true) + epsilon), scale, null, over.Count);
        }

        /// <summary>Each sample normalized over its space and over groups of channels (Wu and He 2018).</summary>
        /// <param name="groups">How many groups; divides C.</param>
        /// <param name="scale">[C]; 1 unless given.</param>
        /// <param name="shift">[C]; 0 unless given.</param>
        /// <param name="epsilon">ε</param>
        /// <exception cref="GraphException">The groups do not divide the channels, or x has no channels.</exception>
        public Value GroupNorm(int groups, Value? scale = null, Value? shift = null, double epsilon = 1e-5)
        {
            Channeled(x);
            var (samples, channels) = (x.Shape[0], x.Shape[1]);
            if (groups <= 0 || channels % groups != 0)
            {
                throw new GraphException($"{groups} groups do not divide the {channels} channels of {x}.");
            }

            var grouped = Value.Reshape(x, [samples, groups, channels / groups, .. x.Shape.AsSpan()[2..]]);
            var normal = Standardize(grouped, [.. Enumerable.Range(2, grouped.Rank - 2)], epsilon);
            return AffineByChannel(Value.Reshape(normal, x.Shape), scale, shift);
        }

        /// <summary>Each channel of each sample normalized over its space (Ulyanov et al. 2016).</summary>
        /// <param name="scale">[C]; 1 unless given.</param>
        /// <param name="shift">[C]; 0 unless given.</param>
        /// <param name="epsilon">ε</param>
        /// <exception cref="GraphException">x has no channels.</exception>
        public Value InstanceNorm(Value? scale = null, Value? shift = null, double epsilon = 1e-5)
        {
            Channeled(x);
            return AffineByChannel(Standardize(x, [.. Enumerable.Range(2, x.Rank - 2)], epsilon), scale, shift);
        }

        /// <summary>Each channel normalized over the batch and its space (Ioffe and Szegedy 2015), as in training.</summary>
        /// <param name="runningMean">[C]: the mean so far.</param>
        /// <param name="runningVariance">[C]: the variance so far.</param>
        /// <param name="scale">[C]; 1 unless given.</param>
        /// <param name="shift">[C]; 0 unless given.</param>
        /// <param name="momentum">How much of the running statistics is replaced by those of this batch.</param>
        /// <param name="epsilon">ε</param>
        /// <returns>
        /// The result, and the statistics moved on: (1 − momentum)·running + momentum·batch, the batch's variance unbiased there. No
        /// derivative flows through them.
        /// </returns>
        /// <exception cref="GraphException">x has no channels, or a parameter does not fit them.</exception>
        public (Value Result, Value RunningMean, Value RunningVariance) BatchNormTraining(
            Value runningMean, Value runningVariance, Value? scale = null, Value? shift = null, double momentum = 0.1,
            double epsilon = 1e-5)
        {
            var result = x.BatchNormTraining(scale, shift, epsilon);
            var batch = x.StopGradient().VarianceAndMean([.. IntList.Range(x.Rank).Where(axis => axis != ChannelAxis(x))], correction: 1);
            return (result, Move(runningMean, batch.Mean), Move(runningVariance, batch.Variance));

            Value Move(Value running, Value now) => (1 - momentum) * running.StopGradient() + momentum * now;
        }

        /// <summary>Each channel normalized over the batch and its space, as in training, without running statistics.</summary>
        /// <param name="scale">[C]; 1 unless given.</param>
        /// <param name="shift">[C]; 0 unless given.</param>
        /// <param name="epsilon">ε</param>
        /// <exception cref="GraphException">x has no channels, or a parameter does not fit them.</exception>
        public Value BatchNormTraining(Value? scale = null, Value? shift = null, double epsilon = 1e-5)
        {
            var axis = ChannelAxis(x);
            return AffineByChannel(Standardize(x, [.. IntList.Range(x.Rank).Where(a => a != axis)], epsilon), scale, shift);
        }

        /// <summary>(x − mean)/√(variance + ε)·scale + shift with statistics that are given, as in inference.</summary>
        /// <param name="mean">[C]</param>
        /// <param name="variance">[C]</param>
        /// <param name="scale">[C]; 1 unless given.</param>
        /// <param name="shift">[C]; 0 unless given.</param>
        /// <param name="epsilon">ε</param>
        /// <exception cref="GraphException">x has no channels, or a parameter does not fit them.</exception>
        public Value BatchNorm(Value mean, Value variance, Value? scale = null, Value? shift = null, double epsilon = 1e-5) =>
            AffineByChannel((x - Channels.Align(mean, x)) * Rsqrt(Channels.Align(variance, x) + epsilon), scale, shift);

        /// <summary>x/max(‖x‖ₚ, ε) along an axis: vectors of length 1. Where ε stands in, no derivative flows through the norm.</summary>
        /// <param name="p">Which norm.</param>
        /// <param name="axis">The axis; negative ones count from the end.</param>
        /// <param name="epsilon">ε</param>
        /// <exception cref="GraphException">There is no such axis.</exception>
        public Value Normalize(double p = 2, int axis = 1, double epsilon = 1e-12)
        {
            var norm = x.Norm(p, [axis], keep: true);
            return x / Value.Where(norm < epsilon, epsilon, norm);
        }
    }

    private static Value Standardize(Value x, IntList axes, double epsilon)
    {
        // The deviations are shared by the variance and the result.
        var deviation = x - x.Mean(axes, keep: true);
        return deviation * Rsqrt(Square(deviation).Mean(axes, keep: true) + epsilon);
    }

    private static IntList Last(Value x, int axes) => axes >= 1 && axes <= x.Rank
        ? [.. Enumerable.Range(x.Rank - axes, axes)]
        : throw new GraphException($"{x} cannot be normalized over its last {axes} axes.");

    private static Value Affine(Value x, Value? scale, Value? shift, int axes)
    {
        Shape shape = [.. x.Shape.AsSpan()[^axes..]];
        foreach (var parameter in new[] { scale, shift })
        {
            if (parameter is { } p && p.Shape != shape)
            {
                throw new GraphException($"Scale and shift of {x} over its last {axes} axes have shape {shape}, but {p} was given.");
            }
        }

        var scaled = scale is { } s ? x * s : x;
        return shift is { } b ? scaled + b : scaled;
    }

    private static Value AffineByChannel(Value x, Value? scale, Value? shift)
    {
        var scaled = scale is { } s ? x * Channels.Align(s, x) : x;
        return shift is { } b ? scaled + Channels.Align(b, x) : scaled;
    }

    private static int ChannelAxis(Value x) => x.Rank > 0
        ? Math.Min(1, x.Rank - 1)
        : throw new GraphException($"{x} has no channels: its layout must be [N, C, …], or [C] alone.");

    private static void Channeled(Value x)
    {
        if (x.Rank < 2)
        {
            throw new GraphException($"{x} has no channels: its layout must be [N, C, …].");
        }
    }
}
