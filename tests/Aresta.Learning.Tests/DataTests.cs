using Aresta.Learning.Data;
using Aresta.Tensors;

namespace Aresta.Learning.Tests;

/// <summary>Augmentation, texts in windows, and parts for validation.</summary>
public class DataTests
{
    private static readonly Examples Images = new(
        Tensor.Of([.. Enumerable.Range(0, 6 * 3 * 4).Select(i => (float)(i + 1))], [6, 3, 4]), Tensor.Vector(0L, 1, 2, 3, 4, 5));

    [Fact]
    public void Mirrored_images_are_rows_backward_about_half_of_the_time()
    {
        var source = new AugmentedImages(Images, new(Flip: true), seed: 5);
        var mirrored = 0;
        for (var epoch = 1; epoch <= 40; epoch++)
        {
            var pixels = Read(source, epoch, 0, 1, 2, 3, 4, 5);
            for (var i = 0; i < 6; i++)
            {
                float[] original = [.. Enumerable.Range(i * 12, 12).Select(n => (float)(n + 1))];
                float[] backward = [.. original.Chunk(4).SelectMany(row => row.Reverse())];
                var here = pixels[(i * 12)..((i + 1) * 12)];
                Assert.True(here.SequenceEqual(original) || here.SequenceEqual(backward));
                mirrored += here.SequenceEqual(backward) ? 1 : 0;
            }
        }

        Assert.InRange(mirrored, 90, 150); // of 240
    }

    [Fact]
    public void Shifted_images_are_moved_by_up_to_the_bound_with_zeros_behind()
    {
        var source = new AugmentedImages(Images, new(Shift: 1), seed: 5);
        HashSet<(int, int)> seen = [];
        for (var epoch = 1; epoch <= 60; epoch++)
        {
            var pixels = Read(source, epoch, 2);
            var match = (
                from down in Enumerable.Range(-1, 3)
                from right in Enumerable.Range(-1, 3)
                where Enumerable.Range(0, 12).All(i => pixels[i] == Original((i / 4) - down, (i % 4) - right))
                select (down, right)).ToArray();
            seen.Add(Assert.Single(match));
        }

        Assert.Equal(9, seen.Count);

        static float Original(int y, int x) => y is >= 0 and < 3 && x is >= 0 and < 4 ? 24 + (y * 4) + x + 1 : 0;
    }

    [Fact]
    public void Windows_that_are_enlarged_stay_within_the_image_and_keep_what_is_linear()
    {
        // A pixel is 1 + 4y + x of its image, so that a window of it, enlarged linearly, is again linear.
        var source = new AugmentedImages(Images, new(Crop: 0.5), seed: 5);
        for (var epoch = 1; epoch <= 30; epoch++)
        {
            var p = Read(source, epoch, 0);
            Assert.All(p, pixel => Assert.InRange(pixel, 1f, 12f));
            var (right, down) = (p[1] - p[0], p[4] - p[0]);
            Assert.InRange(right, 0.499f, 1.001f);
            Assert.Equal(4 * right, down, 1e-4f);
            for (var i = 0; i < 12; i++)
            {
                Assert.Equal(p[0] + (right * (i % 4)) + (down * (i / 4)), p[i], 1e-4f);
            }
        }
    }

    [Fact]
    public void What_is_drawn_does_not_depend_on_the_batch_and_the_first_epoch_is_the_images_themselves()
    {
        var source = new AugmentedImages(Images, new(Shift: 2, Flip: true, Crop: 0.3), seed: 9);
        var all = Read(source, 3, 0, 1, 2, 3, 4, 5);
        Assert.Equal(all[48..60], Read(source, 3, 4));
        Assert.Equal(all[60..].Concat(all[..12]), Read(source, 3, 5, 0));
        Assert.NotEqual(all, Read(source, 4, 0, 1, 2, 3, 4, 5));
        Assert.NotEqual(all, Read(new AugmentedImages(Images, new(2, true, 0.3), seed: 10), 3, 0, 1, 2, 3, 4, 5));
        Assert.Equal(Read(Images, 1, 3, 4), Read(source, 0, 3, 4));
    }

