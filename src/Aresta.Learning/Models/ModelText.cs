using System.Globalization;
using Aresta.Learning.Initializers;
using Aresta.Learning.Layers;
using Aresta.Learning.Modules;
using Aresta.Tensors;

namespace Aresta.Learning.Models;

/// <summary>
/// Models by a short text, for examples of a given shape: <c>mlp:256,128</c> (dense layers of these widths with relu between), <c>cnn</c>,
/// <c>rnn:64</c>, <c>lstm:64</c>, <c>gru:64</c>, <c>transformer:64</c>. Widths may be left out. The same texts are models of language.
/// </summary>
public static class ModelText
{
    private const int WidestLayer = 65_536, MostLayers = 1_000;

    /// <summary>The kinds there are.</summary>
    public static IReadOnlyList<string> Kinds { get; } = ["mlp", "cnn", "rnn", "lstm", "gru", "transformer"];

    /// <summary>The model that a text stands for.</summary>
    /// <param name="text">A kind, or a kind, a colon and widths.</param>
    /// <param name="input">The shape of one example: [features], [height, width] or [channels, height, width].</param>
    /// <param name="outputs">How many numbers it gives for each.</param>
    /// <exception cref="FormatException">The text is none of these; the message says what it can be.</exception>
    public static Layer Parse(string text, Shape input, int outputs)
    {
        var (kind, widths, single) = Read(text, 64);
        return kind switch
        {
            "mlp" => Perceptron(input, widths.Length == 0 && !text.Contains(':', StringComparison.Ordinal) ? [128] : widths, outputs),
            "cnn" when widths.Length == 0 => Convolutional(input, outputs),
            "rnn" => Recurrent(input, width => new Rnn(width, single, lastOnly: true), single, outputs),
            "lstm" => Recurrent(input, width => new Lstm(width, single, lastOnly: true), single, outputs),
            "gru" => Recurrent(input, width => new Gru(width, single, lastOnly: true), single, outputs),
            "transformer" when single % 4 == 0 => Transformer(input, single, outputs),
            "transformer" => throw new FormatException($"'{text}' has a width that its four heads do not divide."),
            _ => throw Unknown(text),
        };
    }

    /// <summary>
    /// A model of language: for each place of a window the scores of the symbol behind it, of the symbols up to there. Symbols become
    /// vectors, which go through a recurrent layer, or two causal transformer blocks of four heads, to the scores.
    /// </summary>
    /// <param name="text">rnn, lstm, gru or transformer, with a width or without: 128.</param>
    /// <param name="length">How many places a window has.</param>
    /// <param name="symbols">How many symbols there are.</param>
    /// <exception cref="FormatException">The text is none of these; the message says what it can be.</exception>
    public static Layer ParseLanguage(string text, int length, int symbols)
    {
        var (kind, _, width) = Read(text, 128);
        return kind switch
        {
            "rnn" => Recurrent(new Rnn(width, width)),
            "lstm" => Recurrent(new Lstm(width, width)),
            "gru" => Recurrent(new Gru(width, width)),
            "transformer" when width % 4 == 0 => new Sequential(
                new Embedding(symbols, width, new Normal(0.02)), new LearnedPositions(length, width),
                new TransformerBlock(width, 4, causal: true), new TransformerBlock(width, 4, causal: true), new LayerNorm(width),
                new Dense(width, symbols)),
            "transformer" => throw new FormatException($"'{text}' has a width that its four heads do not divide."),
            "mlp" or "cnn" => throw new FormatException($"'{text}' is no model of a text; there are rnn, lstm, gru and transformer."),
            _ => throw Unknown(text),
        };

        Sequential Recurrent(Layer layer) => new(new Embedding(symbols, width), layer, new Dense(width, symbols));
    }

    private static (string Kind, int[] Widths, int Single) Read(string text, int otherwise)
    {
        ArgumentNullException.ThrowIfNull(text);
        var (kind, widths) = text.Split(':', 2) is [var head, var tail] ? (head, Widths(text, tail)) : (text, []);
        return (kind, widths, widths is [var first] ? first : widths.Length == 0 ? otherwise
            : kind == "mlp" ? 0 : throw new FormatException($"'{text}' has several widths, but {kind} has one: {kind}:64."));
    }

    private static FormatException Unknown(string text) =>
        new($"'{text}' is no model; there are {string.Join(", ", Kinds)}, such as mlp:256,128 or lstm:64.");

    private static Sequential Perceptron(Shape input, int[] widths, int outputs)
    {
        List<Layer> layers = input.Rank == 1 ? [] : [new Flatten()];
        var width = input.Size;
        foreach (var next in widths)
        {
            layers.AddRange([new Dense(width, next), Activation.Relu]);
            width = next;
        }

        return new([.. layers, new Dense(width, outputs)]);
    }

    // Two convolutions with what proved best of some on a validation part of Fashion-MNIST's training images (docs/benchmarks.md).
    private static Sequential Convolutional(Shape input, int outputs)
    {
        var channels = input.Rank == 3 ? input[0] : 1;
        var (height, width) = input.Rank == 3 ? (input[1], input[2]) : Image(input);
        if (height < 4 || width < 4)
        {
            throw new FormatException($"A cnn halves its images twice, but these have {height} × {width} pixels.");
        }

        return new(
            new Unflatten([channels, height, width]),
            new Convolution(channels, 32, [3, 3], same: true), new BatchNorm(32), Activation.Relu, new MaxPool([2, 2]),
            new Convolution(32, 64, [3, 3], same: true), new BatchNorm(64), Activation.Relu, new MaxPool([2, 2]),
            new Flatten(), new Dropout(0.25), new Dense(64 * (height / 2 / 2) * (width / 2 / 2), 128), Activation.Relu,
            new Dropout(0.25), new Dense(128, outputs));
    }

    // Row by row.
    private static Sequential Recurrent(Shape input, Func<int, Layer> layer, int width, int outputs)
    {
        var (steps, numbers) = Image(input);
        return new(new Unflatten([steps, numbers]), layer(numbers), new Dense(width, outputs));
    }

    private static Sequential Transformer(Shape input, int width, int outputs)
    {
        var (places, numbers) = Image(input);
        return new(
            new Unflatten([places, numbers]), new Dense(numbers, width), new LearnedPositions(places, width),
            new TransformerBlock(width, 4), new TransformerBlock(width, 4), new LayerNorm(width), new Flatten(),
            new Dense(places * width, outputs));
    }

    // An image, channel below channel; a square one if its pixels stand in one row, otherwise the row is read number by number.
    private static (int Height, int Width) Image(Shape input)
    {
        if (input.Rank >= 2)
        {
            return (input.Size / input[^1], input[^1]);
        }

        var side = (int)Math.Round(Math.Sqrt(input.Size));
        return side * side == input.Size && side > 1 ? (side, side) : (input.Size, 1);
    }

    private static int[] Widths(string text, string list)
    {
        var widths = list.Split(',').Select(part => int.TryParse(part, NumberStyles.None, CultureInfo.InvariantCulture, out var width)
            && width is > 0 and <= WidestLayer
            ? width
            : throw new FormatException(FormattableString.Invariant(
                $"'{part}' in '{text}' is no width; widths are whole numbers from 1 to {WidestLayer}, separated by commas."))).ToArray();
        return widths.Length <= MostLayers ? widths : throw new FormatException($"A model has up to {MostLayers} layers.");
    }
}
