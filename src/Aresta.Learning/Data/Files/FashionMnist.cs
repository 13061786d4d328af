using Aresta.Tensors;

namespace Aresta.Learning.Data;

/// <summary>
/// Fashion-MNIST (Xiao, Rasul and Vollgraf 2017; MIT licence): 60,000 images of clothes for training and 10,000 for testing, 28 × 28 bytes
/// each, of ten classes. It is not embedded: four files, as its authors and Debian's package dataset-fashion-mnist have them.
/// </summary>
public static class FashionMnist
{
    private const int Side = 28;

    private const string DebianDirectory = "/usr/share/datasets/fashion-mnist";

    /// <summary>The classes, by number.</summary>
    public static IReadOnlyList<string> ClassNames { get; } =
        ["T-shirt/top", "Trouser", "Pullover", "Dress", "Coat", "Sandal", "Shirt", "Sneaker", "Bag", "Ankle boot"];

    /// <summary>Where the files are: the directory given, or where Debian's package puts them; null where they are not.</summary>
    /// <param name="directory">The directory, or null.</param>
    public static string? Find(string? directory = null)
    {
        foreach (var place in directory is null ? (string[])[DebianDirectory] : [directory, Path.Combine(directory, "fashion-mnist")])
        {
            if (File.Exists(Existing(place, "train-images-idx3-ubyte")))
            {
                return place;
            }
        }

        return null;
    }

    /// <summary>Reads both parts: pixels divided by 255, [784], float32; and the numbers of the classes, int64.</summary>
    /// <param name="directory">Where the files are; where Debian's package puts them unless given.</param>
    /// <exception cref="DataException">The files are not there, or damaged; the message says how to get them.</exception>
    public static (Examples Train, Examples Test) Read(string? directory = null)
    {
        var place = Find(directory) ?? throw new DataException(
            $"There is no Fashion-MNIST in {directory ?? DebianDirectory}. On Debian and Ubuntu it comes with "
            + "'apt install dataset-fashion-mnist'; elsewhere download its four files from "
            + "github.com/zalandoresearch/fashion-mnist and give their directory with --data.");
        return (Part(place, "train"), Part(place, "t10k"));
    }

    private static Examples Part(string directory, string name)
    {
        var (imageFile, labelFile) = (Existing(directory, $"{name}-images-idx3-ubyte"), Existing(directory, $"{name}-labels-idx1-ubyte"));
        var (imageLengths, pixels) = IdxFile.Read(imageFile);
        var (labelLengths, labels) = IdxFile.Read(labelFile);
        if (imageLengths is not [_, Side, Side] || labelLengths is not [_] || imageLengths[0] != labelLengths[0])
        {
            throw new DataException(
                $"{imageFile} holds {string.Join(" × ", imageLengths)} bytes and {labelFile} {string.Join(" × ", labelLengths)}, "
                + $"not as many images of {Side} × {Side} pixels as labels.");
        }

        if (Array.FindIndex(labels, label => label >= ClassNames.Count) is var bad and >= 0)
        {
            throw new DataException(FormattableString.Invariant(
                $"{labelFile} says that image {bad} is of class {labels[bad]}, but classes are 0 to {ClassNames.Count - 1}."));
        }

        return new(
            Tensor.Of(Array.ConvertAll(pixels, pixel => pixel / 255f), [labels.Length, Side * Side]),
            Tensor.Vector(Array.ConvertAll(labels, label => (long)label)));
    }

    private static string Existing(string directory, string name) =>
        File.Exists(Path.Combine(directory, name)) ? Path.Combine(directory, name) : Path.Combine(directory, name + ".gz");
}
