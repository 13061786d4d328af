using Aresta.Datasets;
using Aresta.Learning.Checkpoints;
using Aresta.Learning.Data;
using Aresta.Learning.Layers;
using Aresta.Learning.Losses;
using Aresta.Learning.Optimizers;
using Aresta.Learning.Schedules;
using Aresta.Learning.Training;

namespace Aresta.Learning.Tests;

public sealed class CheckpointTests : IDisposable
{
    private static readonly Examples Train = Examples.Of(Iris.All);
    private readonly string directory = Directory.CreateTempSubdirectory("aresta-").FullName;

    public void Dispose() => Directory.Delete(directory, recursive: true);

    [Fact]
    public void A_training_that_is_interrupted_anywhere_ends_in_the_same_bits()
    {
        var whole = New();
        _ = whole.Fit(Train, Options()).Count();

        // Every run is stopped two to four steps behind its last checkpoint and goes on from there.
        for (var run = 0; ; run++)
        {
            using var stop = new CancellationTokenSource();
            var trainer = New();
            if (Checkpoint.Exists(directory))
            {
                trainer.Load(directory);
            }

            var last = trainer.StepCount + 5 + (run % 3);
            try
            {
                _ = trainer.Fit(
                    Train,
                    Options() with
                    {
                        Save = t => t.Save(directory),
                        SaveEvery = 3,
                        Progress = new Stop(() => trainer.StepCount == last, stop),
                    },
                    stop.Token).Count();
                Assert.Equal(whole.StepCount, trainer.StepCount);
                Assert.Equal(whole.Weights.Sha256(), trainer.Weights.Sha256());
                Assert.Equal(whole.AveragedWeights.Sha256(), trainer.AveragedWeights.Sha256());
                Assert.Equal(whole.Position, trainer.Position);
                Assert.True(run > 3);
                return;
            }
            catch (OperationCanceledException)
            {
                Assert.True(run < 100);
            }
        }
    }

    [Fact]
    public void A_training_that_is_over_stays_so()
    {
        var trainer = New();
        _ = trainer.Fit(Train, Options() with { Save = t => t.Save(directory) }).Count();
        var again = New();
        again.Load(directory);
        Assert.Empty(again.Fit(Train, Options()));
        Assert.Equal(trainer.Weights, again.Weights);
    }

    [Fact]
    public void Only_the_last_file_of_tensors_is_kept()
    {
        var trainer = New();
        for (var i = 0; i < 3; i++)
        {
            _ = trainer.Fit(Train, Options() with { Epochs = i + 1 }).Count();
            trainer.Save(directory);
        }

        Assert.Equal(2, Directory.GetFiles(directory).Length);
        Assert.Equal(trainer.AveragedWeights, Checkpoint.ReadWeights(directory));
        Assert.Equal(trainer.Weights, Checkpoint.ReadWeights(directory, averaged: false));
    }

    [Fact]
    public void Metadata_are_kept()
    {
        New().Save(directory, new Dictionary<string, string> { ["data"] = "iris" });
        Assert.Equal("iris", Checkpoint.Metadata(directory)["data"]);
    }

    [Fact]
    public void A_checkpoint_of_another_training_is_refused_and_changes_nothing()
    {
        New().Save(directory);
        var before = New().Weights;
        AssertRefused(New(seed: 2), "its seed is 1, here it is 2");
        AssertRefused(new(Model, CommonLosses.CrossEntropy, new Sgd(0.5), options: New().Options), "its optimizer is Adam { Rate = 0.01, ");
        AssertRefused(
            new(new Dense(4, 3), CommonLosses.CrossEntropy, new Adam(0.01), options: New().Options), "its model is ");

        void AssertRefused(Trainer trainer, string why)
        {
            var weights = trainer.Weights;
            var error = Assert.Throws<CheckpointException>(() => trainer.Load(directory));
            Assert.StartsWith($"The checkpoint in {directory} is of another training: ", error.Message, StringComparison.Ordinal);
            Assert.Contains(why, error.Message, StringComparison.Ordinal);
            Assert.Equal(weights, trainer.Weights);
        }
    }

