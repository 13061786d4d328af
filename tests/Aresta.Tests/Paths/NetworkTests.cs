using System.Numerics;
using Aresta.Graphs;
using Aresta.Paths;
using CsCheck;
using static Aresta.Numerics.Elementary;

namespace Aresta.Tests.Paths;

/// <summary>Sums over paths: counted, listed, merged, factored.</summary>
public class NetworkTests
{
    private const string Greek = "αβγδεζηθικλμνξοπρστυφχψω";

    /// <summary>The chapter's graph: X → Y by α, β, γ and Y → Z by δ, ε, ζ.</summary>
    private static readonly Network ThreeByThree = Network.Of(3, [(0, 1), (0, 1), (0, 1), (1, 2), (1, 2), (1, 2)], 0, 2);

    private static readonly double[] Weights = [1, 2, 3, 4, 5, 6];

    [Fact]
    public void The_three_by_three_graph_has_nine_paths() => Assert.Equal(9, ThreeByThree.Count());

    [Fact]
    public void Its_nine_paths_are_listed_in_order() => Assert.Equal(
        ["αδ", "αε", "αζ", "βδ", "βε", "βζ", "γδ", "γε", "γζ"],
        ThreeByThree.List(9).Select(path => string.Concat(path.Select(edge => Greek[edge]))));

    [Fact]
    public void It_factors_as_in_the_chapter() =>
        Assert.Equal("(α+β+γ)(δ+ε+ζ)", Factoring.Of(ThreeByThree).Write(edge => Greek[edge].ToString()));

    [Fact]
    public void Every_form_of_its_sum_is_ninety()
    {
        Assert.Equal(90, ThreeByThree.Sum(Semirings.Sum, edge => Weights[edge]));
        Assert.Equal(90, ThreeByThree.List(9).Sum(path => path.Aggregate(1.0, (product, edge) => product * Weights[edge])));
        Assert.Equal(90, Factoring.Of(ThreeByThree).Evaluate(edge => Weights[edge]));
    }

    [Fact]
    public void Its_heaviest_path_is_the_last()
    {
        var heaviest = ThreeByThree.Sum(Semirings.Heaviest, edge => HeaviestPath.Of(edge, -Weights[edge]));
        Assert.Equal((18.0, "γζ"), (heaviest.Product, string.Concat(heaviest.Edges.Select(edge => Greek[edge]))));
    }

    [Fact]
    public void Too_many_paths_are_refused_with_their_exact_number()
    {
        var diamonds = Network.Of(301, Enumerable.Range(0, 600).Select(i => (i / 2, (i / 2) + 1)), 0, 300);
        var refusal = Assert.Throws<InvalidOperationException>(() => diamonds.List(10_000));
        Assert.Equal($"There are {BigInteger.Pow(2, 300)} paths, more than the 10000 that may be listed.", refusal.Message);
        Assert.Equal(600, Factoring.Of(diamonds).Size);
    }

    [Fact]
    public void A_value_reaches_itself_by_the_empty_path()
    {
        var still = Network.Of(1, [], 0, 0);
        Assert.Equal(1, still.Count());
        Assert.Empty(Assert.Single(still.Enumerate()));
        Assert.Equal(1, Factoring.Of(still).Evaluate(_ => 0));
    }

    [Fact]
    public void Without_a_path_the_derivative_is_zero()
    {
        var apart = Network.Of(2, [], 0, 1);
        Assert.Equal(0, apart.Count());
        Assert.False(apart.Sum(Semirings.Heaviest, edge => HeaviestPath.Of(edge, 1)).Exists);
        Assert.Equal("0", Factoring.Of(apart).Write(_ => "α"));
    }

    [Fact]
    public void Paths_of_a_graph_are_those_of_its_edges()
    {
        var graph = Graph.Trace(x => (x * x + Sin(x)) * x);
        var network = Network.Between(graph.Inputs[0], graph.Outputs[0], out var edges);
        Assert.Equal(4, network.Count());
        Assert.All(edges, edge => Assert.Equal(edge.From, edge.To.Node.Operands[edge.Operand]));
    }

    /// <summary>
    /// On random networks the dynamic program, the list of paths and the factored form agree, and the last is linear in the edges.
    /// </summary>
    [Fact]
    public void All_forms_agree_on_random_networks() => Gen.Int[2, 9]
        .SelectMany(vertices =>
            Gen.Select(Gen.Int[0, vertices - 2], Gen.Int[1, vertices - 1]).Array[0, 16].Select(pairs => (vertices, pairs)))
        .Sample(sample =>
        {
            var arrows = sample.pairs.Select(pair => (Math.Min(pair.Item1, pair.Item2 - 1), pair.Item2));
            var network = Network.Of(sample.vertices, arrows, 0, sample.vertices - 1);
            var weights = Enumerable.Range(0, network.Edges.Count).Select(i => (double)((i * 7 % 5) - 2)).ToArray();
            var paths = network.Enumerate().ToList();
            var products = paths.Select(path => path.Aggregate(1.0, (product, edge) => product * weights[edge])).ToList();
            var factored = Factoring.Of(network);
            Assert.Equal(paths.Count, network.Count());
            Assert.Equal(paths.Count > 0, network.Sum(Semirings.Dependence, _ => true));
            Assert.Equal(products.Sum(), network.Sum(Semirings.Sum, edge => weights[edge]));
            Assert.Equal(products.Sum(Math.Abs), network.Sum(Semirings.Sum, edge => Math.Abs(weights[edge])));
            Assert.Equal(products.Select(Math.Abs).DefaultIfEmpty(0).Max(),
                Math.Abs(network.Sum(Semirings.Heaviest, edge => HeaviestPath.Of(edge, weights[edge])).Product));
            foreach (var count in new[] { 1, 3, 100_000 })
            {
                var best = network.Sum(Semirings.HeaviestPaths(count), edge => [HeaviestPath.Of(edge, weights[edge])]);
                Assert.Equal(products.Select(Math.Abs).OrderDescending().Take(count), best.Select(path => Math.Abs(path.Product)));
                Assert.All(best, path => Assert.Equal(path.Product, path.Edges.Aggregate(1.0, (p, edge) => p * weights[edge])));
                Assert.Equal(best.Count, best.Select(path => string.Join(',', path.Edges)).Distinct().Count());
            }

            Assert.Equal(products.Sum(), factored.Evaluate(edge => weights[edge]));
            Assert.True(factored.Size <= 2 * network.Edges.Count + factored.NamedCount, $"{factored.Size} of {network.Edges.Count}");
        }, iter: 2000);
}