    [Fact]
    public void Wrong_augmentations_are_refused()
    {
        Assert.Throws<ArgumentException>(() => new AugmentedImages(Images, new(Shift: 3), 0));
        Assert.Throws<ArgumentException>(() => new AugmentedImages(Images, new(Crop: 1), 0));
        var table = new Examples(Tensor.Zeros(TensorType.Float32(4, 5)), Tensor.Vector(0L, 0, 0, 0));
        var error = Assert.Throws<ArgumentException>(() => new AugmentedImages(table, new(Flip: true), 0));
        Assert.Contains("is no image", error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Windows_of_a_text_are_followed_by_what_comes_next()
    {
        int[] symbols = [.. Enumerable.Range(0, 32)];
        var plain = new Sequences(symbols, 5);
        Assert.Equal(6, plain.Count);
        var (inputs, targets) = plain.All();
        Assert.Equal(Enumerable.Range(0, 30), inputs.AsSpan<long>().ToArray().Select(n => (int)n));
        Assert.Equal(Enumerable.Range(1, 30), targets.AsSpan<long>().ToArray().Select(n => (int)n));

        // In training windows begin elsewhere in each epoch, all of them moved alike.
        var moving = new Sequences(symbols, 5, seed: 3);
        HashSet<long> starts = [];
        for (var epoch = 1; epoch <= 50; epoch++)
        {
            var (x, y) = (Tensor.Zeros(TensorType.Int64(2, 5)), Tensor.Zeros(TensorType.Int64(2, 5)));
            moving.Read([0, moving.Count - 1], epoch, x, y);
            var numbers = x.AsSpan<long>().ToArray();
            Assert.Equal(numbers.Select(n => n + 1), y.AsSpan<long>().ToArray());
            Assert.Equal(numbers[0] + (5 * (moving.Count - 1)), numbers[5]);
            starts.Add(numbers[0]);
        }

        Assert.Equal([0L, 1, 2, 3, 4], starts.Order());
    }

    [Fact]
    public void A_text_is_its_bytes_and_an_alphabet()
    {
        var path = Path.GetTempFileName();
        try
        {
            File.WriteAllText(path, "banana");
            var text = TextFile.Read(path);
            Assert.Equal("abn"u8.ToArray(), text.Alphabet);
            Assert.Equal([1, 0, 2, 0, 2, 0], text.Symbols);
            var error = Assert.Throws<DataException>(() => TextFile.Read(path, "ab"u8.ToArray()));
            Assert.Equal($"{path} has the byte 110 at place 2, which the 2 known ones do not include.", error.Message);
            File.WriteAllText(path, "");
            Assert.Equal($"{path} is empty.", Assert.Throws<DataException>(() => TextFile.Read(path)).Message);
        }
        finally
        {
            File.Delete(path);
        }
    }

    [Fact]
    public void Validation_takes_its_part_and_leaves_the_rest()
    {
        var (train, validation) = Images.Split(1.0 / 3, seed: 4);
        Assert.Equal((4, 2), (train.Count, validation.Count));
        var labels = train.All().Targets.AsSpan<long>().ToArray().Concat(validation.All().Targets.AsSpan<long>().ToArray());
        Assert.Equal([0L, 1, 2, 3, 4, 5], labels.Order());
    }

    private static float[] Read(ExampleSource source, int epoch, params int[] rows)
    {
        var inputs = Tensor.Zeros(new(DType.Float32, [rows.Length, 3, 4]));
        source.Read(rows, epoch, inputs, Tensor.Zeros(TensorType.Int64(rows.Length)));
        return inputs.AsSpan<float>().ToArray();
    }
}
