using Aresta.Functions;
using Aresta.Primitives;
using Aresta.Tensors;

namespace Aresta.Tests.Functions;

/// <summary>Joining, splitting, repeating, turning and replacing, held against NumPy's results.</summary>
public class ArrangementTests
{
    private static readonly Tensor Six = Evaluation.Count([2, 3]);

    [Fact]
    public void Stacks_along_a_new_axis()
    {
        Evaluation.Of((x, y) => Arrangements.Stack([x, y]), new double[] { 1, 2 }, new double[] { 3, 4 }).Is([2, 2], 1, 2, 3, 4);
        Evaluation.Of((x, y) => Arrangements.Stack([x, y], -1), new double[] { 1, 2 }, new double[] { 3, 4 }).Is([2, 2], 1, 3, 2, 4);
    }

    [Fact]
    public void Splits_and_chunks_an_axis()
    {
        Evaluation.Of(x => x.Split([1, 2], -1)[1], Six).Is([2, 2], 1, 2, 4, 5);
        Evaluation.Of(x => x.Chunks(2, 1)[1], Six).Is([2, 1], 2, 5);
        Evaluation.Of(x => x.Unstack(1)[2], Six).Is([2], 2, 5);
        Evaluation.Of(x => x.At(-1), Six).Is([3], 3, 4, 5);
        Assert.Throws<GraphException>(() => Evaluation.Of(x => x.Split([1, 1], -1)[0], Six));
    }

    [Fact]
    public void Tiles_and_repeats()
    {
        Evaluation.Of(x => x.Tile([2]), new double[] { 1, 2 }).Is([4], 1, 2, 1, 2);
        Evaluation.Of(x => x.Tile([2, 1]), new double[] { 1, 2 }).Is([2, 2], 1, 2, 1, 2);
        Evaluation.Of(x => x.Tile([2]), Six).Is([2, 6], 0, 1, 2, 0, 1, 2, 3, 4, 5, 3, 4, 5);
        Evaluation.Of(x => x.Tile([0]), new double[] { 1, 2 }).Is([0]);
        Evaluation.Of(x => x.Repeat(2, -1), Six).Is([2, 6], 0, 0, 1, 1, 2, 2, 3, 3, 4, 4, 5, 5);
    }

    [Fact]
    public void Rolls_and_rotates()
    {
        Evaluation.Of(x => x.Roll(1, 1), Six).Is([2, 3], 2, 0, 1, 5, 3, 4);
        Evaluation.Of(x => x.Roll(-4, 1), Six).Is([2, 3], 1, 2, 0, 4, 5, 3);
        Evaluation.Of(x => x.Roll([1, 1], [0, 1]), Six).Is([2, 3], 5, 3, 4, 2, 0, 1);
        Evaluation.Of(x => x.Rotate90(), Six).Is([3, 2], 2, 5, 1, 4, 0, 3);
        Evaluation.Of(x => x.Rotate90(-1), Six).Is([3, 2], 3, 0, 4, 1, 5, 2);
        Evaluation.Of(x => x.Rotate90(6), Six).Is([2, 3], 5, 4, 3, 2, 1, 0);
    }

    [Fact]
    public void Moves_several_axes()
    {
        var moved = Evaluation.Of(x => x.MoveAxes([0, -1], [-1, 0]), Evaluation.Count([2, 3, 4]));
        Assert.Equal([4, 3, 2], moved.Shape);
        Assert.Equal(12 + 4 + 3, moved[(3 * 6) + (1 * 2) + 1]);
        Assert.Throws<GraphException>(() => Evaluation.Of(x => x.MoveAxes([0, 0], [1, 0]), Six));
    }

    [Fact]
    public void Takes_triangles_and_differences()
    {
        Evaluation.Of(x => x.LowerTriangle(), Six).Is([2, 3], 0, 0, 0, 3, 4, 0);
        Evaluation.Of(x => x.UpperTriangle(1), Six).Is([2, 3], 0, 1, 2, 0, 0, 5);
        Evaluation.Of(x => x.Difference(), new double[] { 1, 4, 9, 16 }).Is([3], 3, 5, 7);
        Evaluation.Of(x => x.Difference(2), new double[] { 1, 4, 9, 16 }).Is([2], 2, 2);
        Evaluation.Of(x => x.Difference(5), new double[] { 1, 4, 9, 16 }).Is([0]);
    }

    [Fact]
    public void The_last_of_several_replacements_stays()
    {
        Evaluation.Of((x, i, y) => x.Put(i, y), new double[] { 1, 2, 3 }, Evaluation.Integers(2, 0, -1), new double[] { 7, 8, 9 })
            .Is([3], 8, 2, 9);
        Evaluation.Of((x, i) => x.Put(i, 0, 1), Six, Evaluation.Integers(1)).Is([2, 3], 0, 0, 2, 3, 0, 5);
        var (index, updates) = (Tensor.Of(new long[] { 0, 2 }, [2, 1]), Tensor.Of(new double[] { 7, 8 }, [2, 1]));
        Evaluation.Of((x, i, y) => x.PutAlong(i, y, 1), Six, index, updates).Is([2, 3], 7, 1, 2, 3, 4, 8);
    }

    [Fact]
    public void Selects_by_a_known_mask()
    {
        Evaluation.Of(x => x.MaskedSelect(Tensor.Vector(true, false, true)), Six).Is([4], 0, 2, 3, 5);
        Evaluation.Of(x => x.MaskedSelect(Tensor.Of(new[] { false, true }, [2, 1])), Six).Is([3], 3, 4, 5);
        Assert.Equal(Evaluation.Integers(1, 2), Masks.FlatNonZero(Tensor.Of(new[] { false, true, true, false }, [2, 2])));
    }

    [Fact]
    public void Extremes_say_where_they_stand()
    {
        Evaluation.Of(x => x.MaxAndIndex(1, keep: true).Index, Six).Is([2, 1], 2, 2);
        Evaluation.Of(x => x.MinAndIndex(0).Min, Six).Is([3], 0, 1, 2);
    }
}
