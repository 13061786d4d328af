using Aresta.Functions;
using Aresta.Graphs;
using Aresta.Learning.Layers;
using Aresta.Learning.Modules;
using Aresta.Primitives;
using Aresta.Tensors;

namespace Aresta.Learning.Tests;

/// <summary>What holds for every layer: derivatives, shapes, errors with a path, and results that do not depend on the executor.</summary>
public class LayerTests
{
    private static readonly Dictionary<string, (Layer Layer, TensorType Input, Shape Output)> Examples = new()
    {
        ["Activation"] = (Activation.Tanh, TensorType.Float64(2, 3), [2, 3]),
        ["AveragePool"] = (new AveragePool([2, 2]), TensorType.Float64(2, 2, 4, 6), [2, 2, 2, 3]),
        ["AveragePool of all"] = (new AveragePool(), TensorType.Float64(2, 3, 4, 2), [2, 3]),
        ["BatchNorm"] = (new BatchNorm(3), TensorType.Float64(4, 3, 2), [4, 3, 2]),
        ["Convolution of lines"] = (new Convolution(2, 3, [3], strides: [2]), TensorType.Float64(2, 2, 7), [2, 3, 3]),
        ["Convolution"] = (new Convolution(2, 4, [3, 3], groups: 2, same: true), TensorType.Float64(2, 2, 4, 5), [2, 4, 4, 5]),
        ["Convolution of volumes"] = (new Convolution(1, 2, [2, 2, 2], padding: [1]), TensorType.Float64(1, 1, 2, 2, 3), [1, 2, 3, 3, 4]),
        ["Dense"] = (new Dense(4, 3), TensorType.Float64(2, 5, 4), [2, 5, 3]),
        ["Dropout"] = (new Dropout(0.5), TensorType.Float64(4, 3), [4, 3]),
        ["Embedding"] = (new Embedding(5, 3), TensorType.Int64(2, 4), [2, 4, 3]),
        ["Flatten"] = (new Flatten(), TensorType.Float64(2, 3, 4), [2, 12]),
        ["GroupNorm"] = (new GroupNorm(2, 4), TensorType.Float64(2, 4, 3), [2, 4, 3]),
        ["Gru"] = (new Gru(3, 4), TensorType.Float64(2, 5, 3), [2, 5, 4]),
        ["Gru with a budget"] = (new Gru(3, 4, lastOnly: true, budget: 2), TensorType.Float64(2, 5, 3), [2, 4]),
        ["LayerNorm"] = (new LayerNorm(4), TensorType.Float64(2, 4), [2, 4]),
        ["LearnedPositions"] = (new LearnedPositions(6, 2), TensorType.Float64(2, 5, 2), [2, 5, 2]),
        ["Lstm"] = (new Lstm(3, 4), TensorType.Float64(2, 5, 3), [2, 5, 4]),
        ["Lstm's last state"] = (new Lstm(3, 2, lastOnly: true), TensorType.Float64(2, 4, 3), [2, 2]),
        ["MaxPool"] = (new MaxPool([2]), TensorType.Float64(2, 3, 6), [2, 3, 3]),
        ["MultiHeadAttention"] = (new MultiHeadAttention(4, 2, causal: true), TensorType.Float64(2, 3, 4), [2, 3, 4]),
        ["PositionalEncoding"] = (new PositionalEncoding(), TensorType.Float64(2, 3, 5), [2, 3, 5]),
        ["Residual"] = (new Residual(new Dense(3, 3)), TensorType.Float64(2, 3), [2, 3]),
        ["RmsNorm"] = (new RmsNorm(4), TensorType.Float64(2, 4), [2, 4]),
        ["Rnn"] = (new Rnn(3, 4), TensorType.Float64(2, 5, 3), [2, 5, 4]),
        ["Sequential"] = (new Sequential(new Dense(3, 4), Activation.Gelu, new Dense(4, 2)), TensorType.Float64(2, 3), [2, 2]),
        ["TransformerBlock"] = (new TransformerBlock(4, 2), TensorType.Float64(1, 3, 4), [1, 3, 4]),
        ["TransposedConvolution"] = (new TransposedConvolution(3, 2, [3, 2], strides: [2]), TensorType.Float64(2, 3, 3, 2), [2, 2, 7, 4]),
        ["Unflatten"] = (new Unflatten([2, 3]), TensorType.Float64(4, 6), [4, 2, 3]),
    };

    public static TheoryData<string> Names => [.. Examples.Keys];

    [Fact]
    public void Every_layer_has_an_example()
    {
        var layers = typeof(Layer).Assembly.GetExportedTypes().Where(type => type.IsSubclassOf(typeof(Layer)) && !type.IsAbstract);
        Assert.Empty(layers.Except(Examples.Values.Select(example => example.Layer.GetType())).Select(type => type.Name));
    }

    [Theory, MemberData(nameof(Names))]
    public void Shapes_are_as_documented(string name)
    {
        var (layer, input, output) = Examples[name];
        foreach (var training in (bool[])[true, false])
        {
            Assert.Equal(output, Graph(layer, input, training).Outputs[0].Shape);
        }
    }

    [Theory, MemberData(nameof(Names))]
    public void Derivatives_agree_with_differences(string name)
    {
        var (layer, input, _) = Examples[name];
        var arguments = Arguments(layer, input);
        foreach (var training in (bool[])[true, false])
        {
            var report = Function.Of(Graph(layer, input, training)).CheckGradient(arguments);
            Assert.True(report.Passed, report.ToString());
        }
    }

