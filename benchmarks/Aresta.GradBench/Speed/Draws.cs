using Aresta.GradBench.Problems;
using Aresta.GradBench.Protocol;

namespace Aresta.GradBench.Speed;

/// <summary>Arguments of problems, drawn at random; always the same.</summary>
internal static class Draws
{
    /// <summary>Numbers between two.</summary>
    public static double[] Uniform(int count, double low, double high)
    {
        var random = new Random(count);
        return [.. Enumerable.Range(0, count).Select(_ => low + (high - low) * random.NextDouble())];
    }

    public static GaussianMixture.Data Mixture(int d, int k, int n) => new(
        d, k, n, Uniform(n * d, 0, 1), Uniform(k, -1, 1), Uniform(k * d, 0, 1), Uniform(k * d, -0.5, 0.5),
        Uniform(k * d * (d - 1) / 2, -0.5, 0.5), 1, 0);

    public static LongShortTermMemory.Data Network(int layers, int bits, int length) => new(
        layers, bits, Uniform((8 * layers + 3) * bits, -1, 1), Uniform(2 * layers * bits, -1, 1),
        Array.ConvertAll(Uniform(length * bits, 0, 1), Math.Round));

    public static BundleAdjustment.Data Scene(int cameras, int points, int observations) => BundleAdjustment.Data.Repeated(
        cameras, points, observations,
        [-0.758453, -1.109613, -0.845551, 34.556073, 39.676747, 53.881673, 419.194514, 5.864426, -8.51887, 0.087812, 0.002739],
        [7.203245, 0.001144, 3.023326], 0.417022, [271.760969, 834.209256]);

    /// <summary>The hand of the samples, with points on its triangles.</summary>
    public static HandTracking.Data Hand(int points)
    {
        var (model, theta) = Samples.Read(Samples.Own).Where(sample => sample.GetProperty("module").GetString() == "ht")
            .Select(sample => sample.GetProperty("input"))
            .Select(input => (HandModel.Read(input.GetProperty("data").GetProperty("model")), input.Numbers("theta"))).First();
        var random = new Random(1);
        int[] triangles = [.. Enumerable.Range(0, points).Select(_ => random.Next(model.Triangles.Length / 3))];
        return new(model, theta, Uniform(2 * points, 0, 0.5), triangles, Uniform(3 * points, -1, 1));
    }
}
