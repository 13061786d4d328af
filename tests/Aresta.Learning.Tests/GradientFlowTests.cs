using Aresta.Expressions;
using Aresta.Functions;
using Aresta.Graphs;
using Aresta.Learning.Diagnostics;
using Aresta.Learning.Initializers;
using Aresta.Learning.Layers;
using Aresta.Learning.Losses;
using Aresta.Learning.Modules;
using Aresta.Learning.Optimizers;
using Aresta.Learning.Training;
using Aresta.Primitives;
using Aresta.Tensors;

namespace Aresta.Learning.Tests;

public class GradientFlowTests
{
    private static readonly Tensor Batch = Tensor.Of(Drawn(16 * 8), [16, 8]);
    private static readonly Tensor Labels = Tensor.Vector([.. Enumerable.Range(0, 16).Select(i => (long)(i % 3))]);

    [Fact]
    public void Norms_are_those_of_the_gradient_and_of_the_step()
    {
        var model = new Sequential(new Dense(8, 5), Activation.Tanh, new Dense(5, 3));
        var trainer = new Trainer(model, CommonLosses.CrossEntropy, new Sgd(0.1), options: new() { DType = DType.Float64 });
        var wide = Tensor.Of(Batch.ToDoubles(), Batch.Shape);
        var before = trainer.Weights;
        var report = new GradientFlow(trainer).Look(wide, Labels);
        Assert.Equal(before, trainer.Weights);

        Assert.Equal(report.Loss, trainer.Step(wide, Labels), 12);
        Assert.Equal(model.Parameters.Select(p => p.Key), report.Parameters.Select(p => p.Path));
        foreach (var parameter in report.Parameters)
        {
            var (old, moved) = (before[parameter.Path].ToDoubles(), trainer.Weights[parameter.Path].ToDoubles());
            var update = Math.Sqrt(old.Zip(moved).Sum(pair => Math.Pow(pair.First - pair.Second, 2)));
            Assert.Equal(update, parameter.UpdateNorm, 12);
            Assert.Equal(update, 0.1 * parameter.GradientNorm, 12);
            Assert.Equal(Math.Sqrt(old.Sum(w => w * w)), parameter.WeightNorm, 12);
            Assert.Equal(parameter.UpdateNorm / parameter.WeightNorm, parameter.UpdateRatio);
        }

        // ∂loss/∂logits of a cross-entropy is (softmax − target) / examples: its rows have the sum 0.
        var logits = report.Layers[^1];
        Assert.Equal(["0", "1", "2"], report.Layers.Select(layer => layer.Name));
        Assert.Equal("Dense 5 → 3", logits.Kind);
        Assert.Equal(0, logits.Steps[0].Mean, 12);
        Assert.Equal(16 * 3, logits.Histogram.Sum());
        Assert.All(report.Layers, layer => Assert.Equal(0, layer.NonFinite));
        Assert.Equal(FindingKind.Healthy, report.Verdict.Kind);
    }

    [Fact]
    public void A_histogram_counts_magnitudes_by_powers_of_ten()
    {
        // The cotangent of the layer's result is the weight of each number in the loss.
        float[] weights = [0, 1e-30f, 2e-3f, -3e-3f, 5, float.PositiveInfinity, 2e7f, -7];
        var report = GradientFlow.Of(
            new Sequential(new Scaled()), (y, w) => (y * w).Sum(), new([new("0.scale", 1f)]),
            Tensor.Of(new float[8], [1, 8]), Tensor.Of(weights, [1, 8]));
        var step = report.Layers[0].Steps[0];
        Assert.Equal(1, step.NonFinite);
        Assert.Equal(1 / 8.0, step.ZeroFraction);
        var expected = new long[Decades.Count];
        (expected[0], expected[-3 - Decades.Lowest], expected[0 - Decades.Lowest], expected[^1]) = (1, 2, 2, 1);
        Assert.Equal(expected, step.Histogram);
        Assert.Equal(FindingKind.NonFinite, report.Verdict.Kind);
    }

