using System.Globalization;
using System.Text.Json;

namespace Aresta.Cli.Tests;

/// <summary><c>train</c>, <c>predict</c> and <c>inspect</c> from their arguments to their streams and exit codes.</summary>
public sealed class TrainTests : IDisposable
{
    private readonly string directory = Directory.CreateTempSubdirectory("aresta-").FullName;

    public void Dispose() => Directory.Delete(directory, recursive: true);

    [Fact]
    public void Digits_are_learned_to_more_than_95_percent()
    {
        var (code, output, error) = CommandTests.Run(["train", "digits", "--lang", "en"]);
        Assert.Equal((0, ""), (code, error));
        var last = output.TrimEnd().Split('\n')[^1];
        Assert.StartsWith("Test: accuracy 9", last, StringComparison.Ordinal);
        Assert.InRange(double.Parse(last["Test: accuracy ".Length..].Split(' ')[0], CultureInfo.InvariantCulture), 95, 100);
    }

    [Fact]
    public void Json_is_one_object_a_line_the_last_of_the_end()
    {
        var (code, output, _) = CommandTests.Run(["train", "iris", "--epochs", "3", "--validation", "0.2", "--format", "json"]);
        Assert.Equal(0, code);
        var lines = output.TrimEnd().Split('\n').Select(line => JsonDocument.Parse(line).RootElement).ToArray();
        Assert.Equal(["epoch", "epoch", "epoch", "done"], lines.Select(line => line.GetProperty("event").GetString()));
        Assert.InRange(lines[2].GetProperty("validation_accuracy").GetDouble(), 0, 1);
        var done = lines[^1];
        Assert.InRange(done.GetProperty("test_accuracy").GetDouble(), 0.3, 1);
        Assert.True(done.GetProperty("test_loss").GetDouble() > 0 && done.GetProperty("seconds").GetDouble() > 0);
        Assert.Equal(64, done.GetProperty("parameters_sha256").GetString()!.Length);
    }

    [Fact]
    public void The_seed_decides_the_parameters_and_threads_do_not()
    {
        string Hash(params string[] more) =>
            Done(["train", "iris", "--epochs", "2", .. more]).GetProperty("parameters_sha256").GetString()!;
        var first = Hash("--seed", "1", "--threads", "1");
        Assert.Equal(first, Hash("--seed", "1", "--threads", "3"));
        Assert.NotEqual(first, Hash("--seed", "2", "--threads", "1"));
    }

    [Fact]
    public void A_training_that_is_over_repeats_its_last_line()
    {
        string[] command = ["train", "iris", "--epochs", "2", "--checkpoint", directory, "--resume", "--format", "json"];
        var first = CommandTests.Run(command).Output.TrimEnd().Split('\n');
        var (code, again, _) = CommandTests.Run(command);
        Assert.Equal((0, first[^1]), (code, again.TrimEnd()));

        // And goes on if more epochs are asked for, as if they had been from the beginning.
        command[3] = "5";
        var longer = CommandTests.Run(command).Output.TrimEnd().Split('\n');
        Assert.Equal(4, longer.Length);
        var whole = Done(["train", "iris", "--epochs", "5"]);
        Assert.Equal(
            whole.GetProperty("parameters_sha256").GetString(),
            JsonDocument.Parse(longer[^1]).RootElement.GetProperty("parameters_sha256").GetString());
    }

    [Fact]
    public void A_checkpoint_is_inspected_and_predicts()
    {
        CommandTests.Run(["train", "iris", "--epochs", "30", "--checkpoint", directory]);
        var inspected = CommandTests.Run(["inspect", directory, "--lang", "en"]).Output;
        Assert.Contains("iris, split stratified; model mlp:128; ", inspected, StringComparison.Ordinal);
        Assert.Contains("weights/0.weight ", inspected, StringComparison.Ordinal);
        Assert.Contains("│ float32[128,4]", inspected, StringComparison.Ordinal);
        using var json = JsonDocument.Parse(CommandTests.Run(["inspect", directory, "--format", "json"]).Output);
        Assert.Equal(0, json.RootElement.GetProperty("tensors").GetProperty("weights/2.bias").GetProperty("non_finite").GetInt32());
        var tensors = Directory.GetFiles(directory, "*.safetensors").Single();
        Assert.Contains("weights/2.bias ", CommandTests.Run(["inspect", tensors]).Output, StringComparison.Ordinal);

        using var test = JsonDocument.Parse(CommandTests.Run(["predict", directory, "--format", "json"]).Output);
        Assert.InRange(test.RootElement.GetProperty("test_accuracy").GetDouble(), 0.85, 1);
        Assert.Equal(10, test.RootElement.GetProperty("confusion").GetProperty("setosa")[0].GetInt32());
        Assert.Contains("reconhecidos", CommandTests.Run(["predict", directory, "--lang", "pt-BR"]).Output, StringComparison.Ordinal);
    }

