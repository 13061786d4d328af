using Aresta.Learning.Diagnostics;
using Aresta.Learning.Experiments;
using Aresta.Learning.Layers;

namespace Aresta.Learning.Tests;

/// <summary>
/// The outcome of the chapter's experiment: over 40 steps, a plain network begins with nothing of its gradient left at the first step and
/// answers no better than a constant after training; an LSTM and a GRU keep a tenth of it and learn the sum.
/// </summary>
public class VanishingGradientTests
{
    private const int Steps = 40;
    private const int Epochs = 12;

    [Fact]
    public void A_plain_network_loses_its_gradient_and_does_not_learn()
    {
        var outcome = VanishingGradient.Run(new Rnn(2, 16, lastOnly: true), Steps, Epochs);
        Assert.Equal((FindingKind.VanishingInTime, "0.state"), (outcome.Before.Verdict.Kind, outcome.Before.Verdict.Layer));
        Assert.InRange(outcome.Left, 0, 1e-6);
        Assert.True(outcome.Error > 0.8 * AddingProblem.Guessing, $"{outcome.Error}");
    }

    [Theory, InlineData(true), InlineData(false)]
    public void Gates_keep_it_and_learn(bool lstm)
    {
        var outcome = VanishingGradient.Run(lstm ? new Lstm(2, 16, lastOnly: true) : new Gru(2, 16, lastOnly: true), Steps, Epochs);
        Assert.DoesNotContain(outcome.Before.Findings, finding => finding.Kind == FindingKind.VanishingInTime);
        Assert.InRange(outcome.Left, 0.1, 1);
        Assert.True(outcome.Error < 0.2 * AddingProblem.Guessing, $"{outcome.Error}");
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
