using Aresta.Learning.Diagnostics;
using Aresta.Learning.Layers;
using Aresta.Learning.Modules;
using Aresta.Tensors;

namespace Aresta.Learning.Tests;

public class StateJacobianTests
{
    private const int Steps = 7;

    [Fact]
    public void Of_a_plain_network_they_are_those_of_the_product_of_its_steps()
    {
        var model = new Sequential(new Rnn(3, 2), new Dense(2, 1));
        var (weights, example) = (model.Initialize(2, DType.Float64), Example());
        var found = StateJacobians.SingularValues(model, weights, "0", example);
        var (w, u) = (weights["0.input_weight"].ToDoubles(), weights["0.state_weight"].ToDoubles());
        var (b, c, x) = (weights["0.input_bias"].ToDoubles(), weights["0.state_bias"].ToDoubles(), example.ToDoubles());

        // ∂h_t/∂h_(t−1) = diag(1 − h_t²)·U.
        var (h, steps) = (new double[2], new List<double[]>());
        for (var t = 0; t < Steps; t++)
        {
            double[] next =
            [
                .. Enumerable.Range(0, 2).Select(i => Math.Tanh(
                    b[i] + c[i] + (u[2 * i] * h[0]) + (u[(2 * i) + 1] * h[1])
                    + Enumerable.Range(0, 3).Sum(j => w[(3 * i) + j] * x[(3 * t) + j]))),
            ];
            steps.Add([.. Enumerable.Range(0, 4).Select(k => (1 - (next[k / 2] * next[k / 2])) * u[k])]);
            h = next;
        }

        Assert.Equal(Steps, found.Count);
        double[] product = [1, 0, 0, 1];
        for (var t = Steps - 1; t >= 0; t--)
        {
            var (p, j) = (product, steps[t]);
            product =
            [
                (p[0] * j[0]) + (p[1] * j[2]), (p[0] * j[1]) + (p[1] * j[3]), (p[2] * j[0]) + (p[3] * j[2]), (p[2] * j[1]) + (p[3] * j[3]),
            ];

            // σ₁² + σ₂² is the squared Frobenius norm, σ₁·σ₂ the determinant without its sign.
            var norm = product.Sum(e => e * e);
            Assert.Equal(norm, found[t].Sum(s => s * s), 1e-12 * norm);
            Assert.Equal(Math.Abs((product[0] * product[3]) - (product[1] * product[2])), found[t][0] * found[t][1], 1e-12 * norm);
        }
    }

    [Theory, InlineData("rnn"), InlineData("lstm"), InlineData("gru")]
    public void Power_iteration_finds_the_greatest_one_of_each_step(string kind)
    {
        Layer layer = kind switch
        {
            "rnn" => new Rnn(3, 5, lastOnly: true),
            "lstm" => new Lstm(3, 5, lastOnly: true),
            _ => new Gru(3, 5),
        };
        var model = new Sequential(new Dense(3, 3), layer);
        var (weights, example) = (model.Initialize(4, DType.Float64), Example());
        var all = StateJacobians.SingularValues(model, weights, "1", example, exact: true);
        var greatest = StateJacobians.SingularValues(model, weights, "1", example, exact: false);
        Assert.Equal(Steps, greatest.Count);
        for (var t = 0; t < Steps; t++)
        {
            // 60 iterations leave (σ₂/σ₁)¹²⁰ of the rest; never more than σ₁.
            var (first, second) = (all[t][0], all[t][1]);
            var error = Math.Pow(second / first, 100) + 1e-9;
            Assert.Equal(5, all[t].Count);
            Assert.InRange(greatest[t][0], first * (1 - error), first * (1 + 1e-9));
        }
    }

    [Fact]
    public void A_path_without_a_recurrent_layer_is_refused()
    {
        var model = new Sequential(new Dense(3, 3));
        var error = Assert.Throws<ArgumentException>(() => StateJacobians.SingularValues(model, new([]), "0", Example()));
        Assert.Contains("no recurrent layer 0", error.Message, StringComparison.Ordinal);
    }

    private static Tensor Example()
    {
        var random = new Random(1);
        return Tensor.Of([.. Enumerable.Range(0, Steps * 3).Select(_ => (2 * random.NextDouble()) - 1)], [Steps, 3]);
    }
}
