namespace Aresta.Datasets.Tests;

/// <summary>The splits are disjoint, complete, stratified where they say so, and the same for ever.</summary>
public class SplitTests
{
    public static TheoryData<string> Splits => ["stratified", "file order"];

    private static TrainTestSplit Named(string name) => name == "stratified" ? Digits.Split : Digits.FileOrderSplit;

    [Theory, MemberData(nameof(Splits))]
    public void Every_row_is_in_exactly_one_part(string name)
    {
        var split = Named(name);
        Assert.Equal((1500, 297), (split.Train.Count, split.Test.Count));
        Assert.Equal(Enumerable.Range(0, 1797), split.TrainRows.ToArray().Concat(split.TestRows.ToArray()).Order());
        for (var i = 0; i < split.Test.Count; i++)
        {
            Assert.Equal(Digits.All.Row(split.TestRows[i]), split.Test.Row(i));
            Assert.Equal(Digits.All.Labels[split.TestRows[i]], split.Test.Labels[i]);
        }
    }

    [Fact]
    public void Each_digit_has_its_share_of_the_test_rows()
    {
        var all = DataTests.ClassCounts(Digits.All);
        var test = DataTests.ClassCounts(Digits.Split.Test);
        Assert.All(Enumerable.Range(0, 10), digit => Assert.InRange(test[digit] - all[digit] * 297 / 1797.0, -1, 1));
        Assert.Equal([29, 30, 29, 30, 30, 30, 30, 30, 29, 30], test); // largest remainders
    }

    [Fact]
    public void File_order_tests_on_the_last_rows() => Assert.Equal(Enumerable.Range(1500, 297), Digits.FileOrderSplit.TestRows.ToArray());

    [Fact]
    public void The_published_draw_never_changes() => Assert.Equal(
        "F56F7C5760EC5E561DBD6190E8DF22031B2ABBA92588489D2453F2AE14048334", // found by a second program, written from the remarks alone
        DataTests.Sha256(string.Join(',', Digits.Split.TestRows.ToArray())));

    [Fact]
    public void The_generator_gives_the_published_numbers()
    {
        // The first outputs of S. Vigna's splitmix64.c from the state 1234567.
        ulong state = 1234567;
        ulong[] expected = [6457827717110365317, 3203168211198807973, 9817491932198370423, 4593380528125082431, 16408922859458223821];
        Assert.Equal(expected, expected.Select(_ => StratifiedSample.SplitMix64(ref state)));
    }

    [Theory, InlineData(0), InlineData(1), InlineData(75), InlineData(150)]
    public void Any_count_can_be_drawn(int count)
    {
        var split = Iris.All.SplitStratified(count, seed: 1);
        Assert.Equal((150 - count, count), (split.Train.Count, split.Test.Count));
        Assert.Equal(split.TestRows, Iris.All.SplitStratified(count, seed: 1).TestRows);
    }

    [Fact]
    public void Another_seed_draws_other_rows() =>
        Assert.NotEqual(Iris.All.SplitStratified(30, 1).TestRows.ToArray(), Iris.All.SplitStratified(30, 2).TestRows.ToArray());

    [Fact]
    public void Impossible_counts_are_rejected()
    {
        Assert.Throws<ArgumentOutOfRangeException>(() => Iris.All.SplitStratified(151, 1));
        Assert.Throws<ArgumentOutOfRangeException>(() => Iris.All.SplitLast(-1));
        Assert.Throws<ArgumentOutOfRangeException>(() => StratifiedSample.Draw([0, 3], 2, 1, 1));
    }
}