    [Theory, MemberData(nameof(Names))]
    public void Plans_give_what_the_interpreter_gives(string name)
    {
        var (layer, input, _) = Examples[name];
        var arguments = Arguments(layer, input);
        var function = Function.Of(Graph(layer, input, training: true));
        var (expected, actual) = (function.Call(arguments)[0].ToDoubles(), function.Compiled().Call(arguments)[0].ToDoubles());
        Assert.Equal(expected.Length, actual.Length);
        for (var i = 0; i < expected.Length; i++)
        {
            Assert.Equal(expected[i], actual[i], 1e-12 * Math.Max(1, Math.Abs(expected[i])));
        }
    }

    [Fact]
    public void Errors_name_the_layer_by_its_path()
    {
        var model = new Sequential(("encoder", new Sequential(new Dense(8, 4), new Dense(5, 2))), ("head", Activation.Relu));
        var error = Assert.Throws<ModelException>(() => Graph(model, TensorType.Float64(3, 8), training: false));
        Assert.Equal("encoder.1", error.Path);
        Assert.Contains("encoder.1 (Dense 5 → 2): it takes […, 5], but was given", error.Message, StringComparison.Ordinal);
        Assert.Contains("float64[3,4]", error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void A_layer_that_was_not_made_a_part_is_named()
    {
        var error = Assert.Throws<ModelException>(() => Graph(new Forgetful(), TensorType.Float64(1, 2), training: false));
        Assert.Contains("Dense 2 → 3 is used, but is no part of the model: add it with Part.", error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Shared_layers_have_one_set_of_parameters()
    {
        var shared = new Dense(3, 3);
        var model = new Sequential(shared, Activation.Tanh, shared);
        Assert.Equal(["0.weight", "0.bias"], model.Parameters.Select(parameter => parameter.Key));
        Assert.Equal(2, Graph(model, TensorType.Float64(1, 3), training: false).Nodes.Count(node => node.Primitive is Contract));
    }

    [Fact]
    public void Running_means_move_toward_those_of_the_batch()
    {
        var layer = new BatchNorm(1, momentum: 0.25);
        var graph = Aresta.Graphs.Graph.Trace(
            v =>
            {
                var pass = new ForwardPass(layer, v[..4], Randomness.Key(1));
                layer.Call(v[4], pass);
                return (pass[layer.RunningMean], pass[layer.RunningVariance]);
            },
            [.. layer.Parameters.Select(parameter => new TensorType(DType.Float64, parameter.Value.Shape)), TensorType.Float64(4, 1)]);
        var results = Function.Of(graph).Call(new[] { 1.0 }, new[] { 0.0 }, new[] { 0.0 }, new[] { 1.0 }, Column(1, 3, 5, 7));
        Assert.Equal(0.25 * 4, results[0][0], 1e-15);
        Assert.Equal(0.75 + (0.25 * 20 / 3), results[1][0], 1e-14); // the unbiased variance of the batch
    }

    [Fact]
    public void Nobody_attends_to_padding_and_no_derivative_reaches_it()
    {
        var layer = new MultiHeadAttention(4, 2);
        var types = layer.Parameters.Select(parameter => new TensorType(DType.Float64, parameter.Value.Shape));
        var present = Tensor.Of([true, true, false, true, false, false], [2, 3]);
        var graph = Aresta.Graphs.Graph.Trace(
            v => layer.Attend(v[^2], v[^1], new(layer, v[..^2]), Value.Constant(present)),
            [.. types, TensorType.Float64(2, 5, 4), TensorType.Float64(2, 3, 4)]);
        var arguments = Arguments(layer, TensorType.Float64(2, 5, 4));
        var memory = Arguments(layer, TensorType.Float64(2, 3, 4))[^1];
        var changed = Tensor.Of(memory.ToDoubles(), memory.Shape);
        var summed = Function.Of(Aresta.Graphs.Graph.Trace(
            v => graph.Apply(v)[0].Sum(), [.. graph.Inputs.ToArray().Select(input => input.Type)]));
        var gradient = summed.Gradient([.. arguments, memory])[^1];
        for (var i = 0; i < 24; i++)
        {
            var isThere = present.AsSpan<bool>()[i / 4];
            changed.AsSpan<double>()[i] += isThere ? 0 : 100;
            Assert.Equal(isThere, gradient[i] != 0);
        }

        var function = Function.Of(graph);
        Assert.Equal(function.Call([.. arguments, memory])[0].ToDoubles(), function.Call([.. arguments, changed])[0].ToDoubles());
    }

    private static Tensor Column(params double[] numbers) => Tensor.Of(numbers, [numbers.Length, 1]);

    private static Graph Graph(Layer layer, TensorType input, bool training)
    {
        var types = layer.Parameters.Select(parameter => new TensorType(DType.Float64, parameter.Value.Shape)).Append(input).ToArray();
        return Aresta.Graphs.Graph.Trace(
            v => layer.Call(v[^1], new(layer, v[..^1], training ? Randomness.Key(3) : null)), types,
            [.. layer.Parameters.Select(parameter => parameter.Key), "input"]);
    }

    private static Tensor[] Arguments(Layer layer, TensorType input)
    {
        var random = new Random(5);
        double[] Draw(int count) => [.. Enumerable.Range(0, count).Select(_ => (2 * random.NextDouble()) - 1)];
        return
        [
            .. layer.Initialize(2, DType.Float64).Values,
            input.DType == DType.Int64
                ? Tensor.Of(Enumerable.Range(0, input.Shape.Size).Select(i => (long)(i * 3 % 5)).ToArray(), input.Shape)
                : Tensor.Of(Draw(input.Shape.Size), input.Shape),
        ];
    }

    private sealed class Forgetful : Layer
    {
        private readonly Dense dense = new(2, 3);

        protected override Value Apply(Value input, ForwardPass pass) => dense.Call(input, pass);
    }
}
