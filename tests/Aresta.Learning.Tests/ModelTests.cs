using Aresta.Graphs;
using Aresta.Learning.Models;
using Aresta.Learning.Modules;
using Aresta.Learning.Prediction;
using Aresta.Tensors;

namespace Aresta.Learning.Tests;

public class ModelTests
{
    [Theory]
    [InlineData("mlp", 64)]
    [InlineData("mlp:256,128", 784)]
    [InlineData("mlp:7", 3)]
    [InlineData("cnn", 784)]
    [InlineData("rnn:8", 64)]
    [InlineData("lstm:8", 64)]
    [InlineData("gru", 7)]
    [InlineData("transformer:8", 64)]
    public void Texts_are_models(string text, int features) =>
        Assert.Equal([2, 10], Output(ModelText.Parse(text, [features], 10), [features]));

    [Theory]
    [InlineData("cnn", 9, "A cnn halves its images twice, but these have 3 × 3 pixels.")]
    [InlineData("mlp:", 9, "'' in 'mlp:' is no width; widths are whole numbers from 1 to 65536, separated by commas.")]
    [InlineData("mlp:12,-3", 9, "'-3' in 'mlp:12,-3' is no width; widths are whole numbers from 1 to 65536, separated by commas.")]
    [InlineData("lstm:3,4", 9, "'lstm:3,4' has several widths, but lstm has one: lstm:64.")]
    [InlineData("transformer:6", 9, "'transformer:6' has a width that its four heads do not divide.")]
    [InlineData("cnn:3", 9, "'cnn:3' is no model; there are mlp, cnn, rnn, lstm, gru, transformer, such as mlp:256,128 or lstm:64.")]
    [InlineData("tree", 9, "'tree' is no model; there are mlp, cnn, rnn, lstm, gru, transformer, such as mlp:256,128 or lstm:64.")]
    public void Other_texts_are_refused_with_a_sentence(string text, int features, string why) =>
        Assert.Equal(why, Assert.Throws<FormatException>(() => ModelText.Parse(text, [features], 10)).Message);

    [Theory, InlineData("cnn"), InlineData("mlp:5"), InlineData("gru:5"), InlineData("transformer:8")]
    public void Images_with_channels_are_taken(string text) =>
        Assert.Equal([2, 10], Output(ModelText.Parse(text, [3, 6, 8], 10), [3, 6, 8]));

    [Theory, InlineData("rnn:5"), InlineData("lstm:5"), InlineData("gru"), InlineData("transformer:8")]
    public void Models_of_language_score_the_symbol_behind_each_place_without_having_seen_it(string text)
    {
        var model = ModelText.ParseLanguage(text, length: 6, symbols: 9);
        var predictor = new Predictor(model, model.Initialize(1));
        float[] Scores(params long[] symbols) => predictor.Predict(Tensor.Of(symbols, [1, 6])).AsSpan<float>().ToArray();
        var (one, other) = (Scores(0, 1, 2, 3, 4, 5), Scores(0, 1, 2, 8, 4, 5));
        Assert.Equal(6 * 9, one.Length);
        Assert.Equal(one[..27], other[..27]);
        Assert.NotEqual(one[27..36], other[27..36]);
    }

    [Theory]
    [InlineData("cnn", "'cnn' is no model of a text; there are rnn, lstm, gru and transformer.")]
    [InlineData("tree", "'tree' is no model; there are mlp, cnn, rnn,")]
    public void Models_that_are_none_of_language_are_refused(string text, string why) => Assert.StartsWith(
        why, Assert.Throws<FormatException>(() => ModelText.ParseLanguage(text, 6, 9)).Message, StringComparison.Ordinal);

    [Fact]
    public void Json_describes_models_of_language()
    {
        const string json = """
            {"layers": [{"type": "embedding", "outputs": 4}, {"type": "gru", "outputs": 5, "last": false}, {"type": "dense", "outputs": 9}]}
            """;
        var model = ModelJson.ParseLanguage(json, 6, 9);
        Assert.Equal([1, 6, 9], new Predictor(model, model.Initialize()).Predict(Tensor.Zeros(TensorType.Int64(1, 6))).Shape);
        var error = Assert.Throws<FormatException>(() => ModelJson.ParseLanguage(json.Replace("9", "8", StringComparison.Ordinal), 6, 9));
        Assert.Equal("The last layer gives [6,8], but [6,9] are needed.", error.Message);
    }

    [Fact]
    public void Json_describes_models()
    {
        const string json = """
            {"layers": [
                {"type": "reshape", "shape": [1, 8, 8]},
                {"type": "convolution", "outputs": 4, "window": [3, 3], "same": true}, {"type": "batch_norm"}, {"type": "relu"},
                {"type": "max_pool", "window": [2, 2]}, {"type": "convolution", "outputs": 6, "window": [2, 2], "stride": 2},
                {"type": "gelu"}, {"type": "reshape", "shape": [6, 4]}, {"type": "positions"}, {"type": "transformer_block", "heads": 2},
                {"type": "layer_norm"}, {"type": "lstm", "outputs": 5, "last": false}, {"type": "gru", "outputs": 7},
                {"type": "dropout", "probability": 0.1}, {"type": "dense", "outputs": 10}
            ]}
            """;
        Assert.Equal([2, 10], Output(ModelJson.Parse(json, [64], 10), [64]));
    }

    [Theory]
    [InlineData("{", "The description of the model is no such JSON: ")]
    [InlineData("{}", "A model is {\"layers\": [ … ]} with at least one layer.")]
    [InlineData("""{"layers": 3}""", "The description of the model is no such JSON: ")]
    [InlineData("""{"layers": [{"type": "dense"}]}""", "Layer 0 of the model lacks outputs.")]
    [InlineData("""{"layers": [{"type": "relu"}, {"type": "dense", "outputs": -1}]}""", "Layer 1 of the model has outputs -1, which is no")]
    [InlineData("""{"layers": [{"type": "dense", "outputs": 3}]}""", "The last layer gives [3], but 10 numbers are needed.")]
    [InlineData("""{"layers": [{"type": "lstm", "outputs": 3}]}""", "Layer 0 of the model takes sequences [steps, numbers], but")]
    [InlineData("""{"layers": [{"type": "reshape", "shape": [5, 5]}]}""", "Layer 0 of the model cannot make [5,5] of [64].")]
    [InlineData("""{"layers": [{"type": "magic"}]}""", "Layer 0 of the model is of type 'magic'; there are dense, relu, ")]
    [InlineData("""{"layers": [{"type": "dropout", "probability": 2}]}""", "Layer 0 of the model cannot take [64]: ")]
    [InlineData("""{"layers": [{"type": "max_pool", "window": [2]}]}""", "Layer 0 of the model has windows [2], which do not fit [64].")]
    public void Other_json_is_refused_with_a_sentence(string json, string why) =>
        Assert.StartsWith(why, Assert.Throws<FormatException>(() => ModelJson.Parse(json, [64], 10)).Message, StringComparison.Ordinal);

    private static Shape Output(Layer model, Shape input)
    {
        var parameters = model.Parameters.Select(parameter => new TensorType(DType.Float32, parameter.Value.Shape));
        return Graph.Trace(
            v => model.Call(v[^1], new(model, v[..^1])), [.. parameters, new TensorType(DType.Float32, [2, .. input])]).Outputs[0].Shape;
    }
}
