using Aresta.Cli.Derive;
using Aresta.Cli.Wording;
using Aresta.Learning.Data;

namespace Aresta.Cli.Training;

/// <summary>What <c>--augment</c> makes of images: <c>shift,flip,crop</c>.</summary>
internal static class Augmenting
{
    private const int ShiftedPart = 14;

    private const double CroppedPart = 0.15;

    /// <summary>The images, varied as a text says.</summary>
    /// <exception cref="UsageException">There is no such word, or what is varied are no images.</exception>
    public static ExampleSource Of(ExampleSource images, ExampleKind kind, string? text, long seed, Texts texts)
    {
        if (text is null)
        {
            return images;
        }

        if (kind != ExampleKind.Image)
        {
            throw new UsageException(texts.Train.OnlyImages);
        }

        var shape = images.Input.Shape;
        var side = shape.Rank == 1 ? (int)Math.Sqrt(shape.Size) : Math.Min(shape[^1], shape[^2]);
        var augmentation = new Augmentation();
        foreach (var word in text.Split(','))
        {
            augmentation = word switch
            {
                "shift" => augmentation with { Shift = Math.Min(Math.Max(1, side / ShiftedPart), side - 1) },
                "flip" => augmentation with { Flip = true },
                "crop" => augmentation with { Crop = CroppedPart },
                _ => throw new UsageException(Texts.Format(texts.Train.WrongAugmentation, word)),
            };
        }

        return new AugmentedImages(images, augmentation, seed);
    }
}