    [Fact]
    public void Each_time_step_has_its_norm_and_a_small_state_weight_lets_the_gradient_vanish()
    {
        var model = new Sequential(new Rnn(1, 4, lastOnly: true), new Dense(4, 1));
        var weights = model.Initialize(3, DType.Float64);
        var small = Changed(weights, "0.state_weight", w => 0.1 * w);
        var (batch, target) = (Tensor.Of([.. Drawn(6 * 20).Select(x => (double)x)], [6, 20, 1]), Tensor.Of(new double[6], [6, 1]));
        var report = GradientFlow.Of(model, CommonLosses.MeanSquared, small, batch, target);
        var state = Assert.Single(report.Layers, layer => layer.IsRecurrent);
        Assert.Equal(("0.state", 20), (state.Name, state.Steps.Count));
        Assert.True(state.Steps.Zip(state.Steps.Skip(1)).All(pair => pair.First.Norm < pair.Second.Norm));

        // What flows back through the last state is what flows back through the layer's result.
        Assert.Equal(report.Layers.Single(layer => layer.Name == "0").Norm, state.Steps[^1].Norm, 14);
        Assert.Equal((FindingKind.VanishingInTime, "0.state"), (report.Verdict.Kind, report.Verdict.Layer));
        Assert.Contains("at step 20 to", report.Verdict.Describe(Language.English), StringComparison.Ordinal);

        var large = GradientFlow.Of(
            new Sequential(new Linear(4)), CommonLosses.MeanSquared, new([new("0.weight", Tensor.Of(Identity(4, 3), [4, 4]))]),
            Tensor.Of([.. Enumerable.Repeat(1.0, 2 * 20 * 4)], [2, 20, 4]), Tensor.Of(new double[8], [2, 4]));
        Assert.Equal(FindingKind.ExplodingInTime, large.Verdict.Kind);
        Assert.Equal(Math.Pow(3, 19), large.Layers[0].Steps[0].Norm / large.Layers[0].Steps[^1].Norm, Math.Pow(3, 19) * 1e-12);
    }

    [Fact]
    public void Depth_dead_units_and_saturation_are_told_with_their_layer()
    {
        FlowReport Report(Weights? weights, params Layer[] layers)
        {
            var model = new Sequential(layers);
            return GradientFlow.Of(model, CommonLosses.CrossEntropy, weights ?? model.Initialize(1), Batch, Labels);
        }

        var hidden = Enumerable.Range(0, 12).SelectMany(_ => (Layer[])[new Dense(8, 8), Activation.Sigmoid]);
        var deep = Report(null, [.. hidden, new Dense(8, 3)]);
        Assert.Equal((FindingKind.Vanishing, "0"), (deep.Verdict.Kind, deep.Verdict.Layer));

        Layer[] relu = [new Dense(8, 8), Activation.Relu, new Dense(8, 3)];
        var negative = Changed(new Sequential(relu).Initialize(1), "0.bias", _ => -100);
        var dead = Report(negative, relu);
        var finding = Assert.Single(dead.Findings, each => each.Kind == FindingKind.Dead);
        Assert.Equal("1", finding.Layer);
        Assert.Contains("100", finding.Describe(Language.Portuguese), StringComparison.Ordinal);

        Layer[] tanh = [new Dense(8, 8), Activation.Tanh, new Dense(8, 3)];
        var saturated = Report(Changed(new Sequential(tanh).Initialize(1), "0.weight", w => 1000 * w), tanh);
        Assert.Contains(saturated.Findings, each => each is { Kind: FindingKind.Saturated, Layer: "1" });
        Assert.All(
            deep.Findings.Concat(dead.Findings).Concat(saturated.Findings),
            each => Assert.True(each.Remedies(Language.English).Length > 0 && each.Remedies(Language.Portuguese).Length > 0));
    }

