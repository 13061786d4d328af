using System.Numerics;
using Aresta.Graphs;

namespace Aresta.Tests.Control;

/// <summary>
/// The schedule of binomial checkpointing: it reverses every step, stores no more than it may, and takes the least work there is.
/// </summary>
public class RevolveTests
{
    [Fact]
    public void Work_is_the_least_that_any_schedule_takes()
    {
        const int longest = 80, most = 8;

        // t(l, s) = min over m of m + t(l − m, s − 1) + t(m, s): the first state after the initial one is stored at step m.
        var least = new long[longest + 1, most + 1];
        for (var s = 1; s <= most; s++)
        {
            for (var l = 2; l <= longest; l++)
            {
                least[l, s] = s == 1
                    ? (long)l * (l - 1) / 2
                    : Enumerable.Range(1, l - 1).Min(m => m + least[l - m, s - 1] + least[m, s]);
            }
        }

        for (var s = 1; s <= most; s++)
        {
            for (var l = 0; l <= longest; l++)
            {
                Assert.Equal(least[l, s], Simulate(new(l, s)));
                Assert.Equal(least[l, s], new Revolve(l, s).Steps);
            }
        }
    }

    [Theory]
    [InlineData(100_000, 30, 447_640)]
    [InlineData(100_000, 100_000, 99_999)]
    [InlineData(10_000, int.MaxValue, 9_999)]
    [InlineData(3_000, 1, 4_498_500)]
    public void Work_is_what_the_formula_says(int length, int stored, long steps)
    {
        Assert.Equal(steps, Simulate(new(length, stored)));
        Assert.Equal(steps, Formula(length, stored));
    }

    [Fact]
    public void The_formula_holds_for_lengths_beyond_simulation()
    {
        var random = new Random(1);
        for (var i = 0; i < 200; i++)
        {
            var (length, stored) = (random.Next(1, int.MaxValue), 1 << random.Next(2, 31));
            Assert.Equal(Formula(length, stored), new Revolve(length, stored).Steps);
        }

        Assert.Equal((long)int.MaxValue * (int.MaxValue - 1L) / 2, new Revolve(int.MaxValue, 1).Steps);
    }

    // r·l − C(s + r, s + 1), r the least with C(s + r, s) ≥ l.
    private static BigInteger Formula(int l, int s)
    {
        if (s == 1)
        {
            return (BigInteger)l * (l - 1) / 2; // r = l − 1
        }

        var r = 0;
        while (Binomial((BigInteger)s + r, r) < l)
        {
            r++;
        }

        return ((BigInteger)r * l) - (r == 0 ? 0 : Binomial((BigInteger)s + r, r - 1));
    }

    private static BigInteger Binomial(BigInteger n, int k)
    {
        var result = BigInteger.One;
        for (var i = 1; i <= k; i++)
        {
            result = result * (n - k + i) / i;
        }

        return result;
    }

    // Goes through the moves with step numbers in place of states; gives how many steps forward they take.
    private static long Simulate(Revolve schedule)
    {
        var (present, steps, left) = (0, 0L, schedule.Length);
        var stored = new Stack<int>([0]);
        foreach (var move in schedule.Moves())
        {
            switch (move.Kind)
            {
                case Revolve.Kind.Restore:
                    present = stored.Peek();
                    Assert.Equal(move.At, present);
                    break;
                case Revolve.Kind.Advance:
                    Assert.Equal(move.At, present);
                    Assert.True(move.To > move.At);
                    (present, steps) = (move.To, steps + move.To - move.At);
                    break;
                case Revolve.Kind.Store:
                    Assert.Equal(move.At, present);
                    stored.Push(present);
                    Assert.True(stored.Count <= schedule.Stored);
                    break;
                case Revolve.Kind.Reverse:
                    Assert.Equal(move.At, present);
                    Assert.Equal(--left, present);
                    break;
                case Revolve.Kind.Forget:
                    Assert.Equal(move.At, stored.Pop());
                    break;
                default:
                    throw new InvalidOperationException("There is no such move.");
            }
        }

        Assert.Equal(0, left);
        Assert.Empty(stored);
        return steps;
    }
}
