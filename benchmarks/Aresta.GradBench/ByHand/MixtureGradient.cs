using Aresta.GradBench.Problems;

namespace Aresta.GradBench.ByHand;

/// <summary>
/// The gradient of <see cref="GaussianMixture"/>, point by point: responsibilities, and what each Gaussian learns of the point.
/// </summary>
internal sealed class MixtureGradient(GaussianMixture.Data data) : IByHand
{
    private readonly double[] gradient = new double[data.Alpha.Length + data.Mu.Length + data.Q.Length + data.L.Length];
    private readonly double[] factors = new double[data.K * data.D * data.D];
    private readonly double[] ofFactors = new double[data.K * data.D * data.D];
    private readonly double[] ofMeans = new double[data.K * data.D];
    private readonly double[] offsets = new double[data.K];
    private readonly double[] terms = new double[data.K];
    private readonly double[] weights = new double[data.K];
    private readonly double[] differences = new double[data.K * data.D];
    private readonly double[] whites = new double[data.K * data.D];

    public ReadOnlySpan<double> Derivative => gradient;

    public void Differentiate()
    {
        Array.Clear(gradient);
        Array.Clear(ofFactors);
        Array.Clear(ofMeans);
        Factors();
        var ofAlpha = gradient.AsSpan(0, data.K);
        for (var i = 0; i < data.N; i++)
            Point(data.X.AsSpan(i * data.D, data.D), ofAlpha);
        Finish(ofAlpha);
    }

    private void Factors()
    {
        var d = data.D;
        for (var c = 0; c < data.K; c++)
        {
            var next = c * data.Below;
            offsets[c] = data.Alpha[c];
            var factor = factors.AsSpan(c * d * d, d * d);
            for (var i = 0; i < d; i++)
            {
                offsets[c] += data.Q[c * d + i];
                factor[i * d + i] = Math.Exp(data.Q[c * d + i]);
                for (var j = i + 1; j < d; j++)
                    factor[j * d + i] = data.L[next++];
            }
        }
    }

    private void Point(ReadOnlySpan<double> x, Span<double> ofAlpha)
    {
        var d = data.D;
        for (var c = 0; c < data.K; c++)
        {
            var (mean, factor) = (c * d, c * d * d);
            var difference = differences.AsSpan(mean, d);
            var white = whites.AsSpan(mean, d);
            for (var j = 0; j < difference.Length; j++)
                difference[j] = x[j] - data.Mu[mean + j];
            var distance = 0.0;
            for (var i = 0; i < white.Length; i++)
            {
                var row = factors.AsSpan(factor + i * d, i + 1);
                var sum = 0.0;
                for (var j = 0; j < row.Length; j++)
                    sum += row[j] * difference[j];
                white[i] = sum;
                distance += sum * sum;
            }

            terms[c] = offsets[c] - distance / 2;
        }

        Softmax(terms, weights);
        for (var c = 0; c < data.K; c++)
        {
            var weight = weights[c];
            ofAlpha[c] += weight;
            var difference = differences.AsSpan(c * d, d);
            var ofMean = ofMeans.AsSpan(c * d, d);
            for (var i = 0; i < d; i++)
            {
                // Both μ and Q are moved by what the row of Q says of the point.
                var moved = weight * whites[c * d + i];
                var row = factors.AsSpan(c * d * d + i * d, i + 1);
                var ofRow = ofFactors.AsSpan(c * d * d + i * d, row.Length);
                for (var j = 0; j < row.Length; j++)
                {
                    ofMean[j] += moved * row[j];
                    ofRow[j] -= moved * difference[j];
                }
            }
        }
    }

    private void Finish(Span<double> ofAlpha)
    {
        var (k, d) = (data.K, data.D);
        var ofMu = gradient.AsSpan(k, k * d);
        var ofQ = gradient.AsSpan(k + k * d, k * d);
        var ofL = gradient.AsSpan(k + 2 * k * d);
        var (prior, square) = (data.PriorSign, data.Gamma * data.Gamma);
        Softmax(data.Alpha, weights);
        ofMeans.CopyTo(ofMu);
        for (var c = 0; c < k; c++)
        {
            var next = c * data.Below;
            for (var i = 0; i < d; i++)
            {
                var diagonal = c * d * d + i * d + i;
                ofQ[c * d + i] = ofAlpha[c] + (ofFactors[diagonal] - prior * square * factors[diagonal]) * factors[diagonal]
                    + prior * data.M;
                for (var j = i + 1; j < d; j++, next++)
                    ofL[next] = ofFactors[c * d * d + j * d + i] - prior * square * data.L[next];
            }

            ofAlpha[c] -= data.N * weights[c];
        }
    }

    private static void Softmax(ReadOnlySpan<double> x, Span<double> y)
    {
        var max = x[0];
        foreach (var number in x)
            max = number > max ? number : max;
        var sum = 0.0;
        for (var i = 0; i < x.Length; i++)
            sum += y[i] = Math.Exp(x[i] - max);
        var inverse = 1 / sum;
        for (var i = 0; i < x.Length; i++)
            y[i] *= inverse;
    }
}
