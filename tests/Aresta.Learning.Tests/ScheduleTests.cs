using Aresta.Learning.Schedules;

namespace Aresta.Learning.Tests;

public class ScheduleTests
{
    [Fact]
    public void A_step_decay_falls_behind_every_so_many_steps()
    {
        var schedule = new StepDecay(3, 0.5);
        Assert.Equal([1, 1, 1, 0.5, 0.5, 0.5, 0.25], Enumerable.Range(1, 7).Select(step => schedule.Factor(step)));
    }

    [Fact]
    public void A_cosine_goes_from_1_to_its_least_and_stays()
    {
        var schedule = new Cosine(10, 0.2);
        Assert.Equal(1, schedule.Factor(1));
        Assert.Equal(0.6, schedule.Factor(6), 1e-15);
        Assert.Equal(0.2, schedule.Factor(11), 1e-15);
        Assert.Equal(0.2, schedule.Factor(1000), 1e-15);
    }

    [Fact]
    public void One_cycle_rises_to_1_and_falls_to_its_end()
    {
        var schedule = new OneCycle(100);
        var factors = Enumerable.Range(1, 100).Select(step => schedule.Factor(step)).ToArray();
        Assert.Equal(1.0 / 25, factors[0], 1e-15);
        Assert.Equal(1, factors[29], 1e-15);
        Assert.Equal(1e-4 / 25, factors[99], 1e-15);
        Assert.True(factors[..30].SequenceEqual(factors[..30].Order()) && factors[29..].SequenceEqual(factors[29..].OrderDescending()));
        Assert.Equal(factors[99], schedule.Factor(500));
    }

    [Fact]
    public void A_warm_up_rises_to_where_the_other_begins()
    {
        var schedule = new Cosine(10).After(4);
        Assert.Equal([0.25, 0.5, 0.75, 1, 1], Enumerable.Range(1, 5).Select(step => schedule.Factor(step)));
        Assert.Equal(new Cosine(10).Factor(6), schedule.Factor(10));
    }
}
