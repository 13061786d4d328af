using System.Text.Json;

namespace Aresta.Cli.Tests;

/// <summary><c>train</c> and <c>predict</c> on folders of images and on texts.</summary>
public sealed class TrainDataTests : IDisposable
{
    private static readonly string Jpegs = Path.Combine(AppContext.BaseDirectory, "images");

    private readonly string directory = Directory.CreateTempSubdirectory("aresta-").FullName;

    public void Dispose() => Directory.Delete(directory, recursive: true);

    [Fact]
    public void Folders_of_images_are_learned_varied_and_predicted()
    {
        var (images, model) = (Path.Combine(directory, "images"), Path.Combine(directory, "m"));
        foreach (var name in (string[])["plain", "gray"])
        {
            Directory.CreateDirectory(Path.Combine(images, name));
            for (var i = 0; i < 10; i++)
            {
                File.Copy(Path.Combine(Jpegs, name == "gray" ? "gray.jpg" : "baseline.jpg"), Path.Combine(images, name, $"{i}.jpg"));
            }
        }

        string[] command =
        [
            "train", images, "--size", "8x8", "--model", "cnn", "--augment", "shift,flip,crop", "--epochs", "40", "--checkpoint", model,
            "--format", "json",
        ];
        var (code, output, error) = CommandTests.Run(command);
        Assert.Equal((0, ""), (code, error));
        Assert.Equal(1, Last(output).GetProperty("test_accuracy").GetDouble());
        var hash = Last(output).GetProperty("parameters_sha256").GetString();
        Directory.Delete(model, recursive: true);
        Assert.Equal(hash, Last(CommandTests.Run([.. command, "--threads", "3"]).Output).GetProperty("parameters_sha256").GetString());

        var table = CommandTests.Run(["predict", model, Path.Combine(Jpegs, "baseline.jpg"), "--lang", "en"]).Output.TrimEnd().Split('\n');
        Assert.Equal("class,gray,plain", table[0]);
        Assert.StartsWith("plain,", table[1], StringComparison.Ordinal);
        Assert.Contains("100", CommandTests.Run(["predict", model, "--lang", "en"]).Output, StringComparison.Ordinal);

        string Again(params string[] more) => CommandTests.Run([.. command, .. more, "--resume", "--lang", "en"]).Error;
        command[7] = "flip";
        Assert.Contains("its --augment is shift,flip,crop, here it is flip.", Again(), StringComparison.Ordinal);
    }

    [Fact]
    public void Texts_are_learned_in_bits_per_character()
    {
        var (text, model) = (Path.Combine(directory, "t.txt"), Path.Combine(directory, "m"));
        File.WriteAllText(text, string.Concat(Enumerable.Repeat("abcd", 800)));
        var (code, output, error) = CommandTests.Run(
            ["train", text, "--model", "gru:16", "--length", "16", "--epochs", "6", "--rate", "0.02", "--validation", "0.1",
            "--checkpoint", model, "--lang", "en"]);
        Assert.Equal((0, ""), (code, error));
        Assert.Contains(" bits per character", output.Split('\n')[2], StringComparison.Ordinal);

        using var test = JsonDocument.Parse(CommandTests.Run(["predict", model, "--format", "json"]).Output);
        var bits = test.RootElement.GetProperty("test_bits_per_character").GetDouble();
        Assert.InRange(bits, 0, 0.3);
        Assert.Equal(test.RootElement.GetProperty("test_loss").GetDouble(), bits * Math.Log(2), 1e-12);

        var other = Path.Combine(directory, "other.txt");
        File.WriteAllText(other, string.Concat(Enumerable.Repeat("dcba", 20)));
        Assert.StartsWith("Test: ", CommandTests.Run(["predict", model, other, "--lang", "en"]).Output, StringComparison.Ordinal);
        File.WriteAllText(other, "abcx");
        Assert.Contains(
            "has the byte 120 at place 3", CommandTests.Run(["predict", model, other, "--lang", "en"]).Error, StringComparison.Ordinal);
        Assert.Contains(
            "cannot be given a.csv.", CommandTests.Run(["predict", model, "a.csv", "--lang", "en"]).Error, StringComparison.Ordinal);
    }

