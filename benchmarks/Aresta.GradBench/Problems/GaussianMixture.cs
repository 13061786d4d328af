using System.Text.Json;
using Aresta.Execution;
using Aresta.Numerics;

namespace Aresta.GradBench.Problems;

/// <summary>
/// The log posterior of a mixture of k Gaussians at n points of d coordinates, with a Wishart prior; the gradient with respect to its
/// parameters by a graph: <see cref="MixtureGraph"/>.
/// </summary>
internal sealed class GaussianMixture(GaussianMixture.Data data) : Problem
{
    private readonly double[] precisions = new double[data.K * data.D * data.D];
    private readonly double[] offsets = new double[data.K];
    private readonly double[] terms = new double[data.K];
    private readonly double[] difference = new double[data.D];
    private double primal;
    private PlanMemory? plan;
    private double[] gradient = [];

    /// <summary>The arguments of the log posterior.</summary>
    /// <param name="D">Coordinates.</param>
    /// <param name="K">Gaussians.</param>
    /// <param name="N">Points.</param>
    /// <param name="X">The points, n × d.</param>
    /// <param name="Alpha">Logarithms of weights, k.</param>
    /// <param name="Mu">Means, k × d.</param>
    /// <param name="Q">Logarithms of the diagonals of the factors of the precisions, k × d.</param>
    /// <param name="L">What is below the diagonals, column by column, k × d(d − 1)/2.</param>
    /// <param name="Gamma">The prior's scale.</param>
    /// <param name="M">The prior's excess degrees of freedom.</param>
    /// <param name="PriorSign">1 as in the paper's correction, −1 as ADBench has it.</param>
    internal sealed record Data(
        int D, int K, int N, double[] X, double[] Alpha, double[] Mu, double[] Q, double[] L, double Gamma, int M, int PriorSign = 1)
    {
        /// <summary>How many numbers are below a diagonal.</summary>
        public int Below => D * (D - 1) / 2;

        /// <summary>What depends on no parameter.</summary>
        public double Constant
        {
            get
            {
                var freedom = D + M + 1;
                var gamma = D * (D - 1) / 4.0 * Math.Log(Math.PI);
                for (var j = 1; j <= D; j++)
                    gamma += Elementary.Lgamma<Float64>((freedom + 1 - j) / 2.0);
                return -N * D / 2.0 * Math.Log(2 * Math.PI) + PriorSign * K * (freedom * D * (Math.Log(Gamma) - Math.Log(2) / 2) - gamma);
            }
        }
    }

    public override ReadOnlySpan<double> Primal => new(ref primal);

    /// <summary>The derivatives by α, μ, q and l, one after the other.</summary>
    public override ReadOnlySpan<double> Derivative => gradient;

    public static GaussianMixture Read(JsonElement input) => new(new(
        input.Int("d"), input.Int("k"), input.Int("n"), input.Numbers("x"), input.Numbers("alpha"), input.Numbers("mu"), input.Numbers("q"),
        input.Numbers("l"), input.Number("gamma"), input.Int("m")));

    public override void Prepare()
    {
        plan = Compile(MixtureGraph.Gradient(data));
        gradient = new double[data.Alpha.Length + data.Mu.Length + data.Q.Length + data.L.Length];
        var points = plan.Input<double>(0);
        for (var i = 0; i < data.N; i++)
            for (var j = 0; j < data.D; j++)
                points[j * data.N + i] = data.X[i * data.D + j];
    }

    public override void Evaluate()
    {
        var (d, k) = (data.D, data.K);
        var (alpha, mu, q, l) = (data.Alpha, data.Mu, data.Q, data.L);
        var prior = 0.0;
        for (var c = 0; c < k; c++)
        {
            var (sum, squares, next) = (0.0, 0.0, c * data.Below);
            var factor = precisions.AsSpan(c * d * d, d * d);
            for (var i = 0; i < d; i++)
            {
                sum += q[c * d + i];
                factor[i * d + i] = Math.Exp(q[c * d + i]);
                squares += factor[i * d + i] * factor[i * d + i];
                for (var j = i + 1; j < d; j++)
                {
                    factor[j * d + i] = l[next++];
                    squares += factor[j * d + i] * factor[j * d + i];
                }
            }

            offsets[c] = alpha[c] + sum;
            prior += data.M * sum - data.Gamma * data.Gamma / 2 * squares;
        }

        var likelihood = 0.0;
        for (var i = 0; i < data.N; i++)
        {
            var x = data.X.AsSpan(i * d, d);
            for (var c = 0; c < k; c++)
                terms[c] = offsets[c] - Distance(x, mu.AsSpan(c * d, d), precisions.AsSpan(c * d * d, d * d)) / 2;
            likelihood += LogSum(terms);
        }

        primal = data.Constant + likelihood - data.N * LogSum(alpha) + data.PriorSign * prior;
    }

    public override void Differentiate()
    {
        data.Alpha.CopyTo(plan!.Input<double>(1));
        data.Mu.CopyTo(plan.Input<double>(2));
        data.Q.CopyTo(plan.Input<double>(3));
        if (data.L.Length > 0)
            data.L.CopyTo(plan.Input<double>(4));
        plan.Run();
        var rest = gradient.AsSpan();
        for (var i = 0; i < plan.Plan.Graph.Outputs.Length; i++)
        {
            var part = plan.Output<double>(i);
            part.CopyTo(rest);
            rest = rest[part.Length..];
        }
    }

    public override void WriteDerivative(Utf8JsonWriter json)
    {
        var (k, d) = (data.K, data.D);
        json.WriteStartObject();
        json.WritePropertyName("alpha");
        json.WriteNumbers(Derivative[..k]);
        json.WritePropertyName("mu");
        json.WriteRows(Derivative[k..], k, d);
        json.WritePropertyName("q");
        json.WriteRows(Derivative[(k + k * d)..], k, d);
        json.WritePropertyName("l");
        json.WriteRows(Derivative[(k + 2 * k * d)..], k, data.Below);
        json.WriteEndObject();
    }

    /// <summary>‖Q(x − μ)‖²</summary>
    private double Distance(ReadOnlySpan<double> x, ReadOnlySpan<double> mu, ReadOnlySpan<double> factor)
    {
        for (var j = 0; j < x.Length; j++)
            difference[j] = x[j] - mu[j];
        var distance = 0.0;
        for (var i = 0; i < x.Length; i++)
        {
            var row = factor.Slice(i * x.Length, i + 1);
            var sum = 0.0;
            for (var j = 0; j < row.Length; j++)
                sum += row[j] * difference[j];
            distance += sum * sum;
        }

        return distance;
    }

    private static double LogSum(ReadOnlySpan<double> x)
    {
        var max = x[0];
        foreach (var number in x)
            max = number > max ? number : max;
        var sum = 0.0;
        foreach (var number in x)
            sum += Math.Exp(number - max);
        return max + Math.Log(sum);
    }
}
