using System.Buffers.Binary;
using System.Globalization;
using System.IO.Compression;

namespace Aresta.Learning.Data;

/// <summary>
/// The IDX format of MNIST and its successors: 0, 0, the kind of the numbers, how many axes, their lengths as big-endian int32, and the
/// numbers. Files may be compressed by gzip.
/// </summary>
public static class IdxFile
{
    private const byte UnsignedByte = 8;

    /// <summary>Reads an array of bytes.</summary>
    /// <param name="path">The file.</param>
    /// <returns>The lengths of the axes, and the bytes in row-major order.</returns>
    /// <exception cref="DataException">It cannot be read, is no file of this format, cut off, or too long.</exception>
    public static (int[] Lengths, byte[] Bytes) Read(string path)
    {
        try
        {
            using var file = File.OpenRead(path);
            Span<byte> magic = stackalloc byte[2];
            var isCompressed = file.ReadAtLeast(magic, 2, throwOnEndOfStream: false) == 2 && magic is [0x1F, 0x8B];
            file.Position = 0;
            using var stream = isCompressed ? new GZipStream(file, CompressionMode.Decompress) : (Stream)file;
            return Read(stream, path);
        }
        catch (Exception error) when (error is FileNotFoundException or DirectoryNotFoundException)
        {
            throw new DataException($"There is no file {path}.", error);
        }
        catch (Exception error) when (error is IOException or UnauthorizedAccessException or InvalidDataException)
        {
            throw new DataException($"{path} cannot be read: {error.Message}", error);
        }
    }

    /// <summary>Reads an array of bytes.</summary>
    /// <param name="stream">Where from.</param>
    /// <param name="source">What the stream is called in errors.</param>
    /// <returns>The lengths of the axes, and the bytes in row-major order.</returns>
    /// <exception cref="DataException">It is not of this format, cut off, or too long.</exception>
    public static (int[] Lengths, byte[] Bytes) Read(Stream stream, string source)
    {
        ArgumentNullException.ThrowIfNull(stream);
        Span<byte> four = stackalloc byte[4];
        RequireFull(stream.ReadAtLeast(four, 4, throwOnEndOfStream: false), 4);
        if (four[0] != 0 || four[1] != 0 || four[2] != UnsignedByte || four[3] == 0)
        {
            throw Bad(FormattableString.Invariant(
                $"it begins with {BinaryPrimitives.ReadInt32BigEndian(four)}, but images begin with 2051 and labels with 2049"));
        }

        var lengths = new int[four[3]];
        long size = 1;
        for (var axis = 0; axis < lengths.Length; axis++)
        {
            RequireFull(stream.ReadAtLeast(four, 4, throwOnEndOfStream: false), 4);
            lengths[axis] = BinaryPrimitives.ReadInt32BigEndian(four);
            if (lengths[axis] < 0 || (size *= lengths[axis]) > Array.MaxLength)
            {
                var claimed = lengths[..(axis + 1)].Select(length => length.ToString(CultureInfo.InvariantCulture));
                throw Bad($"it would hold {string.Join(" × ", claimed)} bytes");
            }
        }

        // The header may lie: memory grows with what is really there.
        using var bytes = new MemoryStream();
        var buffer = new byte[1 << 16];
        while (bytes.Length < size && stream.Read(buffer, 0, (int)Math.Min(buffer.Length, size - bytes.Length)) is > 0 and var count)
        {
            bytes.Write(buffer, 0, count);
        }

        if (bytes.Length < size)
        {
            throw Bad(FormattableString.Invariant($"it ends after {bytes.Length} of {size} bytes"));
        }

        return stream.ReadByte() < 0
            ? (lengths, bytes.ToArray())
            : throw Bad(FormattableString.Invariant($"it goes on behind the {size} bytes that it says it has"));

        void RequireFull(int count, int wanted)
        {
            if (count < wanted)
            {
                throw Bad("it ends within its header");
            }
        }

        DataException Bad(string why) => new($"{source} is no IDX file of bytes: {why}.");
    }
}
