using Aresta.Graphs;
using Aresta.Learning.Losses;
using Aresta.Primitives;
using Aresta.Tensors;

namespace Aresta.Learning.Tests;

/// <summary>Each loss against its formula written with plain numbers, its gradient against differences, and its limits.</summary>
public class LossTests
{
    private const double Infinity = double.PositiveInfinity;

    private static readonly Dictionary<string, (TensorType Prediction, Tensor Target, Func<double[], double> Formula)> Examples = new()
    {
        ["mean-squared"] = Regression(d => d * d),
        ["absolute"] = Regression(Math.Abs),
        ["huber"] = Regression(d => Math.Abs(d) <= 1 ? d * d / 2 : Math.Abs(d) - 0.5),
        ["cross-entropy"] = (
            TensorType.Float64(2, 3), Tensor.Vector(2L, 0L),
            x => -(Math.Log(Softmax(x[..3])[2]) + Math.Log(Softmax(x[3..])[0])) / 2),
        ["binary"] = (
            TensorType.Float64(4), new[] { 1, 0, 0.25, 1 },
            x => Enumerable.Zip(x, [1, 0, 0.25, 1], (logit, t) =>
                (-t * Math.Log(1 / (1 + Math.Exp(-logit)))) - ((1 - t) * Math.Log(1 / (1 + Math.Exp(logit))))).Average()),
        ["kl"] = (
            TensorType.Float64(2, 3), Tensor.Of([0.5, 0.25, 0.25, 0, 1, 0], [2, 3]),
            x => ((0.5 * Math.Log(0.5 / Softmax(x[..3])[0])) + (0.25 * Math.Log(0.25 / Softmax(x[..3])[1]))
                + (0.25 * Math.Log(0.25 / Softmax(x[..3])[2])) - Math.Log(Softmax(x[3..])[1])) / 2),
        ["cosine"] = (
            TensorType.Float64(2, 3), Tensor.Of([1.0, 2, 3, -1, 0.5, 0], [2, 3]),
            x => 1 - ((Cosine(x[..3], [1, 2, 3]) + Cosine(x[3..], [-1, 0.5, 0])) / 2)),
        ["ctc"] = (
            TensorType.Float64(2, 4, 3), Tensor.Of([1L, 2, 1, 0], [2, 2]),
            x => -(Math.Log(Alignments(x[..12], 4, 3, [1, 2])) + Math.Log(Alignments(x[12..], 4, 3, [1]))) / 2),
    };

    public static TheoryData<string> Names => [.. Examples.Keys];

    [Fact]
    public void Every_loss_has_a_formula() => Assert.Equal(CommonLosses.ByName.Keys, Examples.Keys);

    [Theory, MemberData(nameof(Names))]
    public void Losses_are_their_formulas(string name)
    {
        var (type, target, formula) = Examples[name];
        var point = Draw(type);
        var expected = formula(point.ToDoubles());
        Assert.Equal(expected, Function.Of(Trace(name, type, target)).Call(point)[0].ToDouble(), 1e-14 * Math.Max(1, Math.Abs(expected)));
    }

    [Theory, MemberData(nameof(Names))]
    public void Gradients_agree_with_differences(string name)
    {
        var (type, target, _) = Examples[name];
        var report = Function.Of(Trace(name, type, target)).CheckGradient([Draw(type)]);
        Assert.True(report.Passed, report.ToString());
    }

    [Theory]
    [InlineData("cross-entropy")]
    [InlineData("binary")]
    [InlineData("kl")]
    [InlineData("ctc")]
    public void Large_logits_give_large_losses_and_finite_gradients_in_single_precision(string name)
    {
        var (type, target, _) = Examples[name];
        foreach (var sign in (float[])[1e4f, -1e4f])
        {
            var point = Tensor.Of(Array.ConvertAll(Draw(type).ToDoubles(), x => (float)x * sign), type.Shape);
            var results = Function.Of(Trace(name, point.Type, target)).ValueAndGradient(point);
            Assert.InRange(results.Value.ToDouble(), 0, 1e6);
            Assert.All(results.Gradient[0].ToDoubles(), g => Assert.True(double.IsFinite(g)));
        }
    }

    [Theory]
    [InlineData(1, 2)]
    [InlineData(3, 3, 1, 1)]
    [InlineData(4, 3, 1, 2)]
    [InlineData(5, 3, 2, 1, 2)]
    [InlineData(6, 3, 1, 1, 2)]
    [InlineData(5, 4, 3)]
    [InlineData(4, 3)]
    public void Alignments_are_summed_as_if_listed(int steps, int classes, params int[] labels)
    {
        var logits = Draw(TensorType.Float64(1, steps, classes));
        var padded = Tensor.Of([.. labels.Select(label => (long)label), 0, 0], [1, labels.Length + 2]);
        var expected = -Math.Log(Alignments(logits.ToDoubles(), steps, classes, labels));
        Assert.Equal(expected, Ctc(logits, padded), 1e-13);
    }

