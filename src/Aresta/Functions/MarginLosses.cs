using Aresta.Primitives;
using static Aresta.Numerics.Elementary;

namespace Aresta.Functions;

/// <summary>
/// Losses that vanish beyond a margin: max(0, …), with derivative 0 where the margin is met exactly. Labels are 1 and −1.
/// </summary>
public static class MarginLosses
{
    /// <summary>max(0, 1 − label·score), the loss of support vector machines.</summary>
    /// <param name="score">The scores.</param>
    /// <param name="label">1 or −1 for each.</param>
    /// <param name="reduction">What is done with the losses of the elements.</param>
    public static Value Hinge(Value score, Value label, Reduction reduction = Reduction.Mean) =>
        (1 - label * score).Relu().Reduced(reduction);

    /// <summary>log(1 + e^(−label·score)), the smooth hinge.</summary>
    /// <param name="score">The scores.</param>
    /// <param name="label">1 or −1 for each.</param>
    /// <param name="reduction">What is done with the losses of the elements.</param>
    public static Value SoftMargin(Value score, Value label, Reduction reduction = Reduction.Mean) =>
        Softplus(-label * score).Reduced(reduction);

    /// <summary>The distance where the label is 1, max(0, margin − distance) where it is −1.</summary>
    /// <param name="distance">How far apart the two members of each pair are.</param>
    /// <param name="label">1 for alike, −1 for different.</param>
    /// <param name="margin">How far apart different ones should be.</param>
    /// <param name="reduction">What is done with the losses of the elements.</param>
    public static Value HingeEmbedding(Value distance, Value label, double margin = 1, Reduction reduction = Reduction.Mean) =>
        Value.WhereEqual(label, 1, distance, (margin - distance).Relu()).Reduced(reduction);

    /// <summary>max(0, margin − label·(first − second)): which of two scores should be higher.</summary>
    /// <param name="first">Scores.</param>
    /// <param name="second">Scores.</param>
    /// <param name="label">1 where the first should be higher, −1 where the second.</param>
    /// <param name="margin">By how much.</param>
    /// <param name="reduction">What is done with the losses of the elements.</param>
    public static Value MarginRanking(
        Value first, Value second, Value label, double margin = 0, Reduction reduction = Reduction.Mean) =>
        (margin - label * (first - second)).Relu().Reduced(reduction);

    /// <summary>1 − cos where the label is 1, max(0, cos − margin) where it is −1, of the angle between two vectors.</summary>
    /// <param name="x">Vectors along the last axis.</param>
    /// <param name="y">Vectors along the last axis.</param>
    /// <param name="label">1 for alike, −1 for different; one for each pair.</param>
    /// <param name="margin">Up to which cosine different vectors cost nothing.</param>
    /// <param name="reduction">What is done with the losses of the pairs.</param>
    public static Value CosineEmbedding(Value x, Value y, Value label, double margin = 0, Reduction reduction = Reduction.Mean)
    {
        var cosine = Distances.CosineSimilarity(x, y, axis: -1);
        return Value.WhereEqual(label, 1, 1 - cosine, (cosine - margin).Relu()).Reduced(reduction);
    }

    /// <summary>max(0, d(anchor, positive) − d(anchor, negative) + margin), d the p-norm of the difference along the last axis.</summary>
    /// <param name="anchor">Vectors along the last axis.</param>
    /// <param name="positive">Vectors that should be near the anchors.</param>
    /// <param name="negative">Vectors that should be far from them.</param>
    /// <param name="margin">By how much.</param>
    /// <param name="p">Which norm.</param>
    /// <param name="epsilon">Added to each difference, as in torch, so that no distance is exactly 0.</param>
    /// <param name="swap">Whether the negative's distance to the positive stands in where it is less than that to the anchor.</param>
    /// <param name="reduction">What is done with the losses of the triplets.</param>
    public static Value TripletMargin(
        Value anchor, Value positive, Value negative, double margin = 1, double p = 2, double epsilon = 1e-6, bool swap = false,
        Reduction reduction = Reduction.Mean)
    {
        var near = Distances.PairwiseDistance(anchor, positive, p, epsilon);
        var far = Distances.PairwiseDistance(anchor, negative, p, epsilon);
        if (swap)
        {
            far = Min(far, Distances.PairwiseDistance(positive, negative, p, epsilon));
        }

        return (near - far + margin).Relu().Reduced(reduction);
    }
}
