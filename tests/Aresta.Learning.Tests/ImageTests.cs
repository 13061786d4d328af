using System.Buffers.Binary;
using System.IO.Compression;
using Aresta.Learning.Data;
using Aresta.Tensors;

namespace Aresta.Learning.Tests;

/// <summary>Folders of images: PNG written here byte by byte, JPEG from tests/data/images; and what is wrong with bad ones.</summary>
public sealed class ImageTests : IDisposable
{
    private static readonly string Jpegs = Path.Combine(AppContext.BaseDirectory, "images");

    private readonly string directory = Directory.CreateTempSubdirectory("aresta-").FullName;

    public void Dispose() => Directory.Delete(directory, recursive: true);

    [Fact]
    public void Classes_and_images_come_in_the_order_of_their_names()
    {
        Save("b/2.png", Png(2, 2, [0, 51, 102, 255]));
        Save("b/10.png", Png(2, 2, [255, 0, 0, 0]));
        Save("a/x.PNG", Png(2, 2, [1, 2, 3, 4]));
        Save("a/notes.txt", [1]);
        var (examples, classes) = ImageFolder.Read(directory);
        var (inputs, targets) = examples.All();
        Assert.Equal(["a", "b"], classes);
        Assert.Equal(TensorType.Float32(3, 1, 2, 2), inputs.Type);
        Assert.Equal([0L, 1, 1], targets.AsSpan<long>().ToArray());
        Assert.Equal([1f, 0, 0, 0, 0, 51 / 255f, 102 / 255f, 1], inputs.AsSpan<float>()[4..].ToArray());
    }

    [Theory]
    [InlineData("baseline.jpg")]
    [InlineData("progressive.jpg")]
    public void Jpegs_of_both_kinds_have_the_colors_that_were_put_in(string name)
    {
        // 16 × 12 pixels: red grows to the right by 16 a pixel, green downward by 20; blue is 255 on the left half and 40 on the right.
        Save("a/0.jpg", File.ReadAllBytes(Path.Combine(Jpegs, name)));
        Save("b/0.jpg", File.ReadAllBytes(Path.Combine(Jpegs, name)));
        var (inputs, _) = ImageFolder.Read(directory).Examples.All();
        Assert.Equal(TensorType.Float32(2, 3, 12, 16), inputs.Type);
        var difference = 0.0;
        for (var y = 0; y < 12; y++)
        {
            for (var x = 0; x < 16; x++)
            {
                double[] colors = [x * 16, y * 20, x < 8 ? 255 : 40];
                difference += colors.Select((color, c) => Math.Abs((255 * inputs[(((c * 12) + y) * 16) + x]) - color)).Average() / 192;
            }
        }

        Assert.InRange(difference, 0, 8);
    }

