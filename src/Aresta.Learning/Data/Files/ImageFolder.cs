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
    /// Height and width to which images are brought, by means over areas; unless given, all must have those of the first one.
    /// </param>
    /// <returns>The examples, and the names of the classes. Channels are three if any image has colors, otherwise one.</returns>
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

        // All headers before any pixels, and before there is memory for them.
        var headers = new ImageHeader[files.Count];
        InOrder(files.Count, i => headers[i] = ImageFile.Open(files[i].Path).Header);
        var (height, width) = size ?? (headers[0].Height, headers[0].Width);
        var channels = Array.TrueForAll(headers, header => header.IsGray) ? 1 : 3;
        var length = channels * height * width;
        if ((long)length * files.Count > MostNumbers)
        {
            throw new DataException(FormattableString.Invariant(
                $"{directory} has {files.Count} images of {channels} × {height} × {width} numbers, more than {MostNumbers} in all."));
        }

        if (size is null && Array.FindIndex(headers, header => header.Height != height || header.Width != width) is var other and >= 0)
        {
            throw new DataException(FormattableString.Invariant(
                $"{files[other].Path} has {headers[other].Height} × {headers[other].Width} pixels, but ")
                + FormattableString.Invariant($"{files[0].Path} {height} × {width}; give a size for all."));
        }

        var (pixels, labels) = (new float[(long)length * files.Count], new long[files.Count]);
        InOrder(files.Count, i =>
        {
            var (path, name) = files[i];
            var (file, header) = ImageFile.Open(path);
            Scale(
                ImageFile.Decode(file, header, channels, path), header.Height, header.Width, pixels.AsSpan(i * length, length), channels,
                height, width);
            labels[i] = Array.IndexOf(classes, name);
        });
        return (new(Tensor.Of(pixels, [files.Count, channels, height, width]), Tensor.Vector(labels)), classes);
    }

    /// <summary>Reads one image as the examples of a given shape are: a batch of one, float32.</summary>
    /// <param name="path">The file.</param>
    /// <param name="shape">
    /// [channels, height, width] with one or three channels, [height, width], or as many pixels in a row of a square; the image is brought
    /// to it by means over areas.
    /// </param>
    /// <exception cref="DataException">It is missing, damaged or too large, or examples of the shape are no images.</exception>
    public static Tensor ReadImage(string path, Shape shape)
    {
        ArgumentNullException.ThrowIfNull(path);
        var side = (int)Math.Sqrt(shape.Size);
        var (channels, height, width) = shape.Rank switch
        {
            1 when side * side == shape.Size => (1, side, side),
            2 => (1, shape[0], shape[1]),
            3 when shape[0] is 1 or 3 => (shape[0], shape[1], shape[2]),
            _ => throw new DataException($"{path} is an image, but {shape} is the shape of none."),
        };
        var (file, header) = ImageFile.Open(path);
        var pixels = new float[shape.Size];
        Scale(ImageFile.Decode(file, header, channels, path), header.Height, header.Width, pixels, channels, height, width);
        return Tensor.Of(pixels, shape.Insert(0, 1));
    }

    // On all processors; of several errors the first file's counts.
    private static void InOrder(int count, Action<int> read)
    {
        var errors = new DataException?[count];
        Parallel.For(0, count, (i, loop) =>
        {
            try
            {
                read(i);
            }
            catch (DataException error)
            {
                errors[i] = error;
                loop.Break();
            }
        });
        if (Array.Find(errors, error => error is not null) is { } first)
        {
            throw first;
        }
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
