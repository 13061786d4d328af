using Aresta.GradBench.Problems;

namespace Aresta.GradBench.Speed;

/// <summary>A problem of the size at which others were measured.</summary>
/// <param name="Name">What it is.</param>
/// <param name="Create">The problem, on numbers drawn for it.</param>
/// <param name="ObjectiveInCpp">Seconds that the function takes in C++.</param>
/// <param name="CoDiPack">How often as long CoDiPack's derivative takes as that function.</param>
/// <remarks>The times are of g++ 12 -O3 -march=native on one thread of the same kind of machine.</remarks>
internal sealed record Workload(string Name, Func<Problem> Create, double ObjectiveInCpp, double CoDiPack)
{
    /// <summary>All of them.</summary>
    public static IReadOnlyList<Workload> All { get; } =
    [
        new("lse 40000", () => new LogSumExp(Draws.Uniform(40_000, -1, 1)), 172e-6 / 0.75, 2.3),
        new("llsq n=1024 m=128", () => new LeastSquares(Draws.Uniform(128, -1, 1), 1024), 219e-6 / 2.0, 7.8),
        new("det 8", () => new Determinant(Draws.Uniform(64, -1, 1), 8), 0.68e-3 / 2.8, 2.8),
        new("ode n=1000 s=100", () => new RungeKutta(Draws.Uniform(1000, 0, 1), 100), 1.89e-3 / 22, 22),
        new("gmm d=10 k=25 n=1000", () => new GaussianMixture(Draws.Mixture(10, 25, 1000)), 2.76e-3 / 1.9, 8.4),
        new("gmm d=32 k=25 n=1000", () => new GaussianMixture(Draws.Mixture(32, 25, 1000)), 13e-3 / 2.6, 68),
        new("kmeans k=100 n=1000", () => new KMeans(Draws.Uniform(8000, 0, 1), Draws.Uniform(800, 0, 1), 1000, 100), 4.5e-3 / 23, 23),
        new("lstm l=2 c=1024", () => new LongShortTermMemory(Draws.Network(2, 14, 1024)), 3.5e-3 / 2.8, 2.8),
        new("ba1", () => new BundleAdjustment(Draws.Scene(49, 7776, 31843)), 4.4e-3 / 5.9, 18),
        new("ht complicated", () => new HandTracking(Draws.Hand(100)), 375e-6 / 4.7, 30),
    ];
}
