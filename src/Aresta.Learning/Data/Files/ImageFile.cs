using StbImageSharp;

namespace Aresta.Learning.Data;

/// <summary>PNG and JPEG files, decoded by StbImageSharp, which is all managed code.</summary>
internal static class ImageFile
{
    private const long LongestFile = 1 << 27;

    /// <summary>The bytes of a file, and what it says of itself.</summary>
    /// <exception cref="DataException">It cannot be read, is no image, cut off, damaged or too large.</exception>
    public static (byte[] File, ImageHeader Header) Open(string path)
    {
        try
        {
            if (new FileInfo(path).Length is > LongestFile and var length)
            {
                throw new DataException(FormattableString.Invariant(
                    $"{path} has {length} bytes; files of images have at most {LongestFile}."));
            }

            var file = File.ReadAllBytes(path);
            return (file, ImageHeader.Read(file, path));
        }
        catch (Exception error) when (error is IOException or UnauthorizedAccessException)
        {
            throw new DataException($"{path} cannot be read: {error.Message}", error);
        }
    }

    /// <summary>The pixels, row by row, each with its channels: gray, or red, green and blue. Transparency is left out.</summary>
    /// <exception cref="DataException">They cannot be decoded.</exception>
    public static byte[] Decode(byte[] file, ImageHeader header, int channels, string path)
    {
        ImageResult image;
        try
        {
            using var stream = new Ending(file);
            image = ImageResult.FromStream(stream, channels == 1 ? ColorComponents.Grey : ColorComponents.RedGreenBlue);
        }
        catch (Exception error) when (error is not OutOfMemoryException)
        {
            throw new DataException($"{path} cannot be decoded: {error.Message.TrimEnd('.')}.", error);
        }

        return image.Width == header.Width && image.Height == header.Height && image.Data.Length == header.Width * header.Height * channels
            ? image.Data
            : throw new DataException(FormattableString.Invariant(
                $"{path} holds {image.Width} × {image.Height} pixels, not the {header.Width} × {header.Height} that it says."));
    }

    // The decoder takes what lies behind the end for zeros, and would wait there for ever.
    private sealed class Ending(byte[] bytes) : MemoryStream(bytes, writable: false)
    {
        private const int Tolerated = 64;

        private int past;

        public override int ReadByte() => base.ReadByte() is >= 0 and var one ? one : Counted(-1, 1);

        // What reads into spans calls this.
        public override int Read(byte[] buffer, int offset, int count) =>
            base.Read(buffer, offset, count) is var read && read == count ? read : Counted(read, count - read);

        private int Counted(int result, int missing) =>
            (past += missing) <= Tolerated ? result : throw new EndOfStreamException("it ends too early");
    }
}