    [Theory, InlineData("lstm", "0.forget_gate"), InlineData("gru", "0.reset_gate"), InlineData("rnn", "0.state")]
    public void Saturated_gates_are_told_of(string kind, string gate)
    {
        Layer layer = kind switch
        {
            "lstm" => new Lstm(2, 4, lastOnly: true),
            "gru" => new Gru(2, 4, lastOnly: true),
            _ => new Rnn(2, 4, lastOnly: true),
        };
        var model = new Sequential(layer, new Dense(4, 3));
        var batch = Tensor.Of(Drawn(16 * 3 * 2), [16, 3, 2]);

        // The second block of rows is the forget gate of an LSTM; of the others, the first is the reset gate or the state.
        var pushed = kind == "lstm" ? 4 : 0;
        var at = 0;
        var weights = Changed(model.Initialize(1), "0.input_bias", w => at++ / 4 * 4 == pushed ? 20 : w);
        var report = GradientFlow.Of(model, CommonLosses.CrossEntropy, weights, batch, Labels);
        var saturated = Assert.Single(report.Layers, each => each.Name == gate).SaturatedFraction;
        Assert.Equal(1, saturated);
        Assert.Contains(report.Findings, finding => finding.Kind == FindingKind.Saturated && finding.Layer == gate);
        var healthy = GradientFlow.Of(model, CommonLosses.CrossEntropy, model.Initialize(1), batch, Labels);
        Assert.Equal(0, Assert.Single(healthy.Layers, each => each.Name == gate).SaturatedFraction);
        Assert.Equal(kind == "lstm" ? 2 : 1, healthy.Layers.Count(each => each.IsCarried));
    }

    [Fact]
    public void A_gradient_that_grows_on_its_way_and_one_that_is_not_there_are_told()
    {
        Layer[] layers = [.. Enumerable.Range(0, 6).Select(_ => new Dense(8, 8)), new Dense(8, 3)];
        var model = new Sequential(layers);
        var weights = new Weights(model.Initialize(1).Select(pair => new KeyValuePair<string, Tensor>(
            pair.Key, Tensor.Of([.. pair.Value.ToDoubles().Select(w => (float)(12 * w))], pair.Value.Shape))));
        var grown = GradientFlow.Of(model, CommonLosses.MeanSquared, weights, Batch, Tensor.Of(new float[16 * 3], [16, 3])).Verdict;
        Assert.Equal((FindingKind.Exploding, "0"), (grown.Kind, grown.Layer));
        Assert.Contains("grows", grown.Describe(Language.English), StringComparison.Ordinal);
        Assert.Contains("Glorot", grown.Remedies(Language.Portuguese), StringComparison.Ordinal);

        var deaf = GradientFlow.Of(model, (y, _) => (0 * y).Mean(), weights, Batch, Labels).Findings;
        Assert.Contains(deaf, finding => finding.Kind == FindingKind.NoGradient);
    }

    [Fact]
    public void Updates_are_told_number_by_number_and_of_a_recurrent_weight_step_by_step()
    {
        // One unit: the gradient of its weight is one number, the sum of the means of its parts.
        var model = new Sequential(new Rnn(1, 1, lastOnly: true), new Dense(1, 1));
        var (batch, target) = (Tensor.Of([.. Drawn(6 * 9).Select(x => (double)x)], [6, 9, 1]), Tensor.Of(new double[6], [6, 1]));
        var report = GradientFlow.Of(
            model, CommonLosses.MeanSquared, model.Initialize(3, DType.Float64), batch, target, new Optimizers.Sgd(0.5));
        var weight = report.Parameters.Single(parameter => parameter.Path == "0.state_weight");
        Assert.Equal(9, weight.Steps.Count);
        Assert.Equal(0, weight.Steps[0].Norm);
        Assert.Equal(weight.GradientNorm, Math.Abs(weight.Steps.Sum(step => step.Mean)), 1e-14);
        Assert.Equal(0.5 * weight.GradientNorm / weight.WeightNorm, weight.Update.Mean, 1e-14);
        Assert.Equal(1, weight.Update.Histogram[(int)Math.Floor(Math.Log10(weight.Update.Mean)) - Decades.Lowest]);
        Assert.Equal(
            weight.Steps.Select(step => 0.5 * step.Norm / weight.WeightNorm), weight.StepUpdateRatios, (x, y) => Math.Abs(x - y) < 1e-14);
        Assert.Equal(9, report.Parameters.Single(parameter => parameter.Path == "0.state_bias").Steps.Count);
        Assert.Empty(report.Parameters.Single(parameter => parameter.Path == "1.weight").Steps);

        // A gradient of 0 leaves the first layer as it is.
        var still = GradientFlow.Of(
            model, (y, _) => (0 * y).Sum(), model.Initialize(3, DType.Float64), batch, target).Parameters[0].Update;
        Assert.Equal((0.0, 1.0, 0L, 0L), (still.Mean, still.ZeroFraction, still.NonFinite, still.Histogram.Sum()));
    }

