using System.Buffers.Binary;
using System.Text;
using Aresta.Learning.Checkpoints;
using Aresta.Tensors;

namespace Aresta.Learning.Tests;

public class SafeTensorsTests
{
    [Fact]
    public void What_is_written_is_read()
    {
        KeyValuePair<string, Tensor>[] tensors =
        [
            new("a", Tensor.Of(new[] { 1.5f, -0f, float.NaN }, [3])), new("b.c", Tensor.Of(new[] { 1.0, 2, 3, 4 }, [2, 2])),
            new("empty", Tensor.Zeros(TensorType.Float64(0, 3))), new("number", Tensor.Scalar(7L)),
            new("int32", Tensor.Vector(1, -2)), new("bool", Tensor.Vector(true, false)),
        ];
        var (read, metadata) = SafeTensors.Read(Written(tensors, new Dictionary<string, string> { ["kind"] = "tést" }), "x");
        Assert.Equal(tensors.Select(t => t.Key), read.Select(t => t.Key));
        Assert.All(tensors.Zip(read), pair =>
        {
            Assert.Equal(pair.First.Value.Type, pair.Second.Value.Type);
            Assert.Equal(pair.First.Value.AsBytes(), pair.Second.Value.AsBytes());
        });
        Assert.Equal("tést", metadata["kind"]);
    }

    [Fact]
    public void The_format_is_that_of_safetensors()
    {
        var bytes = Written([new("x", Tensor.Vector(1f, 2f))]).ToArray();
        var header = (int)BinaryPrimitives.ReadInt64LittleEndian(bytes);
        Assert.Equal(0, header % 8);
        Assert.Equal("""{"x":{"dtype":"F32","shape":[2],"data_offsets":[0,8]}}""", Encoding.UTF8.GetString(bytes, 8, header).TrimEnd(' '));
        Assert.Equal([0, 0, 128, 63, 0, 0, 0, 64], bytes[(8 + header)..]);
    }

    [Theory]
    [InlineData("""{"x":{"dtype":"F32","shape":[2],"data_offsets":[0,8]}}""", 4, "would need 8 bytes")]
    [InlineData("""{"x":{"dtype":"F32","shape":[2],"data_offsets":[0,8]}}""", 12, "4 bytes at its end belong to no tensor")]
    [InlineData("""{"x":{"dtype":"F32","shape":[1000000000,1000000000,1000000000],"data_offsets":[0,8]}}""", 8, "would need")]
    [InlineData("""{"x":{"dtype":"F32","shape":[3],"data_offsets":[0,8]}}""", 8, "would need 12 bytes")]
    [InlineData("""{"x":{"dtype":"F32","shape":[-2],"data_offsets":[0,8]}}""", 8, "negative")]
    [InlineData("""{"x":{"dtype":"F32","shape":[2],"data_offsets":[8,0]}}""", 8, "place")]
    [InlineData("""{"x":{"dtype":"F8","shape":[2],"data_offsets":[0,8]}}""", 8, "kind F8")]
    [InlineData("""{"x":{"dtype":"F32","shape":[2]}}""", 8, "lacks data_offsets")]
    [InlineData("""{"x":{"dtype":"F32","shape":[1],"data_offsets":[0,4]},"y":{"dtype":"F32","shape":[],"data_offsets":[2,6]}}""", 6, "'y'")]
    [InlineData("""{"x":{"dtype":"F32","shape":[],"data_offsets":[0,4]},"x":{"dtype":"F32","shape":[],"data_offsets":[4,8]}}""", 8, "ce")]
    [InlineData("""{"x":{"dtype":"F32","shape":[99999999999999999999],"data_offsets":[0,8]}}""", 8, "no such header")]
    [InlineData("[1, 2]", 0, "no such header")]
    [InlineData("nonsense", 0, "no such header")]
    public void Files_that_lie_are_refused_with_a_sentence(string header, int data, string why)
    {
        var utf8 = Encoding.UTF8.GetBytes(header);
        var length = new byte[8];
        BinaryPrimitives.WriteInt64LittleEndian(length, utf8.Length);
        var file = new MemoryStream([.. length, .. utf8, .. new byte[data]]);
        var error = Assert.Throws<CheckpointException>(() => SafeTensors.Read(file, "weights.bin"));
        Assert.StartsWith("weights.bin is no file of tensors (safetensors): ", error.Message, StringComparison.Ordinal);
        Assert.Contains(why, error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Every_cut_and_every_changed_byte_of_the_header_is_refused_or_read_never_worse()
    {
        var bytes = Written([new("x", Tensor.Vector(1f, 2f)), new("y", Tensor.Vector(3.0))]).ToArray();
        for (var length = 0; length < bytes.Length; length++)
        {
            Assert.Throws<CheckpointException>(() => SafeTensors.Read(new MemoryStream(bytes[..length]), "x"));
        }

        var header = (int)BinaryPrimitives.ReadInt64LittleEndian(bytes);
        for (var i = 0; i < 8 + header; i++)
        {
            foreach (var other in (byte[])[0, 0x20, 0x30, 0x39, 0x7F, 0xFF, (byte)(bytes[i] ^ 1)])
            {
                byte[] changed = [.. bytes];
                changed[i] = other;
                try
                {
                    SafeTensors.Read(new MemoryStream(changed), "x");
                }
                catch (CheckpointException)
                {
                    // Refused with a sentence; any other exception fails the test.
                }
            }
        }
    }

    private static MemoryStream Written(KeyValuePair<string, Tensor>[] tensors, Dictionary<string, string>? metadata = null)
    {
        var stream = new MemoryStream();
        SafeTensors.Write(stream, tensors, metadata);
        stream.Position = 0;
        return stream;
    }
}
