using Aresta.Execution;
using Aresta.Graphs;
using Aresta.Transforms;
using static Aresta.Numerics.Elementary;

namespace Aresta.Tests.Chapter;

/// <summary>The chapter's example e = (a + b)·(b + 1) at a = 2, b = 1, and the sizes that naive path sums cannot bear.</summary>
public class ExampleTests
{
    private static readonly Graph Example = Graph.Trace((a, b) => ((a + b).Named("c") * (b + 1).Named("d")).Named("e"));

    [Fact]
    public void Value_is_six() => Assert.Equal(6, Interpreter.Run(Example, 2.0, 1.0)[0].ToDouble());

    [Fact]
    public void Gradient_is_two_and_five()
    {
        var gradient = Interpreter.Run(Gradient.Of(Example), 2.0, 1.0);
        Assert.Equal([2.0, 5.0], gradient.Select(g => g.ToDouble()));
    }

    [Fact]
    public void Forward_mode_agrees_with_reverse_mode()
    {
        var pushed = Interpreter.Run(Pushforward.Of(Example), 2.0, 1.0, 0.0, 1.0);
        Assert.Equal([6.0, 5.0], pushed.Select(g => g.ToDouble()));
    }

    [Fact]
    public void A_chain_of_a_million_nodes_is_built_differentiated_and_evaluated()
    {
        const int length = 1_000_000;
        var chain = Graph.Trace(x =>
        {
            var y = x;
            for (var i = 0; i < length; i++)
            {
                y = Sin(y);
            }

            return y;
        }, originBudget: 0);
        var both = Interpreter.Run(Pullback.Of(chain), 0.5, 1.0);
        var (value, derivative) = (0.5, 1.0);
        for (var i = 0; i < length; i++)
        {
            (value, derivative) = (Math.Sin(value), derivative * Math.Cos(value));
        }

        Assert.Equal(length + 1, chain.Verify().Nodes.Length);
        Assert.EndsWith($"%{length}: float64 = sin(%{length - 1})\n  return %{length}\n}}\n", chain.Print(), StringComparison.Ordinal);
        Assert.Equal(value, both[0].ToDouble());
        Assert.Equal(derivative, both[1].ToDouble(), Math.Abs(derivative) * 1e-9);
    }

    [Fact]
    public void A_value_with_a_million_users_sums_their_cotangents()
    {
        const int users = 1_000_000;
        var star = Graph.Trace(x =>
        {
            var sum = x;
            for (var i = 1; i < users; i++)
            {
                sum += x;
            }

            return sum;
        }, originBudget: 0);
        Assert.Equal(users, Interpreter.Run(Gradient.Of(star), 3.0)[0].ToDouble());
    }

    [Fact]
    public void Three_hundred_stacked_diamonds_need_no_path_to_be_listed()
    {
        var diamonds = Graph.Trace(x =>
        {
            for (var i = 0; i < 300; i++)
            {
                x = (x + x) * 0.5 + Sin(x) * 0;
            }

            return x;
        });
        Assert.Equal(1.0, Interpreter.Run(Gradient.Of(diamonds), 0.25)[0].ToDouble());
    }
}
