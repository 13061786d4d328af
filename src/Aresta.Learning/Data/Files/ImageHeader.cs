using System.Buffers.Binary;

namespace Aresta.Learning.Data;

/// <summary>
/// What a PNG or JPEG file says of itself, read before anything is decoded: its size, and whether it is whole. So no header makes a decoder
/// take memory for pixels that are not there.
/// </summary>
/// <param name="Width">How many pixels a row has.</param>
/// <param name="Height">How many rows there are.</param>
/// <param name="IsGray">Whether it has no colors.</param>
internal readonly record struct ImageHeader(int Width, int Height, bool IsGray)
{
    private const int LongestSide = 1 << 14;

    private const long MostPixels = 1 << 25;

    /// <summary>Reads it.</summary>
    /// <param name="file">The whole file.</param>
    /// <param name="path">What it is called in errors.</param>
    /// <exception cref="DataException">It is neither PNG nor JPEG, cut off, damaged, or too large.</exception>
    public static ImageHeader Read(ReadOnlySpan<byte> file, string path)
    {
        var header = file switch
        {
            [0x89, (byte)'P', (byte)'N', (byte)'G', 0x0D, 0x0A, 0x1A, 0x0A, ..] => Png(file, path),
            [0xFF, 0xD8, 0xFF, ..] => Jpeg(file, path),
            _ => throw new DataException($"{path} is no image: it begins neither as PNG nor as JPEG does."),
        };
        return header.Width is > 0 and <= LongestSide && header.Height is > 0 and <= LongestSide
            && (long)header.Width * header.Height <= MostPixels
            ? header
            : throw new DataException(FormattableString.Invariant(
                $"{path} says that it has {header.Width} × {header.Height} pixels; images have at most {LongestSide} × {LongestSide}, ")
                + FormattableString.Invariant($"{MostPixels} in all."));
    }

    // The file is a signature and chunks: length, name, content, checksum of name and content; IHDR first, IEND last.
    private static ImageHeader Png(ReadOnlySpan<byte> file, string path)
    {
        var header = default(ImageHeader);
        for (var at = 8; ;)
        {
            if (file.Length - at < 12 || BinaryPrimitives.ReadUInt32BigEndian(file[at..]) > (uint)(file.Length - at - 12))
            {
                throw new DataException(FormattableString.Invariant(
                    $"{path} is a PNG that is cut off: the part at byte {at} goes on behind its {file.Length} bytes."));
            }

            var length = (int)BinaryPrimitives.ReadUInt32BigEndian(file[at..]);
            var name = file.Slice(at + 4, 4);
            var content = file.Slice(at + 8, length);
            if (Checksum(file.Slice(at + 4, length + 4)) != BinaryPrimitives.ReadUInt32BigEndian(file[(at + 8 + length)..]))
            {
                throw new DataException(FormattableString.Invariant(
                    $"{path} is a damaged PNG: the checksum of the part at byte {at} is wrong."));
            }

            if ((at == 8) != name.SequenceEqual("IHDR"u8) || (at == 8 && length != 13))
            {
                throw new DataException(FormattableString.Invariant($"{path} is a damaged PNG: it does not begin with its size."));
            }

            if (at == 8)
            {
                var (width, height) = (BinaryPrimitives.ReadUInt32BigEndian(content), BinaryPrimitives.ReadUInt32BigEndian(content[4..]));
                header = new((int)Math.Min(width, int.MaxValue), (int)Math.Min(height, int.MaxValue), content[9] is 0 or 4);
            }
            else if (name.SequenceEqual("IEND"u8))
            {
                return header;
            }

            at += length + 12;
        }
    }

    // The file is segments FF, kind, length, content; a frame's (C0 to CF but for C4, C8 and CC) has the size. Behind a scan's header (DA)
    // stand its codes, in which FF is followed by 0 or a restart; FF D9 ends it all.
    private static ImageHeader Jpeg(ReadOnlySpan<byte> file, string path)
    {
        ImageHeader? header = null;
        for (var at = 2; at + 4 <= file.Length;)
        {
            var kind = file[at + 1];
            if (file[at] != 0xFF)
            {
                throw new DataException(FormattableString.Invariant($"{path} is a damaged JPEG: no part begins at byte {at}."));
            }

            if (kind is 0xFF or 0x01 or (>= 0xD0 and <= 0xD8))
            {
                at += kind == 0xFF ? 1 : 2;
                continue;
            }

            var length = BinaryPrimitives.ReadUInt16BigEndian(file[(at + 2)..]);
            if (length < 2 || at + 2 + length > file.Length)
            {
                break;
            }

            var content = file.Slice(at + 4, length - 2);
            if (kind is >= 0xC0 and <= 0xCF and not 0xC4 and not 0xC8 and not 0xCC && content.Length >= 6)
            {
                var height = BinaryPrimitives.ReadUInt16BigEndian(content[1..]);
                header = new(BinaryPrimitives.ReadUInt16BigEndian(content[3..]), height, content[5] == 1);
            }

            at += 2 + length;
            if (kind == 0xDA)
            {
                return header is { } found && file[at..].IndexOf([(byte)0xFF, (byte)0xD9]) >= 0
                    ? found
                    : throw new DataException(FormattableString.Invariant(
                        $"{path} is a JPEG that is cut off or damaged: {(header is null ? "it has no size" : "its end is missing")}."));
            }
        }

        throw new DataException(FormattableString.Invariant(
            $"{path} is a JPEG that is cut off: it ends after {file.Length} bytes, before its pixels."));
    }

    // CRC-32 as ISO 3309 has it, bit by bit: x³² + x²⁶ + x²³ + x²² + x¹⁶ + x¹² + x¹¹ + x¹⁰ + x⁸ + x⁷ + x⁵ + x⁴ + x² + x + 1.
    private static uint Checksum(ReadOnlySpan<byte> bytes)
    {
        var rest = uint.MaxValue;
        foreach (var next in bytes)
        {
            rest ^= next;
            for (var bit = 0; bit < 8; bit++)
            {
                rest = (rest >> 1) ^ (0xEDB88320 & (0 - (rest & 1)));
            }
        }

        return ~rest;
    }
}
