using System.Text.Json;
using Aresta.GradBench.Problems;

namespace Aresta.GradBench.Protocol;

/// <summary>A module of GradBench: what its two functions are called, and its problem from their input.</summary>
/// <param name="Primal">The name of the function.</param>
/// <param name="Derivative">The name of its derivative.</param>
/// <param name="Read">The problem.</param>
internal sealed record Module(string Primal, string Derivative, Func<JsonElement, Problem> Read)
{
    /// <summary>All of them by name.</summary>
    public static IReadOnlyDictionary<string, Module> All { get; } = new Dictionary<string, Module>
    {
        ["hello"] = new("square", "double", Hello.Read),
        ["lse"] = new("primal", "gradient", LogSumExp.Read),
        ["llsq"] = new("primal", "gradient", LeastSquares.Read),
        ["det"] = new("primal", "gradient", Determinant.Read),
        ["ode"] = new("primal", "gradient", RungeKutta.Read),
        ["gmm"] = new("objective", "jacobian", GaussianMixture.Read),
        ["kmeans"] = new("cost", "dir", KMeans.Read),
        ["lstm"] = new("objective", "jacobian", LongShortTermMemory.Read),
        ["ba"] = new("objective", "jacobian", BundleAdjustment.Read),
        ["ht"] = new("objective", "jacobian", HandTracking.Read),
    };
}
