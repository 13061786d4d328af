using System.Globalization;
using Aresta.Functions;
using Aresta.Primitives;
using Aresta.Tensors;

namespace Aresta.Tests.Functions;

/// <summary>Einstein's summation against sums over all labels written out, and what it refuses.</summary>
public class EinsumTests
{
    [Theory]
    [InlineData("ij,jk->ik", "2,3", "3,4")]
    [InlineData("ij,jk", "2,3", "3,4")]
    [InlineData("ij,jk,kl->il", "2,3", "3,4", "4,2")]
    [InlineData("ij,jk,ki->", "2,3", "3,4", "4,2")]
    [InlineData("ij,ik,il->jkl", "2,3", "2,2", "2,4")]
    [InlineData("i,i,i->i", "3", "3", "3")]
    [InlineData("i,j,k->kij", "2", "3", "4")]
    [InlineData("ii->i", "3,3")]
    [InlineData("ii", "3,3")]
    [InlineData("iji->ij", "3,2,3")]
    [InlineData("iij,jk->ki", "2,2,3", "3,2")]
    [InlineData("ij->ji", "2,3")]
    [InlineData("ij->", "2,3")]
    [InlineData("ba", "2,3")]
    [InlineData("ij,kj->ik", "2,3", "2,1")]
    [InlineData(",i->i", "", "3")]
    [InlineData("ij,jk->ik", "2,0", "0,4")]
    [InlineData("ij,kl->", "2,3", "2,2")]
    public void Is_the_sum_over_all_labels(string formula, params string[] shapes)
    {
        Tensor[] operands = [.. shapes.Select((shape, i) => Evaluation.Wave(Lengths(shape), 0.3 + i))];
        var computed = Evaluation.Of(v => Einstein.Einsum(formula, v), operands);
        var expected = WrittenOut(formula, operands);
        Assert.Equal(expected.Shape, computed.Shape);
        Assert.All(expected.ToDoubles().Zip(computed.ToDoubles()), pair => Assert.Equal(pair.First, pair.Second, 1e-13));
    }

    [Theory]
    [InlineData("...ij,...jk->...ik", "aij,ajk->aik", "5,2,3", "5,3,4")]
    [InlineData("...ij,jk", "abij,jk->abik", "2,5,2,3", "3,4")]
    [InlineData("i...->...", "iab->ab", "3,2,4")]
    [InlineData("...,...", "ab,ab->ab", "2,3", "2,3")]
    public void Dots_stand_for_further_axes(string formula, string named, params string[] shapes)
    {
        Tensor[] operands = [.. shapes.Select((shape, i) => Evaluation.Wave(Lengths(shape), 0.3 + i))];
        Assert.Equal(Evaluation.Of(v => Einstein.Einsum(named, v), operands), Evaluation.Of(v => Einstein.Einsum(formula, v), operands));
    }

    [Fact]
    public void Axes_behind_dots_broadcast_from_the_right()
    {
        var (x, y) = (Evaluation.Wave([2, 3, 4], 0.1), Evaluation.Wave([3, 4, 2], 0.2));
        Assert.Equal(
            Evaluation.Of((a, b) => a.ExpandDims([1]).MatMul(b), x, y),
            Evaluation.Of((a, b) => Einstein.Einsum("x...ij,...jk->x...ik", a.ExpandDims([1]), b), x, y));
    }

    [Theory]
    [InlineData("ij,jk->ik", "2,3", "4,2", "einsum \"ij,jk->ik\" of x0: float64[2,3], x1: float64[4,2]: label j has length 3 and 4.")]
    [InlineData("ij->k", "2,3", null, "einsum \"ij->k\" of x0: float64[2,3]: label k of the result stands in no operand.")]
    [InlineData("ij->ii", "2,3", null, "einsum \"ij->ii\" of x0: float64[2,3]: label i stands twice in the result.")]
    [InlineData("i", "2,3", null, "einsum \"i\" of x0: float64[2,3]: \"i\" has 1 labels for an operand of rank 2.")]
    [InlineData("ii", "2,3", null, "einsum \"ii\" of x0: float64[2,3]: label i has length 2 and 3.")]
    [InlineData("i,i", "2", null, "einsum \"i,i\" of x0: float64[2]: the formula has 2 operands, but 1 are given.")]
    [InlineData("i;j", "2", null, "einsum \"i;j\" of x0: float64[2]: the formula is not of the form \"ij,jk->ik\".")]
    public void Refuses(string formula, string first, string? second, string message)
    {
        Tensor[] operands = [.. new[] { first, second }.OfType<string>().Select(shape => Evaluation.Count(Lengths(shape)))];
        var error = Assert.Throws<GraphException>(() => Evaluation.Of(v => Einstein.Einsum(formula, v), operands));
        Assert.StartsWith(message, error.Message, StringComparison.Ordinal);
    }

    private static Shape Lengths(string text) =>
        [.. text.Split(',', StringSplitOptions.RemoveEmptyEntries).Select(length => int.Parse(length, CultureInfo.InvariantCulture))];

    // Σ over all labels of the products of the elements that they name; a label without arrow stays if it stands once.
    private static Tensor WrittenOut(string formula, Tensor[] operands)
    {
        var sides = formula.Split("->");
        var places = sides[0].Split(',');
        char[] labels = [.. sides[0].Where(char.IsLetter).Distinct().Order()];
        var result = sides.Length > 1 ? sides[1] : string.Concat(labels.Where(l => sides[0].Count(c => c == l) == 1));
        var labelled = places.Zip(operands).SelectMany(p => p.First.Select((c, axis) => (Label: c, Length: p.Second.Shape[axis])));
        var lengths = labels.Select(l => labelled.Where(axis => axis.Label == l).Max(axis => axis.Length)).ToArray();
        if (places.Zip(operands).Any(p => p.Second.Shape.Size == 0))
        {
            lengths = [.. lengths.Select((n, i) => result.Contains(labels[i]) ? n : 0)];
        }

        Shape shape = [.. result.Select(l => lengths[Array.IndexOf(labels, l)])];
        var sums = new double[shape.Size];
        var strides = shape.Strides();
        var total = lengths.Aggregate(1, (n, length) => n * length);
        for (var flat = 0; flat < total; flat++)
        {
            var (at, rest) = (new int[labels.Length], flat);
            for (var i = labels.Length - 1; i >= 0; i--)
            {
                (rest, at[i]) = Math.DivRem(rest, lengths[i]);
            }

            var product = 1.0;
            for (var k = 0; k < operands.Length; k++)
            {
                var own = operands[k].Shape;
                var step = own.Strides();
                product *= operands[k][places[k].Select((l, axis) => own[axis] == 1 ? 0 : at[Array.IndexOf(labels, l)] * step[axis]).Sum()];
            }

            sums[result.Select((l, axis) => at[Array.IndexOf(labels, l)] * strides[axis]).Sum()] += product;
        }

        return Tensor.Of(sums, shape);
    }
}
