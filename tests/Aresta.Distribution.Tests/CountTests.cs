namespace Aresta.Distribution.Tests;

/// <summary>What plans of models do, counted: steps, kernels, operations, bytes.</summary>
public sealed class CountTests
{
    [Fact]
    public async Task Plans_do_no_more_than_is_written_down() =>
        await Dotnet.Run("run", "--project", "benchmarks/Aresta.Benchmarks", "-c", Dotnet.Configuration, "--", "counts");
}
