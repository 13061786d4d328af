using System.Buffers.Binary;
using System.IO.Compression;
using Aresta.Learning.Data;
using Aresta.Tensors;

namespace Aresta.Learning.Tests;

/// <summary>Files of the IDX format, plain and compressed, and what is told of those that are none.</summary>
public sealed class IdxTests : IDisposable
{
    private readonly string directory = Directory.CreateTempSubdirectory("aresta-").FullName;

    public void Dispose() => Directory.Delete(directory, recursive: true);

    [Theory, InlineData(false), InlineData(true)]
    public void Bytes_come_with_the_lengths_of_their_axes(bool compressed)
    {
        var path = Save("x", Idx([2, 3], 1, 2, 3, 4, 5, 6), compressed);
        var (lengths, bytes) = IdxFile.Read(path);
        Assert.Equal([2, 3], lengths);
        Assert.Equal([1, 2, 3, 4, 5, 6], bytes);
    }

    [Theory]
    [InlineData("empty", "it ends within its header")]
    [InlineData("magic", "it begins with 16779265, but images begin with 2051 and labels with 2049")]
    [InlineData("kind", "it begins with 3329, but images begin with 2051")]
    [InlineData("header", "it ends within its header")]
    [InlineData("short", "it ends after 5 of 6 bytes")]
    [InlineData("long", "it goes on behind the 6 bytes that it says it has")]
    [InlineData("negative", "it would hold -1 bytes")]
    [InlineData("lying", "it ends after 3 of 2000000000 bytes")]
    [InlineData("overflow", "it would hold 65536 × 65536 bytes")]
    public void What_is_wrong_is_told_without_memory_for_what_is_claimed(string kind, string why)
    {
        byte[] good = Idx([6], 1, 2, 3, 4, 5, 6);
        var path = Save("bad", kind switch
        {
            "empty" => [],
            "magic" => [1, .. good[1..]],
            "kind" => [0, 0, 13, .. good[3..]],
            "header" => good[..6],
            "short" => good[..^1],
            "long" => [.. good, 7],
            "negative" => Idx([-1]),
            "lying" => Idx([2_000_000_000], 1, 2, 3),
            _ => Idx([65536, 65536, 2], 1),
        });
        var before = GC.GetAllocatedBytesForCurrentThread();
        var error = Assert.Throws<DataException>(() => IdxFile.Read(path));
        Assert.StartsWith($"{path} is no IDX file of bytes: {why}", error.Message, StringComparison.Ordinal);
        Assert.InRange(GC.GetAllocatedBytesForCurrentThread() - before, 0, 1_000_000);
    }

    [Fact]
    public void Compressed_files_that_are_damaged_or_missing_are_named()
    {
        var path = Save("x", Idx([100], new byte[100]), compressed: true);
        var bytes = File.ReadAllBytes(path);
        File.WriteAllBytes(path, bytes[..^12]);
        Assert.Contains(path, Assert.Throws<DataException>(() => IdxFile.Read(path)).Message, StringComparison.Ordinal);
        bytes[10] ^= 0xFF;
        File.WriteAllBytes(path, bytes);
        Assert.Contains(path, Assert.Throws<DataException>(() => IdxFile.Read(path)).Message, StringComparison.Ordinal);
        Assert.Equal($"There is no file {path}x.", Assert.Throws<DataException>(() => IdxFile.Read(path + "x")).Message);
    }

    [Fact]
    public void Fashion_mnist_is_read_from_its_four_files()
    {
        Write(images: 3, labels: [9, 0, 4]);
        var (train, test) = FashionMnist.Read(directory);
        Assert.Equal((3, 3), (train.Count, test.Count));
        var (pixels, classes) = train.All();
        Assert.Equal(TensorType.Float32(3, 784), pixels.Type);
        Assert.Equal([9L, 0, 4], classes.AsSpan<long>().ToArray());
        Assert.Equal(7 / 255f, (float)pixels[7]);
    }

    [Theory]
    [InlineData(2, new byte[] { 1, 2, 3 }, "holds 2 × 28 × 28 bytes and")]
    [InlineData(2, new byte[] { 1, 10 }, "says that image 1 is of class 10, but classes are 0 to 9.")]
    public void Fashion_mnist_with_other_numbers_is_refused(int images, byte[] labels, string why)
    {
        Write(images, labels);
        Assert.Contains(why, Assert.Throws<DataException>(() => FashionMnist.Read(directory)).Message, StringComparison.Ordinal);
    }

    private static byte[] Idx(int[] lengths, params byte[] content)
    {
        byte[] file = [0, 0, 8, (byte)lengths.Length, .. new byte[4 * lengths.Length], .. content];
        for (var i = 0; i < lengths.Length; i++)
        {
            BinaryPrimitives.WriteInt32BigEndian(file.AsSpan(4 + (4 * i)), lengths[i]);
        }

        return file;
    }

    private void Write(int images, byte[] labels)
    {
        foreach (var part in (string[])["train", "t10k"])
        {
            Save($"{part}-images-idx3-ubyte", Idx([images, 28, 28], [.. Enumerable.Range(0, images * 784).Select(i => (byte)i)]));
            Save($"{part}-labels-idx1-ubyte.gz", Idx([labels.Length], labels), compressed: true);
        }
    }

    private string Save(string name, byte[] bytes, bool compressed = false)
    {
        var path = Path.Combine(directory, name);
        using var file = File.Create(path);
        using Stream stream = compressed ? new GZipStream(file, CompressionLevel.Fastest) : file;
        stream.Write(bytes);
        return path;
    }
}
