using Aresta.Learning.Diagnostics;
using Aresta.Learning.Experiments;

namespace Aresta.Learning.Tests;

/// <summary>
/// The outcome of the chapter's experiment, from three seeds: over 50 steps a plain network begins with nothing of its gradient left at the
/// first step and does not solve the adding problem; an LSTM and a GRU do, and keep their gradient when they have. Over 10 steps all do.
/// </summary>
public class VanishingGradientTests
{
    [Fact]
    public void A_plain_network_fails_where_gates_learn()
    {
        var far = VanishingComparison.Run([50], seeds: 3, budget: 1500);
        Assert.True(far.Holds);
        var plain = far.Rows.Single(row => row.Kind == "tanh");
        Assert.All(plain.Outcomes, outcome =>
        {
            Assert.Equal((FindingKind.VanishingInTime, "0.state"), (outcome.Before.Verdict.Kind, outcome.Before.Verdict.Layer));
            Assert.InRange(outcome.Left, 0, 1e-6);
            Assert.True(outcome.Error > 0.5 * AddingProblem.Guessing, $"{outcome.Error}");
        });
        foreach (var outcome in far.Rows.Where(row => row.Kind != "tanh").SelectMany(row => row.Outcomes))
        {
            Assert.True(outcome.IsSolved);
            Assert.InRange(outcome.LeftAfter, 0.05, 10);
            Assert.DoesNotContain(outcome.After.Findings, finding => finding.Kind == FindingKind.VanishingInTime);
        }

        var near = VanishingComparison.Run([10], seeds: 1, budget: 1500, kinds: ["tanh"]);
        Assert.Equal(1, Assert.Single(near.Rows).SolvedCount);
        Assert.InRange(near.Rows[0].OverTime(after: true)[^1], 0.99, 1.01);
    }

    [Fact]
    public void The_sum_of_the_marked_numbers_is_asked_for()
    {
        var (inputs, targets) = new AddingProblem(9, 200, 3).All();
        var (x, y) = (inputs.ToDoubles(), targets.ToDoubles());
        for (var i = 0; i < 200; i++)
        {
            var rows = x.AsSpan(i * 18, 18).ToArray();
            int[] marked = [.. Enumerable.Range(0, 9).Where(step => rows[(2 * step) + 1] == 1)];
            Assert.Equal(2, marked.Length);
            Assert.True(marked[0] < 4 && marked[1] >= 4);
            Assert.Equal(marked.Sum(step => rows[2 * step]), y[i], 1e-6);
        }

        // The mean squared error of the answer 1 is that of a constant, within three standard errors.
        Assert.InRange(y.Average(target => (target - 1) * (target - 1)), 0.11, 0.22);
    }
}