    [Theory, InlineData("digits"), InlineData("text"), InlineData("lbfgs")]
    public void Resumed_trainings_vary_and_move_as_if_they_had_never_stopped(string kind)
    {
        var text = Path.Combine(directory, "t.txt");
        File.WriteAllText(text, string.Concat(Enumerable.Range(0, 500).Select(i => $"{i * i} ")));
        string[] training = kind switch
        {
            "digits" => ["train", "digits", "--model", "mlp:4", "--augment", "shift,flip,crop"],
            "text" => ["train", text, "--model", "gru:4", "--length", "8"],
            _ => ["train", "iris", "--model", "mlp:4", "--optimizer", "lbfgs", "--batch-size", "40"],
        };
        string Hash(params string[] more)
        {
            var (code, output, error) = CommandTests.Run([.. training, .. more, "--format", "json"]);
            Assert.Equal((0, ""), (code, error));
            return Last(output).GetProperty("parameters_sha256").GetString()!;
        }

        var whole = Hash("--epochs", "3");
        var first = Hash("--epochs", "2", "--checkpoint", directory);
        Assert.NotEqual(whole, first);
        Assert.Equal(whole, Hash("--epochs", "3", "--checkpoint", directory, "--resume"));
    }

    [Fact]
    public void L_bfgs_trains_from_the_command_line()
    {
        var (code, output, error) = CommandTests.Run(
            ["train", "iris", "--model", "mlp:8", "--optimizer", "lbfgs", "--batch-size", "120", "--epochs", "30", "--format", "json"]);
        Assert.Equal((0, ""), (code, error));
        Assert.InRange(Last(output).GetProperty("test_accuracy").GetDouble(), 0.9, 1);
    }

    [Theory]
    [InlineData("--augment is for images.", "train", "iris", "--augment", "flip")]
    [InlineData("--augment cannot be \"turn\"; there are shift, flip and crop", "train", "digits", "--augment", "turn")]
    [InlineData("L-BFGS needs the whole gradient", "train", "iris", "--optimizer", "lbfgs", "--clip", "1")]
    [InlineData("There is no file none.txt.", "train", "none.txt")]
    public void Mistakes_are_told_in_a_sentence(string sentence, params string[] command)
    {
        var (code, output, error) = CommandTests.Run([.. command, "--lang", "en"]);
        Assert.NotEqual(0, code);
        Assert.Equal("", output);
        Assert.Contains(sentence, error, StringComparison.Ordinal);
    }

    [Fact]
    public void A_folder_of_bad_images_and_a_text_that_is_too_short_are_told()
    {
        var folder = Directory.CreateDirectory(Path.Combine(directory, "a")).FullName;
        string Error(string data, params string[] more) => CommandTests.Run(["train", data, .. more, "--lang", "en"]).Error;
        Assert.Contains("has no folder with images", Error(directory), StringComparison.Ordinal);
        Directory.CreateDirectory(Path.Combine(directory, "b"));
        File.Copy(Path.Combine(Jpegs, "gray.jpg"), Path.Combine(directory, "b", "1.jpg"));
        File.WriteAllText(Path.Combine(folder, "1.png"), "no picture");
        Assert.Contains("1.png is no image", Error(directory), StringComparison.Ordinal);
        Assert.Contains("--size cannot be 8; it is a height and a width", Error(directory, "--size", "8"), StringComparison.Ordinal);
        var text = Path.Combine(directory, "t.txt");
        File.WriteAllText(text, "too short");
        Assert.Contains("a part of 9 characters is too short for windows of 64", Error(text), StringComparison.Ordinal);
    }

    private static JsonElement Last(string output) => JsonDocument.Parse(output.TrimEnd().Split('\n')[^1]).RootElement;
}