    [Fact]
    public void Sizes_are_brought_to_one_by_means_if_one_is_given()
    {
        Save("a/0.png", Png(4, 2, [0, 100, 200, 100, 100, 200, 0, 100]));
        Save("b/0.png", Png(1, 1, [255]));
        var (inputs, _) = ImageFolder.Read(directory, (1, 2)).Examples.All();
        Assert.Equal([100 / 255f, 100 / 255f, 1, 1], inputs.AsSpan<float>().ToArray());
        var error = Assert.Throws<DataException>(() => ImageFolder.Read(directory));
        Assert.Contains("0.png has 1 × 1 pixels, but", error.Message, StringComparison.Ordinal);
        Assert.EndsWith("2 × 4; give a size for all.", error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void A_header_that_lies_takes_no_memory()
    {
        Save("b/0.png", Png(2, 2, [1, 2, 3, 4]));
        Save("a/0.png", Png(2, 2, [1, 2, 3, 4], claimed: (100_000, 100_000)));
        var before = GC.GetTotalAllocatedBytes();
        var error = Assert.Throws<DataException>(() => ImageFolder.Read(directory));
        Assert.Contains("0.png says that it has 100000 × 100000 pixels; images have at most", error.Message, StringComparison.Ordinal);
        Assert.InRange(GC.GetTotalAllocatedBytes() - before, 0, 10_000_000);

        // Not so large, but not there.
        Save("a/0.png", Png(2, 2, [1, 2, 3, 4], claimed: (2_000, 2_000)));
        error = Assert.Throws<DataException>(() => ImageFolder.Read(directory, (2, 2)));
        Assert.Contains("0.png cannot be decoded", error.Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("cut", "is a PNG that is cut off: the part at byte 33 goes on behind")]
    [InlineData("magic", "is no image: it begins neither as PNG nor as JPEG does")]
    [InlineData("checksum", "is a damaged PNG: the checksum of the part at byte 33 is wrong")]
    [InlineData("empty", "is no image")]
    [InlineData("jpeg cut", "is a JPEG that is cut off or damaged: its end is missing")]
    [InlineData("jpeg header", "is a JPEG that is cut off: it ends after 100 bytes")]
    public void Bad_files_are_named_with_what_is_wrong(string kind, string sentence)
    {
        var (png, jpeg) = (Png(2, 2, [1, 2, 3, 4]), File.ReadAllBytes(Path.Combine(Jpegs, "baseline.jpg")));
        Save("b/0.png", png);
        var bad = png.ToArray();
        bad[kind == "magic" ? 1 : 44] ^= 1;
        Save("a/bad.png", kind switch
        {
            "cut" => png[..50],
            "empty" => [],
            "jpeg cut" => jpeg[..^20],
            "jpeg header" => jpeg[..100],
            _ => bad,
        });
        var error = Assert.Throws<DataException>(() => ImageFolder.Read(directory));
        Assert.Contains("bad.png " + sentence, error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Any_damage_ends_in_a_sentence_and_soon()
    {
        var random = new Random(1);
        byte[][] whole = [.. Directory.GetFiles(Jpegs).Order().Select(File.ReadAllBytes), Png(2, 2, [1, 2, 3, 4])];
        for (var i = 0; i < 1_500; i++)
        {
            var file = whole[i % whole.Length].ToArray();
            for (var flips = random.Next(1, 6); flips > 0; flips--)
            {
                file[random.Next(file.Length)] = (byte)random.Next(256);
            }

            file = random.Next(3) == 0 ? file[..random.Next(file.Length)] : file;
            try
            {
                var header = ImageHeader.Read(file, "it");
                if ((long)header.Width * header.Height < 100_000)
                {
                    ImageFile.Decode(file, header, 3, "it");
                }
            }
            catch (DataException error)
            {
                Assert.StartsWith("it ", error.Message, StringComparison.Ordinal);
            }
        }
    }

    [Fact]
    public void Folders_without_images_are_told()
    {
        string Message(string folder) => Assert.Throws<DataException>(() => ImageFolder.Read(folder)).Message;
        Assert.Contains("There is no folder ", Message(Path.Combine(directory, "x")), StringComparison.Ordinal);
        Assert.Contains("has no folder with images", Message(directory), StringComparison.Ordinal);
        Save("a/0.png", Png(2, 2, [1, 2, 3, 4]));
        Assert.Contains("has one folder with images", Message(directory), StringComparison.Ordinal);
    }

    private void Save(string name, byte[] bytes)
    {
        var path = Path.Combine(directory, name);
        Directory.CreateDirectory(Path.GetDirectoryName(path)!);
        File.WriteAllBytes(path, bytes);
    }

    /// <summary>A gray PNG: signature, size, compressed rows each behind a 0, end.</summary>
    internal static byte[] Png(int width, int height, byte[] pixels, (int Width, int Height)? claimed = null)
    {
        var (head, rows) = (new byte[13], new MemoryStream());
        BinaryPrimitives.WriteInt32BigEndian(head, claimed?.Width ?? width);
        BinaryPrimitives.WriteInt32BigEndian(head.AsSpan(4), claimed?.Height ?? height);
        head[8] = 8;
        using (var zlib = new ZLibStream(rows, CompressionLevel.Optimal, leaveOpen: true))
        {
            for (var y = 0; y < height; y++)
            {
                zlib.WriteByte(0);
                zlib.Write(pixels, y * width, width);
            }
        }

        return [0x89, .. "PNG\r\n"u8, 0x1A, 0x0A, .. Chunk("IHDR"u8, head), .. Chunk("IDAT"u8, rows.ToArray()), .. Chunk("IEND"u8, [])];

        static byte[] Chunk(ReadOnlySpan<byte> name, byte[] content)
        {
            byte[] chunk = [0, 0, 0, 0, .. name, .. content, 0, 0, 0, 0];
            BinaryPrimitives.WriteInt32BigEndian(chunk, content.Length);
            BinaryPrimitives.WriteUInt32BigEndian(chunk.AsSpan(chunk.Length - 4), Crc(chunk.AsSpan(4, content.Length + 4)));
            return chunk;
        }

        static uint Crc(ReadOnlySpan<byte> bytes)
        {
            var rest = uint.MaxValue;
            foreach (var b in bytes)
            {
                rest ^= b;
                for (var i = 0; i < 8; i++)
                {
                    rest = (rest & 1) == 1 ? (rest >> 1) ^ 0xEDB88320 : rest >> 1;
                }
            }

            return ~rest;
        }
    }
}