    [Fact]
    public void Labels_that_do_not_fit_into_the_steps_cost_infinity()
    {
        // Two equal labels need a blank between them.
        var labels = Tensor.Of([1L, 1], [1, 2]);
        Assert.Equal(Infinity, Ctc(Draw(TensorType.Float64(1, 2, 3)), labels));
        Assert.True(double.IsFinite(Ctc(Draw(TensorType.Float64(1, 3, 3)), labels)));
    }

    [Fact]
    public void Only_the_steps_that_count_are_aligned()
    {
        var logits = Draw(TensorType.Float64(2, 5, 3));
        var labels = Tensor.Of([1L, 2, 2, 0], [2, 2]);
        var steps = Tensor.Vector(3L, 5L);
        var graph = Graph.Trace(
            v => SequenceLosses.ConnectionistTemporal(v[0], Value.Constant(labels), Value.Constant(steps), Functions.Reduction.None),
            [logits.Type]);
        var losses = Function.Of(graph).Call(logits)[0].ToDoubles();
        var numbers = logits.ToDoubles();
        Assert.Equal(-Math.Log(Alignments(numbers[..9], 3, 3, [1, 2])), losses[0], 1e-13);
        Assert.Equal(-Math.Log(Alignments(numbers[15..], 5, 3, [2])), losses[1], 1e-13);
    }

    [Fact]
    public void A_long_sequence_does_not_underflow()
    {
        // Of 2000 steps with two equally likely classes there are 2²⁰⁰⁰ paths; C(2001, 2) of them are one run of 1.
        var loss = Ctc(Tensor.Zeros(TensorType.Float64(1, 2000, 2)), Tensor.Of([1L], [1, 1]));
        Assert.Equal((2000 * Math.Log(2)) - Math.Log(2001.0 * 2000 / 2), loss, 1e-9);
    }

    [Fact]
    public void Shapes_that_do_not_fit_are_named()
    {
        var error = Assert.Throws<GraphException>(() => Trace("ctc", TensorType.Float64(2, 3), Tensor.Of([1L, 2], [2, 1])));
        Assert.Contains("but were given", error.Message, StringComparison.Ordinal);
        Assert.Contains("float64[2,3]", error.Message, StringComparison.Ordinal);
    }

    private static double Ctc(Tensor logits, Tensor labels) =>
        Function.Of(Trace("ctc", logits.Type, labels)).Call(logits)[0].ToDouble();

    private static Graph Trace(string name, TensorType type, Tensor target) => Graph.Trace(
        v => CommonLosses.ByName[name](
            v[0], Value.Constant(target).ConvertTo(target.DType.IsFloating ? type.DType : target.DType)),
        [type]);

    private static (TensorType, Tensor, Func<double[], double>) Regression(Func<double, double> of)
    {
        double[] target = [0.5, -1.75, 3, 0.1];
        return (TensorType.Float64(4), target, x => x.Zip(target, (p, t) => of(p - t)).Average());
    }

    private static Tensor Draw(TensorType type)
    {
        var random = new Random(11);
        return Tensor.Of([.. Enumerable.Range(0, type.Shape.Size).Select(_ => (3 * random.NextDouble()) - 1.5)], type.Shape);
    }

    private static double[] Softmax(double[] x) => [.. x.Select(number => Math.Exp(number) / x.Sum(Math.Exp))];

    private static double Cosine(double[] x, double[] y) =>
        x.Zip(y, (a, b) => a * b).Sum() / Math.Sqrt(x.Sum(a => a * a) * y.Sum(b => b * b));

    // The probability of all paths that give the labels, one by one.
    private static double Alignments(double[] logits, int steps, int classes, int[] labels)
    {
        var y = Enumerable.Range(0, steps).Select(t => Softmax(logits[(t * classes)..((t + 1) * classes)])).ToArray();
        var sum = 0.0;
        for (var path = 0; path < Math.Pow(classes, steps); path++)
        {
            var (rest, probability, given, before) = (path, 1.0, new List<int>(), SequenceLosses.Blank);
            for (var t = 0; t < steps; t++)
            {
                var label = rest % classes;
                rest /= classes;
                probability *= y[t][label];
                if (label != SequenceLosses.Blank && label != before)
                {
                    given.Add(label);
                }

                before = label;
            }

            sum += given.SequenceEqual(labels) ? probability : 0;
        }

        return sum;
    }
}