    [Fact]
    public void Tables_are_learned_and_predicted_by_the_names_of_their_columns()
    {
        var (train, test, model) = (Path.Combine(directory, "t.csv"), Path.Combine(directory, "n.csv"), Path.Combine(directory, "m"));
        File.WriteAllLines(
            train,
            ["kind,a,b", .. Enumerable.Range(0, 60).Select(i => $"{(i % 3 == 0 ? "low" : "\"high, far\"")},{i % 3 * 1000},{i}")]);
        var done = Done(["train", train, "--target", "kind", "--checkpoint", model, "--epochs", "60"]);
        Assert.Equal(1, done.GetProperty("test_accuracy").GetDouble());
        File.WriteAllLines(test, ["b,a", "7,0", "7,2000"]);
        var (code, output, error) = CommandTests.Run(["predict", model, test, "--lang", "en"]);
        Assert.Equal((0, ""), (code, error));
        var lines = output.TrimEnd().Split('\n');
        Assert.Equal("class,\"high, far\",low", lines[0]);
        Assert.StartsWith("low,", lines[1], StringComparison.Ordinal);
        Assert.StartsWith("\"high, far\",", lines[2], StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("There are no data to train on", "train")]
    [InlineData("There are no data \"mnist\"; there are digits, iris, fashion-mnist, folders of images, and files", "train", "mnist")]
    [InlineData("There is no file none.csv.", "train", "none.csv")]
    [InlineData("'tree' is no model; there are mlp, cnn,", "train", "iris", "--model", "tree")]
    [InlineData("There is no file none.json.", "train", "iris", "--model", "none.json")]
    [InlineData("--epochs cannot be 0; it is a number from 1 to 1000000.", "train", "iris", "--epochs", "0")]
    [InlineData("--rate cannot be fast; it is a number", "train", "iris", "--rate", "fast")]
    [InlineData("--resume needs to know from where: give --checkpoint DIR.", "train", "iris", "--resume")]
    [InlineData("There is no Fashion-MNIST in none. On Debian and Ubuntu it comes with", "train", "fashion-mnist", "--data", "none")]
    [InlineData("There is no checkpoint in none: it has no checkpoint.json.", "predict", "none")]
    [InlineData("There is no checkpoint given; write, for example: aresta predict DIRECTORY", "predict")]
    [InlineData("There is no checkpoint in none: it has no checkpoint.json.", "inspect", "none")]
    public void Mistakes_are_told_in_a_sentence(string sentence, params string[] command)
    {
        var (code, output, error) = CommandTests.Run([.. command, "--lang", "en"]);
        Assert.NotEqual(0, code);
        Assert.Equal("", output);
        Assert.Contains(sentence, error, StringComparison.Ordinal);
    }

    [Fact]
    public void A_checkpoint_of_another_training_is_refused()
    {
        CommandTests.Run(["train", "iris", "--epochs", "1", "--checkpoint", directory]);
        string Error(params string[] command) =>
            CommandTests.Run([.. command, "--checkpoint", directory, "--resume", "--lang", "en"]).Error;
        Assert.Contains("its --model is mlp:128, here it is mlp:7.", Error("train", "iris", "--model", "mlp:7"), StringComparison.Ordinal);
        Assert.Contains("its DATA is iris, here it is digits.", Error("train", "digits"), StringComparison.Ordinal);
        Assert.Contains("its seed is 0, here it is 4.", Error("train", "iris", "--seed", "4"), StringComparison.Ordinal);
    }

    private static JsonElement Done(string[] command)
    {
        var (code, output, error) = CommandTests.Run([.. command, "--format", "json"]);
        Assert.Equal((0, ""), (code, error));
        return JsonDocument.Parse(output.TrimEnd().Split('\n')[^1]).RootElement;
    }
}