    [Fact]
    public void A_loop_runs_once_forward_and_once_back_and_all_in_it_is_seen_by_that()
    {
        var model = new Sequential(new Lstm(2, 4, lastOnly: true), new Dense(4, 3));
        TrainerOptions options = new();
        var flow = FlowGraph.Of(
            model, CommonLosses.CrossEntropy, new(model, new Sgd(), options), options, TensorType.Float32(5, 7, 2), TensorType.Int64(5));
        Assert.Equal(2, flow.Graph.Nodes.Count(node => node.Primitive is Scan));
    }

    [Fact]
    public void Residuals_attention_and_shared_layers_are_seen()
    {
        var block = new TransformerBlock(8, 2);
        var model = new Sequential(block, block, new Dense(8, 3));
        var report = GradientFlow.Of(
            model, (y, t) => CommonLosses.CrossEntropy(y.Mean([1]), t), model.Initialize(),
            Tensor.Of(Drawn(16 * 5 * 8), [16, 5, 8]), Labels);
        Assert.Contains(report.Layers, layer => layer.Name == "0.parts.dense#2");
        Assert.All(report.Layers, layer => Assert.True(layer.Norm > 0, layer.Name));
    }

    private static float[] Drawn(int count)
    {
        var random = new Random(5);
        return [.. Enumerable.Range(0, count).Select(_ => (float)((2 * random.NextDouble()) - 1))];
    }

    private static double[] Identity(int size, double factor) =>
        [.. Enumerable.Range(0, size * size).Select(i => i / size == i % size ? factor : 0)];

    private static Weights Changed(Weights weights, string path, Func<double, double> change) => new(weights.Select(pair =>
    {
        if (pair.Key != path)
        {
            return pair;
        }

        var tensor = pair.Value;
        double[] numbers = [.. tensor.ToDoubles().Select(change)];
        return new(
            path,
            tensor.DType == DType.Float32 ? Tensor.Of([.. numbers.Select(w => (float)w)], tensor.Shape) : Tensor.Of(numbers, tensor.Shape));
    }));

    private sealed class Scaled : Layer
    {
        public Scaled() => Scale = Trained("scale", Shape.Scalar, new Filled(1));

        private Parameter Scale { get; }

        protected override Value Apply(Value input, ForwardPass pass) => input * pass[Scale];
    }

    // h ← W·h + x, without a squashing function.
    private sealed class Linear : Layer
    {
        private readonly int width;

        public Linear(int width) => (this.width, Weight) = (width, Trained("weight", [width, width], new Filled(0)));

        private Parameter Weight { get; }

        protected override Value Apply(Value input, ForwardPass pass)
        {
            var matrix = pass[Weight];
            var (states, _) = Flow.Scan(
                [Value.Zeros(input.Type with { Shape = [input.Shape[0], width] })], [input.SwapAxes(0, 1)],
                (carried, row) => ([pass.Named(this, "state", carried[0].MatMul(matrix) + row[0])], (Value[])[]));
            return states[0];
        }
    }
}
