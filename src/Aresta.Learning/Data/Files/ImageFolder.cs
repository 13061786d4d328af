using Aresta.Tensors;

namespace Aresta.Learning.Data;

/// <summary>Images in folders, one folder a class: <c>cats/1.png</c>, <c>dogs/2.jpg</c>.</summary>
public static class ImageFolder
{
    private const long MostNumbers = 1 << 29;

    private static readonly string[] Extensions = [".png", ".jpg", ".jpeg"];

    /// <summary>
    /// Reads the images of all folders in a folder: [channels, height, width] from 0 to 1, float32, with the number of the class, int64.
    /// The order is that of the names, of classes and in them, whatever the culture.
    /// </summary>
    /// <param name="directory">The folder of the classes' folders. Files that are not called .png, .jpg or .jpeg are left out.</param>
    /// <param name="size">
    /// Height and width to which images are brought, by means over areas; that of the first one unless given, which all must then have.
    /// </param>
    /// <returns>The examples, and the names of the classes. Channels are three if the first image has colors, otherwise one.</returns>
    /// <exception cref="DataException">
    /// There are no two folders with images, a file is damaged or of another size, or all are too much; the message names the file.
    /// </exception>
    public static (Examples Examples, IReadOnlyList<string> Classes) Read(string directory, (int Height, int Width)? size = null)
    {
        var files = Files(directory);
        string[] classes = [.. files.Select(file => file.Class).Distinct()];
        if (classes.Length < 2)
        {
            throw new DataException(
                $"{directory} has {(classes.Length == 0 ? "no" : "one")} folder with images; each class has a folder of its own, with "
                + $"files called {string.Join(", ", Extensions)}.");
        }

        var first = ImageFile.Open(files[0].Path).Header;
        var (height, width) = size ?? (first.Height, first.Width);
        var channels = first.IsGray ? 1 : 3;
        var length = channels * height * width;
        if ((long)length * files.Count > MostNumbers)
        {
            throw new DataException(FormattableString.Invariant(
                $"{directory} has {files.Count} images of {channels} × {height} × {width} numbers, more than {MostNumbers} in all."));
        }

        var (pixels, labels) = (new float[(long)length * files.Count], new long[files.Count]);
        var errors = new DataException?[files.Count];
        Parallel.For(0, files.Count, (i, loop) =>
        {
            try
            {
                var (path, name) = files[i];
                var (file, header) = ImageFile.Open(path);
                if (size is null && (header.Height != height || header.Width != width))
                {
                    throw new DataException(FormattableString.Invariant(
                        $"{path} has {header.Height} × {header.Width} pixels, but {files[0].Path} {height} × {width}; ")
                        + "give a size for all.");
                }

                var image = ImageFile.Decode(file, header, channels, path);
                Scale(image, header.Height, header.Width, pixels.AsSpan(i * length, length), channels, height, width);
                labels[i] = Array.IndexOf(classes, name);
            }
            catch (DataException error)
            {
                errors[i] = error;
                loop.Break();
            }
        });
        if (Array.Find(errors, error => error is not null) is { } bad)
        {
            throw bad;
        }

        return (new(Tensor.Of(pixels, [files.Count, channels, height, width]), Tensor.Vector(labels)), classes);
    }

    private static List<(string Path, string Class)> Files(string directory)
    {
        try
        {
            return
            [
                .. from folder in Directory.GetDirectories(directory).Order(StringComparer.Ordinal)
                   from file in Directory.GetFiles(folder).Order(StringComparer.Ordinal)
                   where Extensions.Contains(Path.GetExtension(file), StringComparer.OrdinalIgnoreCase)
                   select (file, Path.GetFileName(folder)),
            ];
        }
        catch (DirectoryNotFoundException error)
        {
            throw new DataException($"There is no folder {directory}.", error);
        }
        catch (Exception error) when (error is IOException or UnauthorizedAccessException)
        {
            throw new DataException($"{directory} cannot be read: {error.Message}", error);
        }
    }

    // From rows of pixels with channels to channels of rows; each new pixel is the mean of those that it covers, at least one.
    private static void Scale(ReadOnlySpan<byte> from, int fromHeight, int fromWidth, Span<float> to, int channels, int height, int width)
    {
        for (var y = 0; y < height; y++)
        {
            var (top, bottom) = Covered(y, height, fromHeight);
            for (var x = 0; x < width; x++)
            {
                var (left, right) = Covered(x, width, fromWidth);
                for (var channel = 0; channel < channels; channel++)
                {
                    long sum = 0;
                    for (var row = top; row < bottom; row++)
                    {
                        for (var column = left; column < right; column++)
                        {
                            sum += from[(((row * fromWidth) + column) * channels) + channel];
                        }
                    }

                    to[(((channel * height) + y) * width) + x] = sum / (255f * ((bottom - top) * (right - left)));
                }
            }
        }

        static (int First, int Behind) Covered(int i, int count, int from)
        {
            var first = (int)((long)i * from / count);
            return (first, Math.Max(first + 1, (int)((long)(i + 1) * from / count)));
        }
    }
}
