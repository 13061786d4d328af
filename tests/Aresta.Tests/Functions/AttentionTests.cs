using Aresta.Execution;
using Aresta.Functions;
using Aresta.Graphs;
using Aresta.Primitives;
using Aresta.Tensors;
using Aresta.Transforms;

namespace Aresta.Tests.Functions;

public class AttentionTests
{
    private static readonly Tensor Query = DerivativeCheck.Random(1, 2, 3, 4);
    private static readonly Tensor Key = DerivativeCheck.Random(2, 2, 5, 4);
    private static readonly Tensor Values = DerivativeCheck.Random(3, 2, 5, 2);

    [Theory, InlineData(false), InlineData(true)]
    public void Averages_are_weighted_by_how_well_keys_fit(bool causal)
    {
        var result = Evaluation.Of((q, k, v) => q.ScaledDotProductAttention(k, v, causal: causal).Result, Query, Key, Values);
        Assert.Equal([2, 3, 2], result.Shape);
        for (var n = 0; n < 2; n++)
        {
            for (var i = 0; i < 3; i++)
            {
                double[] fit = [.. Enumerable.Range(0, 5).Select(j => causal && j > i ? 0 : Math.Exp(
                    Enumerable.Range(0, 4).Sum(e => Query[(((n * 3) + i) * 4) + e] * Key[(((n * 5) + j) * 4) + e]) / 2))];
                for (var c = 0; c < 2; c++)
                {
                    var mean = Enumerable.Range(0, 5).Sum(j => fit[j] * Values[(((n * 5) + j) * 2) + c]) / fit.Sum();
                    Assert.Equal(mean, result[(((n * 3) + i) * 2) + c], 1e-14);
                }
            }
        }
    }

    [Fact]
    public void A_query_that_may_attend_to_nothing_has_weights_and_derivatives_0()
    {
        var mask = Tensor.Of([false, false, true, true], [2, 2]);
        var (query, key) = (DerivativeCheck.Random(1, 2, 4), DerivativeCheck.Random(2, 2, 4));
        var weights = Evaluation.Of((q, k) => q.ScaledDotProductAttention(k, k, Value.Constant(mask)).Weights, query, key).ToDoubles();
        Assert.Equal([0, 0], weights[..2]);
        Assert.Equal(1, weights[2..].Sum(), 1e-15);
        DerivativeCheck.Of(v => [v[0].ScaledDotProductAttention(v[1], v[1], Value.Constant(mask), causal: true).Result], [query, key]);
    }

    [Fact]
    public void A_mask_of_numbers_is_added_to_the_scores()
    {
        var mask = Tensor.Of([.. Enumerable.Range(0, 15).Select(i => i % 4 == 1 ? double.NegativeInfinity : 0)], [3, 5]);
        var truth = Tensor.Of([.. Enumerable.Range(0, 15).Select(i => i % 4 != 1)], [3, 5]);
        Assert.Equal(
            Evaluation.Of((q, k, v) => q.ScaledDotProductAttention(k, v, Value.Constant(truth)).Result, Query, Key, Values).ToDoubles(),
            Evaluation.Of((q, k, v) => q.ScaledDotProductAttention(k, v, Value.Constant(mask)).Result, Query, Key, Values).ToDoubles());
    }

    [Fact]
    public void Heads_attend_by_themselves()
    {
        Tensor[] maps = [.. Enumerable.Range(0, 4).Select(i => DerivativeCheck.Random(10 + i, 4, 4))];
        var (bias, source) = (DerivativeCheck.Random(20, 4), DerivativeCheck.Random(21, 2, 5, 4));
        Value[] Attend(Value[] v)
        {
            var weights = new AttentionWeights(v[2], v[3], v[4], v[5], QueryBias: v[6], OutputBias: v[6]);
            var (result, attention) = v[0].MultiHeadAttention(v[1], v[1], weights, 2, causal: true);
            return [result, attention];
        }

        DerivativeCheck.Of(Attend, [Query, source, .. maps, bias], tolerance: 1e-6);

        // The second head by itself: the last two rows of each map, the last two columns of the output's.
        Tensor[] inputs = [Query, source, .. maps, bias];
        var both = Interpreter.Run(Graph.Trace(Attend, [.. inputs.Select(x => x.Type)]), inputs);
        var alone = Evaluation.Of(
            (q, x, b) =>
            {
                var (wq, wk) = (Value.Constant(maps[0]).Slice(0, 2, 4), Value.Constant(maps[1]).Slice(0, 2, 4));
                return q.Affine(wq, b.Slice(0, 2, 4)).ScaledDotProductAttention(x.Affine(wk), x, causal: true).Weights;
            }, Query, source, bias);
        Assert.Equal([2, 2, 3, 5], both[1].Shape);
        for (var i = 0; i < 30; i++)
        {
            Assert.Equal(alone[i], both[1][(((i / 15 * 2) + 1) * 15) + (i % 15)], 1e-14);
        }
    }

    [Fact]
    public void Heads_that_do_not_divide_are_said() => Assert.Contains(
        "3 heads do not divide the 4 numbers",
        Assert.Throws<GraphException>(() => Evaluation.Of(
            (q, w) => q.MultiHeadAttention(q, q, new(w, w, w, w), 3).Result, Query, DerivativeCheck.Random(1, 4, 4))).Message);

    [Fact]
    public void Layers_and_lookups()
    {
        var (x, weight) = (DerivativeCheck.Random(1, 2, 3, 4), DerivativeCheck.Random(2, 5, 4));
        var y = Evaluation.Of((a, w) => a.Affine(w, Value.Constant(Tensor.Vector(0.0, 0, 7, 0, 0))), x, weight);
        Assert.Equal([2, 3, 5], y.Shape);
        Assert.Equal(7 + Enumerable.Range(0, 4).Sum(k => x[20 + k] * weight[8 + k]), y[27], 1e-14);
        DerivativeCheck.Of(v => [v[0].Affine(v[1]), v[0].GatedLinearUnit()], [x, weight]);
        Assert.Contains("halves its axis", Assert.Throws<GraphException>(() => Evaluation.Of(a => a.GatedLinearUnit(1), x)).Message);

        Evaluation.Of(i => i.OneHot(3), Evaluation.Integers(2, 0, 5)).Is([3, 3], 0, 0, 1, 1, 0, 0, 0, 0, 0);
        Evaluation.Of(i => i.OneHot(2, axis: 0), Evaluation.Integers(1, 0, 1)).Is([2, 3], 0, 1, 0, 1, 0, 1);
        var table = Evaluation.Count([3, 2]);
        Evaluation.Of((t, i) => t.Embed(i), table, Evaluation.Integers(2, 0)).Is([2, 2], 4, 5, 0, 1);
        Evaluation.Of(
            t => Gradient.Of(t.Embed(Value.Constant(Evaluation.Integers(2, 0, 2)), padding: 0).Sum(), t)[0], table)
            .Is([3, 2], 0, 0, 0, 0, 2, 2);
    }
}
