using Aresta.Primitives;
using Aresta.Tensors;
using Aresta.Tests.Shared;

namespace Aresta.Kernels.Tests;

/// <summary>Planned contractions against the interpreter's, over random labels, lengths and layouts.</summary>
public unsafe class ContractionTests
{
    private static readonly string[] Known =
    [
        "ij,jk->ik", "ij,kj->ik", "ji,jk->ik", "ji,kj->ik", "ij,jk->ki", "bij,bjk->bik", "bij,jk->bik", "i,i->", "i,j->ij", "ij,j->i",
        "i,ij->j", "i,i->i", "bi,bi->b", "b,bi->bi", ",i->i", ",->", "bhqd,bhkd->bhqk", "bqhd,bkhd->bhqk", "bhqk,bkhd->bqhd",
        "nchwij,ocij->nohw", "nhwijc,ijco->nhwo", "nohw,nchwij->ocij", "nohw,ocij->nchwij", "abc,cbd->ad", "acb,bcd->ad", "ab,cd->acbd",
        "abcd,dcba->", "abij,bajk->abik", "iabcd,dcbaj->ij",
    ];

    [Fact]
    public void Known_labels_agree_with_the_interpreter()
    {
        for (var seed = 0; seed < Known.Length * 12; seed++)
        {
            Agree(Known[seed % Known.Length], new Random(seed), seed % 3 == 0 ? 2 : 7, strided: seed % 2 == 1);
        }
    }

    [Fact]
    public void Random_labels_agree_with_the_interpreter()
    {
        for (var seed = 0; seed < 600; seed++)
        {
            var random = new Random(seed);
            string[] places = ["", "", ""];
            foreach (var label in "abcdefg"[..random.Next(8)])
            {
                var without = random.Next(4); // in all three places, or in all but one
                places = [.. places.Select((place, i) => i == without ? place : place.Insert(random.Next(place.Length + 1), $"{label}"))];
            }

            Agree($"{places[0]},{places[1]}->{places[2]}", random, seed % 50 == 0 ? 0 : seed % 5 == 0 ? 2 : 4, strided: seed % 3 == 0);
        }
    }

    [Fact]
    public void Axes_that_join_make_one_product()
    {
        Assert.Equal("1 × 1 products of 60 × 7 × 42", Loops("abcde,def->abcf", [3, 4, 5, 6, 7], [6, 7, 7]));
        Assert.Equal("6 × 1 products of 8 × 10 × 9", Loops("bhqd,bhkd->bhqk", [2, 3, 8, 9], [2, 3, 10, 9]));
        Assert.StartsWith("6 × 1 products of 8 × 10 × 9", Loops("bqhd,bkhd->bhqk", [2, 8, 3, 9], [2, 10, 3, 9]), StringComparison.Ordinal);
        static string Loops(string labels, int[] left, int[] right) => $"{Contraction.Plan(labels, left, right)}"[(labels.Length + 2)..];
    }

    [Fact]
    public void Axes_that_cannot_join_are_copied_where_that_pays()
    {
        Assert.Equal(64 * 81, Contraction.Plan("iabcd,dcbaj->ij", [64, 3, 3, 3, 3], [3, 3, 3, 3, 64]).Copied);
        Assert.Equal(0, Contraction.Plan("bqhd,bkhd->bhqk", [4, 64, 4, 32], [4, 64, 4, 32]).Copied);
    }

    [Theory, InlineData("ijjk->ik"), InlineData("ij,jk"), InlineData("iij,jk->ik"), InlineData("ijl,jk->ik")]
    public void Labels_that_are_none_are_refused(string labels) =>
        Assert.Throws<ArgumentException>(() => Contraction.Plan(labels, [2, 2, 2], [2, 2]));

    [Fact]
    public void A_run_allocates_nothing()
    {
        foreach (var (labels, left, right) in new[]
        {
            ("ij,kj->ik", new[] { 30, 40 }, new[] { 50, 40 }), ("bi,bi->bi", [9, 9], [9, 9]),
            ("iabcd,dcbaj->ij", [64, 3, 3, 3, 3], [3, 3, 3, 3, 64]),
        })
        {
            var plan = Contraction.Plan(labels, left, right);
            var (a, b, c) = (new float[50_000], new float[50_000], new float[50_000]);
            Allocations.None(() =>
            {
                fixed (float* x = a, y = b, z = c)
                {
                    plan.Run(x, y, z);
                }
            });
        }
    }

    private static void Agree(string labels, Random random, int most, bool strided)
    {
        var contract = new Contract(labels);
        var lengths = labels.Where(char.IsLetter).Distinct().ToDictionary(
            label => label, _ => most == 0 ? random.Next(3) : random.Next(8) == 0 ? 1 : 1 + random.Next(most));
        int[] Lengths(string place) => [.. place.Select(label => lengths[label])];

        var (left, right, result) = (Lengths(contract.Left), Lengths(contract.Right), Lengths(contract.Result));
        var (x, y) = (Numbers(left, random), Numbers(right, random));
        TensorType[] types = [TensorType.Float64([.. left]), TensorType.Float64([.. right])];
        var expected = contract.Evaluate(
            [Tensor.Of(x, types[0].Shape), Tensor.Of(y, types[1].Shape)], contract.Infer(types))[0].AsSpan<double>();

        var (xs, ys, zs) = (Strides(left, random, strided), Strides(right, random, strided), Strides(result, random, strided));
        var plan = strided ? Contraction.Plan(labels, left, right, xs, ys, zs) : Contraction.Plan(labels, left, right);
        var (a, b, c) = (Spread(x, left, xs), Spread(y, right, ys), Spread(new double[expected.Length], result, zs));
        Array.Fill(c, double.NaN);
        fixed (double* p = a, q = b, r = c)
        {
            plan.Run(p, q, r, 1 + random.Next(3));
        }

        var at = Positions(result, zs);
        for (var i = 0; i < expected.Length; i++)
        {
            Assert.True(
                c[at[i]] == expected[i], $"{plan}: element {i} is {c[at[i]]}, not {expected[i]}; lengths {string.Join(' ', lengths)}");
        }

        Assert.Equal(at.Length, c.Count(double.IsFinite)); // and nothing beside them is written
    }

    private static double[] Numbers(int[] lengths, Random random) =>
        [.. Enumerable.Range(0, lengths.Aggregate(1, (n, length) => n * length)).Select(_ => (double)random.Next(-5, 6))];

    // Row-major, or any order of the axes in memory with gaps between.
    private static nint[] Strides(int[] lengths, Random random, bool strided)
    {
        var strides = new nint[lengths.Length];
        nint next = strided ? 1 + random.Next(2) : 1;
        var order = Enumerable.Range(0, lengths.Length).Reverse().ToArray();
        if (strided)
        {
            random.Shuffle(order);
        }

        foreach (var axis in order)
        {
            strides[axis] = next;
            next *= lengths[axis] + (strided ? random.Next(2) : 0);
        }

        return strides;
    }

    private static double[] Spread(double[] elements, int[] lengths, nint[] strides)
    {
        var at = Positions(lengths, strides);
        var spread = new double[at.Length == 0 ? 1 : at.Max() + 1];
        for (var i = 0; i < at.Length; i++)
        {
            spread[at[i]] = elements[i];
        }

        return spread;
    }

    private static int[] Positions(int[] lengths, nint[] strides)
    {
        int[] at = [0];
        for (var axis = 0; axis < lengths.Length; axis++)
        {
            at = [.. from start in at from i in Enumerable.Range(0, lengths[axis]) select start + (int)(i * strides[axis])];
        }

        return at;
    }
}