    [Fact]
    public void Damaged_files_are_refused_with_a_sentence()
    {
        Assert.Equal(
            $"There is no checkpoint in {directory}: it has no checkpoint.json.",
            Assert.Throws<CheckpointException>(() => New().Load(directory)).Message);
        New().Save(directory);
        var (tensors, manifest) = (Directory.GetFiles(directory, "*.safetensors").Single(), Path.Combine(directory, "checkpoint.json"));
        var (bytes, json) = (File.ReadAllBytes(tensors), File.ReadAllText(manifest));

        File.WriteAllBytes(tensors, bytes[..^1]);
        AssertRefused("instead of");
        bytes[^1] ^= 1;
        File.WriteAllBytes(tensors, bytes);
        AssertRefused("or was changed");
        File.Delete(tensors);
        AssertRefused("cannot be read");
        for (var length = 0; length < json.TrimEnd().Length; length += 7)
        {
            File.WriteAllText(manifest, json[..length]);
            AssertRefused("is no checkpoint");
        }

        void AssertRefused(string why) => Assert.Contains(
            why, Assert.Throws<CheckpointException>(() => New().Load(directory)).Message, StringComparison.Ordinal);
    }

    [Fact]
    public void A_directory_that_cannot_be_written_leaves_the_last_checkpoint()
    {
        var trainer = New();
        trainer.Save(directory);
        // A directory stands where the next file of tensors would go.
        Directory.CreateDirectory(Path.Combine(directory, "step-1.safetensors"));
        _ = trainer.Step(Train.All().Inputs, Train.All().Targets);
        var error = Assert.Throws<CheckpointException>(() => trainer.Save(directory));
        Assert.StartsWith($"No checkpoint could be written to {directory}: ", error.Message, StringComparison.Ordinal);
        Assert.EndsWith("; the last one is unharmed.", error.Message, StringComparison.Ordinal);
        Assert.Equal(New().Weights, Checkpoint.ReadWeights(directory, averaged: false));
    }

    [Fact]
    public void A_disk_that_is_full_leaves_the_last_checkpoint_and_nothing_else()
    {
        var trainer = New();
        trainer.Save(directory);
        _ = trainer.Step(Train.All().Inputs, Train.All().Targets);
        var (files, last) = (Directory.GetFiles(directory).Order().ToArray(), Checkpoint.ReadWeights(directory));
        for (var room = 0L; ; room += 500)
        {
            var left = room;
            var full = new CheckpointDirectory(
                directory, file => new Bounded(File.Create(file), bytes => (left -= bytes) >= 0));
            try
            {
                trainer.Save(full);
                Assert.InRange(room, 3_000, 100_000);
                Assert.Equal(trainer.AveragedWeights, Checkpoint.ReadWeights(directory));
                return;
            }
            catch (CheckpointException error)
            {
                Assert.Equal(
                    $"No checkpoint could be written to {directory}: No space left on device; the last one is unharmed.", error.Message);
                Assert.Equal(last, Checkpoint.ReadWeights(directory));
                Assert.Empty(Directory.GetFiles(directory, "*.tmp"));
                Assert.Empty(files.Except(Directory.GetFiles(directory)));
            }
        }
    }

    private static Sequential Model => new(new Dense(4, 8), new BatchNorm(8), Activation.Tanh, new Dropout(0.2), new Dense(8, 3));

    private static Trainer New(long seed = 1) => new(
        Model, CommonLosses.CrossEntropy, new Adam(0.01),
        options: new() { Seed = seed, Schedule = new Cosine(30), AverageDecay = 0.9, ThreadCount = 1 });

    private static FitOptions Options() => new() { Epochs = 3, BatchSize = 16, Validation = Train, Patience = 20 };

    // A file on a disk with little room.
    private sealed class Bounded(FileStream file, Func<int, bool> hasRoom) : Stream
    {
        public override bool CanRead => false;

        public override bool CanSeek => false;

        public override bool CanWrite => true;

        public override long Length => file.Length;

        public override long Position { get => file.Position; set => throw new NotSupportedException(); }

        public override void Flush() => file.Flush();

        public override int Read(byte[] buffer, int offset, int count) => throw new NotSupportedException();

        public override long Seek(long offset, SeekOrigin origin) => throw new NotSupportedException();

        public override void SetLength(long value) => throw new NotSupportedException();

        public override void Write(byte[] buffer, int offset, int count)
        {
            if (!hasRoom(count))
            {
                throw new IOException("No space left on device");
            }

            file.Write(buffer, offset, count);
        }

        protected override void Dispose(bool disposing)
        {
            file.Dispose();
            base.Dispose(disposing);
        }
    }

    private sealed class Stop(Func<bool> isDue, CancellationTokenSource source) : IProgress<TrainingProgress>
    {
        public void Report(TrainingProgress value)
        {
            if (isDue())
            {
                source.Cancel();
            }
        }
    }
}
